package render

import (
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/scene"
)

// Validate reports what cannot be read in the theme: text with a contrast below
// 4.5 on a ground on which it stands, and below 7 in what was [HighContrast] (Web
// Content Accessibility Guidelines 2.2, success criteria 1.4.3 and 1.4.6). Series
// count as text, since the name of one may have its colour. It also reports what
// is no font and no logo. What is not set is that of [Light]. All mistakes are
// returned, joined, each a [field.Error] with a path such as
// "theme.stages[2].ink".
//
// No view refuses a theme for its contrasts: whether it can be read is for its
// author to decide.
func (t Theme) Validate() error {
	t = t.orLight()
	c := themeCheck{page: []ground{{"the page", t.Background}, {"the band", t.Band}}}
	tints := c.page
	tones := t.namedTones()
	for _, tone := range tones {
		tints = append(tints, ground{"the tint of " + tone.name, tone.Tint})
	}
	text := t.wantedContrast()
	c.readable("ink", t.Ink, text, tints)
	c.readable("muted", t.Muted, text, tints)
	for _, tone := range tones {
		c.readable(tone.name+".ink", tone.Ink, text, append(c.page, ground{"its tint", tone.Tint}))
	}
	for i, paint := range t.Series {
		c.readable(fmt.Sprintf("series[%d]", i), paint, text, c.page)
	}
	return errors.Join(append(c.mistakes, t.form())...)
}

// A themeCheck gathers what cannot be read.
type themeCheck struct {
	page     []ground
	mistakes []error
}

// A ground is a colour on which something stands.
type ground struct {
	name  string
	paint scene.Paint
}

// readable notes the ground on which the paint can be seen worst, if that is
// less than it should be.
func (c *themeCheck) readable(path string, paint scene.Paint, want float64, grounds []ground) {
	worst, least := "", want
	for _, g := range grounds {
		if has := contrast(paint, g.paint); has < least {
			worst, least = g.name, has
		}
	}
	if worst != "" {
		c.mistakes = append(c.mistakes, &field.Error{
			Path: "theme." + path,
			Err:  fmt.Errorf("%w: contrast %.2f on %s, want %g or more", field.ErrRange, math.Floor(100*least)/100, worst, want),
		})
	}
}

// A namedTone is a tone with its path in a theme.
type namedTone struct {
	name string
	Tone
}

func (t Theme) namedTones() []namedTone {
	all := []namedTone{{"accent", t.Accent}, {"good", t.Good}, {"fair", t.Fair}, {"bad", t.Bad}}
	for i, tone := range t.Stages {
		all = append(all, namedTone{fmt.Sprintf("stages[%d]", i), tone})
	}
	return all
}
