// Package svg writes a scene as SVG: the elements of SVG 1.1, and href without a
// prefix, as SVG 2 and browsers since 2018 have it.
//
// It is the only package that imports svgo, and the one place where a text of
// a user becomes markup. Text stands in text nodes alone: never in an
// attribute, an id, a style or a comment. There is no script, no reference to
// anything outside, and no style element unless the drawing is to carry a font
// or to follow the colour scheme of its reader: nothing else that a strict
// content security policy refuses. The bytes depend on the scene alone.
package svg

import (
	"errors"
	"fmt"
	"io"

	svgo "github.com/ajstarks/svgo/float"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/scene"
)

// Options changes how a scene is written. nil and the zero Options are the
// defaults.
type Options struct {
	// ID begins every id of the drawing. Drawings that share a page need
	// different ones. "" means "parcours". It begins with an ASCII letter and
	// goes on with letters, digits, "-" and "_".
	ID string

	// Font is a font whose glyphs the drawing carries, as far as it uses them,
	// in a style element. nil carries none.
	Font scene.Font

	// Fonts are the families to draw text in, before the usual ones, in the order
	// of preference: see [CheckFamily]. nil has only the usual ones: Helvetica and
	// families of its widths.
	Fonts []string

	// Dark is the same scene in the paints that it has where the reader prefers
	// dark pages: the same nodes in the same places, or Encode returns an error.
	// A style element changes the paints; the svg element gets an id for it. nil
	// has one look for all.
	Dark *scene.Scene
}

const defaultID = "parcours"

// Encode writes the scene to w as an SVG document.
func Encode(w io.Writer, s *scene.Scene, opt *Options) error {
	if s == nil {
		return errors.New("svg: no scene")
	}
	id, err := idPrefix(opt)
	if err != nil {
		return err
	}
	if opt == nil {
		opt = &Options{}
	}
	fonts, err := stack(opt.Fonts)
	if err != nil {
		return err
	}
	var dark *schemes
	if opt.Dark != nil {
		if s, dark, err = inBoth(s, opt.Dark); err != nil {
			return err
		}
	}
	out := &output{w: w, buf: make([]byte, 0, chunk+chunk/4)}
	c := canvas{SVG: svgo.New(out), out: out, usual: usualOf(s.Nodes), shapes: shapesOf(s.Nodes), id: id, fonts: fonts, dark: dark}
	if opt.Font != nil {
		c.faces, c.family = facesOf(opt.Font, s.Nodes), id+"-font"
	}
	c.start(s)
	c.nodes(s.Nodes)
	c.Gend()
	c.End()
	return out.flush()
}

func idPrefix(opt *Options) (string, error) {
	if opt == nil || opt.ID == "" {
		return defaultID, nil
	}
	for i, r := range opt.ID {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		other := '0' <= r && r <= '9' || r == '-' || r == '_'
		if !letter && (i == 0 || !other) {
			return "", fmt.Errorf("svg: %w", &field.Error{
				Path: "id", Err: fmt.Errorf("%q: want an ASCII letter, then letters, digits, - and _", opt.ID),
			})
		}
	}
	return opt.ID, nil
}
