package render

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// faces has what is inside of the ring of each face, from frustrated to
// delighted: the eyes, and the mouth. The grid is that of the icons. Mouths run
// the way round that the ring does, so that they are no holes in it.
var faces = [...]icon{
	1: "M 6.8 8 L 9.4 9.6 M 17.2 8 L 14.6 9.6 M 7.6 17.4 C 8.8 12.6 15.2 12.6 16.4 17.4 Z",
	2: "M 8.7 9.1 L 8.7 10.1 M 15.3 9.1 L 15.3 10.1 M 8 16.6 C 9.6 14 14.4 14 16 16.6",
	3: "M 8.7 9.1 L 8.7 10.1 M 15.3 9.1 L 15.3 10.1 M 8 15.5 L 16 15.5",
	4: "M 8.7 9.1 L 8.7 10.1 M 15.3 9.1 L 15.3 10.1 M 16 14.2 C 14.4 17 9.6 17 8 14.2",
	5: "M 8.7 8.6 L 8.7 9.6 M 15.3 8.6 L 15.3 9.6 M 7.2 13 L 16.8 13 C 16.2 19 7.8 19 7.2 13 Z",
}

// face draws the face of an emotion. One that is not known has none.
func (t Theme) face(e journey.Emotion, size scene.Px) layout.Block {
	if !e.Known() {
		return layout.Block{}
	}
	tone := t.feeling(e)
	stroke := scene.Stroke{Paint: tone.Ink, Width: max(size/14, 110)}
	p := &scene.Path{Fill: tone.Tint, Stroke: stroke}
	ring(p, size/2, size/2, size*21/48)
	faces[int(math.Round(float64(e)))].trace(size, p)
	return layout.Block{W: size, H: size, Nodes: []scene.Node{p}}
}

// feeling returns the colours of an emotion: bad below 2.5, good from 3.5 on.
func (t Theme) feeling(e journey.Emotion) Tone {
	switch {
	case e < 2.5:
		return t.Bad
	case e < 3.5:
		return t.Fair
	}
	return t.Good
}
