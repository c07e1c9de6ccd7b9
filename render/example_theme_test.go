package render_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
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
	// theme.muted: out of range: contrast 2.25 on the tint of stages[10], want 4.5 or more
}

// One drawing looks light or dark as its reader prefers.
func ExampleOptions_dark() {
	view := render.JourneyMap{Map: &journey.Map{Title: "Buy shoes", Stages: []journey.Stage{{Name: "Choose"}, {Name: "Pay"}}}}
	var b strings.Builder
	if err := render.SVG(&b, view, &render.Options{Dark: render.Dark()}); err != nil {
		fmt.Println(err)
		return
	}
	_, style, _ := strings.Cut(b.String(), "<style>")
	first, _, _ := strings.Cut(style, "}")
	fmt.Println(first + "}…")
	// Output: @media (prefers-color-scheme:dark){#parcours [fill="#12656a"]{fill:#83ccd1}…
}
