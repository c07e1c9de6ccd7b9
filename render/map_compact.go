package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	compactUsual  = 1000 // pixels
	compactSide   = 36 * px
	compactLabel  = 96 * px
	compactColumn = 124 * px // least width of a stage
	compactLeast  = 640 * px // of all between the margins
	compactLevel  = 20 * px  // from one emotion to the next
	compactGap    = 8 * px   // above and below a row

	compactFigures = 4        // measures of the whole that are shown
	compactFigure  = 200 * px // the most that one is wide
)

// compactLanes are the lanes that a compact map may have.
var compactLanes = []Lane{LaneCustomers, LaneEmotion, LaneFrictions, LaneOpportunities}

func newCompactSheet(m *journey.Map, lanes []laneKind, opt *Options) (*sheet, error) {
	p, err := newPage(opt, m.Lang, compactUsual, 0)
	if err != nil {
		return nil, err
	}
	lanes = slices.DeleteFunc(slices.Clone(lanes), func(k laneKind) bool { return !slices.Contains(compactLanes, k.lane) })
	p.currency, p.levels, p.width, p.side = m.Currency, levelsOf(m), p.width+2*p.side-2*compactSide, compactSide
	s := &sheet{page: p, m: m, lanes: lanes, label: compactLabel, bareCurve: true, levelStep: compactLevel, to: len(m.Stages)}
	n := scene.Px(max(len(m.Stages), 1))
	s.column = min(max((s.width-s.label)/n, compactColumn), columnMost) / px * px
	s.width = max(s.width, s.label+n*s.column, compactLeast)
	return s, nil
}

// compact lays out what matters most: the first measures of the whole, the
// customers and the emotion of each stage, its worst friction and its best
// opportunity.
func (s *sheet) compact() []layout.Block {
	if len(s.m.Stages) == 0 {
		return []layout.Block{s.compactHead(), s.compactFooter()}
	}
	above := LaneEmotion // no line below the heads
	rows := []layout.Block{s.stages(8*px).Pad(0, 0, 0, s.label)}
	for _, kind := range s.lanes {
		var row layout.Block
		switch kind.lane {
		case LaneCustomers:
			row = s.cells(s.compactCustomers())
		case LaneEmotion:
			row = layout.Stack(compactGap, s.curveLegend(), s.emotionPlot())
		case LaneFrictions:
			row = s.cells(s.worstFriction)
		case LaneOpportunities:
			row = s.cells(s.bestOpportunity)
		}
		if !row.Empty() {
			rows = append(rows, s.compactRow(kind, above, row))
			above = kind.lane
		}
	}
	return []layout.Block{s.compactHead(), layout.Stack(0, rows...), s.compactFooter()}
}

// compactFooter lays out what the numbers rest on, and how many customers were
// asked how they feel, for which the curve has no room.
func (s *sheet) compactFooter() layout.Block {
	least, most := 0, 0
	for _, f := range s.feelings() {
		if f.measured && f.emotion.Known() && f.answers.N > 0 {
			least, most = min(cmp.Or(least, f.answers.N), f.answers.N), max(most, f.answers.N)
		}
	}
	evidence := s.evidence()
	if most > 0 && s.shows(LaneEmotion) && s.column < columnForSample {
		said := s.word.emotionMeasured + s.word.colon + "n\u00a0" + s.lang.Number(float64(least), 0)
		if most > least {
			said += " " + s.word.to + " " + s.lang.Number(float64(most), 0)
		}
		evidence = append(evidence, said)
	}
	return s.footerOf(evidence, s.compactShown())
}

// compactRow puts the name of a lane before its cells, and the emotion on a band.
func (s *sheet) compactRow(kind laneKind, above Lane, cells layout.Block) layout.Block {
	name := s.theme.smallStrong().In(s.theme.Ink).Paragraph(s.say(kind.en, kind.fr), s.label-12*px, 3)
	h := max(cells.H, name.H) + 2*compactGap
	if kind.lane == LaneEmotion {
		h += 10 * px // where the label of the lowest point ends
	}
	row := layout.Block{W: s.width, H: h}
	if kind.lane != LaneEmotion && above != LaneEmotion {
		row.Nodes = append(row.Nodes, s.hairline(0, s.width, 0))
	}
	row.Nodes = append(row.Nodes, name.Cell("label", name.H).At(0, compactGap)...)
	row.Nodes = append(row.Nodes, cells.At(s.label, compactGap)...)
	row = row.Cell("lane", h)
	if kind.lane == LaneEmotion {
		return s.onBand(row)
	}
	return row
}

// compactHead lays out kind and title of the map, and beside them, or below
// where there is no room, the first measures of the whole.
func (s *sheet) compactHead() layout.Block {
	return s.withLogo(s.headWidth(), s.compactHeadIn)
}

func (s *sheet) compactHeadIn(room scene.Px) layout.Block {
	figures := s.compactMeasures()
	width := room - figures.W - 24*px
	if width < 280*px {
		width = room
	}
	title := layout.Stack(6*px,
		s.theme.eyebrow().In(s.theme.Accent.Ink).Paragraph(s.kind(), width, 1),
		s.theme.figure().Paragraph(s.name(), width, 2),
		s.theme.small().Paragraph(s.m.Scenario, width, 2),
	).Wide(width)
	if figures.Empty() {
		return title
	}
	if width == room {
		return layout.Stack(16*px, title, figures)
	}
	return layout.Beside(24*px, title, figures)
}

