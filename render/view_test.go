package render_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// A viewTest says how a kind of view is made; testView holds it to what every
// view owes.
type viewTest struct {
	name   string                         // of its golden files
	sample func(journey.Lang) render.View // with something in every field
	random func(maker) render.View        // of any shape, with texts of many scripts
	filled func(text string) render.View  // with that text in every field that is one
	empty  render.View                    // without data: an error, not a drawing
}

func testView(t *testing.T, v viewTest) {
	t.Run("is drawn as it was", v.goldens)
	t.Run("says in words what it shows, in both languages", v.words)
	t.Run("has a twin in tables", v.tables)
	t.Run("can be read in every theme", v.readable)
	t.Run("keeps its geometry on random data", v.geometry)
	t.Run("keeps hostile text as text", v.hostile)
	t.Run("makes the same elements of hostile text as of harmless text", v.structure)
	t.Run("is an error without data", func(t *testing.T) {
		_, err := v.empty.Scene(nil)
		require.Error(t, err)
		_, err = v.empty.Tables(nil)
		require.Error(t, err)
	})
}

var bothLanguages = []journey.Lang{journey.English, journey.French}

func (v viewTest) goldens(t *testing.T) {
	for _, l := range bothLanguages {
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, v.sample(l), &render.Options{Lang: l}))
		assert.Less(t, b.Len(), 60_000)
		golden(t, fmt.Sprint(v.name, "_", l), b.Bytes())
	}
}

func (v viewTest) words(t *testing.T) {
	said := map[string]bool{}
	for _, l := range bothLanguages {
		s, err := v.sample(l).Scene(&render.Options{Lang: l})
		require.NoError(t, err)
		assert.NotEmpty(t, s.Title)
		assert.NotEmpty(t, s.Desc)
		assert.Equal(t, string(l), s.Lang)
		assert.False(t, said[s.Desc], "the description is the same in two languages: %s", s.Desc)
		said[s.Desc] = true
		assert.Empty(t, looseStops(l, s.Desc))
		for _, width := range []int{0, 390, 800, 1600} {
			s, err := v.sample(l).Scene(&render.Options{Lang: l, Width: width})
			require.NoError(t, err)
			assert.Empty(t, faults(s), "%s at %d", l, width)
		}
	}
}

func (v viewTest) tables(t *testing.T) {
	var said []string
	for _, l := range bothLanguages {
		tables, err := v.sample(l).Tables(&render.Options{Lang: l})
		require.NoError(t, err)
		require.NotEmpty(t, tables)
		var b bytes.Buffer
		for _, table := range tables {
			require.Empty(t, crooked(table))
			require.NotEmpty(t, table.Rows, table.Title)
			require.NoError(t, table.WriteMarkdown(&b))
		}
		assert.Empty(t, looseStops(l, b.String()))
		said = append(said, b.String())
	}
	assert.NotEqual(t, said[0], said[1], "the tables are the same in two languages")
}

// frenchStop finds a stop that French sets a space before, without one that does
// not break.
var frenchStop = regexp.MustCompile(`.{0,20}([^ \x{a0}\x{202f}\\][;!?]|[^-\x{a0}\x{202f}]: )`)

func looseStops(l journey.Lang, said string) []string {
	if !l.French() {
		return nil
	}
	return frenchStop.FindAllString(said, -1)
}

// crooked returns what is wrong with the form of a table.
func crooked(t render.Table) (found []string) {
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			found = append(found, fmt.Sprintf("row %d of %q has %d entries for %d columns", i, t.Title, len(row), len(t.Columns)))
		}
		for _, cell := range row {
			if strings.Contains(cell, "NaN") || strings.Contains(cell, "Inf") {
				found = append(found, fmt.Sprintf("row %d of %q: %q", i, t.Title, cell))
			}
		}
	}
	return found
}

// branded is a theme with a logo of 300 × 60 pixels, of which the head is enough.
var branded = render.Theme{Logo: render.Logo{Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x01\x2c\x00\x00\x00\x3c")}}

// geometry holds ten thousand random scenes to what they may be.
func (v viewTest) geometry(t *testing.T) {
	const scenes, parts = 10_000, 4
	for part := range uint64(parts) {
		t.Run(fmt.Sprint("part ", part), func(t *testing.T) {
			t.Parallel()
			for seed := part; seed < scenes; seed += parts {
				r := newMaker(seed)
				view := v.random(r)
				opt := &render.Options{Width: []int{0, 0, 320, 390, 1200, 2400}[r.IntN(6)], Lang: bothLanguages[r.IntN(2)]}
				if seed%8 == 0 {
					opt.Theme = branded
				}
				s, err := view.Scene(opt)
				require.NoError(t, err, "seed %d", seed)
				require.Empty(t, faults(s), "seed %d", seed)
				require.Empty(t, cutShort(s), "seed %d", seed)
				if seed%10 == 0 {
					tables, err := view.Tables(opt)
					require.NoError(t, err, "seed %d", seed)
					for _, table := range tables {
						require.Empty(t, crooked(table), "seed %d", seed)
					}
				}
			}
		})
	}
}

// cutShort returns texts that end in an ellipsis while nothing around them has
// the whole.
func cutShort(s *scene.Scene) (found []string) {
	var visit func(nodes []scene.Node, titled bool)
	visit = func(nodes []scene.Node, titled bool) {
		for _, n := range nodes {
			switch n := n.(type) {
			case *scene.Group:
				visit(n.Nodes, titled || n.Title != "")
			case *scene.Text:
				if !titled && strings.HasSuffix(n.Content, "…") {
					found = append(found, n.Content)
				}
			}
		}
	}
	visit(s.Nodes, false)
	return found
}

func (v viewTest) hostile(t *testing.T) {
	for _, payload := range hostileTexts(t) {
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, v.filled(payload), nil))
		require.Empty(t, strangers(b.Bytes()), "%q", payload)
	}
}

func (v viewTest) structure(t *testing.T) {
	draw := func(text string) []string {
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, v.filled("x"+text), &render.Options{Lang: journey.English}))
		return structure(t, b.Bytes())
	}
	for _, hostile := range []string{`<a>"`, "]]>'", "<!--", "--> ", "&lt;", "a\x00\x01", "\xed\xa0\x80", "%00 "} {
		assert.True(t, slices.Equal(draw("ab"), draw(hostile)), "%q", hostile)
	}
}
