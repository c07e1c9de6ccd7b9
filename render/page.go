package render

import (
	"cmp"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A page is what the parts of a drawing have in common while it is laid out.
type page struct {
	theme    Theme
	lang     journey.Lang
	word     *words
	currency string
	levels   []float64 // of the intervals that are drawn, each once, in order

	width scene.Px // of everything between the margins
	side  scene.Px // the margins left and right
}

const (
	marginSide   = 48 * px
	marginTop    = 44 * px
	marginBottom = 36 * px

	widest     = 1 << 14   // pixels that can be asked for
	narrow     = 600 * px  // below which a page has small margins
	narrowSide = 20 * px   // these
	titleWidth = 860 * px  // beyond which a line is hard to read
	widthLeast = 960 * px  // room for the parts above the table
	widthMost  = 1680 * px // beyond which they grow no more

	chartLeast = 320 // pixels of a chart with its margins
)

// newPage returns a page for data in that language: usual pixels wide unless
// the options say otherwise, and never less than least.
func newPage(opt *Options, lang journey.Lang, usual, least int) (*page, error) {
	o := opt.orDefault()
	if o.Width < 0 || o.Width > widest {
		return nil, misled("width", "want 0 to %d, got %d", widest, o.Width)
	}
	if err := o.Theme.form(); err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	p := &page{theme: o.Theme.orLight(), lang: cmp.Or(o.Lang, lang), side: marginSide}
	p.theme.family = o.Font
	p.word = wordsIn(p.lang)
	width := scene.Px(max(cmp.Or(o.Width, usual), least)) * px
	if width < narrow {
		p.side = narrowSide
	}
	p.width = width - 2*p.side
	return p, nil
}

// misled returns the error of an option or of a field of a view that cannot be
// followed, with its path.
func misled(path, format string, args ...any) error {
	return fmt.Errorf("render: %w", &field.Error{Path: path, Err: fmt.Errorf(format, args...)})
}

// say returns the words in the language of the drawing.
func (p *page) say(en, fr string) string {
	if p.lang.French() {
		return fr
	}
	return en
}

// drawing makes a scene of blocks below each other: what it is called, what it
// says in words, and what it shows.
func (p *page) drawing(title, desc string, blocks ...layout.Block) *scene.Scene {
	body := layout.Stack(24*px, blocks...).Pad(marginTop, p.side, marginBottom, p.side)
	return &scene.Scene{
		W: p.width + 2*p.side, H: max(body.H, marginTop+marginBottom),
		Title: title, Desc: desc, Lang: string(cmp.Or(p.lang, journey.English)),
		Background: p.theme.Background, Nodes: body.Nodes,
	}
}

// heading lays out what a drawing is of: the kind of view in capitals, its
// title, and what is to be known before looking at it. What is "" is left out.
func (p *page) heading(kind, title, lead string) layout.Block {
	return p.headingIn(p.width, kind, title, lead)
}

// headingIn lays a heading out in that width.
func (p *page) headingIn(width scene.Px, kind, title, lead string) layout.Block {
	return p.withLogo(width, func(width scene.Px) layout.Block {
		width = min(width, titleWidth)
		return layout.Stack(10*px,
			p.theme.eyebrow().In(p.theme.Accent.Ink).Paragraph(kind, width, 1),
			layout.Stack(6*px,
				p.theme.title().Paragraph(title, width, 3),
				p.theme.lead().In(p.theme.Muted).Paragraph(lead, width, 5),
			),
		)
	})
}

// footnote lays out, below a hairline, what the numbers rest on: short parts
// such as "n 1,200" with dots between them, then sentences.
func (p *page) footnote(parts []string, sentences ...string) layout.Block {
	blocks := []layout.Block{p.theme.small().Parts(p.width, 3, parts...)}
	for _, s := range sentences {
		blocks = append(blocks, p.theme.small().Paragraph(s, p.width, 6))
	}
	b := layout.Stack(0, blocks...)
	if b.Empty() {
		return b
	}
	b = b.Pad(14*px, 0, 0, 0)
	b.Nodes = append(b.Nodes, p.hairline(0, p.width, 0))
	return b.Wide(p.width).Cell("footer", b.H)
}
