package render

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
)

// changed writes a change with its sign, and with so many decimals that one is
// seen.
func (s *compareSheet) changed(u journey.Unit, v float64) string {
	switch u {
	case journey.Score:
		return s.lang.Signed(v, decimalsSeen(v, 2))
	case journey.Points:
		return s.lang.Signed(v, decimalsSeen(v, 0))
	case journey.Change:
		return s.changedShare(v) + "\u00a0" + s.say("pp", "pts")
	}
	said := u.Format(v, s.lang, s.currency)
	if v > 0 && said != u.Format(0, s.lang, s.currency) {
		said = "+" + said
	}
	return said
}

// changedShare writes a change of a share in percentage points.
func (s *compareSheet) changedShare(v float64) string {
	return s.lang.Signed(100*v, decimalsSeen(100*v, 1))
}

// decimalsSeen returns how many decimals a number needs, that many or up to three
// more, to be none that is written as 0.
func decimalsSeen(v float64, decimals int) int {
	for more := range 4 {
		if math.Abs(v)*math.Pow10(decimals+more) >= 0.5 {
			return decimals + more
		}
	}
	return decimals
}

// seen returns a change, and 0 for one that is so small that it is written as
// none.
func (s *compareSheet) seen(d comparison.Difference) float64 {
	if s.changed(d.Change.Unit, d.Change.Value) == s.changed(d.Change.Unit, 0) {
		return 0
	}
	return d.Change.Value
}

// changedBetween writes the interval of a change, its unit once.
func (s *compareSheet) changedBetween(m journey.Measure) string {
	if !m.Estimated() {
		return ""
	}
	lo := s.changed(m.Unit, m.Lo)
	if m.Unit == journey.Change {
		lo = s.changedShare(m.Lo)
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
	case s.seen(d) == 0:
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

// pValue writes the adjusted p value, with so many decimals that it stands on its
// side of what is called more than chance.
func (s *compareSheet) pValue(d comparison.Difference) string {
	if !d.Tested() {
		return ""
	}
	most := 1 - s.r.Level + 1e-9 // as it is written
	least := math.Pow10(-max(3, decimalsOf(most)))
	if d.Adjusted < least {
		return "p\u00a0<\u00a0" + s.lang.Number(least, decimalsOf(least))
	}
	decimals := 2
	if d.Adjusted < 0.1 {
		decimals = max(3, decimalsOf(d.Adjusted))
	}
	for decimals < 6 && (math.Round(d.Adjusted*math.Pow10(decimals))/math.Pow10(decimals) <= most) != d.Significant {
		decimals++
	}
	return "p\u00a0" + s.lang.Number(d.Adjusted, decimals)
}

// alpha writes up to which p value a difference is called more than chance.
func (s *compareSheet) alpha() string {
	most, decimals := 1-s.r.Level, 2
	for decimals < 6 && math.Abs(most-math.Round(most*math.Pow10(decimals))/math.Pow10(decimals)) > 1e-9 {
		decimals++
	}
	return s.lang.Number(most, decimals)
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
