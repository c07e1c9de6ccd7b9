package render

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/render/internal/layout"
)

func (s *cohortSheet) title() string {
	return cmp.Or(s.Title, s.say("Who comes back", "Qui revient"))
}

// periodWord returns what a column is, such as "Week".
func (s *cohortSheet) periodWord() string {
	switch s.Result.Period {
	case retention.Day, "":
		return s.say("Day", "Jour")
	case retention.Week:
		return s.say("Week", "Semaine")
	case retention.Month:
		return s.say("Month", "Mois")
	}
	return s.say("Period", "Période")
}

// periodsWord returns what the columns are, such as "Weeks".
func (s *cohortSheet) periodsWord() string {
	word := s.periodWord()
	if strings.HasSuffix(word, "s") { // as that of French months
		return word
	}
	return word + "s"
}

// cohortsOf writes a number of cohorts.
func (s *cohortSheet) cohortsOf(n int) string {
	many := s.plural(float64(n), s.say("cohort", "cohorte"), s.say("cohorts", "cohortes"))
	number := s.lang.Number(float64(n), 0) + " "
	one := s.plural(float64(n), "", "s")
	switch s.Result.Period {
	case retention.Day, "":
		return number + s.say("daily "+many, many+" quotidienne"+one)
	case retention.Week:
		return number + s.say("weekly "+many, many+" hebdomadaire"+one)
	case retention.Month:
		return number + s.say("monthly "+many, many+" mensuelle"+one)
	}
	return number + many
}

// bracket writes the distances of a bracket: "3", "1–7".
func (s *cohortSheet) bracket(b retention.Bracket) string {
	if b.To-1 <= b.From {
		return strconv.Itoa(b.From)
	}
	return strconv.Itoa(b.From) + "–" + strconv.Itoa(b.To-1)
}

// at names a bracket: "week 3", "weeks 1–7".
func (s *cohortSheet) at(b retention.Bracket) string {
	word := s.periodWord()
	if b.To-1 > b.From {
		word = s.periodsWord()
	}
	return strings.ToLower(word) + "\u00a0" + s.bracket(b)
}

// during says when: "in week 3", "aux jours 1–7".
func (s *cohortSheet) during(b retention.Bracket) string {
	switch {
	case !s.lang.French() && (s.Result.Period == retention.Day || s.Result.Period == ""):
		return "on " + s.at(b)
	case !s.lang.French():
		return "in " + s.at(b)
	case b.To-1 > b.From:
		return "aux " + s.at(b)
	case s.Result.Period == retention.Day || s.Result.Period == "" || s.Result.Period == retention.Month:
		return "au " + s.at(b)
	}
	return "en " + s.at(b)
}

// start names a cohort by the date on which its period begins.
func (s *cohortSheet) start(c retention.Cohort) string {
	day, err := time.Parse(time.DateOnly, c.Start)
	switch {
	case err != nil:
		return cmp.Or(c.Start, "–")
	case s.Result.Period == retention.Month:
		return s.shortMonth(day) + " " + strconv.Itoa(day.Year())
	}
	number := strconv.Itoa(day.Day())
	if s.lang.French() && day.Day() == 1 {
		number = "1er"
	}
	return number + " " + s.shortMonth(day) + " " + strconv.Itoa(day.Year())
}

// lead says who is looked at, and how many come back at first and at last.
func (s *cohortSheet) lead() string {
	said := s.count(s.Result.Overall.Size, s.word.oneCustomer, s.word.manyCustomers) + s.say(" in ", " dans ") +
		s.cohortsOf(len(s.cohorts)+s.older) + "."
	first, last, ok := s.ends()
	if !ok {
		return said
	}
	cells := s.Result.Overall.Cells
	said += " " + s.say("Retention is ", "La rétention est de ") + s.value(cells[first].Share) + " " + s.during(s.brackets[first])
	if last > first {
		said += s.say(" and ", " et de ") + s.value(cells[last].Share) + " " + s.during(s.brackets[last])
	}
	return said + "."
}

