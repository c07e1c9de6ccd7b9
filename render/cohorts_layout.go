package render

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	cohortGap      = 2 * px  // between cells
	cohortRow      = 30 * px // height of a row with numbers in its cells
	cohortFlat     = 18 * px // without
	cohortNames    = 150 * px
	cohortCurve    = 120 * px
	cohortBetween  = 10 * px // between the names, the sizes and the cells
	cohortHairline = 7 * px
)

// measure divides the width. A page on which a cell would be less wide than it
// may be grows.
func (s *cohortSheet) measure() {
	s.measureNames()
	columns := scene.Px(len(s.brackets))
	s.width = max(s.width, s.left()+columns*cohortCell)
	s.cell = min((s.width-s.left())/columns/px*px, cohortWide)
	s.row = cohortFlat
	for _, sign := range []string{"%", ""} {
		s.sign = sign
		if s.widest()+6*px <= s.cell {
			s.inCells, s.row = true, cohortRow
			return
		}
	}
	s.sign = "%"
}

func (s *cohortSheet) measureNames() {
	small := s.theme.small().Font()
	strong := s.theme.smallStrong().Font()
	s.name = max(strong.Width(s.allCohorts()), strong.Width(s.say("Cohort", "Cohorte")))
	s.number = strong.Width(s.lang.Number(float64(s.Result.Overall.Size), 0))
	for _, c := range s.cohorts {
		s.name = max(s.name, small.Width(s.start(c)))
		s.number = max(s.number, small.Width(s.lang.Number(float64(c.Size), 0)))
	}
	s.name = min(s.name, cohortNames, s.width/3)
}

// left returns where the cells begin.
func (s *cohortSheet) left() scene.Px { return s.name + s.number + 2*cohortBetween }

func (s *cohortSheet) allCohorts() string { return s.say("All", "Toutes") }

// widest returns how wide the longest label of a cell is, but for those that
// count everybody, which need none.
func (s *cohortSheet) widest() scene.Px {
	font := s.theme.small().Font()
	widest := font.Width(s.percent(s.top, s.decimals))
	if s.Counts {
		widest = 0
	}
	for _, c := range append([]retention.Cohort{s.Result.Overall}, s.cohorts...) {
		for b, cell := range s.cells(c) {
			if !s.isGiven(b) {
				widest = max(widest, font.Width(s.label(cell)))
			}
		}
	}
	return widest
}

// label writes the number of a cell.
func (s *cohortSheet) label(cell retention.Cell) string {
	if s.Counts {
		return s.lang.Number(float64(cell.Count), 0)
	}
	return s.shareLabel(cell)
}

func (s *cohortSheet) shareLabel(cell retention.Cell) string {
	if cell.Share.Value == 1 {
		return s.percent(1, 0)
	}
	return s.percent(s.share(cell.Share), s.decimals)
}

func (s *cohortSheet) percent(share float64, decimals int) string {
	said := s.lang.Share(share, decimals)
	if s.sign == "" {
		return strings.TrimRight(said, "%\u202f")
	}
	return said
}

// columnLabel returns the label, or nothing where it counts everybody and has no
// room.
func (s *cohortSheet) columnLabel(column int, label string) string {
	if s.isGiven(column) && s.theme.smallStrong().Font().Width(label)+6*px > s.cell {
		return ""
	}
	return label
}

// column returns the left side of a column.
func (s *cohortSheet) column(b int) scene.Px { return s.left() + scene.Px(b)*s.cell }

// middle returns the middle of a column.
func (s *cohortSheet) middle(b int) scene.Px { return s.column(b) + s.cell/2 }

// curve draws the share of all cohorts in each column, with its interval.
func (s *cohortSheet) curve() layout.Block {
	first, last, ok := s.ends()
	if !ok {
		return layout.Block{}
	}
	cells := s.Result.Overall.Cells
	top := 0.0
	for _, c := range cells[first : last+1] {
		top = max(top, s.share(c.Share), min(c.Share.Hi, 1))
	}
	const above = 22 * px
	a := s.axis(journey.Ratio, 0, top, above+cohortCurve, above, 4)
	b := s.theme.smallStrong().In(s.theme.Ink).Paragraph(s.say("All cohorts together", "Toutes les cohortes réunies"), s.width, 1)
	right := s.column(len(s.brackets))
	b.Nodes = append(b.Nodes, s.across(a, s.left(), right, s.left())...)
	b.Nodes = append(b.Nodes, s.line(a, cells, first, last))
	for i := first; i <= last; i++ {
		b.Nodes = append(b.Nodes, s.point(a, i, cells[i])...)
	}
	return layout.Block{W: s.width, H: above + cohortCurve + 8*px, Nodes: b.Nodes}
}

