package render

import (
	"iter"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	segmentLeast = 38 * px  // least width of a cell
	segmentMost  = 120 * px // the same
	segmentGap   = 2 * px   // between cells
	segmentPad   = 5 * px   // in cells
	segmentBar   = 4 * px   // height of the bar of revenue
)

// measure divides the width: names, a cell for each score of recency, and one
// for the totals.
func (s *segmentSheet) measure() {
	s.left = 74 * px
	if s.width >= narrow {
		s.left = 140 * px
	}
	columns := scene.Px(len(s.shown[recency]) + 1)
	s.width = max(s.width, s.left+columns*s.leastCell())
	s.cell = min((s.width-s.left)/columns/px*px, segmentMost)
	s.large = s.fits(s.theme.head(), s.lang.Number(float64(s.all.customers), 0))
	s.row = 56 * px
	for _, f := range s.shown[frequency] {
		s.row = max(s.row, s.scoreName(frequency, f, s.left-10*px).H+8*px)
	}
	for sum := range s.sumsDrawn() {
		s.bare = s.bare || !s.fits(s.theme.small(), s.mean(sum))
	}
	for sum := range s.sumsDrawn() {
		s.short = s.short || !s.fits(s.theme.small(), s.mean(sum)) || !s.fits(s.sizeStyle(), s.lang.Number(float64(sum.customers), 0))
	}
}

// leastCell returns the width in which the words above the cells are whole.
func (s *segmentSheet) leastCell() scene.Px {
	least := segmentLeast
	for _, r := range s.shown[recency] {
		for word := range strings.FieldsSeq(s.meaning(recency, r)) {
			least = max(least, s.theme.small().Font().Width(word)+6*px)
		}
	}
	return min((least+px-1)/px*px, segmentMost)
}

// sumsDrawn returns an iterator over what has numbers in the grid.
func (s *segmentSheet) sumsDrawn() iter.Seq[segmentSum] {
	return func(yield func(segmentSum) bool) {
		for _, f := range s.shown[frequency] {
			for _, r := range s.shown[recency] {
				if !yield(s.cells[r][f]) || !yield(s.by[recency][r]) || !yield(s.by[frequency][f]) {
					return
				}
			}
		}
		yield(s.all)
	}
}

// fits reports whether a text has room in a cell.
func (s *segmentSheet) fits(style layout.Style, text string) bool {
	return style.Font().Width(text) <= s.inside()
}

// inside returns how wide what stands in a cell may be.
func (s *segmentSheet) inside() scene.Px { return s.cell - segmentGap - 2*segmentPad }

// scoreName lays out a score: its letter, and what it means.
func (s *segmentSheet) scoreName(kind, score int, width scene.Px) layout.Block {
	return layout.Stack(0,
		s.theme.strong().Paragraph(s.letter(kind, score), width, 1),
		s.theme.small().Paragraph(s.meaning(kind, score), width, 5),
	)
}

// heads draws the names of the scores of recency above their columns.
func (s *segmentSheet) heads() layout.Block {
	inset := 2 * px
	if s.cell >= 80*px { // room to stand above the numbers
		inset = segmentPad + px
	}
	var names []layout.Block
	for _, r := range s.shown[recency] {
		names = append(names, s.scoreName(recency, r, s.cell-segmentGap-2*inset))
	}
	total := s.theme.strong().Paragraph(s.say("All", "Tous"), s.cell-segmentGap-2*inset, 1)
	names = append(names, total)
	caption := s.theme.small()
	b := layout.Block{W: s.width, H: layout.Tallest(names) + caption.Leading + 10*px}
	b.Nodes = caption.Paragraph(s.kindName(recency)+s.say(", the latest at the right", ", le plus récent à droite"), s.width-s.left, 1).At(s.left+inset, 0)
	for i, name := range names {
		b.Nodes = append(b.Nodes, name.At(s.left+scene.Px(i)*s.cell+inset, caption.Leading+4*px)...)
	}
	side := caption.Paragraph(s.kindName(frequency), s.left-10*px, 2)
	b.Nodes = append(b.Nodes, side.At(0, b.H-side.H-6*px)...)
	return b
}

// grid draws the rows of the scores of frequency, the most often first.
func (s *segmentSheet) grid() layout.Block {
	var rows []layout.Block
	for _, f := range slices.Backward(s.shown[frequency]) {
		row := layout.Block{W: s.width, H: s.row}
		row.Nodes = s.scoreName(frequency, f, s.left-10*px).At(0, 4*px)
		for i, r := range s.shown[recency] {
			cell := s.heat(s.cells[r][f]).Titled(s.place(r, f) + s.word.colon + s.sumText(s.cells[r][f]))
			row.Nodes = append(row.Nodes, cell.At(s.left+scene.Px(i)*s.cell, 0)...)
		}
		total := s.total(s.by[frequency][f]).Titled(s.score(frequency, f) + s.word.colon + s.sumText(s.by[frequency][f]))
		row.Nodes = append(row.Nodes, total.At(s.left+scene.Px(len(s.shown[recency]))*s.cell, 0)...)
		rows = append(rows, row)
	}
	return layout.Stack(0, rows...)
}