// ends returns the first and the last column that says something of all
// cohorts, if there is one.
func (s *cohortSheet) ends() (first, last int, ok bool) {
	if s.given {
		first = 1
	}
	last = len(s.cells(s.Result.Overall)) - 1
	return first, last, last >= first
}

// describe says what the drawing shows: who is in it, how retention falls, the
// best and the worst cohort, and what is not over.
func (s *cohortSheet) describe() string {
	said := []string{s.title() + s.word.colon + s.lead()}
	if column, _, ok := s.ends(); ok {
		if best, worst := s.extremes(column); best != worst {
			said = append(said, s.say("The highest cohort ", "La cohorte la plus haute ")+s.during(s.brackets[column])+s.say(" is ", " est ")+
				s.cohortAt(best, column)+s.say(", the lowest ", ", la plus basse ")+s.cohortAt(worst, column)+".")
		}
	}
	if n := s.open(); n > 0 {
		said = append(said, s.count(n, s.say("cell is", "case n’est"), s.say("cells are", "cases ne sont"))+
			s.say(" not over yet.", " pas encore "+s.plural(float64(n), "terminée", "terminées")+"."))
	}
	return strings.Join(said, " ")
}

func (s *cohortSheet) cohortAt(i, column int) string {
	c := s.cohorts[i]
	return s.start(c) + " (" + s.value(c.Cells[column].Share) + s.word.of + s.lang.Number(float64(c.Size), 0) + ")"
}

// extremes returns the cohorts with the highest and the lowest share in a
// column, of those for which it is over.
func (s *cohortSheet) extremes(column int) (best, worst int) {
	best, worst = -1, -1
	share := func(i int) float64 { return s.share(s.cohorts[i].Cells[column].Share) }
	for i, c := range s.cohorts {
		if column >= len(c.Cells) || !c.Cells[column].Over {
			continue
		}
		if best < 0 || share(i) > share(best) {
			best = i
		}
		if worst < 0 || share(i) < share(worst) {
			worst = i
		}
	}
	return best, worst
}

// open returns the number of cells that are not over.
func (s *cohortSheet) open() (n int) {
	for _, c := range s.cohorts {
		for _, cell := range s.cells(c) {
			if !cell.Over {
				n++
			}
		}
	}
	return n
}

// notes say what the numbers rest on.
func (s *cohortSheet) notes() []string {
	notes := []string{s.say(
		"All cohorts together are, in each column, the cohorts for which it is over.",
		"Toutes les cohortes réunissent, dans chaque colonne, celles pour lesquelles elle est terminée.")}
	if s.given {
		notes = append(notes, s.say("The first column is the start itself and counts everybody.", "La première colonne est le départ lui-même et compte tout le monde."))
	}
	if cells := s.Result.Overall.Cells; len(cells) > 0 && cells[0].Share.Estimated() {
		notes = append(notes, s.word.intervals+s.lang.Level(cells[0].Share.Level)+s.say(" (Wilson).", " (Wilson)."))
	}
	return notes
}

func (s *cohortSheet) footer() layout.Block {
	notes := s.notes()
	if !s.inCells {
		notes = append(notes, s.say("The cells are too small for numbers: each has its own as its text, and the curve has those of all cohorts.",
			"Les cases sont trop petites pour des nombres\u00a0: chacune a le sien en texte, et la courbe a ceux de toutes les cohortes."))
	}
	if s.older > 0 {
		notes = append(notes, s.say("Not drawn, but in the curve: ", "Non dessinées, mais dans la courbe\u00a0: ")+s.count(s.older, s.say("older cohort", "cohorte plus ancienne"), s.say("older cohorts", "cohortes plus anciennes"))+".")
	}
	if s.later > 0 {
		notes = append(notes, s.say("Not drawn: ", "Non dessinées\u00a0: ")+s.count(s.later, s.say("later column", "colonne suivante"), s.say("later columns", "colonnes suivantes"))+".")
	}
	return s.footnote([]string{
		"n\u00a0" + s.lang.Number(float64(s.Result.Overall.Size), 0), s.cohortsOf(len(s.cohorts) + s.older),
	}, notes...)
}
