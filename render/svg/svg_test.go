package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/scene"
	"github.com/parcours-go/parcours/render/svg"
)

func encode(t *testing.T, s *scene.Scene) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, svg.Encode(&b, s, nil))
	return b.String()
}

// body returns what stands in the group of all nodes.
func body(t *testing.T, nodes ...scene.Node) string {
	t.Helper()
	out := encode(t, &scene.Scene{W: 100, H: 100, Nodes: nodes})
	_, out, _ = strings.Cut(out, "</desc>\n")
	_, out, _ = strings.Cut(out, ">\n")
	return strings.TrimSuffix(out, "</g>\n</svg>\n")
}

func TestADocumentSaysWhatItIs(t *testing.T) {
	s := &scene.Scene{W: 64050, H: 100, Title: "A & B", Desc: "<c>", Lang: "fr-CA", Background: scene.RGB(0xffffff)}
	assert.Equal(t, `<svg xmlns="http://www.w3.org/2000/svg" width="640.5" height="1" viewBox="0 0 640.5 1" role="graphics-document document" aria-labelledby="parcours-title parcours-desc" lang="fr-CA">
<title id="parcours-title">A &amp; B</title>
<desc id="parcours-desc">&lt;c&gt;</desc>
<rect x="0" y="0" width="640.5" height="1" fill="#ffffff"/><g font-family="Helvetica, Arial, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif" font-size="0" fill="none" stroke-linecap="round" stroke-linejoin="round">
</g>
</svg>
`, encode(t, s))
}

func TestShapesAreWrittenWithTheNumbersTheyNeed(t *testing.T) {
	black, red := scene.RGB(0), scene.RGB(0xff0000)
	curve := scene.Lines(scene.Point{X: 100, Y: 200}, scene.Point{X: 300, Y: 200}, scene.Point{X: 300, Y: 450})
	curve.CurveTo(300, 500, 200, 505, 100, 450)
	curve.Close()
	curve.Fill = red
	for name, c := range map[string]struct {
		node scene.Node
		want string
	}{
		"a rectangle": {
			&scene.Rect{Box: scene.Box{X: 150, Y: 0, W: 1005, H: 2000}, Fill: red},
			`<rect x="1.5" y="0" width="10.05" height="20" fill="#ff0000"/>`,
		},
		"a radius is at most half of the side": {
			&scene.Rect{Box: scene.Box{W: 1000, H: 400}, Radius: 600, Fill: red},
			`<rect x="0" y="0" width="10" height="4" fill="#ff0000" rx="2"/>`,
		},
		"a circle with a line": {
			&scene.Circle{X: -50, Y: 100, R: 250, Stroke: scene.Stroke{Paint: black, Width: 100}},
			`<circle cx="-0.5" cy="1" r="2.5" fill="none" stroke="#000000"/>`,
		},
		"a dashed line": {
			&scene.Path{Segments: scene.Lines(scene.Point{}, scene.Point{X: 100}).Segments, Stroke: scene.Stroke{Paint: black, Width: 250, Dash: 400}},
			`<path d="M0 0h1" stroke="#000000" stroke-dasharray="4"/>`,
		},
		"a path is relative to its last point": {
			curve, `<path d="M1 2h2v2.5c0 .5-1 .55-2 0z" fill="#ff0000"/>`,
		},
		"a rectangle without size is not drawn":  {&scene.Rect{Box: scene.Box{W: -5, H: 5}, Fill: red}, ""},
		"a circle without radius is not drawn":   {&scene.Circle{Fill: red}, ""},
		"a path without steps is not drawn":      {&scene.Path{Fill: red}, ""},
		"a text without characters is not drawn": {&scene.Text{Fill: red}, ""},
		"a group without a title is no element":  {&scene.Group{Role: "cell", Nodes: []scene.Node{&scene.Circle{R: 100}}}, `<circle cx="0" cy="0" r="1" fill="none"/>`},
		"a group with a title carries it":        {&scene.Group{Title: `"5" > 3`}, `<g role="img"><title>&#34;5&#34; &gt; 3</title>` + "\n</g>\n"},
		"a group whose title says what its texts say is an image": {
			&scene.Group{Title: "all of it", Nodes: []scene.Node{&scene.Text{Content: "all…"}, &scene.Text{Content: "of it"}}},
			`<g role="img"><title>all of it</title>` + "\n<text x=\"0\" y=\"0\">all…</text>\n<text x=\"0\" y=\"0\">of it</text>\n</g>\n",
		},
		"a group whose texts say more is a group": {
			&scene.Group{Title: "all", Nodes: []scene.Node{&scene.Group{Nodes: []scene.Node{&scene.Text{Content: "n 5"}}}}},
			`<g role="group"><title>all</title>` + "\n<text x=\"0\" y=\"0\">n 5</text>\n</g>\n",
		},
		"a group with another in it is a group": {
			&scene.Group{Title: "all", Nodes: []scene.Node{&scene.Group{Title: "part"}}},
			`<g role="group"><title>all</title>` + "\n" + `<g role="img"><title>part</title>` + "\n</g>\n</g>\n",
		},
		"a stroke without a paint is not written": {&scene.Circle{R: 100, Stroke: scene.Stroke{Width: 5}}, `<circle cx="0" cy="0" r="1" fill="none"/>`},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, body(t, c.node)) })
	}
}

