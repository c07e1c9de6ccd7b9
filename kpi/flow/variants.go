package flow

import (
	"encoding/binary"
	"sort"
)

// variants counts paths by their nodes, cut off after depth steps. It keeps at
// most limit of them: where there are more, depth is lowered to the largest at
// which there are not. That depth is the same whatever the order in which the
// paths come, since fewer steps never make more different paths, and no part
// of the paths has more than the whole.
type variants struct {
	depth, limit int
	slots        map[string]int32 // by path, as appendPath writes it
	keys         []string         // by slot
	cells        []times          // by slot
	key          []byte
}

func newVariants(depth, limit int) *variants {
	return &variants{depth: depth, limit: limit, slots: make(map[string]int32)}
}

// appendPath writes a path: whether it goes on, and its nodes.
func appendPath(b []byte, nodes []int32, more bool) []byte {
	b = append(b, 0)
	if more {
		b[len(b)-1] = 1
	}
	for _, a := range nodes {
		b = binary.AppendUvarint(b, uint64(a))
	}
	return b
}

// readPath reads what appendPath wrote.
func readPath(key string) (nodes []int32, more bool) {
	more = key[0] == 1
	b := []byte(key[1:])
	for len(b) > 0 {
		a, n := binary.Uvarint(b)
		nodes, b = append(nodes, int32(a)), b[n:]
	}
	return nodes, more
}

// add counts a path that ends with nodes, or goes on.
func (v *variants) add(nodes []int32, more bool, u *unit) {
	v.cells[v.slot(nodes, more)].count(u)
	v.cut()
}

// slot returns the slot of a path, cut off after depth steps.
func (v *variants) slot(nodes []int32, more bool) int32 {
	v.key = appendCut(v.key[:0], nodes, more, v.depth)
	s, ok := v.slots[string(v.key)]
	if !ok {
		s = int32(len(v.keys))
		v.keys = append(v.keys, string(v.key))
		v.slots[v.keys[s]] = s
		v.cells = append(v.cells, times{})
	}
	return s
}

// appendCut writes a path, cut off after depth steps.
func appendCut(b []byte, nodes []int32, more bool, depth int) []byte {
	if len(nodes) > depth {
		nodes, more = nodes[:depth], true
	}
	return appendPath(b, nodes, more)
}

// cut lowers the depth until there are at most limit paths, or it is 1.
func (v *variants) cut() {
	if len(v.keys) <= v.limit || v.depth == 1 {
		return
	}
	less := sort.Search(v.depth-1, func(less int) bool { return v.different(v.depth-less) <= v.limit })
	v.lower(v.depth - less)
}

// different returns how many different paths there are of so many steps.
func (v *variants) different(depth int) int {
	seen := make(map[string]bool)
	for _, k := range v.keys {
		nodes, more := readPath(k)
		v.key = appendCut(v.key[:0], nodes, more, depth)
		seen[string(v.key)] = true
	}
	return len(seen)
}

// lower cuts every path off after depth steps.
func (v *variants) lower(depth int) {
	if depth >= v.depth {
		return
	}
	low := newVariants(depth, v.limit)
	for i, k := range v.keys {
		low.cells[low.slot(readPath(k))].merge(v.cells[i])
	}
	*v = *low
}

// merge adds the paths of another tally.
func (v *variants) merge(other *variants, to []int32) {
	v.lower(other.depth)
	for i, k := range other.keys {
		nodes, more := readPath(k)
		for j, a := range nodes {
			nodes[j] = to[a]
		}
		v.cells[v.slot(nodes, more)].merge(other.cells[i])
		v.cut()
	}
}
