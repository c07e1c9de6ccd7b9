package render

import (
	"cmp"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// providerName returns what a provider is called.
func (v ExperienceMap) providerName(p *page, owner string) string {
	if owner != "" {
		return owner
	}
	return cmp.Or(v.Self, p.say("We", "Nous"))
}

// meetingRow returns the row that says how many providers meet in a stage.
func (v ExperienceMap) meetingRow() laneKind {
	said := func(s *sheet, stage *journey.Stage) string {
		if n := v.meeting(stage); n > 0 {
			return s.count(n, s.say("provider", "prestataire"), s.say("providers meet", "prestataires réunis"))
		}
		return s.say("no provider", "aucun prestataire")
	}
	return laneKind{
		lane: rowMeeting, en: "Who is there", fr: "Qui est là",
		cell: func(s *sheet, _ int, stage *journey.Stage) layout.Block {
			return s.meetingSign(v.meeting(stage), said(s, stage))
		},
		texts: func(s *sheet, _ int, stage *journey.Stage) []string { return []string{said(s, stage)} },
	}
}

// meetingSign lays out how many providers meet: in a pill where there are
// several, in an empty frame where there is none.
func (s *sheet) meetingSign(n int, said string) layout.Block {
	width := s.cellWidth()
	switch n {
	case 0:
		b := s.theme.smallStrong().To(scene.Middle).Paragraph(said, width-16*px, 2).Pad(7*px, 8*px, 7*px, 8*px)
		frame := &scene.Rect{Box: scene.Box{W: b.W, H: b.H}, Radius: 6 * px}
		frame.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px, Dash: 4 * px}
		b.Nodes = append([]scene.Node{frame}, b.Nodes...)
		return b
	case 1:
		return s.theme.body().In(s.theme.Muted).Paragraph(said, width, 2)
	}
	return s.pill(s.theme.smallStrong().In(s.theme.Accent.Ink).Line(said, width-16*px), s.theme.Accent.Tint)
}

// providerRow returns the row of a provider: its touchpoints in each stage.
func (v ExperienceMap) providerRow(owner string) laneKind {
	kind := laneKind{lane: rowProvider, en: cmp.Or(owner, v.Self, "We"), fr: cmp.Or(owner, v.Self, "Nous")}
	kind.cell = func(s *sheet, i int, stage *journey.Stage) layout.Block {
		var blocks []layout.Block
		for _, t := range stage.Touchpoints {
			if v.owner(&t) == owner {
				t.Owner = "" // which the row names
				blocks = append(blocks, s.touchpoint(&t, s.theme.stage(i)))
			}
		}
		return layout.Stack(12*px, blocks...)
	}
	kind.texts = func(s *sheet, _ int, stage *journey.Stage) []string {
		var said []string
		for _, t := range stage.Touchpoints {
			if v.owner(&t) == owner {
				said = append(said, s.offeredText(&t))
			}
		}
		return said
	}
	return kind
}

// offeredText says a touchpoint in words.
func (s *sheet) offeredText(t *journey.Touchpoint) string {
	said := t.Name
	if t.Action != "" {
		said += s.word.colon + t.Action
	}
	about := nonEmpty(s.channelLabel(t))
	if t.Emotion.Known() {
		about = append(about, s.score(t.Emotion)+" "+s.word.of5+", "+t.Emotion.Label(s.lang))
	}
	if t.MomentOfTruth {
		about = append(about, strings.ToLower(s.word.momentOfTruth))
	}
	for _, m := range finite(t.Measures) {
		about = append(about, s.named(m))
	}
	if len(about) > 0 {
		said += " (" + strings.Join(about, s.word.semicolon) + ")"
	}
	return said
}
