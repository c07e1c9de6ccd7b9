// Package scene is a drawing as data: what a view of package render makes, and
// what package render/svg writes.
//
// A [Scene] is a tree of nodes. Every node stands at absolute coordinates in
// whole hundredths of a pixel ([Px]), so that a drawing is the same on every
// machine and can be tested without looking at it: [Scene.Walk] visits the
// nodes with their boxes and with the cells that they may not leave.
//
// There is no transform, no opacity, no gradient and no reference in a scene.
// What it says can be checked by looking at one node at a time.
package scene

// A Px is a length or a coordinate in hundredths of a pixel. The origin is the
// upper left corner of the drawing, x runs to the right and y down.
type Px int32

// Pixel is one pixel.
const Pixel Px = 100

// A Scene is one drawing.
type Scene struct {
	W, H Px

	Title string // the name of the drawing, in plain text
	Desc  string // what the drawing says, for those who do not see it
	Lang  string // BCP 47 tag of the language of its texts, or ""

	Background Paint
	Nodes      []Node
}

// A Node is a part of a drawing: a *[Group], *[Rect], *[Circle], *[Path],
// *[Text] or *[Image].
type Node interface{ node() }

// A Group is a number of nodes that belong together.
type Group struct {
	// Role says what the group is in the drawing, such as "lane" or "cell". It
	// is a fixed word of the view, never text of a user, and is not drawn.
	Role string

	// Title is a text equivalent of the whole group, such as "Emotion: 4.2 of
	// 5", or the whole of a text of which the group draws a shortened form.
	// "" gives none.
	Title string

	// Cell is the box that nothing in the group may leave. The zero Box stands
	// for no bounds.
	Cell Box

	Nodes []Node
}

// A Rect is a rectangle.
type Rect struct {
	Box
	Radius Px // of the corners
	Fill   Paint
	Stroke Stroke
}

// A Circle is a circle around (X, Y).
type Circle struct {
	X, Y, R Px
	Fill    Paint
	Stroke  Stroke
}

// A Stroke is the line around a shape. The zero Stroke draws none.
type Stroke struct {
	Paint Paint
	Width Px
	Dash  Px // length of the dashes and of the gaps between them; 0 draws a solid line
}

func (*Group) node()  {}
func (*Rect) node()   {}
func (*Circle) node() {}
func (*Path) node()   {}
func (*Text) node()   {}
func (*Image) node()  {}
