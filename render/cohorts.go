package render

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// Cohorts draws who comes back: a heat map with a row for each cohort and a
// column for each bracket of time, under the curve of all cohorts together with
// its intervals, which shares the columns. A cell has its share as a number as
// well as a colour. One that is not over for the whole cohort has a dashed
// outline and no colour: it can still rise.
//
// Where there are so many columns that numbers have no room in the cells, the
// curve keeps its numbers, and each cell has its own as a text equivalent. Of
// more than 100 cohorts the latest are drawn, and of more than 100 brackets the
// first; the tables have all of them. Cohorts without customers before the
// first and after the last that has some are left out.
type Cohorts struct {
	Result *retention.Result
	Title  string // "" means "Who comes back"

	// Counts writes numbers of customers into the cells in place of shares. The
	// colours stay those of the shares.
	Counts bool
}

const (
	mostCohorts  = 100 // rows that are drawn
	mostBrackets = 100 // columns that are drawn

	cohortsUsual = 960     // pixels
	cohortCell   = 10 * px // the least width of a cell
	cohortWide   = 96 * px // the greatest
)

var errNoCohorts = errors.New("render: no cohort with a cell to draw")

// Scene lays the cohorts out. It is an error if there is no cell of any cohort.
func (v Cohorts) Scene(opt *Options) (*scene.Scene, error) {
	p, err := newPage(opt, "", cohortsUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	s, err := v.sheet(p)
	if err != nil {
		return nil, err
	}
	s.measure()
	return p.drawing(s.title(), s.describe(),
		p.heading(p.say("COHORTS", "COHORTES"), s.title(), s.lead()),
		layout.Stack(0, s.curve(), s.heads(), s.overall(), s.rows()),
		s.key(),
		s.footer(),
	), nil
}

// A cohortSheet is the cohorts while they are laid out.
type cohortSheet struct {
	*page
	Cohorts
	brackets []retention.Bracket // of the columns that are drawn
	cohorts  []retention.Cohort  // of the rows that are drawn
	older    int                 // cohorts before them that are not
	later    int                 // brackets behind them that are not
	given    bool                // the first column counts everybody, by definition
	shaded   bool                // some cells are over, and have a colour
	top      float64             // the share with the strongest colour

	name, number scene.Px // widths of the names and of the sizes of cohorts
	cell, row    scene.Px // width and height of a cell, with the gap around it
	inCells      bool     // the numbers have room in the cells
	sign         string   // behind them: that of per cent where it has room
	decimals     int      // of them
}

func (v Cohorts) sheet(p *page) (*cohortSheet, error) {
	s := &cohortSheet{page: p, Cohorts: v}
	if v.Result == nil {
		return nil, errNoCohorts
	}
	s.cohorts = cohortsWithin(v.Result.Cohorts)
	columns := 0
	for _, c := range s.cohorts {
		columns = max(columns, min(len(c.Cells), len(v.Result.Brackets)))
	}
	if columns == 0 {
		return nil, errNoCohorts
	}
	s.brackets = v.Result.Brackets[:min(columns, mostBrackets)]
	s.later = columns - len(s.brackets)
	s.older = max(0, len(s.cohorts)-mostCohorts)
	s.cohorts = s.cohorts[s.older:]
	s.given = s.everybody()
	s.scale()
	return s, nil
}

// cohortsWithin returns the cohorts from the first to the last with customers.
func cohortsWithin(all []retention.Cohort) []retention.Cohort {
	for len(all) > 0 && all[0].Size == 0 {
		all = all[1:]
	}
	for len(all) > 0 && all[len(all)-1].Size == 0 {
		all = all[:len(all)-1]
	}
	return all
}

// cells returns the cells of a cohort that are drawn.
func (s *cohortSheet) cells(c retention.Cohort) []retention.Cell {
	return c.Cells[:min(len(c.Cells), len(s.brackets))]
}

// everybody reports whether the first column is that of the birth and has all
// customers of all cohorts, which says nothing about them.
func (s *cohortSheet) everybody() bool {
	if s.brackets[0].From != 0 || len(s.brackets) == 1 {
		return false
	}
	for _, c := range s.cohorts {
		if len(c.Cells) > 0 && c.Cells[0].Share.Value != 1 {
			return false
		}
	}
	return true
}

// scale finds the share with the strongest colour, and how many decimals shares
// have: one where all are small.
func (s *cohortSheet) scale() {
	most := 0.0
	for _, c := range s.cohorts {
		for b, cell := range s.cells(c) {
			if !s.isGiven(b) {
				most = max(most, s.share(cell.Share))
				s.shaded = s.shaded || cell.Over
			}
		}
	}
	s.top = cohortTop(most)
	if s.top <= 0.1 {
		s.decimals = 1
	}
}

// cohortTop returns the next round share.
func cohortTop(most float64) float64 {
	for _, top := range []float64{0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8} {
		if most <= top {
			return top
		}
	}
	return 1
}

// isGiven reports whether a column counts everybody by definition.
func (s *cohortSheet) isGiven(column int) bool { return s.given && column == 0 }

// Tables returns the heat map in numbers, and the curve with its intervals. It
// is an error if there is no cell of any cohort.
func (v Cohorts) Tables(opt *Options) ([]Table, error) {
	p, err := newPage(opt, "", cohortsUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	s, err := v.sheet(p)
	if err != nil {
		return nil, err
	}
	s.brackets, s.cohorts = v.Result.Brackets[:len(s.brackets)+s.later], cohortsWithin(v.Result.Cohorts)
	return []Table{s.overallTable(), s.cohortTable()}, nil
}

func (s *cohortSheet) overallTable() Table {
	t := Table{
		Title: s.say("All cohorts", "Toutes les cohortes"),
		Columns: []Column{
			{Name: s.periodWord()}, {Name: s.say("Retention", "Rétention"), Numeric: true},
			{Name: s.say("Interval", "Intervalle"), Numeric: true},
			{Name: s.say("Customers retained", "Clients retenus"), Numeric: true}, {Name: "n", Numeric: true},
		},
		Notes: s.notes(),
	}
	for b, c := range s.cells(s.Result.Overall) {
		t.Rows = append(t.Rows, []string{
			s.bracket(s.brackets[b]), s.value(c.Share), s.interval(c.Share),
			s.lang.Number(float64(c.Count), 0), s.lang.Number(float64(c.Share.N), 0),
		})
	}
	if len(t.Rows) == 0 {
		t.Rows = [][]string{{s.say("none is over", "aucune n’est terminée"), "", "", "", ""}}
	}
	return t
}

func (s *cohortSheet) cohortTable() Table {
	t := Table{
		Title:   s.title(),
		Columns: []Column{{Name: s.say("Cohort", "Cohorte")}, {Name: "n", Numeric: true}},
	}
	for _, b := range s.brackets {
		t.Columns = append(t.Columns, Column{Name: s.periodWord() + " " + s.bracket(b), Numeric: true})
	}
	for _, c := range s.cohorts {
		row := make([]string, len(t.Columns))
		row[0], row[1] = s.start(c), s.lang.Number(float64(c.Size), 0)
		for b, cell := range s.cells(c) {
			row[2+b] = fmt.Sprintf("%s (%s)", s.value(cell.Share), s.lang.Number(float64(cell.Count), 0))
			if !cell.Over {
				row[2+b] += " " + s.say("so far", "à ce jour")
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// counted writes the number of customers in a cell, and what it is of.
func (s *cohortSheet) counted(cell retention.Cell) string {
	return s.lang.Number(float64(cell.Count), 0) + s.say(" of ", " sur ") + s.count(cell.Share.N, s.word.oneCustomer, s.word.manyCustomers)
}

// cellText says a cell in words.
func (s *cohortSheet) cellText(b int, cell retention.Cell) string {
	said := s.at(s.brackets[b]) + s.word.colon + s.value(cell.Share) + ", " + s.counted(cell)
	if i := s.interval(cell.Share); i != "" {
		said += ", " + s.say("interval ", "intervalle ") + i
	}
	if !cell.Over {
		said += ", " + s.say("not over yet", "pas encore terminée")
	}
	return said
}

// share returns a share that can be drawn.
func (s *cohortSheet) share(m journey.Measure) float64 {
	if !isFinite(m.Value) {
		return 0
	}
	return max(0, min(m.Value, 1))
}
