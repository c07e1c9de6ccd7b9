// Package layout places blocks: it knows heights and widths, and nothing of
// what is drawn.
package layout

import "github.com/parcours-go/parcours/render/scene"

// A Block is something of a known size, drawn from its own origin, the upper
// left corner. The zero Block is empty.
type Block struct {
	W, H  scene.Px
	Nodes []scene.Node
}

// Empty reports whether the block takes no room.
func (b Block) Empty() bool { return b.H == 0 }

// At moves the block and returns its nodes. The block is used up by it.
func (b Block) At(x, y scene.Px) []scene.Node {
	scene.Translate(b.Nodes, x, y)
	return b.Nodes
}

// Stack puts blocks below each other with a gap between them. Empty ones take
// no gap.
func Stack(gap scene.Px, blocks ...Block) Block {
	s := Block{Nodes: roomFor(blocks)}
	for _, b := range blocks {
		if b.Empty() {
			continue
		}
		if s.H > 0 {
			s.H += gap
		}
		s.Nodes = append(s.Nodes, b.At(0, s.H)...)
		s.W, s.H = max(s.W, b.W), s.H+b.H
	}
	return s
}

// Beside puts blocks next to each other, their upper sides in one line, with a
// gap between them. Empty ones take no gap.
func Beside(gap scene.Px, blocks ...Block) Block {
	s := Block{Nodes: roomFor(blocks)}
	for _, b := range blocks {
		if b.Empty() {
			continue
		}
		if s.H > 0 {
			s.W += gap
		}
		s.Nodes = append(s.Nodes, b.At(s.W, 0)...)
		s.W, s.H = s.W+b.W, max(s.H, b.H)
	}
	return s
}

// roomFor returns a list without nodes that has room for those of all blocks.
func roomFor(blocks []Block) []scene.Node {
	n := 0
	for _, b := range blocks {
		n += len(b.Nodes)
	}
	return make([]scene.Node, 0, n)
}

// Flow puts blocks next to each other like words, and goes on below where the
// width is used up.
func Flow(width, gapX, gapY scene.Px, blocks ...Block) Block {
	var rows []Block
	var row Block
	for _, b := range blocks {
		if !row.Empty() && row.W+gapX+b.W > width {
			rows, row = append(rows, row), Block{}
		}
		row = Beside(gapX, row, b)
	}
	return Stack(gapY, append(rows, row)...)
}

// Pad puts a border of nothing around the block. That of an empty block is
// empty.
func (b Block) Pad(top, right, bottom, left scene.Px) Block {
	if b.Empty() {
		return b
	}
	return Block{W: left + b.W + right, H: top + b.H + bottom, Nodes: b.At(left, top)}
}

// Wide returns the block with that width.
func (b Block) Wide(w scene.Px) Block {
	b.W = w
	return b
}

// Titled gives the block a text equivalent.
func (b Block) Titled(title string) Block {
	if title != "" && len(b.Nodes) > 0 {
		b.Nodes = []scene.Node{&scene.Group{Title: title, Nodes: b.Nodes}}
	}
	return b
}

// Cell bounds the block: nothing in it may leave a box of its width and of
// that height.
func (b Block) Cell(role string, h scene.Px) Block {
	if len(b.Nodes) == 0 {
		return b
	}
	g := &scene.Group{Role: role, Cell: scene.Box{W: b.W, H: h}, Nodes: b.Nodes}
	return Block{W: b.W, H: h, Nodes: []scene.Node{g}}
}

// Tallest returns the greatest height among blocks.
func Tallest(blocks []Block) scene.Px {
	var h scene.Px
	for _, b := range blocks {
		h = max(h, b.H)
	}
	return h
}
