// Package report writes what an analysis found as one HTML page: the map, its
// numbers as tables, the frictions in the order of what they cost, what is worth
// doing, and how each number is computed.
//
//	report, err := kpi.Analyze(m, events, nil)
//	err = report.HTML(file, report, nil)
//
// The page holds all that it shows. It needs no script, no server and no
// network; it prints, and it is light or dark as its reader likes it. Text of
// users stands in text alone. Where a page is served, [Build] it and send its
// [Page.Policy] along.
package report

import (
	"bytes"
	"errors"
	"io"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/render"
)

// Options changes a page. nil and the zero Options are the defaults.
type Options struct {
	// Lang is the language of what the page adds. "" means that of the map.
	Lang journey.Lang

	// Theme and Dark are the colours of the page. Where both are zero they are
	// [render.Light] and [render.Dark]; where only Dark is, the page has the
	// colours of Theme for every reader.
	Theme, Dark render.Theme

	// Frictions are those that package friction found, the most costly first, as
	// it returns them. Those of the map that are not among them stand behind.
	Frictions []friction.Found

	// Views are drawn after the map, each with its twin in tables.
	Views []render.View

	// Progress is told how much is done, from 0 to 1, after each drawing. It may
	// be nil.
	Progress func(share float64)
}

var errNoReport = errors.New("report: no report, or one without a map")

// HTML writes the page to w.
func HTML(w io.Writer, r *kpi.Report, opt *Options) error {
	page, err := Build(r, opt)
	if err != nil {
		return err
	}
	_, err = page.WriteTo(w)
	return err
}

// A Page is a finished page.
type Page struct {
	html   []byte
	policy string
}

// Build makes the page. What can not be drawn is an error of package render.
func Build(r *kpi.Report, opt *Options) (*Page, error) {
	if r == nil || r.Map == nil {
		return nil, errNoReport
	}
	p := newWriter(r, opt)
	drawings, err := p.draw()
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	p.out = &body
	p.body(drawings)
	return p.page(body.Bytes()), nil
}

// WriteTo writes the page as HTML, in UTF-8.
func (p *Page) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(p.html)
	return int64(n), err
}

// Policy returns a value for the header Content-Security-Policy with which the
// page looks as it should: nothing from elsewhere, no script, and no style but
// its own, by its hash. The page itself asks for the same policy.
func (p *Page) Policy() string { return p.policy }
