package report

import (
	"bytes"
	"strconv"

	"github.com/parcours-go/parcours/render"
)

// phone is the width of the drawings for phones, in pixels: that of a usual one
// without the margins of the page.
const phone = 358

// A drawing is a view, drawn for a screen and for a phone.
type drawing struct {
	screen, phone []byte
	tables        []render.Table
}

// draw draws the map and then the views.
func (p *writer) draw() ([]drawing, error) {
	list := make([]drawing, 1+len(p.opt.Views))
	for i := range list {
		var err error
		if list[i], err = p.drawn(i); err != nil {
			return nil, err
		}
		if p.opt.Progress != nil {
			p.opt.Progress(float64(i+1) / float64(len(list)))
		}
	}
	return list, nil
}

// drawn draws the map, which is 0, or one of the views.
func (p *writer) drawn(i int) (d drawing, err error) {
	var screen, small render.View = render.JourneyMap{Map: p.m}, render.JourneyMap{Map: p.m, Shape: render.Tall}
	if i > 0 {
		screen, small = p.opt.Views[i-1], p.opt.Views[i-1]
	}
	id := "drawing" + strconv.Itoa(i+1)
	if d.screen, err = p.svg(screen, id, 0); err != nil {
		return d, err
	}
	if d.phone, err = p.svg(small, id+"-phone", phone); err != nil {
		return d, err
	}
	d.tables, err = screen.Tables(p.options(id))
	return d, err
}

func (p *writer) svg(v render.View, id string, width int) ([]byte, error) {
	var b bytes.Buffer
	opt := p.options(id)
	opt.Width = width
	err := render.SVG(&b, v, opt)
	return b.Bytes(), err
}

// drawing writes a drawing, and what it says as tables.
func (p *writer) drawing(d drawing) {
	p.raw("<figure>\n<div class=\"drawing screen\" tabindex=\"0\">\n")
	p.out.Write(d.screen)
	p.raw("</div>\n<div class=\"drawing phone\">\n")
	p.out.Write(d.phone)
	p.raw("</div>\n<details>\n")
	p.element("summary", p.say("The same as a table", "La même chose en tableau"))
	for _, t := range d.tables {
		p.table(t)
	}
	p.raw("</details>\n</figure>\n")
}

func (p *writer) drawings(list []drawing) {
	for _, d := range list {
		p.drawing(d)
	}
}
