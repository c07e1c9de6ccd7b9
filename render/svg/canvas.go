package svg

import (
	"encoding/base64"
	"strconv"
	"strings"

	svgo "github.com/ajstarks/svgo/float"

	"github.com/parcours-go/parcours/render/scene"
)

// A canvas writes nodes through svgo. Every attribute that svgo would write
// raw is made here, of numbers, paints and fixed words.
type canvas struct {
	*svgo.SVG
	out    *output
	usual  usual
	shapes shapes
	attrs  []byte // of the element being written

	inherits bool // whether texts are bold and italic like those around them

	faces  []face // that the drawing carries
	family string // how they are called

	id    string
	fonts string   // the stack of families
	dark  *schemes // or nil
}

// start writes everything above the nodes. svgo's own beginning has an XML
// declaration and a comment, which are wrong inside of HTML.
func (c *canvas) start(s *scene.Scene) {
	id := c.id
	c.raw(`<svg xmlns="http://www.w3.org/2000/svg"`)
	if c.dark != nil {
		c.raw(` id="`, id, `"`)
	}
	c.raw(` width="`, number(s.W), `" height="`, number(s.H),
		`" viewBox="0 0 `, number(s.W), ` `, number(s.H), `" role="graphics-document document" aria-labelledby="`, id, `-title `, id, `-desc"`)
	if lang := language(s.Lang); lang != "" {
		c.raw(` lang="`, lang, `"`)
	}
	c.raw(">\n", `<title id="`, id, `-title">`)
	c.escaped(s.Title)
	c.raw("</title>\n", `<desc id="`, id, `-desc">`)
	c.escaped(s.Desc)
	c.raw("</desc>\n")
	c.style()
	if s.Background.Drawn() {
		c.rect(&scene.Rect{Box: scene.Box{W: s.W, H: s.H}, Fill: s.Background})
	}
	c.raw(`<g font-family="`)
	if c.family != "" {
		c.raw(c.family, ", ")
	}
	c.raw(c.fonts, `" font-size="`, number(c.usual.text.size), `" fill="`, c.usual.text.fill.String())
	if c.usual.line > 0 {
		c.raw(`" stroke-width="`, number(c.usual.line))
	}
	c.raw(`" stroke-linecap="round" stroke-linejoin="round">`, "\n")
	c.define()
}

func (c *canvas) raw(parts ...string) {
	for _, p := range parts {
		c.out.buf = append(c.out.buf, p...)
	}
	c.out.flushFull()
}

func (c *canvas) nodes(nodes []scene.Node) {
	nodes = flat(make([]scene.Node, 0, lengthOf(nodes)), nodes)
	for i := 0; i < len(nodes); i++ {
		if n := c.alike(nodes[i:]); n > 0 {
			i += n - 1
			continue
		}
		switch n := nodes[i].(type) {
		case *scene.Group:
			c.group(n)
		case *scene.Rect:
			c.rect(n)
		case *scene.Circle:
			c.circle(n)
		case *scene.Path:
			c.path(n)
		case *scene.Text:
			c.text(n)
		case *scene.Image:
			c.image(n)
		}
	}
}

// lengthOf returns how many nodes flat returns.
func lengthOf(nodes []scene.Node) int {
	n := 0
	for _, node := range nodes {
		if g, ok := node.(*scene.Group); ok && g.Title == "" {
			n += lengthOf(g.Nodes)
		} else {
			n++
		}
	}
	return n
}

// flat appends the nodes to list, and in place of groups that have nothing to say
// what they hold.
func flat(list, nodes []scene.Node) []scene.Node {
	for _, n := range nodes {
		if g, ok := n.(*scene.Group); ok && g.Title == "" {
			list = flat(list, g.Nodes)
		} else {
			list = append(list, n)
		}
	}
	return list
}

// group writes a group as an element only where it has something to say: as an
// image, whose parts are not read out, where its title says it all, and as a
// group where texts in it say more.
func (c *canvas) group(g *scene.Group) {
	if g.Title == "" {
		c.nodes(g.Nodes)
		return
	}
	role := "img"
	if saysMore(g.Nodes, g.Title) {
		role = "group"
	}
	c.raw(`<g role="`, role, `">`)
	c.Title(clean(g.Title))
	c.nodes(g.Nodes)
	c.Gend()
}

