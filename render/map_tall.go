package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	tallUsual = 390 // pixels
	tallLeast = 320
	tallMost  = 720

	tallInset  = 16 * px // from the side of a card to its text
	tallRadius = 10 * px // of the corners of a card
	tallGap    = 16 * px // between two sections of a card
	tallFeel   = 64 * px // room of face and score in the head of a card
)

func newTallSheet(m *journey.Map, lanes []laneKind, opt *Options) (*sheet, error) {
	o := opt.orDefault()
	o.Width = min(o.Width, tallMost)
	p, err := newPage(&o, m.Lang, tallUsual, tallLeast)
	if err != nil {
		return nil, err
	}
	p.currency, p.levels = m.Currency, levelsOf(m)
	s := &sheet{page: p, m: m, lanes: lanes, bareCurve: true, levelStep: plotLevel, to: len(m.Stages)}
	s.column = s.width - 2*tallInset + columnInset + columnGap
	return s, nil
}

// tall lays out a map for a phone: the stages below each other as cards, and
// above them how all of them feel.
func (s *sheet) tall() []layout.Block {
	return []layout.Block{s.title(), s.persona(), s.figures(), s.tallCurve(), s.tallCards(), s.footer()}
}

// tallCards lays out the cards of the stages, and between them how many
// customers go on.
func (s *sheet) tallCards() layout.Block {
	steps := s.steps()
	most := mostReached(steps)
	var blocks []layout.Block
	for i := range s.m.Stages {
		if i > 0 {
			blocks = append(blocks, s.tallStep(steps[i-1]))
		}
		blocks = append(blocks, s.tallCard(i, steps[i], most))
	}
	return layout.Stack(0, blocks...)
}

func mostReached(steps []step) float64 {
	most := 0.0
	for _, st := range steps {
		most = max(most, st.reached)
	}
	return most
}

// tallCard lays out one stage: its head, and each lane as a section.
func (s *sheet) tallCard(i int, st step, most float64) layout.Block {
	one := s.part(i, i+1)
	var sections []layout.Block
	for _, kind := range s.lanes {
		var content layout.Block
		switch kind.lane {
		case LaneEmotion: // stands in the head
		case LaneCustomers:
			content = s.tallCustomers(i, st, most)
		default:
			content = one.tallCell(kind)
		}
		sections = append(sections, s.tallSection(i, kind, content))
	}
	return s.tallCardOf(i, layout.Stack(tallGap, sections...))
}

// tallSection lays out what a lane has of the stage i, below its name.
func (s *sheet) tallSection(i int, kind laneKind, content layout.Block) layout.Block {
	if content.Empty() {
		return content
	}
	name := s.theme.smallStrong().In(s.theme.stage(i).Ink).Paragraph(s.say(kind.en, kind.fr), s.width-2*tallInset, 2)
	section := layout.Stack(4*px, name.Pad(0, 0, 0, tallInset), content)
	return section.Wide(s.width).Cell("lane", section.H)
}

// tallCell lays out what a lane has of the one stage of the sheet, where the
// text of a card begins.
func (s *sheet) tallCell(kind laneKind) layout.Block {
	content := kind.block(s)
	return layout.Block{W: s.width, H: content.H, Nodes: content.At(tallInset-columnInset, 0)}
}

// tallCardOf puts the head of the stage i above what is known of it, and frames
// both.
func (s *sheet) tallCardOf(i int, body layout.Block) layout.Block {
	card := layout.Stack(0, s.tallHead(i), body.Pad(tallGap, 0, tallGap, 0))
	ground := &scene.Rect{Box: scene.Box{W: s.width, H: card.H}, Radius: tallRadius, Stroke: scene.Stroke{Paint: s.theme.Line, Width: px}}
	card.Nodes = append(card.Nodes, ground)
	return card.Wide(s.width).Cell("card", card.H)
}