func (s *cohortSheet) line(a axis, cells []retention.Cell, first, last int) scene.Node {
	p := &scene.Path{Stroke: scene.Stroke{Paint: s.theme.Accent.Ink, Width: 2 * px}}
	for i := first; i <= last; i++ {
		x, y := s.middle(i), a.At(s.share(cells[i].Share))
		if i == first {
			p.MoveTo(x, y)
		} else {
			p.LineTo(x, y)
		}
	}
	return p
}

// point draws the share of a column as a dot, and its interval as a bar.
func (s *cohortSheet) point(a axis, column int, cell retention.Cell) []scene.Node {
	x, m := s.middle(column), cell.Share
	ink := s.theme.Accent.Ink
	var b layout.Block
	if m.Estimated() && isFinite(m.Lo) && isFinite(m.Hi) {
		lo, hi := a.At(m.Lo), a.At(m.Hi)
		cap := min(4*px, s.cell/4)
		bar := scene.Lines(scene.Point{X: x, Y: lo}, scene.Point{X: x, Y: hi})
		for _, y := range []scene.Px{lo, hi} {
			bar.MoveTo(x-cap, y)
			bar.LineTo(x+cap, y)
		}
		bar.Stroke = scene.Stroke{Paint: ink, Width: px}
		b.Nodes = append(b.Nodes, bar)
	}
	b.Nodes = append(b.Nodes, &scene.Circle{X: x, Y: a.At(s.share(m)), R: min(350, s.cell/4), Fill: ink})
	return b.Titled(s.say("All cohorts, ", "Toutes les cohortes, ") + s.cellText(column, cell)).Nodes
}

// inColumns writes texts in the middle of their columns, from the first on that
// has one: in all, or in every second, third and so on where they would not have
// room. What has no room at an end is left out.
func (s *cohortSheet) inColumns(style layout.Style, texts []string, y scene.Px) (nodes []scene.Node) {
	first, widest := slices.IndexFunc(texts, func(t string) bool { return t != "" }), scene.Px(0)
	for _, t := range texts {
		widest = max(widest, style.Font().Width(t))
	}
	step := max(1, int((widest+6*px+s.cell-1)/s.cell))
	for b := max(0, first); b < len(texts); b += step {
		line := style.Line(texts[b], widest)
		x := s.middle(b) - line.W/2
		if x >= s.left()-cohortBetween && x+line.W <= s.width+s.side {
			nodes = append(nodes, line.At(x, y)...)
		}
	}
	return nodes
}

// heads draws the names of the columns.
func (s *cohortSheet) heads() layout.Block {
	style := s.theme.small()
	b := layout.Block{W: s.width, H: 2*style.Leading + 10*px}
	unit := s.periodsWord() + s.say(" after the start", " après le départ")
	if s.sign == "" && !s.Counts {
		unit += s.say("; shares in %", "\u00a0; parts en %")
	}
	b.Nodes = style.Paragraph(unit, s.width-s.left(), 1).At(s.left(), 4*px)
	texts := make([]string, len(s.brackets))
	for i, bracket := range s.brackets {
		texts[i] = s.bracket(bracket)
	}
	strong, y := s.theme.smallStrong(), style.Leading+6*px
	b.Nodes = append(b.Nodes, strong.Paragraph(s.say("Cohort", "Cohorte"), s.name, 1).At(0, y)...)
	b.Nodes = append(b.Nodes, strong.To(scene.Right).Paragraph("n", s.number, 1).At(s.name+cohortBetween, y)...)
	b.Nodes = append(b.Nodes, s.inColumns(strong, texts, y)...)
	return b
}

// overall draws the numbers of all cohorts together.
func (s *cohortSheet) overall() layout.Block {
	style := s.theme.smallStrong().In(s.theme.Ink)
	y := (cohortRow - style.Leading) / 2
	b := layout.Block{W: s.width, H: cohortRow + cohortHairline}
	b.Nodes = s.rowName(style, s.allCohorts(), s.Result.Overall.Size, y)
	var texts []string
	for column, cell := range s.cells(s.Result.Overall) {
		texts = append(texts, s.columnLabel(column, s.shareLabel(cell)))
	}
	b.Nodes = append(b.Nodes, s.inColumns(style, texts, y)...)
	b.Nodes = append(b.Nodes, s.hairline(0, s.column(len(s.brackets)), 0), s.hairline(0, s.column(len(s.brackets)), cohortRow))
	return b
}

