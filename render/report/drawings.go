package report

import (
	"bytes"
	"strconv"

	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/svg"
)

// phone is the width of the drawings for phones, in pixels: that of a usual one
// without the margins of the page.
const phone = 358

// A drawing is a view, drawn for a screen and for a phone. The map is drawn for
// paper, too: a wide one would be too small on it to be read.
type drawing struct {
	screen, phone []byte
	pages         [][]byte
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
	id := "drawing" + strconv.Itoa(i+1)
	var screen, small render.View
	if i == 0 {
		wide := render.JourneyMap{Map: p.m}
		screen, small = wide, render.JourneyMap{Map: p.m, Shape: render.Tall}
		if d.pages, err = p.pages(wide, id); err != nil {
			return d, err
		}
	} else {
		screen, small = p.opt.Views[i-1], p.opt.Views[i-1]
	}
	if d.screen, err = p.svg(screen, id, 0); err != nil {
		return d, err
	}
	if d.phone, err = p.svg(small, id+"-phone", phone); err != nil {
		return d, err
	}
	d.tables, err = screen.Tables(p.options(id))
	return d, err
}

// pages draws the map on sheets of paper, in the colours of paper.
func (p *writer) pages(m render.JourneyMap, id string) (list [][]byte, err error) {
	opt := p.options(id)
	own := opt.Theme
	opt.Theme, opt.Dark = render.Print(), render.Theme{}
	opt.Theme.Fonts, opt.Theme.Logo = own.Fonts, own.Logo
	scenes, err := m.Pages(render.A4Landscape, opt)
	if err != nil {
		return nil, err
	}
	for i, s := range scenes {
		var b bytes.Buffer
		if err := svg.Encode(&b, s, &svg.Options{ID: opt.ID + "-page" + strconv.Itoa(i+1), Fonts: own.Fonts}); err != nil {
			return nil, err
		}
		list = append(list, b.Bytes())
	}
	return list, nil
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
	screen := "drawing screen"
	if len(d.pages) > 0 {
		screen = "drawing screen screen-only"
	}
	p.raw("<figure>\n<div class=\"", screen, "\" tabindex=\"0\">\n")
	p.out.Write(d.screen)
	p.raw("</div>\n<div class=\"drawing phone\">\n")
	p.out.Write(d.phone)
	p.raw("</div>\n")
	for _, page := range d.pages {
		p.raw("<div class=\"sheet\">\n")
		p.out.Write(page)
		p.raw("</div>\n")
	}
	p.raw("<details>\n")
	p.element("summary", p.say("The same as a table", "La même chose en tableau"))
	p.tables(d.tables)
	p.raw("</details>\n</figure>\n")
}

func (p *writer) drawings(list []drawing) {
	for _, d := range list {
		p.drawing(d)
	}
}
