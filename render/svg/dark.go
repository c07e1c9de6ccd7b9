package svg

import (
	"errors"
	"maps"
	"reflect"
	"slices"

	"github.com/parcours-go/parcours/render/scene"
)

var errOtherScene = errors.New("svg: the dark scene is another drawing: want the same nodes in other paints")

// schemes are the paints of a drawing and what each is where the reader prefers
// dark pages.
type schemes struct {
	used   map[scene.Paint]bool           // by the light drawing as it is
	answer map[scene.Paint]scene.Paint    // what each written paint is in the dark
	pairs  map[[2]scene.Paint]scene.Paint // what is written for a light paint that is that in the dark
	fills  map[scene.Paint]bool           // written paints that fill something
	lines  map[scene.Paint]bool           // written paints that stroke something
}

// inBoth returns a copy of the light scene in which every paint is one and the
// same paint in the dark scene. Where a paint would be two, the second is
// written as the next one that is free: it differs by a unit of blue, which
// nobody sees.
func inBoth(light, dark *scene.Scene) (*scene.Scene, *schemes, error) {
	s := &schemes{
		used: map[scene.Paint]bool{light.Background: true}, answer: map[scene.Paint]scene.Paint{},
		pairs: map[[2]scene.Paint]scene.Paint{}, fills: map[scene.Paint]bool{}, lines: map[scene.Paint]bool{},
	}
	for v := range light.Walk() {
		fill, stroke := paintsOf(v.Node)
		s.used[fill], s.used[stroke] = true, true
	}
	both := *light
	var err error
	if both.Background, err = s.paint(light.Background, dark.Background, s.fills); err != nil {
		return nil, nil, err
	}
	both.Nodes, err = s.nodes(light.Nodes, dark.Nodes)
	return &both, s, err
}

// paintsOf returns the paints of a node.
func paintsOf(n scene.Node) (fill, stroke scene.Paint) {
	switch n := n.(type) {
	case *scene.Rect:
		return n.Fill, n.Stroke.Paint
	case *scene.Circle:
		return n.Fill, n.Stroke.Paint
	case *scene.Path:
		return n.Fill, n.Stroke.Paint
	case *scene.Text:
		return n.Fill, scene.None
	}
	return scene.None, scene.None
}

func (s *schemes) nodes(light, dark []scene.Node) ([]scene.Node, error) {
	if len(light) != len(dark) {
		return nil, errOtherScene
	}
	both := make([]scene.Node, len(light))
	for i := range light {
		var err error
		if both[i], err = s.node(light[i], dark[i]); err != nil {
			return nil, err
		}
	}
	return both, nil
}

// node returns a copy of the light node.
func (s *schemes) node(light, dark scene.Node) (scene.Node, error) {
	if group, ok := light.(*scene.Group); ok {
		return s.group(group, dark)
	}
	if reflect.TypeOf(light) != reflect.TypeOf(dark) {
		return nil, errOtherScene
	}
	lightFill, lightStroke := paintsOf(light)
	darkFill, darkStroke := paintsOf(dark)
	fill, err := s.paint(lightFill, darkFill, s.fills)
	if err != nil {
		return nil, err
	}
	stroke, err := s.paint(lightStroke, darkStroke, s.lines)
	return painted(light, fill, stroke), err
}

func (s *schemes) group(light *scene.Group, dark scene.Node) (scene.Node, error) {
	other, ok := dark.(*scene.Group)
	if !ok {
		return nil, errOtherScene
	}
	nodes, err := s.nodes(light.Nodes, other.Nodes)
	both := *light
	both.Nodes = nodes
	return &both, err
}

// painted returns a copy of a node in those paints.
func painted(n scene.Node, fill, stroke scene.Paint) scene.Node {
	switch n := n.(type) {
	case *scene.Rect:
		c := *n
		c.Fill, c.Stroke.Paint = fill, stroke
		return &c
	case *scene.Circle:
		c := *n
		c.Fill, c.Stroke.Paint = fill, stroke
		return &c
	case *scene.Path:
		c := *n
		c.Fill, c.Stroke.Paint = fill, stroke
		return &c
	case *scene.Text:
		c := *n
		c.Fill = fill
		return &c
	}
	return n
}

// paint returns what is written for a light paint that is the other one in the
// dark.
func (s *schemes) paint(light, dark scene.Paint, as map[scene.Paint]bool) (scene.Paint, error) {
	if light.Drawn() != dark.Drawn() {
		return light, errOtherScene
	}
	if !light.Drawn() {
		return light, nil
	}
	pair := [2]scene.Paint{light, dark}
	written, ok := s.pairs[pair]
	if !ok {
		written = s.free(light)
		s.pairs[pair], s.answer[written] = written, dark
	}
	as[written] = true
	return written, nil
}

// free returns the paint if nothing else is written with it, and a paint close
// to it if so.
func (s *schemes) free(p scene.Paint) scene.Paint {
	if _, taken := s.answer[p]; !taken {
		return p
	}
	for step := scene.Paint(1); ; step++ {
		near := p ^ step
		if _, taken := s.answer[near]; !taken && !s.used[near] {
			return near
		}
	}
}

// rules writes what changes where the reader prefers dark pages.
func (c *canvas) rules() {
	if c.dark == nil {
		return
	}
	c.raw("@media (prefers-color-scheme:dark){")
	for _, written := range slices.Sorted(maps.Keys(c.dark.answer)) {
		dark := c.dark.answer[written]
		if dark != written && c.dark.fills[written] {
			c.raw("#", c.id, ` [fill="`, written.String(), `"]{fill:`, dark.String(), "}")
		}
		if dark != written && c.dark.lines[written] {
			c.raw("#", c.id, ` [stroke="`, written.String(), `"]{stroke:`, dark.String(), "}")
		}
	}
	c.raw("}")
}
