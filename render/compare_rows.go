package render

import (
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// compareColumns are the places and widths of the parts of a row.
type compareColumns struct {
	narrow    bool // the parts stand below each other
	name      scene.Px
	valuesX   scene.Px
	values    scene.Px
	plotX     scene.Px
	plot      scene.Px
	changeX   scene.Px
	change    scene.Px
	verdictX  scene.Px
	verdict   scene.Px
	scaleName scene.Px
}

const compareGap = 20 * px

func (s *compareSheet) columns() compareColumns {
	if s.width < compareColumn {
		w, half := s.width, (s.width-compareGap)/2
		return compareColumns{narrow: true, name: w, values: half, changeX: half + compareGap, change: half, plot: w, verdict: w, scaleName: w}
	}
	room := s.width - 4*compareGap
	c := compareColumns{name: room * 21 / 100, values: room * 19 / 100, plot: room * 28 / 100, change: room * 17 / 100}
	c.verdict = room - c.name - c.values - c.plot - c.change
	c.valuesX = c.name + compareGap
	c.plotX = c.valuesX + c.values + compareGap
	c.changeX = c.plotX + c.plot + compareGap
	c.verdictX = c.changeX + c.change + compareGap
	c.scaleName = c.plotX
	return c
}

// wholeFigures lays out the numbers of the whole journey, large.
func (s *compareSheet) wholeFigures() layout.Block {
	var all []figure
	for _, d := range s.rows[""] {
		all = append(all, func(width scene.Px) layout.Block { return s.wholeFigure(d, width) })
	}
	return s.figureRows(all, s.width)
}

func (s *compareSheet) wholeFigure(d comparison.Difference, width scene.Px) layout.Block {
	small := s.theme.small()
	return layout.Stack(0,
		s.theme.body().In(s.theme.Muted).Paragraph(d.After.Label(s.lang), width, 2),
		s.theme.figure().Paragraph(s.value(d.After), width, 1),
		small.Paragraph(s.names[0]+" "+s.value(d.Before), width, 2),
		s.turned(d, width).Pad(4*px, 0, 0, 0),
		small.Paragraph(s.changedBetween(d.Change), width, 2),
		s.judged(d, width, 2),
		small.Parts(width, 2, s.pValue(d), s.samples(d)),
	).Wide(width)
}

// turned lays out a change: sign, number, and whether it is better.
func (s *compareSheet) turned(d comparison.Difference, width scene.Px) layout.Block {
	ink := s.toneOf(d).Ink
	style := s.theme.strong().In(ink)
	said := style.Paragraph(s.changed(d.Change.Unit, d.Change.Value)+", "+s.turn(d), width-15*px, 2)
	return marked(turnSign(s.seen(d)).solid(9*px, ink), 15*px, said, style.Leading, false)
}

// judged lays out whether chance could have made a change.
func (s *compareSheet) judged(d comparison.Difference, width scene.Px, lines int) layout.Block {
	style := s.theme.small()
	if d.Significant {
		style = s.theme.smallStrong().In(s.toneOf(d).Ink)
	}
	return style.Paragraph(s.verdict(d), width, lines)
}

// stage lays out one stage: its head, its rows, what else changed.
func (s *compareSheet) stage(i int) layout.Block {
	stage := s.r.Stages[i]
	blocks := []layout.Block{s.stageHead(i)}
	for _, d := range s.rows[stage.Name] {
		if stage.Name != "" {
			blocks = append(blocks, s.row(d))
		}
	}
	entries := s.stageEntries(stage.Name)
	if len(blocks) == 1 && entries.Empty() && stage.Change == "" {
		entries = s.theme.small().Paragraph(s.say("Nothing to compare here.", "Rien à comparer ici."), s.width, 2)
	}
	return layout.Stack(0, layout.Stack(0, blocks...), entries.Pad(10*px, 0, 0, 0)).Wide(s.width)
}

// stageHead lays out number, phase and name of a stage on its colour, and what
// became of it.
func (s *compareSheet) stageHead(i int) layout.Block {
	const inset = 14 * px
	stage, tone, width := s.r.Stages[i], s.theme.stage(i), s.width-2*inset
	var badge layout.Block
	if stage.Change != "" {
		said := s.theme.smallStrong().In(s.theme.Ink).Line(s.changeWord(stage.Change), width/3)
		badge = s.pill(marked(stageSign(stage.Change).block(11*px, s.theme.Ink), 15*px, said, said.H, false), s.theme.Background)
	}
	room := width
	if !badge.Empty() {
		room -= badge.W + 12*px
	}
	head := layout.Stack(px,
		s.theme.small().In(tone.Ink).Parts(room, 3, strconv.Itoa(i+1), stage.Phase.Label(s.lang), s.reachedText(stage.Name), s.feltText(stage.Name)),
		s.theme.head().Paragraph(stage.Name, room, 4),
	).Wide(width)
	head.Nodes = append(head.Nodes, badge.At(width-badge.W, (head.H-badge.H)/2)...)
	b := head.Pad(9*px, inset, 10*px, inset)
	b = b.Cell("head", b.H)
	ground := &scene.Rect{Box: scene.Box{W: b.W, H: b.H}, Radius: 6 * px, Fill: tone.Tint}
	b.Nodes = append([]scene.Node{ground}, b.Nodes...)
	return b
}

func stageSign(c comparison.Change) icon {
	switch c {
	case comparison.Added:
		return iconPlus
	case comparison.Removed:
		return iconMinus
	}
	return iconThrough
}

// reachedText says how many customers reached a stage, before and after.
func (s *compareSheet) reachedText(stage string) string {
	for _, d := range s.r.Differences {
		if d.Stage == stage && d.Touchpoint == "" && d.After.Name == journey.MeasureReached && d.After.Unit == journey.Count && comparedFinite(d) {
			return s.values(d) + " " + s.plural(d.After.Value, s.word.oneCustomer, s.word.manyCustomers)
		}
	}
	return ""
}

// row lays out one difference.
func (s *compareSheet) row(d comparison.Difference) layout.Block {
	c := s.columns()
	name := layout.Stack(0,
		s.theme.small().Paragraph(d.Touchpoint, c.name, 3),
		s.theme.body().Paragraph(d.After.Label(s.lang), c.name, 3),
	)
	values := layout.Stack(0,
		s.theme.strong().Paragraph(s.values(d), c.values, 3),
		s.theme.small().Paragraph(s.samples(d), c.values, 2),
	)
	change := layout.Stack(0, s.turned(d, c.change), s.theme.small().Paragraph(s.changedBetween(d.Change), c.change, 2))
	verdict := layout.Stack(0, s.judged(d, c.verdict, 2), s.theme.small().Paragraph(s.pValue(d), c.verdict, 2))
	if c.narrow {
		halves := layout.Block{W: s.width, H: max(values.H, change.H), Nodes: values.At(0, 0)}
		halves.Nodes = append(halves.Nodes, change.At(c.changeX, 0)...)
		b := layout.Stack(3*px, name, halves, s.forest(d, c.plot, forestLeast), s.verdictLine(d, c.verdict))
		return s.rowOf(b.Wide(s.width).Cell("row", b.H).Pad(9*px, 0, 9*px, 0))
	}
	const above = 8 * px
	h := max(name.H, values.H, change.H, verdict.H, forestLeast)
	b := layout.Block{W: s.width, H: h}
	b.Nodes = append(b.Nodes, name.At(0, 0)...)
	b.Nodes = append(b.Nodes, values.At(c.valuesX, 0)...)
	b.Nodes = append(b.Nodes, change.At(c.changeX, 0)...)
	b.Nodes = append(b.Nodes, verdict.At(c.verdictX, 0)...)
	b = b.Cell("row", h).Pad(above, 0, above, 0)
	b.Nodes = append(b.Nodes, s.forest(d, c.plot, b.H).At(c.plotX, 0)...)
	return s.rowOf(b)
}

// rowOf draws the line below a row.
func (s *compareSheet) rowOf(b layout.Block) layout.Block {
	b.Nodes = append(b.Nodes, s.hairline(0, s.width, b.H))
	return b
}

// verdictLine lays out verdict and p value in one line.
func (s *compareSheet) verdictLine(d comparison.Difference, width scene.Px) layout.Block {
	style := s.theme.small()
	if d.Significant {
		style = s.theme.smallStrong().In(s.toneOf(d).Ink)
	}
	return style.Parts(width, 2, s.verdict(d), s.pValue(d))
}
