package render

import (
	"cmp"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A Shape is how a journey map is spread out. The zero Shape is Wide.
type Shape string

// The shapes of a journey map.
const (
	Wide    Shape = ""        // stages side by side, all that is known of them below each other: for a wall or a screen
	Compact Shape = "compact" // stages side by side, of each only what matters most: for a slide or the top of a report
	Tall    Shape = "tall"    // stages below each other as cards, at most 720 pixels wide: for a phone
)

// sheetIn begins the sheet of a map in a shape.
func sheetIn(shape Shape, m *journey.Map, lanes []laneKind, opt *Options) (*sheet, error) {
	switch shape {
	case Wide:
		return newSheet(m, lanes, opt)
	case Compact:
		return newCompactSheet(m, lanes, opt)
	case Tall:
		return newTallSheet(m, lanes, opt)
	}
	return nil, misled("shape", "unknown shape %q", shape)
}

// drawn lays a map out in a shape.
func (s *sheet) drawn(shape Shape) *scene.Scene {
	switch shape {
	case Compact:
		return s.sceneOf(20*px, s.compact()...)
	case Tall:
		return s.sceneOf(28*px, s.tall()...)
	}
	return s.sceneOf(36*px, s.title(), s.persona(), s.figures(), s.table(), s.footer())
}

// sceneOf makes a scene of blocks below each other.
func (s *sheet) sceneOf(gap scene.Px, blocks ...layout.Block) *scene.Scene {
	top, bottom := scene.Px(marginTop), scene.Px(marginBottom)
	if s.side < marginSide {
		top, bottom = top*2/3/px*px, bottom*2/3/px*px // whole pixels
	}
	body := layout.Stack(gap, blocks...).Pad(top, s.side, bottom, s.side)
	return &scene.Scene{
		W: 2*s.side + s.width, H: max(body.H, top+bottom),
		Title: s.name(), Desc: s.describe(), Lang: s.sceneLang(),
		Background: s.theme.Background, Nodes: body.Nodes,
	}
}

// sceneLang returns the language of the texts of the map.
func (s *sheet) sceneLang() string { return string(cmp.Or(s.m.Lang, s.lang)) }
