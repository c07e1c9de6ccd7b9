// Package svg writes a scene as SVG 1.1.
//
// It is the only package that imports svgo, and the one place where a text of
// a user becomes markup. Text stands in text nodes alone: never in an
// attribute, an id, a style or a comment. There is no script, no reference to
// anything outside, no style element but that of a font which the drawing is
// to carry, and so nothing else that a strict content security policy refuses. The bytes depend on the scene alone.
package svg

import (
	"errors"
	"fmt"
	"io"

	svgo "github.com/ajstarks/svgo/float"

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
}

const defaultID = "parcours"

// fonts lists faces that are as wide as Helvetica first, since that is how the
// text was measured.
const fonts = "Helvetica, Arial, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif"

// Encode writes the scene to w as an SVG document.
func Encode(w io.Writer, s *scene.Scene, opt *Options) error {
	if s == nil {
		return errors.New("svg: no scene")
	}
	id, err := idPrefix(opt)
	if err != nil {
		return err
	}
	out := &output{w: w, buf: make([]byte, 0, chunk+chunk/4)}
	c := canvas{SVG: svgo.New(out), out: out, usual: usualStyle(s.Nodes)}
	if opt != nil && opt.Font != nil {
		c.faces, c.family = facesOf(opt.Font, s.Nodes), id+"-font"
	}
	c.start(s, id)
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
			return "", fmt.Errorf("svg: id %q: want an ASCII letter, then letters, digits, - and _", opt.ID)
		}
	}
	return opt.ID, nil
}
