package render

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// faces has what is inside of the ring of each face, from frustrated to
// delighted: the eyes, and the mouth. The grid is that of the icons.
var faces = [...]icon{
	1: "M 6.8 8.2 L 9.6 9.8 M 17.2 8.2 L 14.4 9.8 M 7.5 17.3 C 9.2 13.4 14.8 13.4 16.5 17.3",
	2: "O 8.7 9.5 .5 O 15.3 9.5 .5 M 8 16.6 C 9.6 14.2 14.4 14.2 16 16.6",
	3: "O 8.7 9.5 .5 O 15.3 9.5 .5 M 8 15.5 L 16 15.5",
	4: "O 8.7 9.5 .5 O 15.3 9.5 .5 M 8 14.4 C 9.6 16.9 14.4 16.9 16 14.4",
	5: "M 7 9.8 C 7.6 8 9.6 8 10.2 9.8 M 13.8 9.8 C 14.4 8 16.4 8 17 9.8 M 7 13.6 L 17 13.6 C 16.4 19.4 7.6 19.4 7 13.6 Z",
}

// face draws the face of an emotion. One that is not known has none.
func (t Theme) face(e journey.Emotion, size scene.Px) layout.Block {
	if !e.Known() {
		return layout.Block{}
	}
	tone := t.feeling(e)
	p := &scene.Path{Fill: tone.Tint, Stroke: scene.Stroke{Paint: tone.Ink, Width: max(size/14, 110)}}
	ring(p, size/2, size/2, size*21/48)
	inside := &scene.Path{Stroke: p.Stroke}
	faces[int(math.Round(float64(e)))].trace(size, inside)
	return layout.Block{W: size, H: size, Nodes: []scene.Node{p, inside}}
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
