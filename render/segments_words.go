package render

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

func (s *segmentSheet) title() string {
	return cmp.Or(s.Title, s.say("Who buys lately, often and much", "Qui achète récemment, souvent et beaucoup"))
}

func (s *segmentSheet) kindName(kind int) string {
	return [...]string{
		s.say("Last purchase", "Dernier achat"), s.say("Purchases", "Achats"), s.say("Amount spent", "Montant dépensé"),
	}[kind]
}

// letter is what the scores of a kind begin with.
func (s *segmentSheet) letter(kind, score int) string {
	return "RFM"[kind:kind+1] + strconv.Itoa(score)
}

// score writes a score with what it means: "F5, 4 purchases or more".
func (s *segmentSheet) score(kind, score int) string {
	if meaning := s.meaning(kind, score); meaning != "" {
		return s.letter(kind, score) + ", " + meaning
	}
	return s.letter(kind, score)
}

// meaning says what values a score stands for, or "" if the cut points do not
// tell.
func (s *segmentSheet) meaning(kind, score int) string {
	part := score - 1 // of the parts that the cut points make, ascending
	switch kind {
	case recency:
		return s.since(s.Scores.HighestScore - score)
	case frequency:
		return s.purchases(part)
	}
	return s.amounts(part)
}

// cutsAround returns the cut points before and behind a part, and whether it has
// them.
func cutsAround[T cmp.Ordered](cuts []T, part, parts int) (above, upTo T, first, last, ok bool) {
	if len(cuts) != parts-1 || len(cuts) == 0 || part < 0 || part >= parts || !slices.IsSorted(cuts) {
		return above, upTo, false, false, false
	}
	if first = part == 0; !first {
		above = cuts[part-1]
	}
	if last = part == parts-1; !last {
		upTo = cuts[part]
	}
	return above, upTo, first, last, true
}

func (s *segmentSheet) since(part int) string {
	above, upTo, first, last, ok := cutsAround(s.Scores.SinceCuts, part, s.Scores.HighestScore)
	switch {
	case !ok:
		return ""
	case first && upTo == 0:
		return s.say("today", "aujourd’hui")
	case first && upTo == 1:
		return s.say("in the last day", "il y a 1 jour au plus")
	case first:
		return s.say("in the last ", "il y a ") + s.count(upTo, s.say("day", "jour"), s.say("days", "jours")) + s.say("", " au plus")
	case last:
		return s.say("over ", "il y a plus de ") + s.count(above, s.say("day ago", "jour"), s.say("days ago", "jours"))
	case above+1 == upTo:
		return s.say("", "il y a ") + s.count(upTo, s.say("day ago", "jour"), s.say("days ago", "jours"))
	}
	return s.say("", "il y a ") + s.lang.Number(float64(above+1), 0) + s.say("–", " à ") + s.count(upTo, s.say("day ago", "jour"), s.say("days ago", "jours"))
}

func (s *segmentSheet) purchases(part int) string {
	above, upTo, first, last, ok := cutsAround(s.Scores.PurchaseCuts, part, s.Scores.HighestScore)
	if first {
		above = 0
	}
	one, many := s.say("purchase", "achat"), s.say("purchases", "achats")
	switch {
	case !ok:
		return ""
	case last:
		return s.count(above+1, one, many) + s.say(" or more", " ou plus")
	case above+1 == upTo:
		return s.count(upTo, one, many)
	}
	return s.lang.Number(float64(above+1), 0) + s.say("–", " à ") + s.count(upTo, one, many)
}

func (s *segmentSheet) amounts(part int) string {
	above, upTo, first, last, ok := cutsAround(s.Scores.MonetaryCuts, part, s.Scores.HighestScore)
	switch {
	case !ok:
		return ""
	case first:
		return s.say("up to ", "jusqu’à ") + s.lang.Money(upTo, s.currency)
	case last:
		return s.say("over ", "plus de ") + s.lang.Money(above, s.currency)
	}
	return s.say("over ", "plus de ") + s.lang.Money(above, s.currency) + s.say(", up to ", ", jusqu’à ") + s.lang.Money(upTo, s.currency)
}

