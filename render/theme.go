package render

import "github.com/parcours-go/parcours/render/scene"

// A Theme is the colours of a drawing, named after what they are for. A field
// that is not set has the colour of [Light].
type Theme struct {
	Background scene.Paint // of the page
	Ink        scene.Paint // text
	Muted      scene.Paint // text of less importance
	Line       scene.Paint // hairlines: they order the page and carry no meaning
	Band       scene.Paint // the ground of a lane that stands out
	Accent     scene.Paint // the one colour that is not a stage, good or bad
}

// Light is the theme for a white page.
func Light() Theme {
	return Theme{
		Background: scene.RGB(0xffffff),
		Ink:        scene.RGB(0x16202e),
		Muted:      scene.RGB(0x556070),
		Line:       scene.RGB(0xdde2e8),
		Band:       scene.RGB(0xf6f8fa),
		Accent:     scene.RGB(0x3d3fa8),
	}
}
