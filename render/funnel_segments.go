package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	funnelCardLeast = 236 * px
	funnelCardMost  = 320 * px
	funnelCardGap   = 32 * px
	funnelMini      = 7 * px // height of a bar in a card
)

// segments lays out a small funnel for each segment.
func (f *funnelSheet) segments() layout.Block {
	rows := f.segmentRows()
	if len(rows) == 0 {
		return layout.Block{}
	}
	shown := min(len(rows), mostFunnelSegments)
	perRow := max(1, int((f.width+funnelCardGap)/(funnelCardLeast+funnelCardGap)))
	perRow = min(perRow, max(shown, 3))
	width := min((f.width+funnelCardGap)/scene.Px(perRow)-funnelCardGap, funnelCardMost)
	blocks := []layout.Block{f.segmentHead()}
	for at := 0; at < shown; at += perRow {
		blocks = append(blocks, f.cards(rows, at, min(at+perRow, shown), width))
	}
	if rest := len(rows) - shown; rest > 0 {
		said := f.say("and ", "et ") + f.lang.Number(float64(rest), 0) + " " + f.word.more
		blocks = append(blocks, f.theme.small().Paragraph(said, f.width, 1))
	}
	return layout.Stack(24*px, blocks...)
}

func (f *funnelSheet) segmentHead() layout.Block {
	style := f.theme.small()
	said := f.say("Bars: the share of the first step that reached each step, with its interval, all on one scale.",
		"Barres\u00a0: la part de la première étape qui a atteint chaque étape, avec son intervalle, toutes à la même échelle.")
	b := layout.Stack(2*px, f.theme.head().Paragraph(f.say("Segments", "Segments"), f.width, 1), style.Paragraph(said, f.width, 3)).Pad(18*px, 0, 0, 0)
	b.Nodes = append(b.Nodes, f.hairline(0, f.width, 0))
	return b
}

// A funnelSegment is a row of the breakdown with its name.
type funnelSegment struct {
	*funnel.Row
	name  string
	other bool // all that have no row of their own
}

func (f *funnelSheet) segmentRows() []funnelSegment {
	var rows []funnelSegment
	for i := range f.Segments {
		row := &f.Segments[i]
		name := row.Segment
		if name == "" {
			name = f.say("(without a value)", "(sans valeur)")
		} else if label := journey.Channel(name).Label(f.lang); label != "" {
			name = label
		}
		rows = append(rows, funnelSegment{row, name, false})
	}
	if f.Other != nil {
		rows = append(rows, funnelSegment{f.Other, f.say("All others", "Tous les autres"), true})
	}
	return rows
}

// cards lays out some segments next to each other.
func (f *funnelSheet) cards(rows []funnelSegment, from, to int, width scene.Px) layout.Block {
	heads := make([]layout.Block, 0, to-from)
	for i := from; i < to; i++ {
		heads = append(heads, f.cardHead(rows[i], i, width))
	}
	top := layout.Tallest(heads)
	var row layout.Block
	for i, head := range heads {
		body := layout.Stack(10*px, f.miniBars(rows[from+i], from+i, width), f.against(rows[from+i], width))
		card := layout.Block{W: width, H: top + 10*px + body.H}
		card.Nodes = append(head.Nodes, body.At(0, top+10*px)...)
		row.H = max(row.H, card.H)
		row.Nodes = append(row.Nodes, card.Cell("segment", card.H).At(scene.Px(i)*(width+funnelCardGap), 0)...)
	}
	return row.Wide(f.width)
}

// cardHead lays out the name of a segment and its conversion.
func (f *funnelSheet) cardHead(s funnelSegment, i int, width scene.Px) layout.Block {
	const indent = 17 * px
	style := f.theme.strong()
	name := style.Paragraph(s.name, width-indent, 2)
	if s.other {
		name = style.Paragraph(s.name, width, 2)
	} else {
		name = marked(f.theme.marker(i, 11*px), indent, name, style.Leading, rightToLeft(s.name))
	}
	entered := "n\u00a0" + f.lang.Number(float64(s.Entered), 0)
	share := f.share(s.Conversion)
	if share.value == "" {
		share.value = "–"
	}
	figure := f.theme.figure().Line(share.value, width/2)
	trust := layout.Stack(0, f.theme.small().Parts(width-figure.W-10*px, 2, share.below, entered)).Pad(8*px, 0, 0, 0)
	return layout.Stack(2*px, name, layout.Beside(10*px, figure, trust)).Wide(width)
}

