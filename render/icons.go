package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// An icon is a drawing on a grid of 24 by 24: M, L, C and Z as in an SVG path
// (absolute, an L repeated by more pairs), O x y r for a circle, R x y w h r
// for a rectangle with round corners.
type icon string

// channelIcons has one icon for each named channel.
var channelIcons = map[journey.Channel]icon{
	journey.Web:    "R 2.5 4 19 16 2.5 M 2.5 9 L 21.5 9 M 6 6.5 L 6.5 6.5",
	journey.App:    "R 6.5 2.5 11 19 2.5 M 10.5 18.3 L 13.5 18.3",
	journey.Email:  "R 2.5 5 19 14 2.5 M 3.2 6.5 L 12 13 20.8 6.5",
	journey.SMS:    "M 5.5 4 L 18.5 4 C 20.2 4 21.5 5.3 21.5 7 L 21.5 13.5 C 21.5 15.2 20.2 16.5 18.5 16.5 L 11 16.5 6.5 20.5 6.5 16.5 5.5 16.5 C 3.8 16.5 2.5 15.2 2.5 13.5 L 2.5 7 C 2.5 5.3 3.8 4 5.5 4 Z M 8 10.25 L 8.5 10.25 M 11.75 10.25 L 12.25 10.25 M 15.5 10.25 L 16 10.25",
	journey.Phone:  "M 6 3 L 8.6 3 10.4 7.8 8.2 9.6 C 9.5 12.3 11.7 14.5 14.4 15.8 L 16.2 13.6 21 15.4 21 18 C 21 19.7 19.7 21 18 21 C 9.8 20.6 3.4 14.2 3 6 C 3 4.3 4.3 3 6 3 Z",
	journey.Chat:   "M 5 3 L 13 3 C 14.4 3 15.5 4.1 15.5 5.5 L 15.5 9.5 C 15.5 10.9 14.4 12 13 12 L 8.5 12 5 15 5 12 C 3.6 12 2.5 10.9 2.5 9.5 L 2.5 5.5 C 2.5 4.1 3.6 3 5 3 Z M 18.8 8.5 L 19 8.5 C 20.4 8.5 21.5 9.6 21.5 11 L 21.5 15 C 21.5 16.4 20.4 17.5 19 17.5 L 19 20.5 15.5 17.5 12 17.5 C 10.6 17.5 9.5 16.4 9.5 15.2",
	journey.Social: "O 5.5 12 2.8 O 18 5.5 2.8 O 18 18.5 2.8 M 8 10.7 L 15.5 6.8 M 8 13.3 L 15.5 17.2",
	journey.Search: "O 10.5 10.5 7 M 15.6 15.6 L 21 21",
	journey.Ads:    "M 18 4 L 8.5 8.5 5 8.5 C 3.6 8.5 2.5 9.6 2.5 11 L 2.5 12.5 C 2.5 13.9 3.6 15 5 15 L 8.5 15 18 19.5 Z M 6 15 L 7.2 20 10.2 20 9.2 15.4 M 21.3 9.8 L 21.3 13.7",
	journey.Store:  "M 4.5 3.5 L 19.5 3.5 21.5 8.5 C 21.5 12 16.75 12 16.75 8.5 C 16.75 12 12 12 12 8.5 C 12 12 7.25 12 7.25 8.5 C 7.25 12 2.5 12 2.5 8.5 Z M 4.5 11.5 L 4.5 20.5 19.5 20.5 19.5 11.5 M 9.8 20.5 L 9.8 15.5 14.2 15.5 14.2 20.5",
	journey.Mail:   "R 2.5 5 19 14 2 R 15 8 3.5 4 .3 M 6 12.5 L 11 12.5 M 6 15.8 L 13 15.8",
	journey.Parcel: "M 12 2.5 L 20.5 7 20.5 17 12 21.5 3.5 17 3.5 7 Z M 3.5 7 L 12 11.5 20.5 7 M 12 11.5 L 12 21.5 M 7.7 4.8 L 16.2 9.3",
	journey.Venue:  "M 12 21.5 C 7.2 16.8 4.8 13 4.8 9.7 C 4.8 5.7 8 2.5 12 2.5 C 16 2.5 19.2 5.7 19.2 9.7 C 19.2 13 16.8 16.8 12 21.5 Z O 12 9.7 2.6",
	journey.Survey: "M 9 4.5 L 6.5 4.5 C 5.4 4.5 4.5 5.4 4.5 6.5 L 4.5 19.5 C 4.5 20.6 5.4 21.5 6.5 21.5 L 17.5 21.5 C 18.6 21.5 19.5 20.6 19.5 19.5 L 19.5 6.5 C 19.5 5.4 18.6 4.5 17.5 4.5 L 15 4.5 R 9 2.5 6 4 1 M 8 11.7 L 9.3 13 11.6 10.3 M 14 12 L 16 12 M 8 16.9 L 9.3 18.2 11.6 15.5 M 14 17.2 L 16 17.2",
	journey.Review: "M 5.5 3 L 18.5 3 C 20.2 3 21.5 4.3 21.5 6 L 21.5 14 C 21.5 15.7 20.2 17 18.5 17 L 11 17 6.5 21 6.5 17 5.5 17 C 3.8 17 2.5 15.7 2.5 14 L 2.5 6 C 2.5 4.3 3.8 3 5.5 3 Z M 12 6 L 13.2 8.6 16 8.9 13.9 10.8 14.5 13.6 12 12.2 9.5 13.6 10.1 10.8 8 8.9 10.8 8.6 Z",
}

