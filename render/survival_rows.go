package render

import (
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// cards name the groups with their sign, and say what is known of each.
func (s *survivalSheet) cards() layout.Block {
	const least, gap = 250 * px, 24 * px
	columns := min(max((s.width+gap)/(least+gap), 1), scene.Px(len(s.Curves)))
	width := min((s.width-(columns-1)*gap)/columns, 420*px)
	var rows []layout.Block
	for i := 0; i < len(s.Curves); i += int(columns) {
		var row []layout.Block
		for k := i; k < min(i+int(columns), len(s.Curves)); k++ {
			row = append(row, s.card(k, width))
		}
		rows = append(rows, layout.Beside(gap, row...))
	}
	return layout.Stack(14*px, rows...)
}

func (s *survivalSheet) card(i int, width scene.Px) layout.Block {
	const indent = survivalSign + 10*px
	c := s.Curves[i]
	name := s.theme.strong().Paragraph(s.group(i), width-indent, 3)
	sign := s.sign(i)
	body := layout.Stack(0, name,
		s.theme.small().Parts(width-indent, 3, s.sizeOf(c.N), s.events(c.Events), s.censoredOf(c.Censored)),
		s.theme.small().Paragraph(s.say("median ", "médiane ")+s.median(c), width-indent, 3),
	)
	nodes := sign.At(0, (s.theme.strong().Leading-sign.H)/2)
	b := layout.Block{W: width, H: body.H, Nodes: append(nodes, body.At(indent, 0)...)}
	return b.Cell("group", b.H)
}

// medians draws the median time of each group with its interval on the axis of
// time. An interval whose end the data do not reach ends in an arrow.
func (s *survivalSheet) medians() layout.Block {
	rows := []layout.Block{s.rowsHead(s.say("Median time, with its interval", "Temps médian, avec son intervalle"))}
	for i := range s.Curves {
		row := s.rowOf(i)
		row.Nodes = append(row.Nodes, s.medianMarks(i)...)
		rows = append(rows, row.Cell("median", row.H))
	}
	return layout.Stack(0, rows...)
}

func (s *survivalSheet) rowsHead(said string) layout.Block {
	return s.theme.smallStrong().In(s.theme.Ink).Paragraph(said, s.width, 1).Pad(0, 0, 3*px, 0)
}

const survivalRow = 19 * px

// rowOf begins a row of a group: its sign, and its name where that has room.
func (s *survivalSheet) rowOf(i int) layout.Block {
	b := layout.Block{W: s.width, H: survivalRow, Nodes: []scene.Node{s.hairline(s.left, s.right, survivalRow)}}
	if !s.several() {
		return b
	}
	sign, style := s.sign(i), s.theme.small().In(s.theme.Ink)
	b.Nodes = append(b.Nodes, sign.At(0, (survivalRow-sign.H)/2)...)
	if s.name > 0 {
		name := style.Paragraph(s.group(i), s.name, 1)
		b.Nodes = append(b.Nodes, name.At(survivalSign+6*px, (survivalRow-style.Leading)/2)...)
	}
	return b
}

func (s *survivalSheet) medianMarks(i int) []scene.Node {
	const middle, arrow = survivalRow / 2, 4 * px
	q := s.Curves[i].Median()
	style := s.theme.small()
	if !q.Reached && !q.LoReached {
		said := style.Paragraph(s.say("not reached", "non atteint"), s.right-s.left, 1)
		return said.At(s.left, (survivalRow-style.Leading)/2)
	}
	if !q.LoReached && !q.HiReached { // nothing is known of its interval
		return layout.Block{Nodes: s.mark(i, s.time.At(q.Time), middle)}.Titled(s.group(i) + s.word.colon + s.median(s.Curves[i])).Nodes
	}
	p := &scene.Path{Stroke: scene.Stroke{Paint: s.ink(i), Width: px * 3 / 2}}
	lo, hi := s.time.At(q.Time), s.right
	if q.LoReached {
		lo = s.time.At(q.Lo)
		p.MoveTo(lo, middle-arrow)
		p.LineTo(lo, middle+arrow)
	}
	if q.HiReached {
		hi = s.time.At(q.Hi)
		p.MoveTo(hi, middle-arrow)
		p.LineTo(hi, middle+arrow)
	} else {
		p.MoveTo(hi-arrow, middle-arrow)
		p.LineTo(hi, middle)
		p.LineTo(hi-arrow, middle+arrow)
	}
	p.MoveTo(lo, middle)
	p.LineTo(hi, middle)
	b := layout.Block{Nodes: []scene.Node{p}}
	if q.Reached {
		b.Nodes = append(b.Nodes, s.mark(i, s.time.At(q.Time), middle)...)
	}
	return b.Titled(s.group(i) + s.word.colon + s.median(s.Curves[i])).Nodes
}

// atRisk writes under the times that the axis names how many were still watched
// without an event.
func (s *survivalSheet) atRisk() layout.Block {
	rows := []layout.Block{s.rowsHead(s.say("Number at risk", "Effectif à risque"))}
	for i, c := range s.Curves {
		row := s.rowOf(i)
		row.Nodes = append(row.Nodes, s.numbersAtRisk(c)...)
		rows = append(rows, row.Cell("at risk", row.H))
	}
	return layout.Stack(0, rows...)
}

func (s *survivalSheet) numbersAtRisk(c survival.Curve) (nodes []scene.Node) {
	style := s.theme.small().In(s.theme.Ink)
	free := s.left - 20*px
	if !s.several() {
		free = 0
	}
	for _, time := range s.named {
		line := style.Line(s.lang.Number(float64(c.At(time).AtRisk), 0), s.right-s.left)
		x := min(max(s.time.At(time)-line.W/2, free), s.width-line.W)
		if x < free {
			continue
		}
		nodes = append(nodes, line.At(x, (survivalRow-style.Leading)/2)...)
		free = x + line.W + 8*px
	}
	return nodes
}

// key says what the signs mean.
func (s *survivalSheet) key() layout.Block {
	var keys []legendKey
	const size = 12 * px
	ink := s.theme.Muted
	if s.censored() > 0 {
		sign := scene.Lines(scene.Point{Y: size / 2}, scene.Point{X: size, Y: size / 2})
		sign.MoveTo(size/2, size/2-tickHeight)
		sign.LineTo(size/2, size/2+tickHeight)
		sign.Stroke = scene.Stroke{Paint: ink, Width: px * 6 / 5}
		keys = append(keys, legendKey{layout.Block{W: size, H: size, Nodes: []scene.Node{sign}},
			s.say("censored: watched no longer", "censuré\u00a0: n’est plus suivi")})
	}
	if s.doubted() {
		said := s.say("interval at ", "intervalle à ") + s.lang.Level(s.Curves[0].Level)
		keys = append(keys, legendKey{s.doubtSign(), said})
	}
	return s.legend(s.width, keys...)
}

func (s *survivalSheet) doubtSign() layout.Block {
	const size = 12 * px
	if len(s.Curves) > survivalBanded {
		bar := scene.Lines(scene.Point{X: size / 2}, scene.Point{X: size / 2, Y: size})
		bar.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px}
		return layout.Block{W: size, H: size, Nodes: []scene.Node{bar}}
	}
	ground := &scene.Rect{Box: scene.Box{W: size, H: size}.Inset(px), Fill: s.ground(), Stroke: scene.Stroke{Paint: s.theme.Muted, Width: px * 7 / 10}}
	return layout.Block{W: size, H: size, Nodes: []scene.Node{ground}}
}

// doubted reports whether intervals are drawn.
func (s *survivalSheet) doubted() bool {
	for i := range s.Curves {
		if _, _, ok := s.intervals(i); ok {
			return true
		}
	}
	return false
}

func (s *survivalSheet) censored() (n int) {
	for _, c := range s.Curves {
		n += c.Censored
	}
	return n
}