// miniBars draws the share that reached each step.
func (f *funnelSheet) miniBars(s funnelSegment, i int, width scene.Px) layout.Block {
	const number, label, pitch = 26 * px, 56 * px, 17 * px
	style := f.theme.small()
	ink := f.theme.Muted
	if !s.other {
		ink = f.theme.series(i)
	}
	scale := plot.Scale{Hi: 1, To: width - number - label}
	var b layout.Block
	for k, step := range s.Steps {
		y := scene.Px(k) * pitch
		b.H = y + pitch
		b.Nodes = append(b.Nodes, style.Paragraph(f.lang.Number(float64(k+1), 0), number, 1).At(0, y)...)
		share := f.share(step.FromFirst)
		if share.value == "" {
			continue
		}
		long := max(scale.At(step.FromFirst.Value), px)
		box := scene.Box{X: number, Y: y + 3*px, W: long, H: funnelMini}
		bar := layout.Block{Nodes: []scene.Node{&scene.Rect{Box: box, Fill: ink}}}
		if m := step.FromFirst; k > 0 && m.Estimated() && isFinite(m.Lo) && isFinite(m.Hi) {
			low, high := scale.At(m.Lo), max(scale.At(m.Hi), scale.At(m.Lo))
			bar.Nodes = append(bar.Nodes, f.whisker(number+low, number+high, y+funnelMini+6*px))
			long = max(long, high)
		}
		bar = bar.Titled(s.name + ", " + f.stepName(min(k, len(f.All.Steps)-1)) + f.word.colon + f.count(step.Reached, f.one, f.many) + ", " + share.value)
		b.Nodes = append(b.Nodes, bar.Nodes...)
		b.Nodes = append(b.Nodes, style.Line(share.value, label-5*px).At(number+long+5*px, y)...)
	}
	return b.Wide(width)
}

// whisker draws an interval below the end of a bar.
func (f *funnelSheet) whisker(from, to, y scene.Px) scene.Node {
	const end = 3 * px / 2
	line := scene.Lines(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y})
	for _, x := range []scene.Px{from, to} {
		line.MoveTo(x, y-end)
		line.LineTo(x, y+end)
	}
	line.Stroke = scene.Stroke{Paint: f.theme.Ink, Width: px}
	return line
}

// against says how a segment compares with all others.
func (f *funnelSheet) against(s funnelSegment, width scene.Px) layout.Block {
	if s.Against == nil || !isFinite(s.Against.Difference.Value) {
		return layout.Block{}
	}
	const indent = 15 * px
	style, sign, verdict := f.theme.small(), layout.Block{}, f.say("No clear difference from the others", "Pas de différence nette avec les autres")
	if f.differs(s.Against) {
		style = f.theme.smallStrong()
		sign, verdict = f.verdict(s.Against.Difference.Value)
		style.Fill = f.theme.Ink
	}
	first := style.Paragraph(verdict, width-indent, 2)
	if sign.Empty() {
		first = style.Paragraph(verdict, width, 2)
	} else {
		first = marked(sign, indent, first, style.Leading, false)
	}
	d := f.estimate(s.Against.Difference, journey.Change)
	return layout.Stack(0, first, f.theme.small().Parts(width, 3, d.value, d.below, f.chance(s.Against.Adjusted)))
}

// differs reports whether a difference is more than chance, at the level of its
// interval.
func (f *funnelSheet) differs(c *funnel.Comparison) bool {
	level := c.Difference.Level
	if level <= 0 || level >= 1 {
		level = 0.95
	}
	return c.Adjusted < 1-level
}

func (f *funnelSheet) verdict(difference float64) (layout.Block, string) {
	if difference < 0 {
		return markers[4].solid(9*px, f.theme.Bad.Ink), f.say("Converts less than the others", "Convertit moins que les autres")
	}
	return markers[2].solid(9*px, f.theme.Good.Ink), f.say("Converts more than the others", "Convertit plus que les autres")
}

// chance writes an adjusted p value.
func (f *funnelSheet) chance(p float64) string {
	said := f.say("adjusted p", "p ajusté")
	if p < 0.001 {
		return said + " < " + f.lang.Number(0.001, 3)
	}
	return said + " = " + f.probability(p)
}
