package comparison

import (
	"math"
	"slices"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/kpi/proportion"
)

// A Difference is by how much a measure changed.
type Difference struct {
	Place
	Before journey.Measure `json:"before"`
	After  journey.Measure `json:"after"`

	// Change is the value after less the value before, named "difference": in
	// their unit or, of shares, in [journey.Change]. N is the number of
	// observations behind both, 0 where one of them is not known. It has an
	// interval unless Method is [Untested].
	Change journey.Measure `json:"change"`

	// Direction is the way in which the measure gets better, as its name says it
	// or else a target for it.
	Direction Direction `json:"direction,omitempty"`

	Method Method `json:"method"`

	// P is the probability of a distance as large were there none, two-sided, and
	// Adjusted the same corrected for the number of differences, after Holm.
	// Without a test both are 0: ask [Difference.Tested].
	P        float64 `json:"p,omitempty"`
	Adjusted float64 `json:"adjusted,omitempty"`

	// Significant reports that Adjusted is at most 1 − Level.
	Significant bool `json:"significant,omitempty"`

	// Mirrors names the measure of the same place of which this is the other
	// side, as a drop-off is that of a conversion. It was tested with it, and is
	// not counted again.
	Mirrors string `json:"mirrors,omitempty"`
}

// A Method is how the interval and the p value of a difference are computed. The
// package documentation has their sources.
type Method string

// The methods.
const (
	Shares    Method = "shares"    // of counted shares: Newcombe's interval, z test
	Intervals Method = "intervals" // recovered from the intervals of the two: Zou and Donner
	Untested  Method = "untested"  // there is none: one of the two has no interval
)

// Tested reports whether the difference has an interval and a p value.
func (d Difference) Tested() bool { return d.Method == Shares || d.Method == Intervals }

// measures compares the measures of one place.
func (c *comparer) measures(at Place, old, now entry) {
	first := len(c.Differences)
	targets := slices.Concat(now.targets, old.targets)
	for _, m := range now.measures {
		i := slices.IndexFunc(old.measures, func(o journey.Measure) bool { return o.Name == m.Name && o.Unit == m.Unit })
		if i < 0 || m.Unit == journey.Money && !c.money {
			continue
		}
		if d, ok := difference(old.measures[i], m, c.Level); ok {
			d.Place, d.Direction = at, wantedOf(m.Name, targets)
			c.Differences = append(c.Differences, d)
		}
	}
	mirror(c.Differences[first:])
}

// mirror marks a drop-off that is what a conversion beside it leaves.
func mirror(list []Difference) {
	find := func(name string) *Difference {
		i := slices.IndexFunc(list, func(d Difference) bool { return d.Before.Name == name })
		if i < 0 {
			return nil
		}
		return &list[i]
	}
	on, off := find(journey.MeasureConversion), find(journey.MeasureDropOff)
	if on != nil && off != nil && on.Tested() && off.Tested() && opposite(on.Before, off.Before) && opposite(on.After, off.After) {
		off.Mirrors = journey.MeasureConversion
	}
}

func opposite(a, b journey.Measure) bool {
	return a.N == b.N && math.Abs(a.Value+b.Value-1) < 1e-9
}

// difference compares two measures of one unit. It reports false where numbers
// are so large that their difference is none.
func difference(before, after journey.Measure, level float64) (Difference, bool) {
	d := Difference{Before: before, After: after, Method: Untested}
	d.Change = journey.Measure{
		Name: proportion.MeasureDifference, Value: stat.Tidy(after.Value - before.Value), Unit: changeOf(after.Unit), Source: after.Source,
	}
	if before.N > 0 && after.N > 0 {
		d.Change.N = before.N + after.N
	}
	old, counted := countedShare(before)
	now, countedToo := countedShare(after)
	var interval stat.Interval
	if counted && countedToo {
		d.Method = Shares
		_, interval = stat.Difference(now.K, now.N, old.K, old.N, level)
		d.P = stat.CompareProportions(now.K, now.N, old.K, old.N)
	} else if i, p, ok := recovered(before, after, level); ok {
		d.Method, interval, d.P = Intervals, i, p
	}
	if d.Tested() {
		d.Change.Lo, d.Change.Hi, d.Change.Level = stat.Tidy(interval.Lo), stat.Tidy(interval.Hi), level
		d.P = tidyProbability(d.P)
	}
	return d, isFinite(d.Change.Value) && isFinite(d.Change.Lo) && isFinite(d.Change.Hi)
}

func changeOf(u journey.Unit) journey.Unit {
	if u == journey.Ratio {
		return journey.Change
	}
	return u
}

// countedShare returns the counts that a share was made of, and whether it was:
// K of N with Wilson's interval. A share with another interval knows more than
// its counts, such as weights.
func countedShare(m journey.Measure) (proportion.Group, bool) {
	const most = 1e10 // beyond, 12 digits do not hold each count
	if m.Unit != journey.Ratio || !m.Estimated() || m.N <= 0 || float64(m.N) > most {
		return proportion.Group{}, false
	}
	k := int(math.Round(m.Value * float64(m.N)))
	w := stat.Wilson(k, m.N, m.Level)
	same := stat.Tidy(float64(k)/float64(m.N)) == stat.Tidy(m.Value) && math.Abs(w.Lo-m.Lo) < 1e-9 && math.Abs(w.Hi-m.Hi) < 1e-9
	return proportion.Group{K: k, N: m.N}, same
}

// adjust corrects the p values for their number.
func (c *comparer) adjust() {
	var p []float64
	for _, d := range c.Differences {
		if d.counts() {
			p = append(p, d.P)
		}
	}
	c.Tested = len(p)
	adjusted := stat.Holm(p)
	conversion := map[Place]*Difference{}
	for i := range c.Differences {
		d := &c.Differences[i]
		if !d.counts() {
			continue
		}
		d.Adjusted, adjusted = tidyProbability(adjusted[0]), adjusted[1:]
		if d.Significant = d.Adjusted <= 1-c.Level; d.Significant {
			c.Significant++
		}
		if d.After.Name == journey.MeasureConversion {
			conversion[d.Place] = d
		}
	}
	for i := range c.Differences {
		if d := &c.Differences[i]; d.Mirrors != "" {
			on := conversion[d.Place]
			d.P, d.Adjusted, d.Significant = on.P, on.Adjusted, on.Significant
		}
	}
}

// counts reports whether the difference is one of those that were tested.
func (d Difference) counts() bool { return d.Tested() && d.Mirrors == "" }

// tidyProbability rounds a p value to 10 significant digits: the tails of
// distributions come out otherwise on other processors sooner than other numbers.
func tidyProbability(p float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(p, 'e', 9, 64), 64)
	return r
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
