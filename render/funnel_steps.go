package render

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	funnelBar   = 34 * px  // height of a bar
	funnelLink  = 44 * px  // between two bars, at least
	funnelNames = 200 * px // width of the names beside the bars
	funnelGap   = 24 * px
	funnelWide  = 760 * px // from which names and numbers stand beside the bars
	funnelInset = 10 * px  // of the text between the bars
)

// A funnelColumn is a number of every step.
type funnelColumn struct {
	head  string
	width scene.Px
	said  []funnelFigure // one for each step
}

// A funnelFigure is a number, and small below it how far to trust it.
type funnelFigure struct{ value, below string }

// steps lays out the bars with all that is said of them.
func (f *funnelSheet) steps() layout.Block {
	columns := f.columns()
	if f.width < funnelWide {
		return f.narrowSteps(columns)
	}
	used := funnelNames + funnelGap
	for _, c := range columns {
		used += c.width
	}
	bars := f.width - used
	blocks := []layout.Block{f.columnHeads(columns, funnelNames+funnelGap+bars)}
	for i := range f.All.Steps {
		blocks = append(blocks, f.wideStep(i, columns, bars))
	}
	return layout.Stack(0, blocks...)
}

// columnHeads lays out what the columns are, from x on.
func (f *funnelSheet) columnHeads(columns []funnelColumn, x scene.Px) layout.Block {
	var row layout.Block
	for _, c := range columns {
		b := f.theme.small().To(scene.Right).Paragraph(c.head, c.width-20*px, 3)
		row.H = max(row.H, b.H)
		row.Nodes = append(row.Nodes, b.At(x+20*px, 0)...)
		x += c.width
	}
	row.H += 8 * px
	return row.Wide(f.width)
}

// wideStep lays out a step with its name before the bar and its numbers behind.
func (f *funnelSheet) wideStep(i int, columns []funnelColumn, bars scene.Px) layout.Block {
	const top = 8 * px // the first line stands in the middle of the bar
	name := f.stepHead(i, funnelNames).Pad(top, 0, 16*px, 0)
	link := f.link(i, bars)
	numbers := make([]layout.Block, len(columns))
	for c := range columns {
		numbers[c] = f.figureCell(columns[c], i, c == 0).Pad(top, 0, 0, 0)
	}
	row := layout.Block{W: f.width, H: max(name.H, funnelBar+link.H, layout.Tallest(numbers))}
	row.Nodes = append(row.Nodes, name.Cell("step", row.H).At(0, 0)...)
	x := funnelNames + funnelGap
	row.Nodes = append(row.Nodes, f.ribbon(i, bars, row.H).At(x, 0)...)
	row.Nodes = append(row.Nodes, f.bar(i, bars).At(x, 0)...)
	row.Nodes = append(row.Nodes, link.Cell("link", link.H).At(x, funnelBar)...)
	x += bars
	for c, column := range columns {
		row.Nodes = append(row.Nodes, numbers[c].Cell("number", row.H).At(x+20*px, 0)...)
		x += column.width
	}
	return row
}

func (f *funnelSheet) figureCell(c funnelColumn, i int, first bool) layout.Block {
	style := f.theme.lead()
	style.Bold, style.Leading = first, 18*px
	width := c.width - 20*px
	return layout.Stack(0,
		style.To(scene.Right).Paragraph(c.said[i].value, width, 1),
		f.theme.small().To(scene.Right).Paragraph(c.said[i].below, width, 3),
	).Wide(width)
}

// stepHead lays out the name of a step, with its number.
func (f *funnelSheet) stepHead(i int, width scene.Px) layout.Block {
	const indent = 26 * px
	s := f.All.Steps[i]
	number := f.theme.head().In(f.theme.Accent.Ink).Paragraph(f.lang.Number(float64(i+1), 0), indent, 1)
	name := f.theme.head().Paragraph(f.stepName(i), width-indent, 3)
	var optional layout.Block
	if s.Optional {
		optional = f.theme.small().Paragraph(f.say("optional", "facultative"), width-indent, 1)
	}
	b := layout.Stack(px, name, optional).Pad(0, 0, 0, indent)
	b.Nodes = append(number.Nodes, b.Nodes...)
	return b
}

// narrowSteps lays out the steps with names and numbers above the bars.
func (f *funnelSheet) narrowSteps(columns []funnelColumn) layout.Block {
	var blocks []layout.Block
	for i := range f.All.Steps {
		head := f.narrowHead(i, columns)
		link := f.link(i, f.width)
		row := layout.Block{W: f.width, H: funnelBar + link.H}
		row.Nodes = append(row.Nodes, f.ribbon(i, f.width, row.H-4*px).Nodes...)
		row.Nodes = append(row.Nodes, f.bar(i, f.width).Nodes...)
		row.Nodes = append(row.Nodes, link.Cell("link", link.H).At(0, funnelBar)...)
		blocks = append(blocks, layout.Stack(6*px, head, row))
	}
	return layout.Stack(8*px, blocks...)
}

