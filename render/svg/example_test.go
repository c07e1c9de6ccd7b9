package svg_test

import (
	"os"

	"github.com/parcours-go/parcours/render/scene"
	"github.com/parcours-go/parcours/render/svg"
)

func ExampleEncode() {
	s := &scene.Scene{
		W: 120_00, H: 40_00, Title: "A dot", Lang: "en", Background: scene.RGB(0xffffff),
		Nodes: []scene.Node{&scene.Circle{X: 20_00, Y: 20_00, R: 5_50, Fill: scene.RGB(0x4a3f9f)}},
	}
	if err := svg.Encode(os.Stdout, s, &svg.Options{ID: "dot"}); err != nil {
		panic(err)
	}
	// Output:
	// <svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40" role="graphics-document document" aria-labelledby="dot-title dot-desc" lang="en">
	// <title id="dot-title">A dot</title>
	// <desc id="dot-desc"></desc>
	// <rect x="0" y="0" width="120" height="40" fill="#ffffff"/><g font-family="Helvetica, Arial, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif" font-size="0" fill="none" stroke-linecap="round" stroke-linejoin="round">
	// <circle cx="20" cy="20" r="5.5" fill="#4a3f9f"/></g>
	// </svg>
}