// The other icons.
const (
	iconContact  icon = "O 12 12 9.5 O 12 12 4.5 O 12 12 .4" // any other channel
	iconStar     icon = "M 12 2.5 L 14.9 8.7 21.7 9.6 16.7 14.3 18 21 12 17.7 6 21 7.3 14.3 2.3 9.6 9.1 8.7 Z"
	iconTriangle icon = "M 12 3.5 L 22 20.5 2 20.5 Z"
	iconBulb     icon = "M 9 17.5 C 9 15.3 5.5 13.8 5.5 9.3 C 5.5 5.6 8.4 2.8 12 2.8 C 15.6 2.8 18.5 5.6 18.5 9.3 C 18.5 13.8 15 15.3 15 17.5 Z M 9.8 21.2 L 14.2 21.2"
	iconCheck    icon = "M 4.5 12.5 L 10 18 20 6.5"
	iconCross    icon = "M 6 6 L 18 18 M 18 6 L 6 18"
	iconPerson   icon = "O 12 8 4.5 M 3.5 21 C 3.5 16.5 7 14.8 12 14.8 C 17 14.8 20.5 16.5 20.5 21"
)

// iconOf returns the icon of a channel.
func iconOf(c journey.Channel) icon {
	if i, ok := channelIcons[c]; ok {
		return i
	}
	return iconContact
}

// block draws the icon as lines, with that size and colour.
func (i icon) block(size scene.Px, ink scene.Paint) layout.Block {
	width := max(size/12, 120) // a line that is still there at small sizes
	return i.drawn(size, &scene.Path{Stroke: scene.Stroke{Paint: ink, Width: width}})
}

// solid draws the icon filled.
func (i icon) solid(size scene.Px, ink scene.Paint) layout.Block {
	return i.drawn(size, &scene.Path{Fill: ink, Stroke: scene.Stroke{Paint: ink, Width: max(size/12, 120)}})
}

func (i icon) drawn(size scene.Px, p *scene.Path) layout.Block {
	i.trace(size, p)
	return layout.Block{W: size, H: size, Nodes: []scene.Node{p}}
}

// trace adds the lines of the icon to p.
func (i icon) trace(size scene.Px, p *scene.Path) {
	r := iconReader{rest: string(i), size: size}
	for r.next() {
		switch r.op {
		case 'M':
			p.MoveTo(r.length(), r.length())
		case 'L':
			p.LineTo(r.length(), r.length())
		case 'C':
			p.CurveTo(r.length(), r.length(), r.length(), r.length(), r.length(), r.length())
		case 'Z':
			p.Close()
		case 'O':
			round := r.length
			ring(p, round(), round(), round())
		case 'R':
			roundRect(p, scene.Box{X: r.length(), Y: r.length(), W: r.length(), H: r.length()}, r.length())
		}
	}
}

// An iconReader reads the words of an icon.
type iconReader struct {
	rest string
	size scene.Px
	op   byte
}

// next goes to the next step, which is a letter, or numbers that repeat the
// last letter. It reports whether there is one.
func (r *iconReader) next() bool {
	r.blanks()
	if r.rest == "" {
		return false
	}
	if c := r.rest[0]; c >= 'A' && c <= 'Z' {
		r.op, r.rest = c, r.rest[1:]
	}
	return true
}

func (r *iconReader) blanks() {
	for r.rest != "" && r.rest[0] == ' ' {
		r.rest = r.rest[1:]
	}
}

// length reads a number of grid units and returns it in the size of the icon,
// in tenths of a pixel: more would be seen only in the size of the file.
func (r *iconReader) length() scene.Px {
	r.blanks()
	n, scale, i := int64(0), int64(1), 0
	for point := false; i < len(r.rest) && r.rest[i] != ' '; i++ {
		if r.rest[i] == '.' {
			point = true
			continue
		}
		n = 10*n + int64(r.rest[i]-'0')
		if point {
			scale *= 10
		}
	}
	r.rest = r.rest[i:]
	const tenth = int64(px) / 10
	return scene.Px((n*int64(r.size)*2 + 24*scale*tenth) / (48 * scale * tenth) * tenth)
}

// arc is where the control points of a quarter of a circle stand, in
// thousandths of its radius: 4/3 · tan(π/8).
const arc = 552

// ring adds a circle to p.
func ring(p *scene.Path, x, y, r scene.Px) {
	k := r * arc / 1000
	p.MoveTo(x+r, y)
	p.CurveTo(x+r, y+k, x+k, y+r, x, y+r)
	p.CurveTo(x-k, y+r, x-r, y+k, x-r, y)
	p.CurveTo(x-r, y-k, x-k, y-r, x, y-r)
	p.CurveTo(x+k, y-r, x+r, y-k, x+r, y)
	p.Close()
}

// roundRect adds a rectangle with round corners to p.
func roundRect(p *scene.Path, b scene.Box, r scene.Px) {
	k := r - r*arc/1000
	left, right, top, bottom := b.X, b.Right(), b.Y, b.Bottom()
	p.MoveTo(left+r, top)
	p.LineTo(right-r, top)
	p.CurveTo(right-k, top, right, top+k, right, top+r)
	p.LineTo(right, bottom-r)
	p.CurveTo(right, bottom-k, right-k, bottom, right-r, bottom)
	p.LineTo(left+r, bottom)
	p.CurveTo(left+k, bottom, left, bottom-k, left, bottom-r)
	p.LineTo(left, top+r)
	p.CurveTo(left, top+k, left+k, top, left+r, top)
	p.Close()
}
