package retention

import (
	"fmt"
	"maps"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Result is a table with a row for each cohort and a column for each bracket.
type Result struct {
	Period   Period    `json:"period"`
	Brackets []Bracket `json:"brackets"`

	// Cohorts are those of all periods from Options.From, or from the first
	// with a birth, to the end of the observation.
	Cohorts []Cohort `json:"cohorts"`

	// Overall takes all cohorts together. Its Size is that of all; in a cell,
	// there are only the cohorts for which the bracket is over, and it has no
	// cells for brackets that are over for none.
	Overall Cohort `json:"overall"`
}

// A Cohort is the customers who were born in one period.
type Cohort struct {
	Start string `json:"start,omitempty"` // the date on which the period begins, as "2006-01-02"
	Size  int    `json:"size"`            // customers

	// Cells has one for each bracket that has begun by the end of the
	// observation. It is empty where Size is 0.
	Cells []Cell `json:"cells,omitempty"`
}

// A Cell is how many customers of a cohort were retained at a bracket.
type Cell struct {
	Count int `json:"count"`

	// Share is Count as a ratio of the customers, with its Wilson interval.
	Share journey.Measure `json:"share"`

	// Over says that the bracket is over for the whole cohort. If it is not,
	// more may return yet, and Overall leaves the cell out.
	Over bool `json:"over"`
}

// MeasureRetention is the name of the measure in a [Cell].
const MeasureRetention = "retention"

// Result returns the table of what was gathered so far. The tally may go on
// after it.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("retention: %w", t.err)
	}
	if len(t.rows) == 0 {
		return nil, fmt.Errorf("retention: %w: no customer with a target event in the time looked at", ErrNoData)
	}
	numbers := slices.Sorted(maps.Keys(t.rows))
	first, last := numbers[0], max(numbers[len(numbers)-1], t.end.number)
	if !t.From.IsZero() {
		first = t.since
	}
	out := &Result{Period: t.Period, Brackets: slices.Clone(t.Brackets)}
	total := row{counts: make([]int, len(t.Brackets))}
	sizes := make([]int, len(t.Brackets))
	for n := first; n <= last; n++ {
		c := Cohort{Start: t.zone().Date(n)}
		if r := t.rows[n]; r != nil {
			c.Size, c.Cells = r.size, t.cells(n, r)
			total.size += r.size
			for b, cell := range c.Cells {
				if cell.Over {
					total.counts[b] += cell.Count
					sizes[b] += r.size
				}
			}
		}
		out.Cohorts = append(out.Cohorts, c)
	}
	out.Overall.Size = total.size
	for b, n := range sizes {
		if n > 0 {
			out.Overall.Cells = append(out.Overall.Cells, Cell{total.counts[b], share(MeasureRetention, total.counts[b], n, t.Level), true})
		}
	}
	return out, nil
}

// cells returns the cells of the cohort of a period.
func (t *Tally) cells(number int, r *row) []Cell {
	counts := t.retained(r)
	var list []Cell
	for b, bracket := range t.Brackets {
		if !t.opened(number, r, bracket) {
			break
		}
		list = append(list, Cell{counts[b], share(MeasureRetention, counts[b], r.size, t.Level), t.over(number, r, bracket)})
	}
	return list
}

// retained returns how many customers of a cohort are retained at each
// bracket.
func (t *Tally) retained(r *row) []int {
	n := slices.Clone(r.counts[:len(t.Brackets)])
	switch t.Return {
	case OnOrBefore:
		for b := 1; b < len(n); b++ {
			n[b] += n[b-1]
		}
	case OnOrAfter, Streak:
		for b := len(n) - 2; b >= 0; b-- {
			n[b] += n[b+1]
		}
	}
	return n
}

// opened reports whether a bracket has begun for anybody of a cohort by the end
// of the observation.
func (t *Tally) opened(number int, r *row, b Bracket) bool {
	if t.Window == Calendar {
		return number+b.From <= t.end.number
	}
	return t.reaches(r.opens, b.From)
}

// over reports whether a bracket is over for everybody of a cohort.
func (t *Tally) over(number int, r *row, b Bracket) bool {
	if t.Window == Calendar {
		return number+b.To <= t.end.number
	}
	return t.reaches(r.closes, b.To)
}

// reaches reports whether the observation goes on for so many windows after a
// place.
func (t *Tally) reaches(place int64, windows int) bool {
	return place <= t.end.place && uint64(windows)*t.window() <= uint64(t.end.place)-uint64(place)
}

func share(name string, k, n int, level float64) journey.Measure {
	i := stat.Wilson(k, n, level)
	return journey.Measure{
		Name: name, Value: stat.Tidy(float64(k) / float64(n)), Unit: journey.Ratio, N: n,
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: level, Source: journey.FromLog,
	}
}
