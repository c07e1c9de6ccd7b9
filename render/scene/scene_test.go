package scene_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/render/scene"
)

func TestAPaintIsAColourOrNone(t *testing.T) {
	for name, c := range map[string]struct {
		paint scene.Paint
		want  string
		drawn bool
	}{
		"the zero paint is none":         {0, "none", false},
		"black is a colour":              {scene.RGB(0), "#000000", true},
		"digits are padded":              {scene.RGB(0x00ab0c), "#00ab0c", true},
		"higher bits are ignored":        {scene.RGB(0xff123456), "#123456", true},
		"a number that nobody made":      {scene.Paint(0xfeffffff), "none", false},
		"a number that is more than one": {scene.Paint(0xff000001), "#000001", true},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, c.paint.String())
			assert.Equal(t, c.drawn, c.paint.Drawn())
		})
	}
}

func TestChannelsAreThoseOfTheNumber(t *testing.T) {
	r, g, b := scene.RGB(0x12a4ff).Channels()
	assert.Equal(t, [3]uint8{0x12, 0xa4, 0xff}, [3]uint8{r, g, b})
}

func TestABoxContainsWhatTouchesItsSides(t *testing.T) {
	b := scene.Box{X: 10, Y: 20, W: 100, H: 50}
	assert.True(t, b.Contains(b))
	assert.True(t, b.Contains(b.Inset(5)))
	assert.False(t, b.Contains(scene.Box{X: 9, Y: 20, W: 1, H: 1}))
	assert.False(t, b.Contains(scene.Box{X: 10, Y: 20, W: 101, H: 1}))
}

func TestBoxesThatTouchDoNotOverlap(t *testing.T) {
	b := scene.Box{X: 0, Y: 0, W: 10, H: 10}
	assert.False(t, b.Overlaps(scene.Box{X: 10, Y: 0, W: 5, H: 5}))
	assert.False(t, b.Overlaps(scene.Box{X: 0, Y: 10, W: 5, H: 5}))
	assert.True(t, b.Overlaps(scene.Box{X: 9, Y: 9, W: 5, H: 5}))
}

func TestTheBoxOfATextStandsAtItsAnchor(t *testing.T) {
	text := scene.Text{X: 1000, Y: 2000, W: 400, Size: 1000}
	for anchor, x := range map[scene.Anchor]scene.Px{scene.Left: 1000, scene.Middle: 800, scene.Right: 600} {
		text.Anchor = anchor
		assert.Equal(t, scene.Box{X: x, Y: 2000 - 910, W: 400, H: 1130}, text.Box())
	}
}

func TestWalkVisitsGroupsBeforeWhatTheyHold(t *testing.T) {
	cell := scene.Box{W: 100, H: 100}
	inner := &scene.Group{Role: "cell", Cell: cell, Nodes: []scene.Node{&scene.Circle{X: 5, Y: 6, R: 4}}}
	s := scene.Scene{Nodes: []scene.Node{
		&scene.Group{Role: "lane", Nodes: []scene.Node{inner}},
		scene.Lines(scene.Point{X: 1, Y: 2}, scene.Point{X: 9, Y: -3}),
	}}
	var seen []string
	for v := range s.Walk() {
		seen = append(seen, fmt.Sprintf("%T %v %v %v", v.Node, v.Box, v.Roles, v.Cells))
	}
	assert.Equal(t, []string{
		"*scene.Group {1 2 8 8} [] []",
		"*scene.Group {1 2 8 8} [lane] []",
		"*scene.Circle {1 2 8 8} [lane cell] [{0 0 100 100}]",
		"*scene.Path {1 -3 8 5} [] []",
	}, seen)
}

func TestAWalkCanBeLeft(t *testing.T) {
	s := scene.Scene{Nodes: []scene.Node{&scene.Group{Nodes: []scene.Node{&scene.Rect{}, &scene.Rect{}}}, &scene.Rect{}}}
	n := 0
	for range s.Walk() {
		if n++; n == 2 {
			break
		}
	}
	assert.Equal(t, 2, n)
}

func TestTranslateMovesEveryKindOfNode(t *testing.T) {
	path := scene.Lines(scene.Point{X: 0, Y: 0}, scene.Point{X: 10, Y: 10})
	path.CurveTo(1, 2, 3, 4, 5, 6)
	path.Close()
	group := &scene.Group{Cell: scene.Box{W: 10, H: 10}, Nodes: []scene.Node{
		&scene.Rect{Box: scene.Box{X: 1, Y: 1, W: 2, H: 2}}, &scene.Circle{X: 5, Y: 5, R: 1},
		&scene.Text{X: 3, Y: 9, W: 2, Size: 2}, path,
	}}
	before := scene.Bounds(group)
	scene.Translate([]scene.Node{group}, 100, -50)
	after := scene.Bounds(group)
	assert.Equal(t, scene.Box{X: before.X + 100, Y: before.Y - 50, W: before.W, H: before.H}, after)
	assert.Equal(t, scene.Box{X: 100, Y: -50, W: 10, H: 10}, group.Cell)
	assert.Equal(t, scene.Point{X: 103, Y: -46}, path.Segments[2].P[1])
	assert.Equal(t, scene.Point{}, path.Segments[3].P[0], "a step without points has none to move")
}

func TestAGroupWithoutBoundsIsNotGivenAny(t *testing.T) {
	g := &scene.Group{}
	scene.Translate([]scene.Node{g}, 7, 7)
	assert.Equal(t, scene.Box{}, g.Cell)
}
