package svg

import (
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/parcours-go/parcours/render/scene"
)

// A shape is what paths have in common that differ in place and paint alone: all
// data behind the first point, and the line.
type shape struct {
	data   string
	width  scene.Px
	dash   scene.Px
	filled bool
	lined  bool
}

// shapes are those that a drawing repeats often enough to be written once, and
// used where they stand. They are named after what they are, so that drawings on
// one page that were given the same id by mistake still find shapes of theirs.
type shapes struct {
	data map[*scene.Path]string // of every path
	name map[shape]string       // of those that are written once
	list []shape                // the same, in the order of the drawing
}

// shapesOf finds the shapes of the paths among the nodes.
func shapesOf(nodes []scene.Node) shapes {
	paths := 0
	eachPath(nodes, func(*scene.Path) { paths++ })
	s := shapes{data: make(map[*scene.Path]string, paths), name: map[shape]string{}}
	count := map[shape]int{}
	var order []shape
	var w pathWriter
	eachPath(nodes, func(p *scene.Path) {
		data := w.path(p)
		s.data[p] = data
		of := shapeOf(p, data)
		if len(of.data) < leastShape {
			return
		}
		if count[of]++; count[of] == 1 {
			order = append(order, of)
		}
	})
	taken := map[string]bool{}
	for _, of := range order {
		if !of.worth(count[of]) {
			continue
		}
		if name := of.hash(); !taken[name] {
			s.name[of], taken[name] = name, true
			s.list = append(s.list, of)
		}
	}
	return s
}

func eachPath(nodes []scene.Node, visit func(*scene.Path)) {
	for _, n := range nodes {
		switch n := n.(type) {
		case *scene.Group:
			eachPath(n.Nodes, visit)
		case *scene.Path:
			if len(n.Segments) > 0 {
				visit(n)
			}
		}
	}
}

// shapeOf returns the shape of a path with that data. One that does not begin with
// a Move has none.
func shapeOf(p *scene.Path, data string) shape {
	if p.Segments[0].Op != scene.Move {
		return shape{}
	}
	rest := data[1:]
	behind := strings.IndexFunc(rest, func(r rune) bool { return 'a' <= r && r <= 'z' })
	if behind < 0 {
		return shape{}
	}
	lined := p.Stroke.Paint.Drawn() && p.Stroke.Width > 0
	s := shape{data: rest[behind:], filled: p.Fill.Drawn(), lined: lined}
	if lined {
		s.width, s.dash = p.Stroke.Width, p.Stroke.Dash
	}
	return s
}

// leastShape is the length of the data from which on it can be worth it.
const leastShape = 23

// worth reports whether it takes less to write the shape once and use it so many
// times.
func (s shape) worth(times int) bool {
	const definition, use = 45, 22 // bytes, about, beyond those of a path
	return times*(len(s.data)-use) > len(s.data)+definition
}

// hash names the shape.
func (s shape) hash() string {
	h := fnv.New32a()
	h.Write([]byte(s.data))
	h.Write([]byte{byte(s.width), byte(s.width >> 8), byte(s.dash), byte(s.dash >> 8)})
	if s.filled {
		h.Write([]byte{1})
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// define writes the shapes, which are drawn where they are used.
func (c *canvas) define() {
	if len(c.shapes.list) == 0 {
		return
	}
	c.raw("<defs>\n")
	for _, s := range c.shapes.list {
		if !s.filled {
			c.attr("fill", "none")
		}
		if s.lined { // not the usual width, which is another one in another drawing
			c.length("stroke-width", s.width)
		}
		if s.dash > 0 {
			c.length("stroke-dasharray", s.dash)
		}
		c.raw(`<path id="`, c.id, "-", c.shapes.name[s], `" d="M0 0`, s.data, `"`)
		if len(c.attrs) > 0 {
			c.raw(" ", c.take())
		}
		c.raw("/>\n")
	}
	c.raw("</defs>\n")
}

// use draws a shape that stands in the definitions, and reports whether it does.
func (c *canvas) use(p *scene.Path) bool {
	data := c.shapes.data[p]
	if len(data) < leastShape {
		return false
	}
	s := shapeOf(p, data)
	name, ok := c.shapes.name[s]
	if !ok {
		return false
	}
	at := p.Segments[0].P[0]
	c.raw(`<use href="#`, c.id, "-", name, `" `)
	c.length("x", at.X)
	c.length("y", at.Y)
	if s.filled {
		c.attr("fill", p.Fill.String())
	}
	if s.lined {
		c.attr("stroke", p.Stroke.Paint.String())
	}
	c.raw(c.take(), "/>")
	return true
}