// tallHead lays out the coloured head of a card: number, phase and name at the
// left, face and score at the right.
func (s *sheet) tallHead(i int) layout.Block {
	width := s.width - 2*tallInset
	feel := s.tallFeeling(i)
	if !feel.Empty() {
		width -= tallFeel
	}
	name := s.stageHead(i, width)
	h := max(name.H, feel.H) + 24*px
	ground := &scene.Rect{Box: scene.Box{W: s.width, H: h}, Radius: tallRadius, Fill: s.theme.stage(i).Tint}
	head := layout.Block{W: s.width, H: h, Nodes: []scene.Node{ground}}
	head.Nodes = append(head.Nodes, name.Wide(width).Cell("head", name.H).At(tallInset, (h-name.H)/2)...)
	head.Nodes = append(head.Nodes, feel.At(s.width-tallInset-feel.W, (h-feel.H)/2)...)
	return head
}

// tallFeeling lays out how a stage feels: face, score, and how many were asked.
func (s *sheet) tallFeeling(i int) layout.Block {
	f := s.feelings()[i]
	if !f.emotion.Known() || !s.shows(LaneEmotion) {
		return layout.Block{}
	}
	score := s.theme.head().In(s.theme.feeling(f.emotion).Ink).Line(s.score(f.emotion), tallFeel-24*px)
	var asked layout.Block
	if f.measured {
		asked = s.theme.small().Line(s.sample(f.answers), tallFeel-6*px)
	}
	feel := layout.Beside(4*px, s.theme.face(f.emotion, 20*px), score.Pad(px, 0, 0, 0))
	both := layout.Stack(2*px, feel, asked.Pad(0, 0, 0, max(feel.W-asked.W, 0)/2))
	return both.Titled(s.emotionText(f.emotion))
}

// tallCustomers lays out how many customers reach a stage, as a number and as
// a bar.
func (s *sheet) tallCustomers(i int, st step, most float64) layout.Block {
	if !st.known {
		return layout.Block{}
	}
	width := s.width - 2*tallInset
	number := s.theme.head().Paragraph(s.lang.Number(st.reached, 0), width, 1)
	return layout.Stack(4*px, number, s.reachedBar(i, st, most, width)).Pad(0, 0, 0, tallInset)
}

// reachedBar draws the customers of a stage as a bar beside the most that are
// in any.
func (s *sheet) reachedBar(i int, st step, most float64, width scene.Px) layout.Block {
	const h = 6 * px
	full := &scene.Rect{Box: scene.Box{W: width, H: h}, Radius: h / 2, Fill: s.theme.Band}
	bar := layout.Block{W: width, H: h, Nodes: []scene.Node{full}}
	if st.reached > 0 {
		filled := scene.Box{W: max(scene.Px(st.reached/most*float64(width)), bandLeast), H: h}
		bar.Nodes = append(bar.Nodes, &scene.Rect{Box: filled, Radius: h / 2, Fill: s.theme.stage(i).Ink})
	}
	return bar
}

// tallStep draws the way from one card to the next, and how many go it.
func (s *sheet) tallStep(st step) layout.Block {
	const length = 14 * px
	said := s.tallShare(st)
	h, middle := said.H+2*length, s.width/2
	way := scene.Lines(scene.Point{X: middle, Y: 2 * px}, scene.Point{X: middle, Y: length - 2*px})
	way.MoveTo(middle, h-length+2*px)
	way.LineTo(middle, h-3*px)
	way.MoveTo(middle-4*px, h-7*px)
	way.LineTo(middle, h-3*px)
	way.LineTo(middle+4*px, h-7*px)
	way.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px * 3 / 2}
	return layout.Block{W: s.width, H: h, Nodes: append([]scene.Node{way}, said.At(0, length)...)}
}

// tallShare says which part of the customers goes on and which leaves.
func (s *sheet) tallShare(st step) layout.Block {
	var goOn, leave layout.Block
	if !s.shows(LaneCustomers) {
		return leave
	}
	if st.hasOn {
		goOn = s.theme.strong().Line(s.value(st.on)+" "+s.word.goOn, s.width/2-12*px).Pad(px, 0, px, 0)
	}
	if st.hasOff {
		said := s.value(st.off) + " " + s.word.leave
		leave = s.theme.small().Line(said, s.width/2-28*px).Pad(2*px, 0, 2*px, 0)
		if st.worst {
			leave = s.pill(s.theme.smallStrong().In(s.theme.Bad.Ink).Line(said, s.width/2-28*px), s.theme.Bad.Tint)
		}
	}
	both := layout.Beside(12*px, goOn, leave)
	return both.Pad(0, 0, 0, (s.width-both.W)/2).Wide(s.width).Cell("step", both.H)
}
