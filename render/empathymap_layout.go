package render

import (
	"slices"
	"strconv"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	empathyGap   = 12 * px  // between two areas
	empathyInset = 22 * px  // from the side of an area to its text
	empathyLeast = 132 * px // height of a quadrant
	empathyDisc  = 104 * px // of the persona in the middle
	empathyRing  = 8 * px   // of the page around the disc
	empathyWide  = 720 * px // from which on the areas stand around a middle
	empathyPair  = 480 * px // from which on two areas stand beside each other
	empathyFacts = 420 * px // width of an area from which on facts stand beside a name
)

// An empathyPanel is an area that is laid out and waits for its height.
type empathyPanel struct {
	layout.Block
	tone   Tone
	filled bool // whether there is a note
	inner  bool // whether it is the middle of a canvas
}

// quadrants lays out four areas around the persona, and pains and gains below.
func (s *empathySheet) quadrants() layout.Block {
	areas := s.shown()
	if s.width < empathyWide {
		return s.inOrder(areas)
	}
	const aside = empathyDisc/2 + empathyRing + 16*px // which the disc leaves free
	var rows []layout.Block
	for i := 0; i < 4; i += 2 {
		left := s.panel(areas[i], s.half(), empathyInset, aside)
		right := s.panel(areas[i+1], s.half(), aside, empathyInset)
		rows = append(rows, s.row(empathyLeast, left, right))
	}
	middle := rows[0].H + empathyGap/2
	four := layout.Stack(empathyGap, rows...)
	ring := &scene.Circle{X: s.width / 2, Y: middle, R: empathyDisc/2 + empathyRing, Fill: s.theme.Background}
	disc := s.avatar(s.who.Name, empathyDisc).Titled(s.who.Name)
	four.Nodes = append(append(four.Nodes, ring), disc.At((s.width-empathyDisc)/2, middle-empathyDisc/2)...)
	return layout.Stack(empathyGap, four, s.inOrder(areas[4:]))
}

// canvas lays out the seven areas: who and what for above, what is outside
// around what is inside, and below what they do.
func (s *empathySheet) canvas() layout.Block {
	a := &s.areas
	inside := s.inside
	if s.width < empathyWide {
		return layout.Stack(empathyGap,
			s.inOrder([]empathyArea{a[empathyWho], a[empathyNeeds], a[empathySees], a[empathySays], a[empathyDoes], a[empathyHears]}),
			s.boxed(inside(s.width), 0))
	}
	side := s.width / 4
	centre := s.width - 2*side - 2*empathyGap
	hears := s.panel(a[empathyHears], side, empathyInset, empathyInset)
	sees := s.panel(a[empathySees], side, empathyInset, empathyInset)
	says := s.panel(a[empathySays], side, empathyInset, empathyInset)
	thinks := inside(centre)
	h := max(hears.H, thinks.H, sees.H+empathyGap+says.H)
	spare := (h - sees.H - empathyGap - says.H) / 2
	outside := layout.Stack(empathyGap, s.boxed(sees, sees.H+spare), s.boxed(says, h-sees.H-spare-empathyGap))
	return layout.Stack(empathyGap,
		s.inOrder([]empathyArea{a[empathyWho], a[empathyNeeds]}),
		layout.Beside(empathyGap, s.boxed(hears, h), s.boxed(thinks, h), outside),
		s.boxed(s.panel(a[empathyDoes], s.width, empathyInset, empathyInset), 0),
	)
}

// inside lays out what they think and feel, with pains and gains.
func (s *empathySheet) inside(width scene.Px) empathyPanel {
	room := width - 2*empathyInset
	pair := func(a, b empathyArea) layout.Block {
		const gap = 20 * px
		if room < empathyPair-2*empathyInset {
			return layout.Stack(gap, s.area(a, room), s.area(b, room))
		}
		each := (room - gap) / 2
		return layout.Beside(gap, s.area(a, each).Wide(each), s.area(b, each).Wide(each))
	}
	a := unnumbered(s.areas)
	head := s.numbered(7, s.theme.Accent.Ink, s.theme.head().Paragraph(s.say("Thinks and feels", "Pense et ressent"), room-numberStep, 2))
	lower := pair(a[empathyPains], a[empathyGains])
	lower = lower.Pad(18*px, 0, 0, 0)
	lower.Nodes = append(lower.Nodes, s.hairline(0, room, 0))
	body := layout.Stack(18*px, head, pair(a[empathyThinks], a[empathyFeels]), lower)
	return empathyPanel{body.Wide(room).Pad(empathyInset, empathyInset, empathyInset, empathyInset), Tone{Ink: s.theme.Accent.Ink, Tint: s.theme.Background}, true, true}
}

// inOrder lays out areas in the order of reading, two beside each other where
// there is room.
func (s *empathySheet) inOrder(areas []empathyArea) layout.Block {
	per, width := 2, s.half()
	if s.width < empathyPair {
		per, width = 1, s.width
	}
	var rows []layout.Block
	for i := 0; i < len(areas); i += per {
		var row []empathyPanel
		for _, a := range areas[i:min(i+per, len(areas))] {
			row = append(row, s.panel(a, width, empathyInset, empathyInset))
		}
		rows = append(rows, s.row(0, row...))
	}
	return layout.Stack(empathyGap, rows...)
}

// half is the width of one of two areas beside each other.
func (s *empathySheet) half() scene.Px { return (s.width - empathyGap) / 2 }

