package render_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render"
)

// paintsInPage lists the colours in which a browser draws.
const paintsInPage = `[...document.querySelectorAll("rect, circle, path, text")].map(e => {
	const s = getComputedStyle(e);
	return s.fill + " " + s.stroke;
})`

func TestADrawingInTwoLooksIsDrawnAsEachOfThem(t *testing.T) {
	b := openBrowser(t)
	drawn := func(scheme string, opt render.Options) (paints []string) {
		var doc bytes.Buffer
		require.NoError(t, render.SVG(&doc, render.JourneyMap{Map: shop("fr")}, &opt))
		b.prefers(scheme)
		b.show("<!doctype html><title>page</title>" + doc.String())
		b.answer(paintsInPage, &paints)
		require.Greater(t, len(paints), 200)
		return paints
	}
	both := render.Options{Theme: render.Light(), Dark: render.Dark()}
	assert.Equal(t, drawn("light", render.Options{Theme: render.Dark()}), drawn("dark", both))
	light := drawn("light", render.Options{Theme: render.Light()})
	for i, paint := range drawn("light", both) {
		assert.LessOrEqual(t, unlike(t, light[i], paint), 2, "%s and %s", light[i], paint)
	}
}

// unlike returns by how much the channels of the paints of two elements differ
// at most.
func unlike(t *testing.T, a, b string) (most int) {
	t.Helper()
	const form = "rgb(%d, %d, %d)"
	partsA, partsB := strings.SplitAfter(a, ") "), strings.SplitAfter(b, ") ")
	require.Len(t, partsB, len(partsA))
	for i := range partsA {
		var x, y [3]int
		nA, _ := fmt.Sscanf(partsA[i], form, &x[0], &x[1], &x[2])
		nB, _ := fmt.Sscanf(partsB[i], form, &y[0], &y[1], &y[2])
		require.Equal(t, nA, nB)
		for j := range x {
			most = max(most, x[j]-y[j], y[j]-x[j])
		}
	}
	return most
}

func TestTheStyleOfADrawingInTwoLooksIsItsColoursAlone(t *testing.T) {
	for _, text := range []string{"</style><script>", "*{fill:red}", `"]{}`, "url(x)"} {
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, render.JourneyMap{Map: filled(text)}, &render.Options{Dark: render.Dark()}))
		_, style, _ := strings.Cut(b.String(), "<style>")
		style, _, _ = strings.Cut(style, "</style>")
		assert.Regexp(t, `^@media \(prefers-color-scheme:dark\)\{(#parcours \[(fill|stroke)="#[0-9a-f]{6}"\]\{(fill|stroke):#[0-9a-f]{6}\})+\}$`, style)
	}
}

func TestADrawingInOneLookHasNoStyle(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, render.SVG(&b, render.JourneyMap{Map: shop("en")}, &render.Options{Theme: render.Dark()}))
	assert.NotContains(t, b.String(), "<style")
	assert.NotContains(t, b.String(), `id="parcours"`)
}
