package svg_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/scene"
	"github.com/parcours-go/parcours/render/svg"
)

// dots returns a scene of dots of those colours on a ground.
func dots(ground uint32, colours ...uint32) *scene.Scene {
	s := &scene.Scene{W: 10_000, H: 10_000, Background: scene.RGB(ground)}
	for _, c := range colours {
		s.Nodes = append(s.Nodes, &scene.Group{Title: "dot", Nodes: []scene.Node{&scene.Circle{R: 100, Fill: scene.RGB(c)}}})
	}
	return s
}

// styleOf returns the style of a drawing in two looks, and the rest of it.
func styleOf(t *testing.T, light, dark *scene.Scene) (style, rest string) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, svg.Encode(&b, light, &svg.Options{ID: "a", Dark: dark}))
	before, after, _ := strings.Cut(b.String(), "<style>")
	style, after, _ = strings.Cut(after, "</style>\n")
	return style, before + after
}

func TestADrawingFollowsTheColourSchemeOfItsReader(t *testing.T) {
	style, rest := styleOf(t, dots(0xffffff, 0x112233, 0x445566), dots(0x000000, 0xddeeff, 0x445566))
	assert.Equal(t, `@media (prefers-color-scheme:dark){#a [fill="#112233"]{fill:#ddeeff}#a [fill="#ffffff"]{fill:#000000}}`, style)
	assert.True(t, strings.HasPrefix(rest, `<svg xmlns="http://www.w3.org/2000/svg" id="a" width=`), rest)
	var alone bytes.Buffer
	require.NoError(t, svg.Encode(&alone, dots(0xffffff, 0x112233, 0x445566), &svg.Options{ID: "a"}))
	assert.Equal(t, alone.String(), strings.Replace(rest, ` id="a"`, "", 1), "and is else as it was")
}

func TestLinesAndTextFollowTheColourSchemeToo(t *testing.T) {
	look := func(ink uint32) *scene.Scene {
		line := scene.Lines(scene.Point{}, scene.Point{X: 100})
		line.Stroke = scene.Stroke{Paint: scene.RGB(ink), Width: 100}
		return &scene.Scene{Nodes: []scene.Node{line, &scene.Text{Content: "a", Fill: scene.RGB(ink)}}}
	}
	style, _ := styleOf(t, look(0x111111), look(0xeeeeee))
	assert.Equal(t, `@media (prefers-color-scheme:dark){#a [fill="#111111"]{fill:#eeeeee}#a [stroke="#111111"]{stroke:#eeeeee}}`, style)
}

func TestAColourWithTwoAnswersBecomesTwo(t *testing.T) {
	style, rest := styleOf(t, dots(0xffffff, 0x333333, 0x333333, 0x333333, 0x333332), dots(0x000000, 0xaaaaaa, 0xbbbbbb, 0xaaaaaa, 0xcccccc))
	assert.Equal(t, `@media (prefers-color-scheme:dark){#a [fill="#333331"]{fill:#bbbbbb}#a [fill="#333332"]{fill:#cccccc}`+
		`#a [fill="#333333"]{fill:#aaaaaa}#a [fill="#ffffff"]{fill:#000000}}`, style)
	assert.Equal(t, 2, strings.Count(rest, `fill="#333333"`))
	assert.Equal(t, 1, strings.Count(rest, `fill="#333331"`))
}

func TestTheDarkSceneIsTheSameDrawing(t *testing.T) {
	light := dots(0xffffff, 0x111111)
	for name, dark := range map[string]*scene.Scene{
		"more nodes":  dots(0, 1, 2),
		"other nodes": {Background: scene.RGB(0), Nodes: []scene.Node{&scene.Group{Nodes: []scene.Node{&scene.Rect{Fill: scene.RGB(1)}}}}},
		"no group":    {Background: scene.RGB(0), Nodes: []scene.Node{&scene.Circle{Fill: scene.RGB(1)}}},
		"no paint":    {Background: scene.RGB(0), Nodes: []scene.Node{&scene.Group{Nodes: []scene.Node{&scene.Circle{}}}}},
		"no ground":   {Nodes: light.Nodes},
		"none":        nil,
	} {
		err := svg.Encode(io.Discard, light, &svg.Options{Dark: dark})
		if dark == nil {
			assert.NoError(t, err, "none is asked for")
		} else {
			assert.Error(t, err, name)
		}
	}
	assert.Equal(t, dots(0xffffff, 0x111111), light, "and is not changed")
}
