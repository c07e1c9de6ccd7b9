package render_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// What a browser tells assistive technology: the title with what the drawing
// shows, then every text and every text equivalent, in the order of the drawing.
func TestADrawingIsHeardInItsOrder(t *testing.T) {
	b := openBrowser(t)
	for _, l := range bothLanguages {
		view := render.JourneyMap{Map: shop(l)}
		s, err := view.Scene(nil)
		require.NoError(t, err)
		var doc bytes.Buffer
		require.NoError(t, render.SVG(&doc, view, nil))
		b.show("<!doctype html><title>page</title>" + doc.String())
		var got []heard
		for _, h := range b.hears() {
			if slices.Contains([]string{"graphics-document", "image", "group", "StaticText"}, h.role) {
				got = append(got, h)
			}
		}
		assert.Equal(t, written(s), got, string(l))
	}
}

// written returns what a scene has to say, in its order.
func written(s *scene.Scene) []heard {
	said := []heard{{"graphics-document", s.Title + " " + s.Desc}}
	for v := range s.Walk() {
		switch n := v.Node.(type) {
		case *scene.Text:
			said = append(said, heard{"StaticText", n.Content})
		case *scene.Group:
			if n.Title != "" {
				said = append(said, heard{roleOf(n), n.Title})
			}
		}
	}
	return said
}

// roleOf returns what a group is: a picture where it holds no text.
func roleOf(g *scene.Group) string {
	inside := scene.Scene{Nodes: g.Nodes}
	for v := range inside.Walk() {
		if text, ok := v.Node.(*scene.Text); ok && !strings.Contains(g.Title, text.Content) {
			return "group"
		}
	}
	return "image"
}

func TestDrawingsOnOnePageShareNoID(t *testing.T) {
	ids := func(id string) []string {
		var doc bytes.Buffer
		require.NoError(t, render.SVG(&doc, render.JourneyMap{Map: shop("en")}, &render.Options{ID: id}))
		return regexp.MustCompile(` id="[^"]*"`).FindAllString(doc.String(), -1)
	}
	first, second := ids("first"), ids("second")
	assert.NotEmpty(t, first)
	for _, id := range first {
		assert.NotContains(t, second, id)
	}
	slices.Sort(first)
	assert.Len(t, slices.Compact(first), len(ids("first")), "and each has its own")
}