func (f *funnelSheet) narrowHead(i int, columns []funnelColumn) layout.Block {
	const room = 110 * px // of the count
	count := f.theme.head().To(scene.Right).Paragraph(columns[0].said[i].value, room, 1)
	head := f.stepHead(i, f.width-room-8*px)
	row := layout.Block{W: f.width, H: max(head.H, count.H)}
	row.Nodes = append(head.Cell("step", row.H).Nodes, count.At(f.width-room, 0)...)
	var parts []string
	for c, column := range columns {
		said := column.said[i]
		if c == 0 || said.value == "" {
			continue
		}
		part := column.head + f.word.colon + said.value
		if said.below != "" {
			part += " (" + said.below + ")"
		}
		parts = append(parts, part)
	}
	return layout.Stack(px, row, f.theme.small().Parts(f.width, 3, parts...))
}

// columns returns the numbers that any step has.
func (f *funnelSheet) columns() []funnelColumn {
	all := []funnelColumn{
		f.column(f.unitHead(), func(_ int, s funnel.StepResult) funnelFigure {
			return funnelFigure{value: f.lang.Number(float64(s.Reached), 0)}
		}),
		f.column(f.say("Share of the first step", "Part de la première étape"), func(i int, s funnel.StepResult) funnelFigure {
			if i == 0 {
				return funnelFigure{}
			}
			return f.share(s.FromFirst)
		}),
		f.column(f.say("Share of all counted", "Part de l’ensemble"), func(_ int, s funnel.StepResult) funnelFigure {
			return f.share(s.OfAll)
		}),
		f.column(f.say("Median time from the prior step", "Temps médian depuis l’étape d’avant"), func(_ int, s funnel.StepResult) funnelFigure {
			return f.estimate(medianOf(s.TimeFromPrevious), journey.Seconds)
		}),
		f.column(f.say("Value", "Valeur"), func(_ int, s funnel.StepResult) funnelFigure {
			if s.Value == 0 || !isFinite(s.Value) {
				return funnelFigure{}
			}
			return funnelFigure{value: f.lang.Money(s.Value, f.currency)}
		}),
	}
	if f.All.Steps[0].OfAll.Value == 1 { // everybody entered: the same shares twice
		all = slices.Delete(all, 2, 3)
	}
	return slices.DeleteFunc(all, func(c funnelColumn) bool {
		return !slices.ContainsFunc(c.said, func(s funnelFigure) bool { return s.value != "" })
	})
}

// column returns a column as wide as its numbers ask.
func (f *funnelSheet) column(head string, said func(int, funnel.StepResult) funnelFigure) funnelColumn {
	const least, most = 80 * px, 176 * px
	c := funnelColumn{head: head, width: least}
	value, below := f.theme.head().Font(), f.theme.small().Font()
	for i, s := range f.All.Steps {
		figure := said(i, s)
		c.said = append(c.said, figure)
		c.width = max(c.width, value.Width(figure.value), below.Width(figure.below))
	}
	c.width = min(c.width, most) + 20*px
	return c
}

// share writes a share with its interval.
func (f *funnelSheet) share(m journey.Measure) funnelFigure { return f.estimate(m, journey.Ratio) }

// estimate writes a number of a known unit with its interval, and the level of
// that where it is another one than usual, as of the median of few times.
func (f *funnelSheet) estimate(m journey.Measure, unit journey.Unit) funnelFigure {
	if m.Level == 0 || !isFinite(m.Value) {
		return funnelFigure{}
	}
	m.Unit = unit
	below := f.interval(m)
	if m.Estimated() && m.Level != f.usualLevel() {
		below += f.say(", at ", ", à ") + f.lang.Level(m.Level)
	}
	return funnelFigure{f.value(m), below}
}

func medianOf(times []journey.Measure) journey.Measure {
	for _, m := range times {
		if m.Name == journey.MeasureTimeMedian {
			return m
		}
	}
	return journey.Measure{}
}

// reach returns how far a bar of n goes.
func (f *funnelSheet) reach(n int, width scene.Px) scene.Px {
	if n <= 0 {
		return 0
	}
	return max(plot.Scale{Hi: float64(f.most), To: width}.At(float64(n)), 2*px)
}

// ends returns how far the filled part of a bar goes, and the whole.
func (f *funnelSheet) ends(i int, width scene.Px) (filled, whole scene.Px) {
	s := f.All.Steps[i]
	whole = f.reach(s.Reached, width)
	return min(f.reach(s.Reached-s.Dropped, width), whole), whole
}

