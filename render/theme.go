package render

import (
	"github.com/parcours-go/parcours/render/scene"
)

// A Theme is the colours of a drawing, named after what they are for. A field
// that is not set has the colour of [Light].
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

	family scene.Font // of Options
}

// A Tone is a colour in two strengths: Ink can be read on Tint and on the page.
type Tone struct{ Ink, Tint scene.Paint }

// Light is the theme for a white page.
func Light() Theme {
	return Theme{
		Background: scene.RGB(0xffffff),
		Band:       scene.RGB(0xf6f7f9),
		Line:       scene.RGB(0xdfe3e8),
		Ink:        scene.RGB(0x17202c),
		Muted:      scene.RGB(0x576272),
		Accent:     tone(0x4a3f9f, 0xe9e7f6),
		Good:       tone(0x1a6b4f, 0xdcefe6),
		Fair:       tone(0x7a5a14, 0xf7ecd2),
		Bad:        tone(0xb0301f, 0xfbe6e1),
		Stages: []Tone{
			tone(0x3a4d99, 0xe6eaf7),
			tone(0x12656a, 0xdcf0f0),
			tone(0x7c5407, 0xf8edd6),
			tone(0x8c3468, 0xf6e6ef),
			tone(0x4f6114, 0xebf0da),
			tone(0x1c5d87, 0xdfeef8),
			tone(0x8f451f, 0xf8e8de),
			tone(0x63449a, 0xede7f7),
			tone(0x2a673a, 0xe1f1e4),
			tone(0x675439, 0xf0eae1),
			tone(0x445567, 0xe6ebf0),
			tone(0x943350, 0xf9e5ea),
		},
	}
}

func tone(ink, tint uint32) Tone { return Tone{scene.RGB(ink), scene.RGB(tint)} }

// orLight fills in what is not set.
func (t Theme) orLight() Theme {
	light := Light()
	for _, c := range []struct{ to, from *scene.Paint }{
		{&t.Background, &light.Background}, {&t.Band, &light.Band}, {&t.Line, &light.Line},
		{&t.Ink, &light.Ink}, {&t.Muted, &light.Muted},
	} {
		if !c.to.Drawn() {
			*c.to = *c.from
		}
	}
	for _, c := range []struct{ to, from *Tone }{
		{&t.Accent, &light.Accent}, {&t.Good, &light.Good}, {&t.Fair, &light.Fair}, {&t.Bad, &light.Bad},
	} {
		if *c.to == (Tone{}) {
			*c.to = *c.from
		}
	}
	if len(t.Stages) == 0 {
		t.Stages = light.Stages
	}
	return t
}

// stage returns the colours of the column i.
func (t Theme) stage(i int) Tone { return t.Stages[i%len(t.Stages)] }

// series returns the colour of the series i of a chart.
func (t Theme) series(i int) scene.Paint { return t.stage(i).Ink }
