package report

import (
	"bytes"
	"strconv"

	"github.com/parcours-go/parcours/render"
)

// A drawing is a view, drawn.
type drawing struct {
	svg    []byte
	tables []render.Table
}

// draw draws the map and then the views.
func (p *writer) draw() ([]drawing, error) {
	views := append([]render.View{render.JourneyMap{Map: p.m}}, p.opt.Views...)
	list := make([]drawing, len(views))
	for i, v := range views {
		var b bytes.Buffer
		opt := p.options("drawing" + strconv.Itoa(i+1))
		if err := render.SVG(&b, v, opt); err != nil {
			return nil, err
		}
		tables, err := v.Tables(opt)
		if err != nil {
			return nil, err
		}
		list[i] = drawing{b.Bytes(), tables}
		if p.opt.Progress != nil {
			p.opt.Progress(float64(i+1) / float64(len(views)))
		}
	}
	return list, nil
}

// drawing writes a drawing, and what it says as tables.
func (p *writer) drawing(d drawing) {
	p.raw("<figure>\n<div class=\"drawing\" tabindex=\"0\">\n")
	p.out.Write(d.svg)
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
