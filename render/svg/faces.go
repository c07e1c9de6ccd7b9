package svg

import (
	"encoding/base64"
	"strings"

	"github.com/parcours-go/parcours/render/scene"
)

// A face is a part of a font that a drawing carries.
type face struct {
	weight string
	file   []byte
}

// facesOf returns the glyphs of a font that the texts of a drawing use. Italic
// text has none of its own: browsers slant the upright ones.
func facesOf(f scene.Font, nodes []scene.Node) (faces []face) {
	var regular, bold strings.Builder
	scan := scene.Scene{Nodes: nodes}
	for v := range scan.Walk() {
		switch t, ok := v.Node.(*scene.Text); {
		case ok && t.Bold && f.HasBold():
			bold.WriteString(t.Content)
		case ok:
			regular.WriteString(t.Content)
		}
	}
	if file, any := f.Subset(regular.String(), false); any {
		faces = append(faces, face{"400", file})
	}
	if file, any := f.Subset(bold.String(), true); any {
		faces = append(faces, face{"700", file})
	}
	return faces
}

// style writes the faces, and the paints for who prefers dark pages. The family
// of the faces is called after the id of the drawing, since the faces of all
// drawings in a page stand side by side.
func (c *canvas) style() {
	if len(c.faces) == 0 && c.dark == nil {
		return
	}
	c.raw("<style>")
	for _, f := range c.faces {
		c.raw("@font-face{font-family:", c.family, ";font-weight:", f.weight, ";src:url(data:font/ttf;base64,")
		c.out.buf = base64.StdEncoding.AppendEncode(c.out.buf, f.file)
		c.raw(")}")
	}
	c.rules()
	c.raw("</style>\n")
}
