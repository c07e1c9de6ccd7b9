package render

import (
	"slices"

	"github.com/parcours-go/parcours/render/scene"
)

// A Theme is the colours of a drawing, named after what they are for. A field
// that is not set has the colour of [Light]: to change another theme, begin
// with it.
//
//	theme := render.Dark()
//	theme.Accent = render.Tone{Ink: scene.RGB(0xffb35c), Tint: scene.RGB(0x3d2a12)}
//
// [Theme.Validate] says what cannot be read in it. A font or a logo that is none
// is an error of every view.
type Theme struct {
	Background scene.Paint // of the page
	Band       scene.Paint // of a part of the page that stands out
	Line       scene.Paint // hairlines; they order the page and carry no meaning
	Ink        scene.Paint // text, and what matters most
	Muted      scene.Paint // text that matters less
	Accent     Tone        // the one colour that is not a stage, nor good or bad

	// Good, Fair and Bad are for how something is felt or turned out. They
	// never stand without a face, a sign or a word.
	Good, Fair, Bad Tone

	// Stages are the colours of the columns, in order, and over again where
	// there are more columns than colours.
	Stages []Tone

	// Series are the colours of what shares a chart, in order, and over again
	// where there are more series than colours. They never stand without a
	// name, a marker or a dash.
	Series []scene.Paint

	// Fonts are the families to draw text in, in the order of preference, before
	// Helvetica and those of its widths: names of ASCII letters, digits, spaces
	// and hyphens, such as "Source Sans 3" or "system-ui". Text is measured as
	// Helvetica is: a family that is wider leaves its room, unless
	// [Options.Font] carries it. nil has only the usual ones.
	Fonts []string

	// Logo stands at the top of the drawing. The zero Logo is none.
	Logo Logo

	family  scene.Font // of Options
	strict  bool       // text wants a contrast of 7
	sparing bool       // large areas take little toner
}

// A Tone is a colour in two strengths: Ink can be read on Tint and on the page.
type Tone struct{ Ink, Tint scene.Paint }

func tone(ink, tint uint32) Tone { return Tone{scene.RGB(ink), scene.RGB(tint)} }

func paintsOf(rgb ...uint32) []scene.Paint {
	all := make([]scene.Paint, len(rgb))
	for i, c := range rgb {
		all[i] = scene.RGB(c)
	}
	return all
}

// paints returns the places of all single colours of the theme.
func (t *Theme) paints() []*scene.Paint {
	return []*scene.Paint{
		&t.Background, &t.Band, &t.Line, &t.Ink, &t.Muted, &t.Accent.Ink, &t.Accent.Tint,
		&t.Good.Ink, &t.Good.Tint, &t.Fair.Ink, &t.Fair.Tint, &t.Bad.Ink, &t.Bad.Tint,
	}
}

// isZero reports whether no colour is set.
func (t Theme) isZero() bool {
	for _, p := range t.paints() {
		if p.Drawn() {
			return false
		}
	}
	return len(t.Stages) == 0 && len(t.Series) == 0
}

// orLight fills in what is not set.
func (t Theme) orLight() Theme {
	light := Light()
	from := light.paints()
	for i, p := range t.paints() {
		*p = orPaint(*p, *from[i])
	}
	t.Stages = filled(t.Stages, light.Stages, func(tone, other Tone) Tone {
		return Tone{orPaint(tone.Ink, other.Ink), orPaint(tone.Tint, other.Tint)}
	})
	t.Series = filled(t.Series, light.Series, orPaint)
	return t
}

// filled returns a copy of the list with what each item has not from the other
// list, which takes the place of an empty one.
func filled[T any](list, other []T, or func(T, T) T) []T {
	if len(list) == 0 {
		return other
	}
	list = slices.Clone(list)
	for i := range list {
		list[i] = or(list[i], other[i%len(other)])
	}
	return list
}

func orPaint(p, other scene.Paint) scene.Paint {
	if p.Drawn() {
		return p
	}
	return other
}

// stage returns the colours of the column i.
func (t Theme) stage(i int) Tone { return t.Stages[i%len(t.Stages)] }

// series returns the colour of the series i of a chart. Text can be read in it
// as well.
func (t Theme) series(i int) scene.Paint { return t.Series[i%len(t.Series)] }
