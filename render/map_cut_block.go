package render

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// entryRoom is the least blank height between two entries of a cell: more than
// between two lines of one.
const entryRoom = 6 * px

// cut divides a block that is higher than h into a part that is at most h high
// and the rest. Cells that stand side by side are cut each by itself, between
// two entries, and only where an entry has no room by itself between two of
// its lines.
func cut(b layout.Block, h scene.Px) (first, rest layout.Block) {
	first, rest = layout.Block{W: b.W}, layout.Block{W: b.W}
	if end, next, ok := clearing(b.Nodes, 0, h, entryRoom); ok {
		first.Nodes, rest.Nodes = split(b.Nodes, next)
		scene.Translate(rest.Nodes, 0, -next)
		first.H, rest.H = end, b.H-next
		return first, rest
	}
	for _, n := range b.Nodes {
		cell, ok := n.(*scene.Group)
		if !ok || cell.Cell == (scene.Box{}) || cell.Title != "" {
			first.Nodes = append(first.Nodes, n)
			first.H = max(first.H, scene.Bounds(n).Bottom())
			continue
		}
		upper, lower := cutCell(cell, h)
		first.H = max(first.H, upper.Cell.Bottom())
		first.Nodes = append(first.Nodes, upper)
		if lower != nil {
			rest.H = max(rest.H, lower.Cell.Bottom())
			rest.Nodes = append(rest.Nodes, lower)
		}
	}
	return first, rest
}

// cutCell divides what a cell holds. The second part is nil if all has room.
func cutCell(cell *scene.Group, h scene.Px) (upper, lower *scene.Group) {
	top := cell.Cell.Y
	bottom := scene.Bounds(cell).Bottom()
	upper = &scene.Group{Role: cell.Role, Cell: cell.Cell, Nodes: cell.Nodes}
	upper.Cell.H = bottom - top
	if bottom-top <= h {
		return upper, nil
	}
	end, next, ok := clearing(cell.Nodes, top, h, entryRoom)
	if !ok {
		end, next, ok = clearing(cell.Nodes, top, h, 0)
	}
	if !ok {
		return upper, nil
	}
	lower = &scene.Group{Role: cell.Role, Cell: cell.Cell}
	upper.Nodes, lower.Nodes = split(cell.Nodes, next)
	scene.Translate(lower.Nodes, 0, top-next)
	upper.Cell.H, lower.Cell.H = end-top, bottom-next
	return upper, lower
}

// split returns the nodes that begin above a height, and the others.
func split(nodes []scene.Node, at scene.Px) (above, below []scene.Node) {
	for _, n := range nodes {
		if scene.Bounds(n).Y < at {
			above = append(above, n)
		} else {
			below = append(below, n)
		}
	}
	return above, below
}

// clearing returns the lowest blank of at least that height which ends a part
// of at most the height h: where it begins and where it ends.
func clearing(nodes []scene.Node, top, h, room scene.Px) (end, next scene.Px, ok bool) {
	boxes := make([]scene.Box, len(nodes))
	for i, n := range nodes {
		boxes[i] = scene.Bounds(n)
	}
	slices.SortFunc(boxes, func(a, b scene.Box) int { return cmp.Compare(a.Y, b.Y) })
	bottom := top
	for i, b := range boxes {
		if i > 0 && b.Y >= bottom+room && bottom-top <= h {
			end, next, ok = bottom, b.Y, true
		}
		bottom = max(bottom, b.Bottom())
	}
	return end, next, ok
}
