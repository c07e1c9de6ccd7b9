package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// signs of what was added, removed, moved and ranked anew.
const (
	iconPlus    icon = "M 12 5 L 12 19 M 5 12 L 19 12"
	iconMinus   icon = "M 5 12 L 19 12"
	iconThrough icon = "M 4 12 L 20 12 M 14 6 L 20 12 14 18"
)

// A compareEntry is something besides a measure that changed.
type compareEntry struct {
	comparison.Place
	sign icon
	kind string // "Friction", "Target", ...
	said string
	how  string // "added", "critical → minor", ...
	tone Tone
}

// changes returns everything besides measures that changed.
func (s *compareSheet) changes() (list []compareEntry) {
	plain := Tone{Ink: s.theme.Ink, Tint: s.theme.Band}
	for _, t := range s.r.Touchpoints {
		e := compareEntry{Place: comparison.Place{Stage: t.Stage}, kind: s.say("Touchpoint", "Point de contact"), said: t.Touchpoint, tone: plain}
		switch t.Change {
		case comparison.Added:
			e.sign, e.how = iconPlus, s.say("added", "ajouté")
		case comparison.Removed:
			e.sign, e.how = iconMinus, s.say("removed", "supprimé")
		default:
			e.sign, e.how = iconThrough, s.say("moved from ", "vient de ")+t.From
		}
		list = append(list, e)
	}
	for _, f := range s.r.Frictions {
		list = append(list, s.frictionEntry(f))
	}
	for _, o := range s.r.Opportunities {
		list = append(list, s.opportunityEntry(o))
	}
	for _, t := range s.r.Targets {
		list = append(list, s.targetEntry(t))
	}
	for _, e := range s.r.Emotions {
		if e.Touchpoint != "" && e.Before != e.After && e.Before.Known() && e.After.Known() {
			list = append(list, compareEntry{
				Place: e.Place, sign: iconThrough, kind: s.word.emotion, how: s.scoreOrDash(e.Before) + " → " + s.scoreOrDash(e.After), tone: plain,
			})
		}
	}
	return list
}

func (s *compareSheet) frictionEntry(f comparison.Friction) compareEntry {
	e := compareEntry{Place: f.Place, kind: s.say("Friction", "Friction")}
	switch {
	case f.Before == nil && f.After == nil:
		return e
	case f.Before == nil:
		e.said, e.sign, e.how, e.tone = f.After.Text, iconPlus, s.say("added", "ajoutée"), s.theme.Bad
	case f.After == nil:
		e.said, e.sign, e.how, e.tone = f.Before.Text, iconMinus, s.say("removed", "supprimée"), s.theme.Good
	default:
		e.said, e.sign, e.tone = f.After.Text, iconThrough, s.theme.Bad
		if f.After.Severity < f.Before.Severity {
			e.tone = s.theme.Good
		}
		e.how = s.ranked(severityOf(f.Before.Severity).Label(s.lang)) + " → " + s.ranked(severityOf(f.After.Severity).Label(s.lang))
	}
	return e
}

// severityOf returns a severity that has a label.
func severityOf(v journey.Severity) journey.Severity {
	if v < 0 || v > journey.Critical {
		return 0
	}
	return v
}

func impactOf(v journey.Impact) journey.Impact {
	if v < 0 || v > journey.HighImpact {
		return 0
	}
	return v
}

func (s *compareSheet) ranked(label string) string {
	if label == "" {
		return s.say("unranked", "sans rang")
	}
	return label
}

func (s *compareSheet) opportunityEntry(o comparison.Opportunity) compareEntry {
	e := compareEntry{Place: o.Place, kind: s.say("Opportunity", "Opportunité"), tone: s.theme.Accent}
	switch {
	case o.Before == nil && o.After == nil:
		return e
	case o.Before == nil:
		e.said, e.sign, e.how = o.After.Text, iconPlus, s.say("added", "ajoutée")
	case o.After == nil:
		e.said, e.sign, e.how = o.Before.Text, iconMinus, s.say("removed", "supprimée")
	default:
		e.said, e.sign = o.After.Text, iconThrough
		e.how = s.ranked(impactOf(o.Before.Impact).Label(s.lang)) + " → " + s.ranked(impactOf(o.After.Impact).Label(s.lang))
	}
	return e
}

func (s *compareSheet) targetEntry(t comparison.Target) compareEntry {
	e := compareEntry{Place: t.Place, kind: s.word.target, sign: iconThrough, tone: Tone{Ink: s.theme.Ink, Tint: s.theme.Band}}
	e.said = journey.Measure{Name: t.Measure}.Label(s.lang)
	if isFinite(t.Value) {
		e.said += " " + t.Format(t.Unit, s.lang, s.currency)
	}
	e.how = s.outcomeWord(t.Before) + " → " + s.outcomeWord(t.After)
	if t.Before == t.After {
		e.how = s.say("still ", "toujours ") + s.outcomeWord(t.After)
	}
	switch t.After {
	case comparison.Met:
		e.sign, e.tone = iconCheck, s.theme.Good
	case comparison.Missed:
		e.sign, e.tone = iconCross, s.theme.Bad
	}
	return e
}

func (s *compareSheet) outcomeWord(o comparison.Outcome) string {
	switch o {
	case comparison.Met:
		return s.word.met
	case comparison.Missed:
		return s.word.missed
	}
	return s.say("not measured", "non mesuré")
}

// stageEntries lays out what changed in a stage besides its measures.
func (s *compareSheet) stageEntries(stage string) layout.Block {
	if stage == "" {
		return layout.Block{}
	}
	return s.entriesWhere(func(at comparison.Place) bool { return at.Stage == stage })
}

// entries lays out what changed at a place besides its measures.
func (s *compareSheet) entries(place comparison.Place) layout.Block {
	return s.entriesWhere(func(at comparison.Place) bool { return at == place })
}

func (s *compareSheet) entriesWhere(there func(comparison.Place) bool) layout.Block {
	var chips []layout.Block
	for _, e := range s.changes() {
		if there(e.Place) {
			chips = append(chips, s.chip(e))
		}
	}
	return layout.Flow(s.width, 8*px, 8*px, chips...)
}

// chip lays out one change on a ground: as narrow as its text, or in lines.
func (s *compareSheet) chip(e compareEntry) layout.Block {
	const inset, indent = 10 * px, 18 * px
	style, strong := s.theme.body(), s.theme.smallStrong().In(e.tone.Ink)
	said := e.kind
	if name := text.Clean(e.Touchpoint); name != "" {
		said += ", " + name
	}
	if what := text.Clean(e.said); what != "" {
		said += s.word.colon + what
	}
	how := text.Clean(e.how)
	width := max(style.Font().Width(said), strong.Font().Width(how)) + px
	width = min(width, min(s.width, chipMost)-2*inset-indent)
	lines := layout.Stack(0, style.Paragraph(said, width, 6), strong.Paragraph(how, width, 3)).Wide(width)
	b := marked(e.sign.block(12*px, e.tone.Ink), indent, lines, style.Leading, false).Pad(5*px, inset, 6*px, inset)
	b = b.Cell("chip", b.H)
	ground := &scene.Rect{Box: scene.Box{W: b.W, H: b.H}, Radius: 6 * px, Fill: e.tone.Tint}
	b.Nodes = append([]scene.Node{ground}, b.Nodes...)
	return b
}

const chipMost = 520 * px // width of a chip