// saysMore reports whether a text among the nodes, or a title, says something
// that the title does not. A text that ends in an ellipsis is shortened.
func saysMore(nodes []scene.Node, title string) bool {
	for _, n := range nodes {
		switch n := n.(type) {
		case *scene.Group:
			if !strings.Contains(title, n.Title) || saysMore(n.Nodes, title) {
				return true
			}
		case *scene.Text:
			if !strings.Contains(title, strings.TrimSuffix(n.Content, "…")) {
				return true
			}
		}
	}
	return false
}

func (c *canvas) rect(r *scene.Rect) {
	if r.W <= 0 || r.H <= 0 {
		return
	}
	c.paints(r.Fill, r.Stroke)
	if radius := min(r.Radius, r.W/2, r.H/2); radius > 0 {
		c.length("rx", radius)
	}
	c.Rect(pixels(r.X), pixels(r.Y), pixels(r.W), pixels(r.H), c.take())
}

func (c *canvas) circle(o *scene.Circle) {
	if o.R <= 0 {
		return
	}
	c.paints(o.Fill, o.Stroke)
	c.Circle(pixels(o.X), pixels(o.Y), pixels(o.R), c.take())
}

func (c *canvas) path(p *scene.Path) {
	if len(p.Segments) == 0 || c.use(p) {
		return
	}
	if len(p.Segments) == 2 && !p.Fill.Drawn() {
		c.stroke(p.Stroke) // one line has no inside
	} else {
		c.paints(p.Fill, p.Stroke)
	}
	c.Path(c.shapes.data[p], c.take())
}

// image writes an image with its file. Its kind is one of those that are known,
// and base64 has no character that means anything here.
func (c *canvas) image(m *scene.Image) {
	if m.W <= 0 || m.H <= 0 || m.Kind != scene.PNG && m.Kind != scene.JPEG {
		return
	}
	c.raw(`<image x="`, number(m.X), `" y="`, number(m.Y), `" width="`, number(m.W), `" height="`, number(m.H),
		`" href="data:image/`, string(m.Kind), `;base64,`)
	c.out.buf = base64.StdEncoding.AppendEncode(c.out.buf, m.Data)
	c.raw("\"/>\n")
}

// paints begins the attributes of a shape.
func (c *canvas) paints(fill scene.Paint, s scene.Stroke) {
	c.attr("fill", fill.String())
	c.stroke(s)
}

func (c *canvas) stroke(s scene.Stroke) {
	if !s.Paint.Drawn() || s.Width <= 0 {
		return
	}
	c.attr("stroke", s.Paint.String())
	if s.Width != c.usual.line {
		c.length("stroke-width", s.Width)
	}
	if s.Dash > 0 {
		c.length("stroke-dasharray", s.Dash)
	}
}

// attr adds an attribute. Its value is a paint or a fixed word.
func (c *canvas) attr(name, value string) {
	c.attrs = append(c.named(name), value...)
	c.attrs = append(c.attrs, '"')
}

// length adds an attribute that is a number of pixels.
func (c *canvas) length(name string, p scene.Px) {
	c.attrs = append(appendNumber(c.named(name), p), '"')
}

// named returns the attributes with the name of one more.
func (c *canvas) named(name string) []byte {
	attrs := c.attrs
	if len(attrs) > 0 {
		attrs = append(attrs, ' ')
	}
	return append(append(attrs, name...), '=', '"')
}

// take returns the attributes in the form that svgo takes for attributes and
// not for a style: something with an equals sign after its first byte.
func (c *canvas) take() string {
	s := string(c.attrs)
	c.attrs = c.attrs[:0]
	return s
}

func pixels(p scene.Px) float64 { return float64(p) / float64(scene.Pixel) }

// number writes p in pixels, with as many decimals as it needs.
func number(p scene.Px) string { return string(appendNumber(nil, p)) }

func appendNumber(b []byte, p scene.Px) []byte {
	n := int64(p)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if hundredths := n % 100; hundredths != 0 {
		b = append(b, '.', byte('0'+hundredths/10))
		if hundredths%10 != 0 {
			b = append(b, byte('0'+hundredths%10))
		}
	}
	return b
}
