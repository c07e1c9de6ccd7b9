package funnel

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Comparison is how the conversion of a segment differs from that of all other
// segments together.
type Comparison struct {
	// Difference is the conversion of the segment less that of the others, a
	// ratio in [-1, 1], with the interval of R. G. Newcombe, Statistics in
	// Medicine 17 (1998) 873–890, method 10. Its N is that of both.
	Difference journey.Measure `json:"difference"`

	// P is the probability of a difference as large, if there were none: the z
	// test with the pooled variance, two-sided. Adjusted is P corrected for the
	// number of segments after S. Holm, Scandinavian Journal of Statistics 6
	// (1979) 65–70.
	P        float64 `json:"p"`
	Adjusted float64 `json:"adjusted"`
}

// MeasureDifference is the name of the difference of two conversions.
const MeasureDifference = "conversion_difference"

// breakDown writes the segments: those that most entered, and the others as one.
func (t *Tally) breakDown(r *Result) {
	names := make([]string, 0, len(t.rows))
	for name := range t.rows {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.rows[b].Reached[0], t.rows[a].Reached[0]), cmp.Compare(a, b))
	})
	shown := min(len(names), t.asked.Options.Segments)
	for _, name := range names[:shown] {
		r.Segments = append(r.Segments, t.rowResult(name, t.rows[name]))
	}
	if shown < len(names) {
		others := t.newRow()
		for _, name := range names[shown:] {
			others.merge(t.rows[name])
		}
		row := t.rowResult("", others)
		r.Other = &row
	}
	if t.disjoint() {
		compare(r, t.asked.Options.Level)
	}
}

// disjoint reports whether what is counted is in one segment each.
func (t *Tally) disjoint() bool {
	o := &t.asked.Options
	if o.Attribution == EveryTouch {
		return false
	}
	return o.Attribution == FirstTouch || o.Count == Tries || o.Anchor == Best && (o.Count == Scopes || o.Scope == History && o.Same == "")
}

// compare compares each segment with all others.
func compare(r *Result, level float64) {
	all := slices.Clone(r.Segments)
	if r.Other != nil {
		all = append(all, *r.Other)
	}
	entered, completed := 0, 0
	for _, row := range all {
		entered += row.Entered
		completed += row.Completed
	}
	var p []float64
	for i := range r.Segments {
		s := &r.Segments[i]
		k, n := completed-s.Completed, entered-s.Entered
		if s.Entered == 0 || n == 0 {
			continue
		}
		d, around := stat.Difference(s.Completed, s.Entered, k, n, level)
		s.Against = &Comparison{
			Difference: figure.Estimate(MeasureDifference, d, journey.Ratio, s.Entered+n, around),
			P:          stat.CompareProportions(s.Completed, s.Entered, k, n),
		}
		p = append(p, s.Against.P)
	}
	adjusted := stat.Holm(p)
	for i := range r.Segments {
		if against := r.Segments[i].Against; against != nil {
			against.P, against.Adjusted = stat.Tidy(against.P), stat.Tidy(adjusted[0])
			adjusted = adjusted[1:]
		}
	}
}
