package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
)

// lead says what the two are, their names in that form, and how much of what was
// compared is more than chance.
func (s *compareSheet) lead(form func(string) string) string {
	var said []string
	before, after := s.sideParts(s.r.Before, form), s.sideParts(s.r.After, form)
	if before+after != "" {
		said = append(said, upperFirst(form(s.names[0]))+before+" → "+form(s.names[1])+after+".")
	}
	if s.r.Tested > 0 {
		said = append(said, s.tally())
	}
	return strings.Join(said, " ")
}

// shortName returns a name as descriptions have it.
func shortName(name string) string { return text.Cut(text.Clean(name), nameLength) }

// sideParts says in brackets what is known of one of the two.
func (s *compareSheet) sideParts(side comparison.Side, form func(string) string) string {
	var parts []string
	if sharedTitle(s.r) == "" {
		parts = nonEmpty(form(side.Title))
	}
	if o := side.Observed; o != nil {
		parts = append(parts, s.count(o.Customers, s.word.oneCustomer, s.word.manyCustomers))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// tally says how many differences are more than chance, of how many.
func (s *compareSheet) tally() string {
	n, of := s.lang.Number(float64(s.r.Significant), 0), s.lang.Number(float64(s.r.Tested), 0)
	are := s.plural(float64(s.r.Significant), "is", "are")
	if s.r.Tested == 1 {
		are = "is"
	}
	return s.say(
		n+" of "+of+" "+s.plural(float64(s.r.Tested), "tested difference", "tested differences")+" "+are+" more than chance.",
		n+" "+s.plural(float64(s.r.Significant), "écart testé", "écarts testés")+" sur "+of+" "+s.plural(float64(s.r.Significant), "est", "sont")+" plus qu’un hasard.")
}

// describe says in words what the comparison shows.
func (s *compareSheet) describe() string {
	sentences := nonEmpty(s.lead(shortName))
	if s.r.Tested == 0 {
		sentences = append(sentences, s.method()...)
	}
	gain, loss := s.clearest()
	if gain != nil {
		sentences = append(sentences, s.say("Clearest gain: ", "Gain le plus net\u00a0: ")+s.told(*gain)+".")
	}
	if loss != nil {
		sentences = append(sentences, s.say("Clearest loss: ", "Perte la plus nette\u00a0: ")+s.told(*loss)+".")
	}
	var names []string
	for _, stage := range s.r.Stages {
		if stage.Change != "" {
			names = append(names, shortName(stage.Name)+" ("+s.changeWord(stage.Change)+")")
		}
	}
	if len(names) > 0 {
		sentences = append(sentences, s.say("Stages: ", "Étapes\u00a0: ")+strings.Join(names, ", ")+".")
	}
	return strings.Join(sentences, " ")
}

// clearest returns the gain and the loss that are most above chance: those whose
// change is largest beside the width of its interval, so that units do not
// matter.
func (s *compareSheet) clearest() (gain, loss *comparison.Difference) {
	best := map[int]float64{}
	for i := range s.r.Differences {
		d := &s.r.Differences[i]
		better := d.Better()
		if !d.Significant || d.Mirrors != "" || better == 0 || !comparedFinite(*d) {
			continue
		}
		clear := max(d.Change.Value, -d.Change.Value) / max(d.Change.Hi-d.Change.Lo, 1e-300)
		if clear <= best[better] {
			continue
		}
		best[better] = clear
		if better > 0 {
			gain = d
		} else {
			loss = d
		}
	}
	return gain, loss
}

// told says a difference in words: "Order, Conversion +13.9 pp (+10.2 to +17.6 pp)".
func (s *compareSheet) told(d comparison.Difference) string {
	said := s.placeText(d.Place, d.After.Label(s.lang)) + " " + s.changed(d.Change.Unit, d.Change.Value)
	if between := s.changedBetween(d.Change); between != "" {
		said += " (" + between + ")"
	}
	return said
}

// placeText names something at a place: "Order, Payment, Conversion".
func (s *compareSheet) placeText(at comparison.Place, what string) string {
	var parts []string
	for _, name := range []string{at.Stage, at.Touchpoint, what} {
		if name = shortName(name); name != "" {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, ", ")
}

// foot says what the numbers rest on.
func (s *compareSheet) foot() layout.Block {
	var parts []string
	for i, side := range []comparison.Side{s.r.Before, s.r.After} {
		if o := side.Observed; o != nil && !o.From.IsZero() && !o.To.IsZero() {
			parts = append(parts, s.names[i]+s.word.colon+s.lang.Period(o.From, o.To))
		}
	}
	sentences := s.method()
	if s.aside > 0 {
		n := s.lang.Number(float64(s.aside), 0)
		sentences = append(sentences, s.say(
			n+" more "+s.plural(float64(s.aside), "difference is", "differences are")+" in the table alone: customers of touchpoints, and means and 90th percentiles of times that could be chance.",
			n+" "+s.plural(float64(s.aside), "autre écart n’est", "autres écarts ne sont")+" que dans le tableau\u00a0: clients des points de contact, moyennes et 90es centiles des temps dont l’écart peut venir du hasard."))
	}
	return s.footnote(parts, sentences...)
}

// currencies says why no money is compared, where that is so.
func (s *compareSheet) currencies() []string {
	before, after := text.Clean(s.r.Before.Currency), text.Clean(s.r.After.Currency)
	if before == "" || after == "" || before == after {
		return nil
	}
	return []string{s.say("Money is not compared: ", "L’argent n’est pas comparé\u00a0: ") +
		s.names[0] + " " + before + ", " + s.names[1] + " " + after + "."}
}

// method says how the differences were judged, and what was not compared.
func (s *compareSheet) method() []string { return append(s.tested(), s.currencies()...) }

func (s *compareSheet) tested() []string {
	switch {
	case len(s.r.Differences) == 0:
		return []string{s.say("No measure is in both journeys.", "Aucune mesure n’est dans les deux parcours.")}
	case s.r.Tested == 0:
		return []string{s.say("No difference could be tested: one of the two values has no interval.", "Aucun écart n’a pu être testé\u00a0: l’une des deux valeurs n’a pas d’intervalle.")}
	}
	level, p := s.lang.Level(s.r.Level), s.alpha()
	comparisons := s.count(s.r.Tested, s.say("comparison", "comparaison"), s.say("comparisons", "comparaisons"))
	return []string{
		s.say("Intervals of the differences, each on its own, at a confidence level of "+level+"; p is adjusted after Holm for "+comparisons+", and up to "+p+" a difference is called more than chance.",
			"Intervalles des écarts, pris un à un, au niveau de confiance de "+level+"\u00a0; p est ajusté selon Holm pour "+comparisons+", et jusqu’à "+p+" un écart est dit plus qu’un hasard."),
		s.say("The two groups of customers are taken to be different people, independent of each other.", "Les deux groupes de clients sont supposés distincts et indépendants."),
	}
}