// bar draws those who reached a step: filled those who went on, hatched those
// who left.
func (f *funnelSheet) bar(i int, width scene.Px) layout.Block {
	filled, whole := f.ends(i, width)
	ink := f.theme.Accent.Ink
	b := layout.Block{W: width, H: funnelBar}
	if lost := whole - filled; lost > 0 {
		if i == f.worst {
			ink = f.theme.Bad.Ink
		}
		b.Nodes = append(b.Nodes, hatch(scene.Box{X: filled, W: lost, H: funnelBar}, ink)...)
	}
	if filled > 0 {
		b.Nodes = append(b.Nodes, &scene.Rect{Box: scene.Box{W: filled, H: funnelBar}, Fill: f.theme.Accent.Ink})
	}
	if whole == 0 {
		line := scene.Lines(scene.Point{}, scene.Point{Y: funnelBar})
		line.Stroke = scene.Stroke{Paint: ink, Width: px}
		b.Nodes = append(b.Nodes, line)
	}
	return b.Titled(f.stepSaid(i))
}

// stepSaid says what the bar of a step shows.
func (f *funnelSheet) stepSaid(i int) string {
	s := f.All.Steps[i]
	said := f.stepName(i) + f.word.colon + f.count(s.Reached, f.one, f.many)
	if share := f.share(s.FromFirst); i > 0 && share.value != "" {
		said += ", " + share.value + f.say(" of the first step", " de la première étape")
	}
	if s.Dropped > 0 {
		said += f.word.semicolon + f.leaveSaid(s)
	}
	return said
}

// leaveSaid says how many leave after a step.
func (f *funnelSheet) leaveSaid(s funnel.StepResult) string {
	said := f.lang.Number(float64(s.Dropped), 0) + " " + f.plural(float64(s.Dropped), f.say("leaves", "abandonne"), f.word.leave)
	if share := f.share(s.DropOff); share.value != "" {
		said += ", " + share.value
	}
	return said
}

// ribbon draws, pale, those who go on from a bar to the next one.
func (f *funnelSheet) ribbon(i int, width, height scene.Px) layout.Block {
	if i == len(f.All.Steps)-1 {
		return layout.Block{}
	}
	from, _ := f.ends(i, width)
	to := min(f.reach(f.All.Steps[i+1].Reached, width), f.reach(f.most, width))
	if from == 0 || to == 0 {
		return layout.Block{}
	}
	area := scene.Lines(scene.Point{Y: funnelBar}, scene.Point{X: from, Y: funnelBar}, scene.Point{X: to, Y: height}, scene.Point{Y: height})
	area.Close()
	area.Fill = f.theme.Accent.Tint
	return layout.Block{W: width, H: height, Nodes: []scene.Node{area}}
}

// link lays out, below the bar of a step, who goes on and who leaves.
func (f *funnelSheet) link(i int, width scene.Px) layout.Block {
	if i == len(f.All.Steps)-1 {
		return layout.Block{}
	}
	room := width - 2*funnelInset
	b := layout.Stack(2*px, f.goOn(i, room), f.leave(i, room))
	pad := max(8*px, (funnelLink-b.H)/2)
	return layout.Block{W: width, H: pad + b.H + pad, Nodes: b.At(funnelInset, pad)}
}

// goOn lays out which share takes the next step.
func (f *funnelSheet) goOn(i int, width scene.Px) layout.Block {
	share := f.share(f.All.Steps[i+1].FromPrevious)
	if share.value == "" {
		return layout.Block{}
	}
	said := "↓ " + share.value
	if f.All.Steps[i].Optional {
		said += f.say(" of step ", " de l’étape ") + f.lang.Number(float64(f.required(i)+1), 0)
	}
	switch {
	case f.All.Steps[i+1].Optional:
		said += f.say(" take it", " la franchissent")
	case !f.All.Steps[i].Optional:
		said += " " + f.word.goOn
	}
	return layout.Flow(width, 8*px, 0,
		f.theme.strong().Line(said, width), evenLeading(f.theme.small().Line(share.below, width), f.theme.strong()))
}

// required returns the last step up to i that is not optional.
func (f *funnelSheet) required(i int) int {
	for i > 0 && f.All.Steps[i].Optional {
		i--
	}
	return i
}

// leave lays out who takes no further step.
func (f *funnelSheet) leave(i int, width scene.Px) layout.Block {
	s := f.All.Steps[i]
	if s.Dropped <= 0 {
		return layout.Block{}
	}
	below := evenLeading(f.theme.small().Line(f.share(s.DropOff).below, width), f.theme.body())
	if i != f.worst {
		return layout.Flow(width, 8*px, 0, f.theme.body().Line(f.leaveSaid(s), width), below)
	}
	worst := f.pill(f.theme.strong().In(f.theme.Bad.Ink).Line(f.say("Worst drop", "Plus forte perte"), width-16*px), f.theme.Bad.Tint)
	return layout.Flow(width, 8*px, 0, f.theme.strong().Line(f.leaveSaid(s), width), below, worst)
}

// evenLeading moves a line of small text down to the baseline of another style.
func evenLeading(b layout.Block, beside layout.Style) layout.Block {
	return b.Pad((beside.Leading-b.H)/2, 0, 0, 0)
}
