package svg

import "github.com/parcours-go/parcours/render/scene"

// usual is what most nodes of a drawing have in common. It is written once, on
// the group around them.
type usual struct {
	text textStyle
	line scene.Px // the width of the lines of shapes
}

type textStyle struct {
	size scene.Px
	fill scene.Paint
}

func usualOf(nodes []scene.Node) usual {
	texts, lines := tally[textStyle]{n: map[textStyle]int{}}, tally[scene.Px]{n: map[scene.Px]int{}}
	line := func(s scene.Stroke) {
		if s.Paint.Drawn() {
			lines.add(s.Width)
		}
	}
	var visit func([]scene.Node)
	visit = func(nodes []scene.Node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case *scene.Group:
				visit(n.Nodes)
			case *scene.Text:
				texts.add(textStyle{n.Size, n.Fill})
			case *scene.Rect:
				line(n.Stroke)
			case *scene.Circle:
				line(n.Stroke)
			case *scene.Path:
				line(n.Stroke)
			}
		}
	}
	visit(nodes)
	return usual{texts.most, lines.most}
}

// A tally knows what came most often, and first where two came as often.
type tally[T comparable] struct {
	n    map[T]int
	most T
}

func (t *tally[T]) add(v T) {
	var zero T
	if v == zero { // which stands for none
		return
	}
	t.n[v]++
	if t.n[v] > t.n[t.most] {
		t.most = v
	}
}