func TestTextsShareWhatMostOfThemHave(t *testing.T) {
	ink, red := scene.RGB(0x111111), scene.RGB(0xff0000)
	usual := scene.Text{X: 100, Y: 200, Size: 1200, Fill: ink, Content: "usual"}
	special := scene.Text{X: 150, Y: 200, Size: 1400, Fill: red, Bold: true, Italic: true, Spacing: 60, Content: "special"}
	out := body(t, &usual, &special, &usual)
	assert.Equal(t, `<text x="1" y="2">usual</text>
<text x="1.5" y="2" font-size="14" fill="#ff0000" font-weight="bold" font-style="italic" letter-spacing="0.6">special</text>
<text x="1" y="2">usual</text>
`, out)
}

func TestLinesShareTheWidthOfMostOfThem(t *testing.T) {
	line := func(width scene.Px) *scene.Circle {
		return &scene.Circle{R: 100, Stroke: scene.Stroke{Paint: scene.RGB(0), Width: width}}
	}
	var b bytes.Buffer
	require.NoError(t, svg.Encode(&b, &scene.Scene{Nodes: []scene.Node{line(250), line(100), line(100)}}, nil))
	assert.Contains(t, b.String(), `fill="none" stroke-width="1" stroke-linecap`)
	assert.Contains(t, b.String(), `r="1" fill="none" stroke="#000000"/>`)
	assert.Contains(t, b.String(), `r="1" fill="none" stroke="#000000" stroke-width="2.5"/>`)
}

func TestTheAnchorIsASideWhicheverWayTheTextRuns(t *testing.T) {
	for _, c := range []struct {
		anchor scene.Anchor
		rtl    bool
		want   string
	}{
		{scene.Left, false, `<text x="0" y="0">a</text>`},
		{scene.Middle, false, `<text x="0" y="0" text-anchor="middle">a</text>`},
		{scene.Right, false, `<text x="0" y="0" text-anchor="end">a</text>`},
		{scene.Left, true, `<text x="0" y="0" text-anchor="end" direction="rtl">a</text>`},
		{scene.Middle, true, `<text x="0" y="0" text-anchor="middle" direction="rtl">a</text>`},
		{scene.Right, true, `<text x="0" y="0" direction="rtl">a</text>`},
	} {
		assert.Equal(t, c.want+"\n", body(t, &scene.Text{Anchor: c.anchor, RTL: c.rtl, Content: "a"}))
	}
}

func TestNoTextBecomesMarkup(t *testing.T) {
	for name, content := range map[string]string{
		"tags":                      `</text><script>alert(1)</script>`,
		"quotes and attributes":     `" onload="alert(1)`,
		"a number in an attribute":  `x="1.50" >`,
		"the end of a CDATA part":   `]]><a>`,
		"entities":                  `&lt;b&gt; &#x3c; &nope;`,
		"controls":                  "a\x00b\x08c\x7fd\u0085e\u009ff",
		"invalid UTF-8":             "a\xffb\xc3",
		"surrogates in UTF-8":       "a\xed\xa0\x80b",
		"noncharacters":             "a\ufffeb\uffffc\ufdd0d\U0001ffffe",
		"a comment and instruction": "<!-- --><?xml?><!DOCTYPE a>",
	} {
		t.Run(name, func(t *testing.T) {
			s := &scene.Scene{Title: content, Desc: content, Nodes: []scene.Node{
				&scene.Group{Title: content, Nodes: []scene.Node{&scene.Text{Content: content}}},
			}}
			out := encode(t, s)
			assert.Equal(t, []string{"svg", "title", "desc", "g", "g", "title", "text"}, elements(t, out))
			for _, r := range out {
				assert.False(t, r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe, "%U", r)
			}
		})
	}
}

// elements parses a document strictly and returns the names of its elements.
func elements(t *testing.T, doc string) (names []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return names
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok {
			names = append(names, start.Name.Local)
		}
	}
}