// foot draws the totals of the columns.
func (s *segmentSheet) foot() layout.Block {
	b := layout.Block{W: s.width, H: s.row + 4*px}
	right := s.left + scene.Px(len(s.shown[recency])+1)*s.cell
	b.Nodes = append(b.Nodes, s.hairline(0, right, 3*px))
	b.Nodes = append(b.Nodes, s.theme.strong().Paragraph(s.say("All", "Tous"), s.left-10*px, 1).At(0, 8*px)...)
	for i, r := range s.shown[recency] {
		total := s.total(s.by[recency][r]).Titled(s.score(recency, r) + s.word.colon + s.sumText(s.by[recency][r]))
		b.Nodes = append(b.Nodes, total.At(s.left+scene.Px(i)*s.cell, 4*px)...)
	}
	all := s.total(s.all).Titled(s.say("All", "Tous") + s.word.colon + s.sumText(s.all))
	b.Nodes = append(b.Nodes, all.At(right-s.cell, 4*px)...)
	return b
}

// heat draws a cell: its customers, what one of them spent, and a bar for its
// share of the revenue.
func (s *segmentSheet) heat(sum segmentSum) layout.Block {
	b := layout.Block{W: s.cell, H: s.row}
	box := scene.Box{W: s.cell, H: s.row}.Inset(segmentGap / 2)
	fill, ink := s.theme.heat(float64(sum.customers) / float64(max(s.most, 1)))
	if sum.customers == 0 {
		fill, ink = s.theme.Band, s.theme.Muted
	}
	b.Nodes = []scene.Node{&scene.Rect{Box: box, Radius: 4 * px, Fill: fill}}
	b.Nodes = append(b.Nodes, s.figures(sum, ink)...)
	if s.money && sum.money > 0 {
		room := box.W - 2*segmentPad
		most := s.mostRevenue()
		bar := scene.Box{X: box.X + segmentPad, Y: box.Bottom() - segmentPad - segmentBar, W: max(scene.Px(float64(room)*s.revenue(sum)/most), px), H: segmentBar}
		b.Nodes = append(b.Nodes, &scene.Rect{Box: bar, Radius: px, Fill: ink})
	}
	return b.Cell("cell", s.row)
}

// mostRevenue returns the greatest share of the revenue of a cell.
func (s *segmentSheet) mostRevenue() float64 {
	most := 0.0
	for _, r := range s.shown[recency] {
		for _, f := range s.shown[frequency] {
			most = max(most, s.revenue(s.cells[r][f]))
		}
	}
	return most
}

// figures writes the numbers of a cell, those that have room.
func (s *segmentSheet) figures(sum segmentSum, ink scene.Paint) []scene.Node {
	nodes := s.size(sum, ink).At(segmentPad+px, 5*px)
	if sum.customers > 0 {
		nodes = append(nodes, s.fitting(s.inside(), s.theme.small().In(ink), s.mean(sum)).At(segmentPad+px, 24*px)...)
	}
	return nodes
}

// size writes a number of customers: all of them in one style.
func (s *segmentSheet) size(sum segmentSum, ink scene.Paint) layout.Block {
	style := s.sizeStyle()
	number := s.lang.Number(float64(sum.customers), 0)
	return s.fitting(s.inside(), style.In(ink), number).Wide(style.Font().Width(number))
}

func (s *segmentSheet) sizeStyle() layout.Style {
	if s.large {
		return s.theme.head()
	}
	return s.theme.smallStrong()
}

// total draws the end of a row or a column: the numbers of a cell, and beside
// and below them its shares of the customers and of the revenue.
func (s *segmentSheet) total(sum segmentSum) layout.Block {
	b := layout.Block{W: s.cell, H: s.row}
	b.Nodes = s.figures(sum, s.theme.Ink)
	style := s.theme.small()
	if size := s.size(sum, s.theme.Ink); s.large {
		share, left := s.lang.Share(s.ofAll(sum), 0), size.W+6*px
		said := s.fitting(s.inside()-left, style, share+s.say(" of all", " du total"), share)
		b.Nodes = append(b.Nodes, said.At(segmentPad+px+left, 7*px)...)
	}
	if s.money {
		share := s.lang.Share(s.revenue(sum), 0)
		said := s.fitting(s.inside(), style, share+s.say(" of revenue", " du CA"), share)
		b.Nodes = append(b.Nodes, said.At(segmentPad+px, 38*px)...)
	}
	return b.Cell("total", s.row)
}

