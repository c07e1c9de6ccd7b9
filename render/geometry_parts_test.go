package render_test

import "github.com/parcours-go/parcours/render/scene"

// rectsOf returns the rectangles of a drawing that have that colour and are at
// least so many pixels high, in the order in which they are drawn.
func rectsOf(s *scene.Scene, fill scene.Paint, high scene.Px) (found []*scene.Rect) {
	for v := range s.Walk() {
		if r, ok := v.Node.(*scene.Rect); ok && r.Fill == fill && r.H >= high*scene.Pixel {
			found = append(found, r)
		}
	}
	return found
}
