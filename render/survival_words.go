package render

import (
	"cmp"
	"math"
	"strings"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/render/internal/text"
)

func (s *survivalSheet) title() string {
	return cmp.Or(s.Title, s.say("How long customers stay", "Combien de temps les clients restent"))
}

// timeWord names the axis of time.
func (s *survivalSheet) timeWord() string {
	if s.Unit == "" {
		return s.say("Time", "Temps")
	}
	return s.say("Time in ", "Temps en ") + s.Unit
}

// number writes a time with three digits, or more where it is whole, and with
// two where it is small.
func (s *survivalSheet) number(time float64) string {
	switch {
	case time == math.Trunc(time) || time >= 100:
		return s.lang.Number(time, 0)
	case time >= 10:
		return s.lang.Number(time, 1)
	case time > 0 && time < 0.1:
		return s.lang.Number(time, int(min(1-math.Floor(math.Log10(time)), 9)))
	}
	return s.lang.Number(time, 2)
}

func (s *survivalSheet) timed(time float64) string {
	if s.Unit == "" {
		return s.number(time)
	}
	return s.number(time) + "\u00a0" + s.Unit
}

// median writes the median of a curve with its interval, of which the data may
// not reach an end: "31 weeks (18 to not reached)".
func (s *survivalSheet) median(c survival.Curve) string {
	q := c.Median()
	said := s.say("not reached", "non atteinte")
	if q.Reached {
		said = s.timed(q.Time)
	}
	switch {
	case q.LoReached && q.HiReached:
		said += " (" + s.number(q.Lo) + " " + s.word.to + " " + s.number(q.Hi) + ")"
	case q.LoReached:
		said += s.say(" (at least ", " (au moins ") + s.number(q.Lo) + ")"
	case q.HiReached:
		said += s.say(" (at most ", " (au plus ") + s.number(q.Hi) + ")"
	}
	return said
}

func (s *survivalSheet) events(n int) string {
	return s.count(n, s.word.oneEvent, s.word.manyEvents)
}

func (s *survivalSheet) censoredOf(n int) string {
	return s.count(n, s.say("censored", "censuré"), s.say("censored", "censurés"))
}

func (s *survivalSheet) sizeOf(n int) string { return "n\u00a0" + s.lang.Number(float64(n), 0) }

// summary says a curve in words.
func (s *survivalSheet) summary(i int) string {
	c := s.Curves[i]
	said := text.Cut(s.group(i), nameLength) + s.word.colon + s.sizeOf(c.N) + ", " + s.events(c.Events) + s.say(", median ", ", médiane ") + s.median(c)
	if len(c.Steps) == 0 {
		return said
	}
	end := c.Steps[len(c.Steps)-1]
	return said + ", " + s.lang.Share(end.Survival, 0) + s.say(" still there at ", " encore là à ") + s.timed(end.Time)
}

// lead says how many there are, and what the comparison says.
func (s *survivalSheet) lead() string {
	n, events := 0, 0
	for _, c := range s.Curves {
		n, events = n+c.N, events+c.Events
	}
	said := s.count(n, s.word.oneCustomer, s.word.manyCustomers)
	if s.several() {
		said += s.say(" in ", " en ") + s.count(len(s.Curves), s.say("group", "groupe"), s.say("groups", "groupes"))
	}
	said += ", " + s.events(events) + "."
	if verdict := s.verdict(); verdict != "" {
		said += " " + verdict
	}
	return said
}

// verdict says in words what the comparison says. 5 % is the usual line, and the
// footnote has the number.
func (s *survivalSheet) verdict() string {
	switch c := s.Comparison; {
	case c == nil || !isFinite(c.P):
		return ""
	case c.DF == 0:
		return s.say("The data cannot compare the groups.", "Les données ne permettent pas de comparer les groupes.")
	case c.P < 0.05:
		return s.say("The groups differ by more than chance would explain.", "Les groupes diffèrent plus que le hasard ne l’expliquerait.")
	}
	return s.say("Chance alone may explain the difference between the groups.", "Le hasard seul peut expliquer la différence entre les groupes.")
}

// test writes the comparison in numbers: "Log-rank test: χ² 3.40 with 1 degree
// of freedom, p 0.065".
func (s *survivalSheet) test() string {
	c := s.Comparison
	if c == nil || !isFinite(c.P) || !isFinite(c.ChiSquare) {
		return ""
	}
	return s.testName() + s.word.colon + "χ²\u00a0" + s.lang.Number(c.ChiSquare, 2) + s.say(" with ", " à ") +
		s.count(c.DF, s.say("degree of freedom", "degré de liberté"), s.say("degrees of freedom", "degrés de liberté")) + ", " + s.chance(c.P) + "."
}

func (s *survivalSheet) testName() string {
	switch s.Comparison.Weights {
	case survival.Equal, "":
		return s.say("Log-rank test", "Test du log-rank")
	case survival.PetoPeto:
		return s.say("Peto–Peto test", "Test de Peto–Peto")
	case survival.HarringtonFleming:
		return s.say("Harrington–Fleming test", "Test de Harrington–Fleming")
	case survival.GehanBreslow:
		return s.say("Gehan–Breslow test", "Test de Gehan–Breslow")
	case survival.TaroneWare:
		return s.say("Tarone–Ware test", "Test de Tarone–Ware")
	}
	return s.say("Test of the difference", "Test de la différence")
}

// chance writes a p value.
func (s *survivalSheet) chance(p float64) string {
	if p < 0.001 {
		return "p\u00a0<\u00a0" + s.lang.Number(0.001, 3)
	}
	return "p\u00a0" + s.lang.Number(p, 3)
}

func (s *survivalSheet) describe() string {
	said := []string{s.title() + s.word.colon + s.lead()}
	for i := range s.Curves {
		said = append(said, s.summary(i)+".")
	}
	return strings.Join(append(said, nonEmpty(s.test())...), " ")
}

// totals are what the numbers rest on.
func (s *survivalSheet) totals() []string {
	n, events := 0, 0
	for _, c := range s.Curves {
		n, events = n+c.N, events+c.Events
	}
	return []string{s.sizeOf(n), s.events(events), s.censoredOf(s.censored())}
}

func (s *survivalSheet) notes() []string {
	notes := []string{s.test(), s.say("Kaplan–Meier estimate. A median is not reached where more than half are still there.",
		"Estimation de Kaplan–Meier. Une médiane n’est pas atteinte tant que plus de la moitié est encore là.")}
	if s.doubted() {
		notes = append(notes, s.word.intervals+s.lang.Level(s.Curves[0].Level)+s.say(", at each time on its own.", ", à chaque instant pris seul."))
	}
	return notes
}
