package render_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestNothingLeavesItsCellOrOverlapsOnRandomMaps(t *testing.T) {
	for seed := range uint64(2000) {
		r := newMaker(seed)
		opt := &render.Options{Width: []int{0, 0, 390, 1200, 2400}[r.IntN(5)]}
		s, err := render.JourneyMap{Map: r.journey()}.Scene(opt)
		require.NoError(t, err)
		require.Empty(t, faults(s), "seed %d", seed)
	}
}

// faults returns what is wrong with the geometry of a scene.
func faults(s *scene.Scene) []string {
	var out []string
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	page := scene.Box{W: s.W, H: s.H}
	var texts []scene.Visit
	for v := range s.Walk() {
		if v.Box.W < 0 || v.Box.H < 0 {
			fault("negative size: %T %+v", v.Node, v.Box)
		}
		if !page.Contains(v.Box) {
			fault("leaves the page: %T %+v", v.Node, v.Box)
		}
		for _, cell := range v.Cells {
			if !cell.Contains(v.Box) {
				fault("leaves its cell %+v: %T %+v in %v: %s", cell, v.Node, v.Box, v.Roles, content(v.Node))
			}
		}
		if _, ok := v.Node.(*scene.Text); ok {
			texts = append(texts, scene.Visit{Node: v.Node, Box: v.Box})
		}
	}
	slices.SortFunc(texts, func(a, b scene.Visit) int { return int(a.Box.Y - b.Box.Y) })
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if b.Box.Y >= a.Box.Bottom() {
				break
			}
			if a.Box.Overlaps(b.Box) {
				fault("texts overlap: %q %+v and %q %+v", content(a.Node), a.Box, content(b.Node), b.Box)
			}
		}
	}
	return out
}

func content(n scene.Node) string {
	if t, ok := n.(*scene.Text); ok {
		return t.Content
	}
	return ""
}
