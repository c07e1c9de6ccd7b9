package render

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
)

// changed writes a change with its sign.
func (s *compareSheet) changed(u journey.Unit, v float64) string {
	if u == journey.Score {
		return s.lang.Signed(v, 2)
	}
	said := u.Format(v, s.lang, s.currency)
	if v > 0 && u != journey.Change && u != journey.Points {
		said = "+" + said
	}
	return said
}

// changedBetween writes the interval of a change, its unit once.
func (s *compareSheet) changedBetween(m journey.Measure) string {
	if !m.Estimated() {
		return ""
	}
	lo := s.changed(m.Unit, m.Lo)
	if m.Unit == journey.Change {
		lo = s.lang.Signed(100*m.Lo, 1)
	}
	return lo + " " + s.word.to + " " + s.changed(m.Unit, m.Hi)
}

// values writes the values before and after.
func (s *compareSheet) values(d comparison.Difference) string {
	return s.value(d.Before) + " → " + s.value(d.After)
}

// samples writes the numbers of observations behind the two values.
func (s *compareSheet) samples(d comparison.Difference) string {
	if d.Before.N <= 0 || d.After.N <= 0 {
		return ""
	}
	return s.sample(d.Before) + " → " + s.lang.Number(float64(d.After.N), 0)
}

// turn says which way a measure went: "better" where that is known.
func (s *compareSheet) turn(d comparison.Difference) string {
	switch better := d.Better(); {
	case d.Change.Value == 0:
		return s.say("unchanged", "inchangé")
	case better > 0:
		return s.say("better", "mieux")
	case better < 0:
		return s.say("worse", "moins bien")
	case d.Change.Value > 0:
		return s.say("more", "plus")
	}
	return s.say("less", "moins")
}

// verdict says whether chance could have made the change.
func (s *compareSheet) verdict(d comparison.Difference) string {
	switch {
	case d.Significant:
		return s.say("more than chance", "plus qu’un hasard")
	case d.Tested():
		return s.say("could be chance", "hasard possible")
	}
	return s.say("not tested", "non testé")
}

// pValue writes the adjusted p value.
func (s *compareSheet) pValue(d comparison.Difference) string {
	switch {
	case !d.Tested():
		return ""
	case d.Adjusted < 0.001:
		return "p\u00a0<\u00a0" + s.lang.Number(0.001, 3)
	}
	return "p\u00a0" + s.lang.Number(d.Adjusted, decimalsOfP(d.Adjusted))
}

// decimalsOfP returns two decimals, and more where these would be zeros.
func decimalsOfP(p float64) int {
	if p < 0.1 {
		return 3
	}
	return 2
}

// toneOf returns the colours of a difference: good or bad only where it is more
// than chance.
func (s *compareSheet) toneOf(d comparison.Difference) Tone {
	muted := Tone{Ink: s.theme.Muted, Tint: s.theme.Band}
	switch {
	case !d.Significant:
		return muted
	case d.Better() > 0:
		return s.theme.Good
	case d.Better() < 0:
		return s.theme.Bad
	}
	return Tone{Ink: s.theme.Ink, Tint: s.theme.Band}
}

// turnSign returns the sign of the way in which a value went.
func turnSign(v float64) icon {
	switch {
	case v > 0:
		return markers[2]
	case v < 0:
		return markers[4]
	}
	return "M 4 12 L 20 12"
}

func (s *compareSheet) changeWord(c comparison.Change) string {
	switch c {
	case comparison.Added:
		return s.say("added", "ajoutée")
	case comparison.Removed:
		return s.say("removed", "supprimée")
	}
	return s.say("moved", "déplacée")
}