// fitting writes the first text that has room, or none: the equivalent of the
// cell has it.
func (s *segmentSheet) fitting(room scene.Px, style layout.Style, texts ...string) layout.Block {
	for _, text := range texts {
		if style.Font().Width(text) <= room {
			return style.Paragraph(text, room, 1)
		}
	}
	return layout.Block{}
}

// key says what the colours, the numbers and the bars mean.
func (s *segmentSheet) key() layout.Block {
	const steps, size, height = 6, 16 * px, 12 * px
	style := s.theme.small()
	ramp := layout.Block{W: steps * size, H: height + 3*px}
	for i := range steps {
		fill, _ := s.theme.heat(float64(i) / (steps - 1))
		ramp.Nodes = append(ramp.Nodes, &scene.Rect{Box: scene.Box{X: scene.Px(i) * size, Y: 2 * px, W: size, H: height}, Fill: fill})
	}
	scale := layout.Beside(6*px, style.Line(s.lang.Number(0, 0), s.width), ramp,
		style.Line(s.count(s.most, s.word.oneCustomer, s.word.manyCustomers), s.width-steps*size-40*px))
	said := s.say("Number: customers; below it, what one spent on average", "Nombre\u00a0: clients\u00a0; dessous, la dépense moyenne de chacun")
	if s.bare && s.currency != "" {
		said += s.say(", in ", ", en ") + s.currency
	}
	items := []layout.Block{scale, style.Line(said, s.width)}
	if s.money {
		bar := layout.Block{W: 12 * px, H: 12 * px, Nodes: []scene.Node{&scene.Rect{Box: scene.Box{Y: 4 * px, W: 12 * px, H: segmentBar}, Radius: px, Fill: s.theme.Ink}}}
		items = append(items, s.legend(s.width, legendKey{bar, s.say("share of the revenue", "part du chiffre d’affaires (CA)")}))
	}
	return layout.Flow(s.width, 24*px, 6*px, items...)
}

// spent draws the monetary scores, the highest first, with their customers and
// their share of the revenue as bars.
func (s *segmentSheet) spent() layout.Block {
	said := s.kindName(monetary) + s.say(": share of customers", "\u00a0: part des clients")
	if s.money {
		said += s.say(" and of the revenue", " et du chiffre d’affaires (CA)")
	}
	head := s.theme.strong().Paragraph(said, s.width, 2)
	rows := []layout.Block{head.Pad(0, 0, 4*px, 0)}
	for _, m := range slices.Backward(s.shown[monetary]) {
		rows = append(rows, s.spentRow(m))
	}
	return layout.Stack(0, rows...)
}

func (s *segmentSheet) spentRow(m int) layout.Block {
	sum := s.by[monetary][m]
	name := s.theme.small().In(s.theme.Ink).Paragraph(s.score(monetary, m), s.left+60*px, 3)
	left := name.W + 12*px
	bars := s.spentBars(sum, s.width-left)
	b := layout.Block{W: s.width, H: max(name.H, bars.H) + 10*px}
	b.Nodes = append(b.Nodes, s.hairline(0, s.width, 0))
	b.Nodes = append(b.Nodes, name.At(0, 5*px)...)
	b.Nodes = append(b.Nodes, bars.Titled(s.score(monetary, m)+s.word.colon+s.sumText(sum)).At(left, 5*px)...)
	return b.Cell("monetary", b.H)
}

// spentBars draws the share of the customers, and below it that of the revenue.
func (s *segmentSheet) spentBars(sum segmentSum, width scene.Px) layout.Block {
	style := s.theme.small()
	widest := style.Font().Width(">" + s.lang.Percent(1, 0) + " " + s.say("of customers", "des clients"))
	room := min(width-widest-6*px, 560*px)
	line := func(share float64, fill scene.Paint, said string) layout.Block {
		bar := scene.Box{Y: 3 * px, W: max(scene.Px(float64(room)*share/s.mostShare()), px), H: 9 * px}
		b := layout.Block{W: width, H: style.Leading, Nodes: []scene.Node{&scene.Rect{Box: bar, Radius: px, Fill: fill}}}
		label := style.Line(s.lang.Share(share, 0)+" "+said, widest)
		b.Nodes = append(b.Nodes, label.At(bar.W+6*px, 0)...)
		return b
	}
	customers := line(s.ofAll(sum), s.theme.Muted, s.say("of customers", "des clients"))
	if !s.money {
		return customers
	}
	return layout.Stack(0, customers, line(s.revenue(sum), s.theme.Accent.Ink, s.say("of revenue", "du CA")))
}

// mostShare returns the greatest share that is a bar.
func (s *segmentSheet) mostShare() float64 {
	most := 0.0
	for _, m := range s.shown[monetary] {
		most = max(most, s.ofAll(s.by[monetary][m]))
		if s.money {
			most = max(most, s.revenue(s.by[monetary][m]))
		}
	}
	return most
}
