package render_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestNothingLeavesItsCellOrOverlapsOnTheSample(t *testing.T) {
	for _, lang := range []journey.Lang{journey.English, journey.French} {
		for _, width := range []int{0, 390, 1100, 1280, 1920, 4000} {
			s, err := render.JourneyMap{Map: shop(lang)}.Scene(&render.Options{Width: width})
			require.NoError(t, err)
			assert.Empty(t, faults(s), "%s at %d", lang, width)
		}
	}
}

// A test of geometry that sees nothing would pass.
func TestFaultsAreSeen(t *testing.T) {
	text := func(x, y scene.Px) *scene.Text {
		return &scene.Text{X: x, Y: y, W: 1000, Size: 1000, Content: "a"}
	}
	for name, nodes := range map[string][]scene.Node{
		"leaves the page":  {text(9500, 5000)},
		"leaves its cell":  {&scene.Group{Cell: scene.Box{W: 5000, H: 5000}, Nodes: []scene.Node{text(4500, 3000)}}},
		"texts overlap":    {text(2000, 5000), text(2900, 5500)},
		"text on the logo": {&scene.Image{Box: scene.Box{X: 2000, Y: 4000, W: 2000, H: 2000}}, text(2500, 5000)},
		"negative size":    {&scene.Rect{Box: scene.Box{X: 50, Y: 50, W: -10, H: 10}}},
	} {
		found := faults(&scene.Scene{W: 10_000, H: 10_000, Nodes: nodes})
		require.NotEmpty(t, found, name)
		assert.Contains(t, found[0], name)
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
			fault("leaves the page: %T %+v %q", v.Node, v.Box, content(v.Node))
		}
		for _, cell := range v.Cells {
			if !cell.Contains(v.Box) {
				fault("leaves its cell: %+v %v: %T %+v %q", cell, v.Roles, v.Node, v.Box, content(v.Node))
			}
		}
		if _, ok := v.Node.(*scene.Text); ok {
			texts = append(texts, scene.Visit{Node: v.Node, Box: v.Box})
		}
	}
	for v := range s.Walk() {
		if _, ok := v.Node.(*scene.Image); ok {
			for _, t := range texts {
				if t.Box.Overlaps(v.Box) {
					fault("text on the logo: %q %+v", content(t.Node), t.Box)
				}
			}
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