// row puts panels beside each other, all as high as the highest.
func (s *empathySheet) row(least scene.Px, panels ...empathyPanel) layout.Block {
	h := least
	for _, p := range panels {
		h = max(h, p.H)
	}
	blocks := make([]layout.Block, len(panels))
	for i, p := range panels {
		blocks[i] = s.boxed(p, h)
	}
	return layout.Beside(empathyGap, blocks...)
}

// boxed puts a panel on its ground, which is at least that high: an outline
// alone for the middle, and a dashed one where nothing is noted.
func (s *empathySheet) boxed(p empathyPanel, h scene.Px) layout.Block {
	b := p.Block.Cell("area", max(p.H, h))
	ground := &scene.Rect{Box: scene.Box{W: b.W, H: b.H}, Radius: 10 * px, Fill: p.tone.Tint}
	switch {
	case p.inner:
		ground.Box, ground.Stroke = ground.Box.Inset(px), scene.Stroke{Paint: p.tone.Ink, Width: 2 * px}
	case !p.filled:
		ground.Box, ground.Fill = ground.Box.Inset(px/2), scene.None
		ground.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px, Dash: 4 * px}
	}
	b.Nodes = append([]scene.Node{ground}, b.Nodes...)
	return b
}

// panel lays out an area for a ground of that width.
func (s *empathySheet) panel(a empathyArea, width, left, right scene.Px) empathyPanel {
	room := width - left - right
	return empathyPanel{s.area(a, room).Wide(room).Pad(empathyInset, right, empathyInset, left), a.tone, len(a.notes) > 0, false}
}

// area lays out the name of an area and its notes.
func (s *empathySheet) area(a empathyArea, width scene.Px) layout.Block {
	const step = 26 * px
	style := s.theme.head().In(a.tone.Ink)
	indent := step
	if a.number > 0 {
		indent += numberStep
	}
	name := marked(a.sign.block(18*px, a.tone.Ink), step, style.Paragraph(a.name, width-indent, 2), style.Leading, false)
	body := s.notes(a, width)
	if a.portrait && len(a.notes) > 0 {
		body = s.portrait(width)
	}
	return layout.Stack(10*px, s.numbered(a.number, a.tone.Ink, name), body)
}

// portrait lays out who the persona is: the name and their words at the left,
// the facts at the right.
func (s *empathySheet) portrait(width scene.Px) layout.Block {
	const gap, step = 24 * px, avatarSize + 14*px
	left, right := width, width
	if width >= empathyFacts {
		left = (width - gap) * 3 / 5
		right = width - gap - left
	}
	name := layout.Stack(2*px,
		s.theme.head().Paragraph(s.who.Name, left-step, 3),
		s.theme.body().In(s.theme.Muted).Paragraph(s.who.Role, left-step, 4),
	)
	head := layout.Block{W: left, H: max(avatarSize, name.H)}
	head.Nodes = append(s.avatar(s.who.Name, avatarSize).Nodes, name.At(step, max(0, (avatarSize-name.H)/2))...)
	words, facts := layout.Stack(12*px, head, s.quote(s.who.Quote, left)), s.facts(s.who, right)
	if left == width {
		return layout.Stack(14*px, words, facts)
	}
	return layout.Beside(gap, words.Wide(left), facts)
}

const numberStep = 28 * px // from a number to what it is the number of

// numbered puts a number in a disc before a block, unless it is 0.
func (s *empathySheet) numbered(n int, ink scene.Paint, b layout.Block) layout.Block {
	if n == 0 {
		return b
	}
	const size = 20 * px
	style := s.theme.smallStrong().In(s.theme.Background).To(scene.Middle)
	disc := &scene.Circle{X: size / 2, Y: size / 2, R: size / 2, Fill: ink}
	digit := style.Paragraph(strconv.Itoa(n), size, 1).At(0, (size-style.Leading)/2)
	sign := layout.Block{W: size, H: size, Nodes: append([]scene.Node{disc}, digit...)}
	return marked(sign, numberStep, b, s.theme.head().Leading, false)
}

// notes lays out what is noted in an area, or that nothing is.
func (s *empathySheet) notes(a empathyArea, width scene.Px) layout.Block {
	style := s.theme.body()
	style.Italic = true
	if len(a.notes) == 0 {
		return style.In(s.theme.Muted).Paragraph(s.nothing(), width, 2)
	}
	shown := a.notes[:min(len(a.notes), mostNotes)]
	more := s.rest(a.notes[len(shown):], width)
	if !a.quoted {
		return layout.Stack(6*px, s.inColumns(shown, width, a.tone.Ink), more)
	}
	blocks := make([]layout.Block, len(shown))
	for i, note := range shown {
		blocks[i] = style.Paragraph(s.quoted(note), width, maxLines)
	}
	return layout.Stack(6*px, append(blocks, more)...)
}

// inColumns lays out a list with dots in as many columns as the width asks for.
func (s *empathySheet) inColumns(list []string, width scene.Px, ink scene.Paint) layout.Block {
	const column, gap = 300 * px, 28 * px
	columns := int(max(1, min((width+gap)/(column+gap), scene.Px(len(list)))))
	each := (width+gap)/scene.Px(columns) - gap
	var blocks []layout.Block
	for part := range slices.Chunk(list, (len(list)+columns-1)/columns) {
		blocks = append(blocks, s.bullets(part, each, ink).Wide(each))
	}
	return layout.Beside(gap, blocks...)
}
