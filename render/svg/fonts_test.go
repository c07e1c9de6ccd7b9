package svg_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/scene"
	"github.com/parcours-go/parcours/render/svg"
)

func ExampleCheckFamily() {
	fmt.Println(svg.CheckFamily("Source Sans 3"))
	fmt.Println(svg.CheckFamily("url(x)"))
	// Output:
	// <nil>
	// family "url(x)": want ASCII letters, digits, spaces and hyphens
}

func TestFontsStandBeforeTheUsualOnes(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, svg.Encode(&b, &scene.Scene{}, &svg.Options{Fonts: []string{"Source Sans 3", "system-ui"}}))
	assert.Contains(t, b.String(), ` font-family="'Source Sans 3', system-ui, Helvetica, Arial,`)
}

func TestAFontThatIsNoNameIsAnError(t *testing.T) {
	for _, name := range []string{"", " a", "-a", "a'", `a"`, "a,b", "a;b", "a\\b", "a\nb", "é", "a/b", "a(b)"} {
		assert.Error(t, svg.Encode(io.Discard, &scene.Scene{}, &svg.Options{Fonts: []string{"Arial", name}}), name)
	}
}

func TestAnImageStandsInTheDrawing(t *testing.T) {
	box := scene.Box{X: 150, Y: 0, W: 4000, H: 2000}
	assert.Equal(t, `<g role="img"><title>Acme</title>`+"\n"+`<image x="1.5" y="0" width="40" height="20" href="data:image/png;base64,YSI+"/>`+"\n</g>\n",
		body(t, &scene.Group{Title: "Acme", Nodes: []scene.Node{&scene.Image{Box: box, Kind: scene.PNG, Data: []byte(`a">`)}}}))
	assert.Empty(t, body(t, &scene.Image{Box: box, Kind: `png"`, Data: []byte("a")}), "of a kind that is none")
	assert.Empty(t, body(t, &scene.Image{Kind: scene.JPEG, Data: []byte("a")}), "without a size")
}
