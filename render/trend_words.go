package render

import (
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/text"
)

// over says how long the trend is, with names for its first and its last period.
func (s *trendSheet) over(name func(i int) string) string {
	n := len(s.labels)
	said := s.count(n, s.say("period", "période"), s.say("periods", "périodes"))
	if n > 1 {
		said += s.word.colon + name(0) + " – " + name(n-1)
	}
	return said
}

func (s *trendSheet) fullName(i int) string { return s.labels[i] }

// name returns the name of a period, cut where a sentence needs it.
func (s *trendSheet) name(i int) string { return text.Cut(s.labels[i], nameLength) }

// wanted writes the targets.
func (s *trendSheet) wanted() string {
	list := make([]string, len(s.targets))
	for i, t := range s.targets {
		list[i] = t.Format(s.of.Unit, s.lang, s.currency)
	}
	return strings.Join(list, ", ")
}

// method says how the drawing is to be read.
func (s *trendSheet) method() []string {
	var list []string
	a := s.axisOver(0, 100*px)
	if a.Lo > 0 || a.Hi < 0 {
		list = append(list, s.say("The axis does not begin at 0: it runs from ", "L’axe ne part pas de 0\u00a0: il va de ")+
			s.end(a, a.Lo)+" "+s.word.to+" "+s.end(a, a.Hi)+".")
	}
	if isFinite(s.slope.Value) && s.slope.Name != "" {
		list = append(list, s.say("From one period to the next, on a straight line through all answers: ",
			"D’une période à l’autre, sur une droite à travers toutes les réponses\u00a0: ")+s.perPeriod()+".")
	}
	return append(list, s.basis(measuresOf(s.periods)...)...)
}

// perPeriod writes the slope, more exactly than a value of its unit.
func (s *trendSheet) perPeriod() string {
	write := func(v float64) string {
		switch s.slope.Unit {
		case journey.Points:
			return s.lang.Signed(v, 1)
		case journey.Score:
			return s.lang.Signed(v, 2)
		}
		return s.slope.Unit.Format(v, s.lang, s.currency)
	}
	said := write(s.slope.Value)
	if lo, hi, ok := bounds(s.slope); ok {
		said += " (" + write(lo) + " " + s.word.to + " " + write(hi) + ")"
	}
	return said
}

// end writes an end of the axis, as exactly as the axis asks.
func (s *trendSheet) end(a axis, v float64) string {
	if s.of.Unit == journey.Score {
		return s.lang.Number(v, max(1, decimalsOf((a.Hi-a.Lo)/3))) // no step is larger
	}
	return s.of.Unit.Format(v, s.lang, s.currency)
}

// metIn writes in how many periods the targets are met, of how many.
func (s *trendSheet) metIn(met, all int) string {
	if s.lang.French() {
		return "atteint dans " + s.count(met, "période", "périodes") + " sur " + s.lang.Number(float64(all), 0)
	}
	return "met in " + s.lang.Number(float64(met), 0) + " of " + s.count(all, "period", "periods")
}

// describe says in words how the measure moved.
func (s *trendSheet) describe() string {
	low, high := extremesOf(s.periods)
	met, gaps := 0, 0
	for _, d := range s.periods {
		switch {
		case !d.known():
			gaps++
		case s.met(d.Measure):
			met++
		}
	}
	at := func(i int) string { return s.value(s.periods[i].Measure) + " (" + s.name(i) + ")" }
	list := []string{s.title + ", " + s.over(s.name), s.say("Last value: ", "Dernière valeur\u00a0: ") + at(lastKnown(s.periods))}
	if s.periods[low].Measure.Value < s.periods[high].Measure.Value {
		list = append(list, s.say("Lowest: ", "Plus bas\u00a0: ")+at(low)+s.say("; highest: ", "\u00a0; plus haut\u00a0: ")+at(high))
	}
	if len(s.targets) > 0 {
		list = append(list, s.word.target+" "+s.wanted()+s.word.colon+s.metIn(met, len(s.periods)-gaps))
	}
	if gaps > 0 {
		list = append(list, s.say("Periods without a value: ", "Périodes sans valeur\u00a0: ")+s.lang.Number(float64(gaps), 0))
	}
	return sentences(list...)
}