// mean writes a mean amount, without decimals where it is large.
func (s *segmentSheet) mean(sum segmentSum) string {
	v := sum.mean()
	if s.bare {
		return s.lang.Number(v, 0)
	}
	if math.Abs(v) < 10 {
		return s.lang.Money(v, s.currency)
	}
	return strings.Replace(s.lang.Money(math.Round(v), s.currency), s.say(".00", ",00"), "", 1)
}

func (s *segmentSheet) sizeOf(sum segmentSum) string {
	return "n\u00a0" + s.lang.Number(float64(sum.customers), 0)
}

// sumText says some customers in words.
func (s *segmentSheet) sumText(sum segmentSum) string {
	said := s.count(sum.customers, s.word.oneCustomer, s.word.manyCustomers)
	if sum.customers == 0 {
		return said
	}
	said += ", " + s.lang.Share(s.ofAll(sum), 1) + s.say(" of all", " du total") + ", " + s.lang.Money(sum.mean(), s.currency) + s.say(" each", " chacun")
	if s.money {
		said += ", " + s.lang.Share(s.revenue(sum), 1) + s.say(" of the revenue", " du chiffre d’affaires")
	}
	return said
}

// lead says how many customers there are, and what the best bring.
func (s *segmentSheet) lead() string {
	said := s.count(s.all.customers, s.word.oneCustomer, s.word.manyCustomers) + s.say(" by when and how often they bought.", " selon la date et le nombre de "+s.plural(float64(s.all.customers), "ses", "leurs")+" achats.")
	best := s.shown[monetary][len(s.shown[monetary])-1]
	if sum := s.by[monetary][best]; s.money && sum.customers < s.all.customers {
		said += " " + s.say("The ", "Les ") + s.lang.Share(s.ofAll(sum), 0) + s.say(" who spend most bring ", " qui dépensent le plus apportent ") +
			s.lang.Share(s.revenue(sum), 0) + s.say(" of the revenue.", " du chiffre d’affaires.")
	}
	return said
}

// describe says where most customers are, and who buys lately and often.
func (s *segmentSheet) describe() string {
	r, f := s.fullest()
	best := [2]int{s.shown[recency][len(s.shown[recency])-1], s.shown[frequency][len(s.shown[frequency])-1]}
	said := s.title() + s.word.colon + s.lead() + " " + s.say("Largest cell: ", "Case la plus remplie\u00a0: ") + s.place(r, f) + s.word.colon + s.sumText(s.cells[r][f]) + "."
	if best == [2]int{r, f} {
		return said
	}
	return said + " " + s.say("The latest and most frequent, ", "Les plus récents et fréquents, ") + s.place(best[0], best[1]) + s.word.colon + s.sumText(s.cells[best[0]][best[1]]) + "."
}

// place names a cell.
func (s *segmentSheet) place(r, f int) string {
	names := []string{s.letter(recency, r) + " " + s.letter(frequency, f)}
	for _, meaning := range []string{s.meaning(recency, r), s.meaning(frequency, f)} {
		if meaning != "" {
			names = append(names, meaning)
		}
	}
	return strings.Join(names, ", ")
}

// fullest returns the scores of the cell with most customers.
func (s *segmentSheet) fullest() (r, f int) {
	for _, i := range s.shown[recency] {
		for _, k := range s.shown[frequency] {
			if s.cells[i][k].customers == s.most && r == 0 {
				r, f = i, k
			}
		}
	}
	return r, f
}

func (s *segmentSheet) notes() []string {
	notes := []string{s.say("R, F and M score when customers bought last, how often and for how much: 1 is the worst. Each score cuts the customers into parts that are about equal.",
		"R, F et M notent la date du dernier achat, le nombre d’achats et leur montant\u00a0: 1 est le plus bas. Chaque note coupe les clients en parts à peu près égales.")}
	if s.short {
		notes = append(notes, s.say("Numbers that have no room are in the texts of their cells.", "Les nombres qui n’ont pas la place sont dans les textes de leurs cases."))
	}
	var missing []string
	for kind := range s.shown {
		for score := 1; score <= s.Scores.HighestScore; score++ {
			if !slices.Contains(s.shown[kind], score) {
				missing = append(missing, s.letter(kind, score))
			}
		}
	}
	if len(missing) > 0 {
		notes = append(notes, s.say("Scores that nobody has, since too few customers differ: ", "Notes que personne n’a, car trop peu de clients diffèrent\u00a0: ")+strings.Join(missing, ", ")+".")
	}
	return notes
}
