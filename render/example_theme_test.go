package render_test

import (
	"fmt"

	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// A theme of one's own is a shipped one with other colours.
func ExampleTheme_Validate() {
	theme := render.Dark()
	theme.Accent = render.Tone{Ink: scene.RGB(0xffb35c), Tint: scene.RGB(0x3d2a12)}
	fmt.Println(theme.Validate())
	theme.Muted = scene.RGB(0x5c6570)
	fmt.Println(theme.Validate())
	// Output:
	// <nil>
	// theme.muted: out of range: contrast 2.26 on the tint of stages[10], want 4.5 or more
}
