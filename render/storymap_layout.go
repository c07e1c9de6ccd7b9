package render

import (
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	storyCardGap = 8 * px   // between two cards below each other
	storyRow     = 22 * px  // above and below the cards of a release
	storyCard    = 230 * px // at least, where cards flow
)

// matrix lays out the stages as columns and the releases as rows.
func (s *storySheet) matrix() layout.Block {
	width := s.column - storyGap
	heads, tasks := make([]layout.Block, len(s.m.Stages)), make([]layout.Block, len(s.m.Stages))
	for i := range s.m.Stages {
		heads[i], tasks[i] = s.activity(i, width), s.tasks(i, width)
	}
	high := layout.Tallest(heads)
	for i := range heads {
		heads[i] = s.activityGround(i, heads[i], high)
	}
	label := s.theme.strong()
	body := s.storyRow(label.Paragraph(s.say("Activities", "Activités"), storyLabel-16*px, 2).Pad(12*px, 0, 0, 0), heads)
	if layout.Tallest(tasks) > 0 {
		row := s.storyRow(label.Paragraph(s.say("Tasks", "Tâches"), storyLabel-16*px, 2).Pad(8*px, 0, 0, 0), tasks)
		body = layout.Stack(storyCardGap, body, row)
	}
	body = body.Pad(0, 0, storyRow, 0)
	for i, r := range s.releases {
		cells := make([]layout.Block, len(s.m.Stages))
		for _, o := range r.stories {
			cells[o.stage] = layout.Stack(storyCardGap, cells[o.stage], s.card(o, width, false))
		}
		if len(r.stories) == 0 {
			cells[0] = s.nothingPlanned(scene.Px(len(cells))*s.column - storyGap) // over all columns
		}
		row := s.storyRow(s.releaseName(i, storyLabel-16*px), cells).Pad(storyRow, 0, storyRow, 0)
		body = layout.Stack(0, body, s.releaseGround(i, row.Wide(s.width)))
	}
	return body.Wide(s.width)
}

// storyRow puts cells into their columns, behind a label.
func (s *storySheet) storyRow(label layout.Block, cells []layout.Block) layout.Block {
	h := max(layout.Tallest(cells), label.H)
	row := layout.Block{W: s.width, H: h, Nodes: label.Wide(storyLabel-16*px).Cell("label", h).At(0, 0)}
	for i, c := range cells {
		if !c.Empty() {
			row.Nodes = append(row.Nodes, c.Cell("cell", h).At(storyLabel+scene.Px(i)*s.column, 0)...)
		}
	}
	return row
}

// releaseGround sets a release off from the one above: the walking skeleton on
// a ground of its own, the others by a line.
func (s *storySheet) releaseGround(i int, row layout.Block) layout.Block {
	if s.skeleton(i) {
		return s.onBand(row)
	}
	if i > 0 && s.skeleton(i-1) {
		return row
	}
	row.Nodes = append([]scene.Node{s.hairline(0, s.width, 0)}, row.Nodes...)
	return row
}

// releaseName lays out the name of a release and how much is in it.
func (s *storySheet) releaseName(i int, width scene.Px) layout.Block {
	r := s.releases[i]
	var first, served layout.Block
	if s.skeleton(i) {
		first = s.theme.smallStrong().In(s.theme.Accent.Ink).Paragraph(capital([]string{s.skeletonName()})[0], width, 2)
		n, _ := s.stagesOf(r)
		served = s.theme.small().Paragraph(s.servedText(n), width, 2)
	}
	style := s.theme.head()
	if !r.planned {
		style = style.In(s.theme.Muted)
	}
	return layout.Stack(3*px, first, style.Paragraph(r.name, width, 4), s.theme.small().Paragraph(s.storyCount(len(r.stories)), width, 2), served)
}

// servedText says at how many of the stages a release does something.
func (s *storySheet) servedText(n int) string {
	all := len(s.m.Stages)
	if s.lang.French() {
		return "pour " + s.count(n, "activité", "activités") + " sur " + s.lang.Number(float64(all), 0)
	}
	return "at " + s.lang.Number(float64(n), 0) + " of " + s.count(all, "activity", "activities")
}

// nothingPlanned says that a release has no story.
func (s *storySheet) nothingPlanned(width scene.Px) layout.Block {
	style := s.theme.body().In(s.theme.Muted)
	style.Italic = true
	return style.Paragraph(s.say("Nothing planned yet", "Rien de prévu pour l’instant"), width, 2)
}

// activity lays out the name of a stage, for a ground of its colour.
func (s *storySheet) activity(i int, width scene.Px) layout.Block {
	const inset = 12 * px
	name := s.m.Stages[i].Name
	style := s.theme.head().In(s.theme.Background)
	number := s.theme.smallStrong().In(s.theme.Background).To(sideOf(name)).Paragraph(strconv.Itoa(i+1), width-2*inset, 1)
	return layout.Stack(1*px, number, style.Paragraph(name, width-2*inset, 4)).Pad(10*px, inset, 10*px, inset)
}

func (s *storySheet) activityGround(i int, b layout.Block, high scene.Px) layout.Block {
	ground := &scene.Rect{Box: scene.Box{W: b.W, H: high}, Radius: 8 * px, Fill: s.theme.stage(i).Ink}
	return layout.Block{W: b.W, H: high, Nodes: append([]scene.Node{ground}, b.Nodes...)}
}

