// Package render draws journeys.
//
// A [View] says what to draw, and [SVG] draws it:
//
//	err := render.SVG(w, render.JourneyMap{Map: report.Map}, nil)
//
// What [JourneyMap] shows, and in which order, its documentation says.
//
// A view lays its data out as a scene (package render/scene), in whole
// hundredths of a pixel and with text measured by a table, so that the same
// data gives the same bytes on every machine, with or without a browser.
package render

import (
	"errors"
	"io"
	"reflect"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/scene"
	"github.com/parcours-go/parcours/render/svg"
)

// A View is something that can be drawn: data, and what is particular to the
// way of showing it. nil and the zero Options are the defaults of both methods.
type View interface {
	// Scene lays the view out.
	Scene(opt *Options) (*scene.Scene, error)

	// Tables returns what the drawing shows as tables, in the same language.
	Tables(opt *Options) ([]Table, error)
}

// Options changes how a view is drawn. nil and the zero Options are the
// defaults.
type Options struct {
	Theme Theme // the zero Theme is Light

	// Dark is the theme for readers whose system or browser prefers dark pages
	// (the media feature prefers-color-scheme), such as the one that [Dark]
	// returns: one drawing then has both looks. [SVG] writes it as rules of a
	// style element, which a page with a content security policy follows if that
	// has style-src 'unsafe-inline'; where it has not, the drawing looks as Theme
	// says. Its fonts and its logo are those of Theme. The zero Theme asks for
	// none, and there is no style element.
	Dark Theme

	// Lang chooses the language of the labels and numbers that the drawing
	// adds. "" means that of the data.
	Lang journey.Lang

	// Width is the width of the drawing in pixels, up to 16,384. 0 means as
	// wide as the content asks. A drawing is never so narrow that its content has no room.
	Width int

	// Font is a font that the drawing carries, made by package render/font, so
	// that it looks the same everywhere: text is measured with its advances, and the glyphs that are
	// used stand in a style element, as data. A page with a content security
	// policy shows them if that has style-src 'unsafe-inline' and font-src
	// data:, and its own fonts if not. nil carries none: text is then measured
	// as Helvetica and Arial are.
	Font scene.Font

	// ID begins the id of every element. Drawings that share a page need
	// different ones. "" means "parcours". It is an ASCII letter followed by
	// letters, digits, "-" and "_".
	ID string
}

var errNoView = errors.New("render: no view")

// SVG draws the view v and writes it to w as an SVG document.
func SVG(w io.Writer, v View, opt *Options) error {
	if p := reflect.ValueOf(v); !p.IsValid() || p.Kind() == reflect.Pointer && p.IsNil() {
		return errNoView
	}
	s, err := v.Scene(opt)
	if err != nil {
		return err
	}
	o := opt.orDefault()
	written := &svg.Options{ID: o.ID, Font: o.Font, Fonts: o.Theme.Fonts}
	if !o.Dark.isZero() {
		o.Dark.Fonts, o.Dark.Logo = o.Theme.Fonts, o.Theme.Logo
		o.Theme = o.Dark
		if written.Dark, err = v.Scene(&o); err != nil {
			return err
		}
	}
	return svg.Encode(w, s, written)
}

func (opt *Options) orDefault() Options {
	if opt == nil {
		return Options{}
	}
	return *opt
}
