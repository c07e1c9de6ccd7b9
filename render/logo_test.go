package render

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/scene"
)

// pictures returns a grey picture of that size in both formats.
func pictures(t *testing.T, w, h int) (asPNG, asJPEG []byte) {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.Gray{0x55}})
	var p, j bytes.Buffer
	require.NoError(t, png.Encode(&p, m))
	require.NoError(t, jpeg.Encode(&j, m, nil))
	return p.Bytes(), j.Bytes()
}

func TestTheSizeOfALogoIsThatOfItsFile(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {300, 80}, {80, 300}, {65, 10_000}} {
		asPNG, asJPEG := pictures(t, size[0], size[1])
		for kind, data := range map[scene.ImageKind][]byte{scene.PNG: asPNG, scene.JPEG: asJPEG} {
			got, err := Logo{Data: data}.image()
			require.NoError(t, err)
			assert.Equal(t, kind, got.Kind)
			assert.Equal(t, scene.Box{W: scene.Px(size[0]) * px, H: scene.Px(size[1]) * px}, got.Box)
		}
	}
}

func TestAFileThatIsNoLogoIsAnError(t *testing.T) {
	asPNG, asJPEG := pictures(t, 20, 10)
	wide := bytes.Clone(asPNG)
	binary.BigEndian.PutUint32(wide[16:], 10_001)
	empty := bytes.Clone(asPNG)
	binary.BigEndian.PutUint32(empty[20:], 0)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a text":          {[]byte("<svg onload=alert(1)>"), "invalid: want a PNG or JPEG file"},
		"a short PNG":     {asPNG[:20], "invalid: want a PNG or JPEG file"},
		"a short JPEG":    {asJPEG[:30], "invalid: want a PNG or JPEG file"},
		"a GIF":           {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"), "invalid: want a PNG or JPEG file"},
		"a PNG too wide":  {wide, "out of range: 10001 × 10 pixels, want 1 to 10000"},
		"a PNG of nobody": {empty, "out of range: 20 × 0 pixels, want 1 to 10000"},
		"a file too long": {append(bytes.Clone(asPNG), make([]byte, 256<<10)...), " bytes, want at most 262144"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Theme{Logo: Logo{Data: c.data}}.Validate()
			var at *field.Error
			require.ErrorAs(t, err, &at)
			assert.Equal(t, "theme.logo", at.Path)
			assert.Contains(t, err.Error(), c.want)
			_, err = newPage(&Options{Theme: Theme{Logo: Logo{Data: c.data}}}, "en", 800, 320)
			assert.Error(t, err, "nothing is drawn with it")
		})
	}
}

func FuzzLogo(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x10\x00\x00\x00\x10"))
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xff\xc0\x00\x11\x08\x00\x10\x00\x20"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Logo{Data: data}.image()
		if err == nil && (m.W < px || m.H < px) {
			t.Errorf("an image of %d × %d", m.W, m.H)
		}
	})
}

func TestALogoKeepsItsFormAndIsNotEnlarged(t *testing.T) {
	for name, c := range map[string]struct{ w, h, wantW, wantH scene.Px }{
		"as it is":         {60 * px, 20 * px, 60 * px, 20 * px},
		"half as large":    {160 * px, 80 * px, 80 * px, 40 * px},
		"wide":             {1600 * px, 80 * px, 200 * px, 10 * px},
		"wide as a thread": {10_000 * px, px, 200 * px, 2},
		"high as a thread": {px, 10_000 * px, 1, 40 * px},
	} {
		w, h := fitted(c.w, c.h, logoWide, logoHigh)
		assert.Equal(t, [2]scene.Px{c.wantW, c.wantH}, [2]scene.Px{w, h}, name)
	}
}

func TestALogoStandsBesideTheTitleOrAboveIt(t *testing.T) {
	asPNG, _ := pictures(t, 240, 120)
	for width, x := range map[int]scene.Px{320: 0, 800: 800*px - 2*marginSide - 80*px} {
		p, err := newPage(&Options{Width: width, Theme: Theme{Logo: Logo{Data: asPNG, Alt: "Acme"}}}, "en", 800, 320)
		require.NoError(t, err)
		b := p.heading("KIND", "A title that is so long that it goes on to the line below", "What is to be known.")
		s := scene.Scene{Nodes: b.Nodes}
		var logo scene.Box
		names := map[string]bool{}
		for v := range s.Walk() {
			switch n := v.Node.(type) {
			case *scene.Image:
				logo = v.Box
			case *scene.Group:
				names[n.Title] = true
			}
		}
		assert.True(t, names["Acme"])
		assert.Equal(t, scene.Box{X: x, W: 80 * px, H: 40 * px}, logo)
		for v := range s.Walk() {
			if text, ok := v.Node.(*scene.Text); ok {
				assert.True(t, v.Box.Right() < logo.X || v.Box.Y > logo.Bottom(), text.Content)
			}
		}
	}
}
