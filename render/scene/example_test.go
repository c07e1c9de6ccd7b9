package scene_test

import (
	"fmt"

	"github.com/parcours-go/parcours/render/scene"
)

// What a drawing holds can be asked of it, without looking at it.
func ExampleScene_Walk() {
	s := &scene.Scene{
		W: 200_00, H: 100_00,
		Nodes: []scene.Node{&scene.Group{
			Role: "cell",
			Cell: scene.Box{X: 10_00, Y: 10_00, W: 80_00, H: 30_00},
			Nodes: []scene.Node{
				&scene.Text{X: 10_00, Y: 28_00, Size: 12_00, W: 95_00, Content: "Checkout"},
			},
		}},
	}
	for v := range s.Walk() {
		if text, ok := v.Node.(*scene.Text); ok {
			cell := v.Cells[len(v.Cells)-1]
			fmt.Printf("%q is %d px wide, its cell %d px: it fits: %v\n",
				text.Content, v.Box.W/scene.Pixel, cell.W/scene.Pixel, cell.Contains(v.Box))
		}
	}
	// Output: "Checkout" is 95 px wide, its cell 80 px: it fits: false
}