// compactMeasures lays out the first measures of the whole in one line.
func (s *sheet) compactMeasures() layout.Block {
	const gap = 16 * px
	measures := s.compactShown()
	width := min(s.headWidth()*11/20/scene.Px(max(len(measures), 1))-gap, compactFigure)
	var blocks []layout.Block
	for _, m := range measures {
		figure := s.compactMeasure(m, width)
		blocks = append(blocks, figure.Cell("figure", figure.H))
	}
	return layout.Beside(gap, blocks...)
}

// compactShown returns the measures of the whole that have room.
func (s *sheet) compactShown() []journey.Measure {
	measures := finite(s.m.Measures)
	return measures[:min(len(measures), compactFigures)]
}

func (s *sheet) compactMeasure(m journey.Measure, width scene.Px) layout.Block {
	style := s.theme.figure()
	style.Size, style.Leading = 18*px, 23*px
	blocks := []layout.Block{
		s.theme.small().Paragraph(m.Label(s.lang), width, 1),
		style.Paragraph(s.value(m), width, 1),
		s.theme.small().Parts(width, 2, s.interval(m), s.sample(m)),
	}
	return layout.Stack(0, append(blocks, s.targets(m, s.m.Targets, width)...)...).Wide(width)
}

// compactCustomers returns the cells of the customers: how many reach a stage,
// as a number and as a bar, and how many leave after it.
func (s *sheet) compactCustomers() func(int, *journey.Stage) layout.Block {
	steps := s.steps()
	most := mostReached(steps)
	return func(i int, _ *journey.Stage) layout.Block {
		st, width := steps[i], s.cellWidth()
		var bar, leave layout.Block
		if st.known {
			bar = s.reachedBar(i, st, most, width)
		}
		if st.hasOff {
			said := s.value(st.off) + " " + s.word.leave
			leave = s.theme.small().Paragraph(said, width, 2)
			if st.worst {
				leave = s.compactWorst(said, width)
			}
		}
		return layout.Stack(4*px, s.reachedCount(st), bar, leave)
	}
}

// compactWorst lays out the worst drop-off: in a pill, where it has
// room.
func (s *sheet) compactWorst(said string, width scene.Px) layout.Block {
	style := s.theme.smallStrong().In(s.theme.Bad.Ink)
	if style.Font().Width(said) > width-16*px {
		return style.Paragraph(said, width, 2)
	}
	return s.pill(style.Line(said, width-16*px), s.theme.Bad.Tint)
}

// worstFriction lays out the most severe friction of a stage, one that was
// found in the data before one that is supposed, and counts the others.
func (s *sheet) worstFriction(_ int, stage *journey.Stage) layout.Block {
	var all []journey.Friction
	for f := range frictionsOf(stage) {
		all = append(all, f)
	}
	if len(all) == 0 {
		return layout.Block{}
	}
	worst := 0
	for i, f := range all {
		above := f.Severity - all[worst].Severity
		if above > 0 || above == 0 && f.Because != nil && all[worst].Because == nil {
			worst = i
		}
	}
	var others []string
	for _, f := range slices.Delete(slices.Clone(all), worst, worst+1) {
		others = append(others, f.Text)
	}
	f := all[worst]
	return s.compactFinding(s.frictionSign(f), f.Text, f.Severity.Label(s.lang), others)
}

// bestOpportunity lays out the opportunity of a stage with the highest impact,
// and counts the others.
func (s *sheet) bestOpportunity(_ int, stage *journey.Stage) layout.Block {
	var all []journey.Opportunity
	for o := range opportunitiesOf(stage) {
		all = append(all, o)
	}
	if len(all) == 0 {
		return layout.Block{}
	}
	best := 0
	for i, o := range all {
		if o.Impact > all[best].Impact {
			best = i
		}
	}
	var others []string
	for _, o := range slices.Delete(slices.Clone(all), best, best+1) {
		others = append(others, o.Text)
	}
	o := all[best]
	return s.compactFinding(iconBulb.block(13*px, s.theme.Good.Ink), o.Text, o.Impact.Label(s.lang), others)
}

// compactFinding lays out a sign, a text, how much it matters, and how many
// others there are.
func (s *sheet) compactFinding(sign layout.Block, said, rank string, others []string) layout.Block {
	const step = 17 * px
	width, style := s.cellWidth()-step, s.theme.small().In(s.theme.Ink)
	about := capital([]string{rank})
	if len(others) > 0 {
		about = append(about, "+"+s.lang.Number(float64(len(others)), 0))
	}
	small := s.theme.small().To(sideOf(said)).Parts(width, 2, about...)
	if len(others) > 0 {
		small = small.Titled(text.Clean(strings.Join(others, s.word.semicolon)))
	}
	body := layout.Stack(px, style.Paragraph(said, width, 4), small)
	return marked(sign, step, body, style.Leading, rightToLeft(said))
}