// tasks lays out the tasks of a stage.
func (s *storySheet) tasks(i int, width scene.Px) layout.Block {
	const inset, step = 12 * px, 20 * px
	tone := s.theme.stage(i)
	style := s.theme.body()
	all := storyTasks(&s.m.Stages[i])
	blocks := make([]layout.Block, len(all))
	for k, t := range all {
		line := style.Paragraph(t.name, width-2*inset, maxLines)
		if t.met {
			said := style.Paragraph(t.name, width-2*inset-step, maxLines)
			line = marked(iconOf(t.channel).block(14*px, tone.Ink).Titled(t.channel.Label(s.lang)), step, said, style.Leading, rightToLeft(t.name))
		}
		b := line.Pad(6*px, inset, 6*px, inset)
		if b.Empty() {
			continue
		}
		ground := &scene.Rect{Box: scene.Box{W: width, H: b.H}, Radius: 6 * px, Fill: tone.Tint}
		b.Nodes = append([]scene.Node{ground}, b.Nodes...)
		blocks[k] = b
	}
	return layout.Stack(4*px, blocks...)
}

// card lays out a story: what is to be done, its impact, and what speaks for
// it; where cards flow, at which stage.
func (s *storySheet) card(o story, width scene.Px, named bool) layout.Block {
	const inset, bar = 12 * px, 4 * px
	room := width - 2*inset - bar
	tone := s.theme.stage(o.stage)
	side := sideOf(o.Text)
	style := s.theme.body()
	style.Bold = o.Impact == journey.HighImpact
	var stage layout.Block
	if name := s.m.Stages[o.stage].Name; named {
		stage = s.theme.smallStrong().In(tone.Ink).Paragraph(strconv.Itoa(o.stage+1)+" "+name, room, 2)
	}
	inside := layout.Stack(4*px, stage,
		style.Paragraph(o.Text, room, maxLines),
		s.impact(o.Impact, side, room),
		s.theme.small().To(side).Parts(room, 4, append([]string{o.where}, s.evidence(o)...)...),
	)
	if inside.Empty() {
		return inside
	}
	b := inside.Wide(room).Pad(10*px, inset, 10*px, inset+bar)
	edge := scene.Stroke{Paint: s.theme.Line, Width: px}
	ground := &scene.Rect{Box: scene.Box{W: width, H: b.H}.Inset(px / 2), Radius: 6 * px, Fill: s.theme.Background, Stroke: edge}
	mark := &scene.Rect{Box: scene.Box{Y: 6 * px, W: bar, H: b.H - 12*px}, Radius: bar / 2, Fill: tone.Ink}
	b.Nodes = append([]scene.Node{ground, mark}, b.Nodes...)
	return b.Cell("story", b.H)
}

// iconBars are the bars of an impact, one for each level.
var iconBars = [...]icon{"R 2 15 4 6 .5", "R 10 9 4 12 .5", "R 18 3 4 18 .5"}

// impact lays out the impact of a story: bars of which as many are filled as it
// has, and the word.
func (s *storySheet) impact(of journey.Impact, side scene.Anchor, width scene.Px) layout.Block {
	const step = 19 * px
	label := capital([]string{of.Label(s.lang)})[0]
	style := s.theme.small().To(side)
	return marked(s.impactSign(of), step, style.Paragraph(label, width-step, 2), style.Leading, side == scene.Right)
}

func (s *storySheet) impactSign(of journey.Impact) layout.Block {
	const size = 13 * px
	b := layout.Block{W: size, H: size}
	for i, bar := range iconBars {
		draw := bar.block
		if int(of) > i {
			draw = bar.solid
		}
		b.Nodes = append(b.Nodes, draw(size, s.theme.Accent.Ink).Nodes...)
	}
	return b
}

// signs says what the icons before the tasks are.
func (s *storySheet) signs() layout.Block {
	var keys []legendKey
	for i := range s.m.Stages {
		if len(s.m.Stages[i].Touchpoints) > 0 {
			keys = append(keys, legendKey{iconContact.block(12*px, s.theme.Muted), s.say("Touchpoint, by its channel", "Point de contact, par son canal")})
			break
		}
	}
	for _, r := range s.releases {
		for _, o := range r.stories {
			if o.Impact > 0 {
				return s.legend(s.width, append(keys, legendKey{s.impactSign(journey.MediumImpact), s.say("Impact: low, medium, high", "Effet\u00a0: faible, moyen, fort")})...)
			}
		}
	}
	return s.legend(s.width, keys...)
}

// stacked lays out the stages with their tasks, then the releases below each
// other.
func (s *storySheet) stacked() layout.Block {
	columns := max(1, (s.width+storyGap)/(storyCard+storyGap))
	width := (s.width+storyGap)/columns - storyGap
	stages := make([]layout.Block, len(s.m.Stages))
	for i := range stages {
		head := s.activity(i, width)
		stages[i] = layout.Stack(4*px, s.activityGround(i, head, head.H), s.tasks(i, width)).Wide(width)
	}
	blocks := []layout.Block{layout.Flow(s.width, storyGap, 16*px, stages...).Pad(0, 0, storyRow, 0)}
	for i, r := range s.releases {
		cards := make([]layout.Block, len(r.stories))
		for k, o := range r.stories {
			cards[k] = s.card(o, width, true)
		}
		if len(cards) == 0 {
			cards = append(cards, s.nothingPlanned(s.width))
		}
		row := layout.Stack(12*px, s.releaseName(i, s.width), layout.Flow(s.width, storyGap, storyCardGap, cards...))
		blocks = append(blocks, s.releaseGround(i, row.Wide(s.width).Pad(storyRow, 0, storyRow, 0)))
	}
	return layout.Stack(0, blocks...).Wide(s.width)
}
