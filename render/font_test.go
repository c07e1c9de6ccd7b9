package render_test

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/font"
	"github.com/parcours-go/parcours/render/scene"
)

// A drawing carries the glyphs that it uses, and is measured with their font.
func ExampleOptions_font() {
	family, err := font.Parse(goregular.TTF, gobold.TTF) // files of yours: os.ReadFile("brand.ttf")
	if err != nil {
		fmt.Println(err)
		return
	}
	view := render.JourneyMap{Map: &journey.Map{Title: "Buy shoes", Stages: []journey.Stage{{Name: "Choose"}, {Name: "Pay"}}}}
	var b bytes.Buffer
	if err := render.SVG(&b, view, &render.Options{Font: family}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("faces:", strings.Count(b.String(), "@font-face"))
	fmt.Println("of", (len(goregular.TTF)+len(gobold.TTF))/1024, "KiB of font in a drawing of", b.Len()/1024, "KiB")
	// Output:
	// faces: 2
	// of 293 KiB of font in a drawing of 5 KiB
}

func goFamily(t testing.TB) *font.Font {
	f, err := font.Parse(goregular.TTF, gobold.TTF)
	require.NoError(t, err)
	return f
}

var carriedFace = regexp.MustCompile(`@font-face\{font-family:([a-zA-Z0-9_-]+);font-weight:([47]00);src:url\(data:font/ttf;base64,([A-Za-z0-9+/=]+)\)\}`)

func TestADrawingCarriesTheGlyphsOfItsTexts(t *testing.T) {
	opt := &render.Options{Font: goFamily(t), ID: "one"}
	view := render.JourneyMap{Map: shop(journey.French)}
	var b bytes.Buffer
	require.NoError(t, render.SVG(&b, view, opt))
	assert.Less(t, b.Len(), 90_000)
	faces := carriedFace.FindAllStringSubmatch(b.String(), -1)
	require.Len(t, faces, 2)
	s, err := view.Scene(opt)
	require.NoError(t, err)
	for i, weight := range []string{"400", "700"} {
		assert.Equal(t, []string{"one-font", weight}, faces[i][1:3])
		file, err := base64.StdEncoding.DecodeString(faces[i][3])
		require.NoError(t, err)
		face, err := font.Parse(file, nil)
		require.NoError(t, err)
		for v := range s.Walk() {
			if text, ok := v.Node.(*scene.Text); ok && text.Bold == (weight == "700") {
				requireDrawn(t, opt.Font, face, text)
			}
		}
	}
	assert.Contains(t, b.String(), `font-family="one-font, Helvetica`)
}

// requireDrawn requires that a face has what the family draws of a text.
func requireDrawn(t *testing.T, family, face scene.Font, text *scene.Text) {
	for _, r := range text.Content {
		want, ok := family.Advance(r, text.Bold)
		got, carried := face.Advance(r, false)
		require.Equal(t, fmt.Sprint(want, ok), fmt.Sprint(got, carried), "%q", r)
	}
}

func TestTextIsMeasuredWithTheFontThatADrawingCarries(t *testing.T) {
	mono, err := font.Parse(gomono.TTF, nil)
	require.NoError(t, err)
	view := render.JourneyMap{Map: &journey.Map{Title: "iiiiiiiiii", Stages: []journey.Stage{{Name: "WWWWWWWWWW"}}}}
	width := func(f scene.Font, content string) scene.Px {
		s, err := view.Scene(&render.Options{Font: f})
		require.NoError(t, err)
		for v := range s.Walk() {
			if text, ok := v.Node.(*scene.Text); ok && text.Content == content {
				return text.W * 100 / text.Size
			}
		}
		require.Fail(t, "no such text", content)
		return 0
	}
	assert.Equal(t, width(mono, "iiiiiiiiii"), width(mono, "WWWWWWWWWW"))
	assert.Less(t, width(nil, "iiiiiiiiii"), width(nil, "WWWWWWWWWW")/3)
}

func TestMapsKeepTheirGeometryInAnyFont(t *testing.T) {
	mono, err := font.Parse(gomono.TTF, nil)
	require.NoError(t, err)
	for i, f := range []scene.Font{goFamily(t), mono} {
		for seed := range uint64(300) {
			s, err := render.JourneyMap{Map: newMaker(seed).journey()}.Scene(&render.Options{Font: f})
			require.NoError(t, err)
			require.Empty(t, faults(s), "font %d, seed %d", i, seed)
		}
	}
}

func TestTheStyleThatADrawingCarriesIsItsFontAlone(t *testing.T) {
	for _, text := range hostileTexts(t) {
		var b bytes.Buffer
		require.NoError(t, render.SVG(&b, render.JourneyMap{Map: filled(text)}, &render.Options{Font: goFamily(t)}))
		var doc struct {
			Style []string `xml:"style"`
		}
		require.NoError(t, xml.Unmarshal(b.Bytes(), &doc))
		require.Len(t, doc.Style, 1)
		require.Empty(t, carriedFace.ReplaceAllString(doc.Style[0], ""), "%q", text)
	}
}

func TestADrawingWithoutAFontHasNoStyle(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, render.SVG(&b, render.JourneyMap{Map: shop(journey.English)}, nil))
	assert.NotContains(t, b.String(), "<style")
	assert.NotContains(t, b.String(), "-font")
}
