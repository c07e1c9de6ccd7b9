package render

import (
	"errors"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A JourneyMap draws a journey as a map: its stages as columns, and what is
// known of each in lanes.
type JourneyMap struct {
	Map *journey.Map
}

// Scene lays the map out.
func (v JourneyMap) Scene(opt *Options) (*scene.Scene, error) {
	if v.Map == nil {
		return nil, errors.New("render: a journey map without a map")
	}
	const margin, column = 40 * scene.Pixel, 200 * scene.Pixel
	theme := Light()
	s := &scene.Scene{
		W: 2*margin + max(3, scene.Px(len(v.Map.Stages)))*column, H: 200 * scene.Pixel,
		Title: v.Map.Title, Lang: string(v.Map.Lang), Background: theme.Background,
	}
	title := func(x, y scene.Px, s string, font text.Font, width scene.Px) (nodes []scene.Node) {
		for i, line := range text.Wrap(text.Clean(s), font, width, 2).Lines {
			nodes = append(nodes, scene.Text{X: x, Y: y + scene.Px(i)*font.Size*13/10, W: line.W, Size: font.Size, Bold: font.Bold, Fill: theme.Ink, Content: line.Text})
		}
		return nodes
	}
	s.Nodes = title(margin, 64*scene.Pixel, v.Map.Title, text.Font{Size: 26 * scene.Pixel, Bold: true}, s.W-2*margin)
	for i, stage := range v.Map.Stages {
		x := margin + scene.Px(i)*column
		s.Nodes = append(s.Nodes, title(x, 140*scene.Pixel, stage.Name, text.Font{Size: 14 * scene.Pixel, Bold: true}, column-20*scene.Pixel)...)
	}
	return s, nil
}