func TestTextIsKeptAsItIs(t *testing.T) {
	const content = `5.00" x 1.50" > "2.10" /> & l’été`
	d := xml.NewDecoder(strings.NewReader(encode(t, &scene.Scene{Title: content})))
	d.Token() // svg
	d.Token()
	d.Token() // title
	token, err := d.Token()
	require.NoError(t, err)
	assert.Equal(t, content, string(token.(xml.CharData)))
}

func TestALanguageThatIsNoTagIsLeftOut(t *testing.T) {
	for _, lang := range []string{"", `fr" onload="x`, "a_b", "-", "toolongapart", "fr-", strings.Repeat("a-", 40) + "a"} {
		assert.NotContains(t, encode(t, &scene.Scene{Lang: lang}), "lang=", lang)
	}
	assert.Contains(t, encode(t, &scene.Scene{Lang: "zh-Hans-CN"}), ` lang="zh-Hans-CN"`)
}

func TestAnIDIsALetterAndWhatMayFollowIt(t *testing.T) {
	for _, id := range []string{"a", "map-2", "Map_3x"} {
		var b bytes.Buffer
		require.NoError(t, svg.Encode(&b, &scene.Scene{}, &svg.Options{ID: id}))
		assert.Contains(t, b.String(), `id="`+id+`-title"`)
	}
	for _, id := range []string{"1a", "-a", "a b", `a"`, "é", "a<"} {
		assert.Error(t, svg.Encode(io.Discard, &scene.Scene{}, &svg.Options{ID: id}), id)
	}
}

func TestNoSceneIsAnError(t *testing.T) {
	assert.Error(t, svg.Encode(io.Discard, nil, nil))
}

// A failing writer takes n bytes and then fails.
type failing struct {
	n   int
	err error
}

func (f *failing) Write(p []byte) (int, error) {
	if len(p) <= f.n {
		f.n -= len(p)
		return len(p), nil
	}
	return f.n, f.err
}

func TestTheFirstWriteErrorIsReturned(t *testing.T) {
	s := &scene.Scene{Nodes: []scene.Node{&scene.Text{Content: strings.Repeat("long ", 20_000)}}}
	broken := errors.New("disk full")
	for _, n := range []int{0, 1, 1000, 16 << 10, 50_000} {
		assert.ErrorIs(t, svg.Encode(&failing{n: n, err: broken}, s, nil), broken)
	}
	assert.ErrorIs(t, svg.Encode(&failing{n: 10}, s, nil), io.ErrShortWrite, "a writer that takes less and says nothing")
	assert.NoError(t, svg.Encode(&failing{n: 1 << 20, err: broken}, s, nil))
}

// An icon that comes again is written once. What it is used as depends on the
// shape alone, so that another drawing on the page with the same id means the same
// by it.
func TestAShapeThatComesAgainIsWrittenOnceAndUsed(t *testing.T) {
	icon := func(x, y scene.Px, ink scene.Paint) *scene.Path {
		p := scene.Lines(scene.Point{X: x, Y: y}, scene.Point{X: x + 100, Y: y + 250}, scene.Point{X: x + 350, Y: y + 20}, scene.Point{X: x + 10, Y: y + 990})
		p.CurveTo(x+111, y+222, x+333, y+444, x+555, y+666)
		p.Stroke = scene.Stroke{Paint: ink, Width: 120}
		return p
	}
	red, black := scene.RGB(0xff0000), scene.RGB(0)
	one := encode(t, &scene.Scene{Nodes: []scene.Node{icon(0, 0, red), icon(1000, 0, black), icon(2000, 300, red), icon(50, 60, black)}})
	assert.Equal(t, 1, strings.Count(one, "<path "))
	assert.Equal(t, 4, strings.Count(one, "<use "))
	assert.Contains(t, one, `x="20" y="3" stroke="#ff0000"/>`)
	thick := scene.Lines(scene.Point{X: 0, Y: 0}, scene.Point{X: 100, Y: 0})
	thick.Stroke = scene.Stroke{Paint: red, Width: 900}
	other := encode(t, &scene.Scene{Nodes: []scene.Node{thick, thick, thick, thick, thick, thick, icon(0, 0, red), icon(7, 7, red), icon(9, 9, red), icon(3, 3, red)}})
	definition := func(doc string) string {
		_, after, _ := strings.Cut(doc, "<defs>\n")
		inside, _, _ := strings.Cut(after, "</defs>")
		return inside
	}
	assert.Equal(t, definition(one), definition(other), "though another line is the usual one there")
	assert.NotEmpty(t, definition(one))
	alone := encode(t, &scene.Scene{Nodes: []scene.Node{icon(0, 0, red)}})
	assert.NotContains(t, alone, "<use ")
}