// rowName writes the name and the size of a row.
func (s *cohortSheet) rowName(style layout.Style, name string, size int, y scene.Px) []scene.Node {
	nodes := style.Paragraph(name, s.name, 1).At(0, y)
	return append(nodes, style.To(scene.Right).Paragraph(s.lang.Number(float64(size), 0), s.number, 1).At(s.name+cohortBetween, y)...)
}

// rows draws the cohorts, the oldest first.
func (s *cohortSheet) rows() layout.Block {
	blocks := make([]layout.Block, len(s.cohorts))
	for i, c := range s.cohorts {
		style := s.theme.small().In(s.theme.Ink)
		b := layout.Block{W: s.width, H: s.row, Nodes: s.rowName(style, s.start(c), c.Size, (s.row-style.Leading)/2)}
		for column, cell := range s.cells(c) {
			b.Nodes = append(b.Nodes, s.heat(column, cell).Titled(s.start(c)+", "+s.cellText(column, cell)).At(s.column(column), 0)...)
		}
		blocks[i] = b.Cell("cohort", s.row)
	}
	return layout.Stack(0, blocks...)
}

// heat draws a cell.
func (s *cohortSheet) heat(column int, cell retention.Cell) layout.Block {
	b := layout.Block{W: s.cell, H: s.row}
	box := scene.Box{W: s.cell, H: s.row}.Inset(cohortGap / 2)
	var ink scene.Paint
	ground := &scene.Rect{Box: box, Radius: min(3*px, s.cell/5)}
	switch {
	case !cell.Over:
		ground.Box = box.Inset(px / 2)
		ground.Stroke, ink = s.openStroke(), s.theme.Muted
	case s.isGiven(column):
		ground.Fill, ink = s.theme.Band, s.theme.Muted
	default:
		ground.Fill, ink = s.theme.heat(s.share(cell.Share) / s.top)
	}
	b.Nodes = []scene.Node{ground}
	if s.inCells {
		style := s.theme.small().In(ink).To(scene.Middle)
		b.Nodes = append(b.Nodes, style.Paragraph(s.columnLabel(column, s.label(cell)), s.cell, 1).At(0, (s.row-style.Leading)/2)...)
	}
	return b.Cell("cell", s.row)
}

// key says what the colours and the signs mean.
func (s *cohortSheet) key() layout.Block {
	keys := []legendKey{}
	if s.open() > 0 {
		keys = append(keys, legendKey{s.openSign(), s.say("not over: more may come back", "pas terminée\u00a0: d’autres peuvent revenir")})
	}
	if _, _, ok := s.ends(); ok {
		keys = append(keys, legendKey{s.pointSign(), s.say("share of all cohorts, with its interval", "part de toutes les cohortes, avec son intervalle")})
	}
	var ramp layout.Block
	if s.shaded {
		ramp = s.ramp()
	}
	return layout.Flow(s.width, 24*px, 6*px, ramp, s.legend(s.width, keys...))
}

// ramp shows the colours from the least share to the greatest.
func (s *cohortSheet) ramp() layout.Block {
	const steps, size, height = 6, 16 * px, 12 * px
	style := s.theme.small()
	b := layout.Block{W: steps * size, H: height + 3*px}
	for i := range steps {
		fill, _ := s.theme.heat(float64(i) / (steps - 1))
		b.Nodes = append(b.Nodes, &scene.Rect{Box: scene.Box{X: scene.Px(i) * size, Y: 2 * px, W: size, H: height}, Fill: fill})
	}
	return layout.Beside(6*px, style.Line(s.lang.Percent(0, 0), s.width), b, style.Line(s.lang.Percent(s.top, 0), s.width))
}

func (s *cohortSheet) openSign() layout.Block {
	const size = 12 * px
	box := scene.Box{W: size, H: size}.Inset(px / 2)
	return layout.Block{W: size, H: size, Nodes: []scene.Node{&scene.Rect{Box: box, Radius: 2 * px, Stroke: s.openStroke()}}}
}

func (s *cohortSheet) openStroke() scene.Stroke {
	return scene.Stroke{Paint: s.theme.Accent.Ink, Width: px, Dash: 2 * px}
}

func (s *cohortSheet) pointSign() layout.Block {
	const size = 12 * px
	bar := scene.Lines(scene.Point{X: size / 2}, scene.Point{X: size / 2, Y: size})
	bar.Stroke = scene.Stroke{Paint: s.theme.Accent.Ink, Width: px}
	dot := &scene.Circle{X: size / 2, Y: size / 2, R: 350, Fill: s.theme.Accent.Ink}
	return layout.Block{W: size, H: size, Nodes: []scene.Node{bar, dot}}
}
