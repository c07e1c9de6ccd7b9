package conformance

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Result returns what was counted so far. The tally can go on and be asked
// again. Without a unit it is [ErrNoData].
func (t *Tally) Result() (*Result, error) {
	switch {
	case t.err != nil:
		return nil, t.err
	case t.setting == nil:
		return nil, errNew
	case t.units == 0:
		return nil, fmt.Errorf("conformance: %w: no customer", ErrNoData)
	}
	r := &Result{
		By: t.By, Per: t.Per, Customers: t.customers, Units: t.units, Absent: t.absent, Events: t.events,
		Fitness: t.fitnessResult(), Replay: t.replayResult(),
	}
	t.reportSteps(r)
	t.reportTiming(r)
	t.reportUnplanned(r)
	t.reportDeviations(r)
	t.reportVariants(r)
	return r, nil
}

func (t *Tally) fitnessResult() Fitness {
	f := &t.fitness
	n := float64(t.units)
	mean := unit(f.Sum.Float64() / n)
	average := stat.WilsonMean(mean, t.units, t.Level) // units that are all alike say nothing of a scatter
	if f.Least < f.Most {
		variance := max(0, f.Squares.Float64()-float64(n*float64(mean*mean)))
		half := stat.StudentQuantile(0.5+t.Level/2, max(1, t.units-1)) * math.Sqrt(variance/max(1, n-1)/n)
		average = stat.Interval{Lo: unit(mean - half), Hi: unit(mean + half), Level: t.Level}
	}
	return Fitness{
		Log:     1 - float64(f.Cost)/float64(f.Lengths),
		Average: measure(MeasureFitness, mean, t.units, average),
		Fit:     t.ratio(MeasureFit, t.fit.Units, t.units),
		Cost:    f.Cost, Lengths: f.Lengths,
	}
}

// unit keeps a share from leaving [0, 1] by rounding.
func unit(x float64) float64 { return min(max(x, 0), 1) }

// ratio is a share of k in n with its interval, or no measure of nothing.
func (t *Tally) ratio(name string, k, n int) journey.Measure {
	if n == 0 {
		return journey.Measure{}
	}
	return measure(name, float64(k)/float64(n), n, stat.Wilson(k, n, t.Level))
}

func measure(name string, value float64, n int, i stat.Interval) journey.Measure {
	m := journey.Measure{Name: name, Value: stat.Tidy(value), Unit: journey.Ratio, N: n, Source: journey.FromLog}
	if i.Level > 0 {
		m.Lo, m.Hi, m.Level = stat.Tidy(i.Lo), stat.Tidy(i.Hi), stat.Tidy(i.Level)
	}
	return m
}

func (t *Tally) replayResult() Replay {
	r := &t.replay
	return Replay{
		Log:     (1-float64(r.Missing)/float64(r.Consumed))/2 + (1-float64(r.Remaining)/float64(r.Produced))/2,
		Average: unit(r.Sum.Float64() / float64(t.units)),
		Fit:     r.Fit, Produced: r.Produced, Consumed: r.Consumed, Missing: r.Missing, Remaining: r.Remaining,
	}
}

func (t *Tally) reportSteps(r *Result) {
	both, inOrder := 0, 0
	for i := range t.steps {
		s := &t.steps[i]
		both += s.Both
		inOrder += s.InOrder
		r.Steps = append(r.Steps, Step{
			Place: t.plan.steps[i].Place, Reached: s.Reached, Before: s.Before, After: s.After,
			Completed:  t.ratio(MeasureCompleted, s.Completed.Units, t.units),
			OutOfOrder: t.ratio(MeasureOutOfOrder, s.OutOfOrder.Units, t.units),
			Missing:    t.ratio(MeasureMissing, t.missing(i), t.units),
			Repeated:   t.ratio(MeasureRepeated, s.Repeated.Units, t.units),
			Repeats:    s.Repeated.Events,
			InOrder:    t.ratio(MeasureInOrder, s.InOrder, s.Both),
		})
	}
	r.Order = t.ratio(MeasureInOrder, inOrder, both)
}

// missing returns the units without an event of step i.
func (t *Tally) missing(i int) int {
	return t.units - t.steps[i].Completed.Units - t.steps[i].OutOfOrder.Units
}

func (t *Tally) reportTiming(r *Result) {
	for _, p := range t.timing.sorted() {
		r.Timing.Profile = append(r.Timing.Profile, Pair{
			First: t.place(p.A), Then: t.place(p.B), N: int(p.Times.n),
			Mean: seconds(p.Times.mean()), StdDev: seconds(p.Times.deviation()), Fast: p.Fast, Slow: p.Slow,
		})
	}
	r.Timing.OnTime = t.ratio(MeasureOnTime, t.timing.Compared-t.timing.Deviating, t.timing.Compared)
	for _, p := range t.promises {
		r.Timing.Promises = append(r.Timing.Promises, Promise{
			Place: t.plan.steps[p.Step].Place, Target: p.target, Kept: t.ratio(MeasureOnTime, p.Kept, p.N),
		})
	}
}

// place returns the step that people know by a number, or none.
func (t *Tally) place(p int32) Place {
	if p == none {
		return Place{}
	}
	return t.plan.steps[p].Place
}

func (t *Tally) reportUnplanned(r *Result) {
	list := []Unplanned{}
	for _, f := range t.unplanned.sorted() {
		r.UnplannedEvents += f.Events
		u := Unplanned{Name: f.Name, Events: f.Events, Units: f.Units, Customers: f.Customers, After: []Follow{}}
		for _, in := range f.After {
			u.After = append(u.After, Follow{t.place(in.Step), in.Events, in.Units, in.Customers})
		}
		slices.SortStableFunc(u.After, func(a, b Follow) int {
			return cmp.Or(cmp.Compare(b.Units, a.Units), cmp.Compare(b.Events, a.Events))
		})
		list = append(list, u)
	}
	slices.SortStableFunc(list, func(a, b Unplanned) int {
		return cmp.Or(cmp.Compare(b.Units, a.Units), cmp.Compare(b.Events, a.Events))
	})
	r.Unplanned = top(list, t.Top)
}

// top returns the first n of a list.
func top[T any](list []T, n int) []T { return slices.Clip(list[:min(n, len(list))]) }

func (t *Tally) reportDeviations(r *Result) {
	list := []Deviation{}
	add := func(kind Kind, step, other Place, c count) {
		if c.Units > 0 {
			list = append(list, Deviation{kind, step, other, c.Events, c.Units, c.Customers})
		}
	}
	for i := range t.steps {
		s, place := &t.steps[i], t.plan.steps[i].Place
		n := t.missing(i)
		add(Skipped, place, Place{}, count{Events: n, Units: n, Customers: t.customers - s.Always})
	}
	for i := range t.steps {
		add(Repeated, t.plan.steps[i].Place, Place{}, t.steps[i].Repeated)
	}
	for _, v := range t.inverted.sorted() {
		add(Inverted, t.place(v.A), t.place(v.B), v.count)
	}
	if t.CountUnplanned {
		for _, f := range t.unplanned.sorted() {
			for _, in := range f.After {
				add(Inserted, Place{Name: f.Name}, t.place(in.Step), in.count)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Deviation) int {
		return cmp.Or(cmp.Compare(b.Units, a.Units), cmp.Compare(b.Events, a.Events))
	})
	r.Deviations = top(list, t.Top)
}

func (t *Tally) reportVariants(r *Result) {
	v := &t.variants
	v.prune()
	keys := v.keys()
	r.Longer = t.units - t.fit.Units
	for _, key := range keys {
		r.Longer -= v.byKey[key].Units
	}
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(v.byKey[b].Units, v.byKey[a].Units) })
	r.Variants = []Variant{}
	for _, key := range top(keys, t.Top) {
		one := v.byKey[key]
		shown := Variant{Steps: []Place{}, Cost: one.Cost, Units: one.Units, Customers: one.Customers}
		for _, c := range symbolsOf(key) {
			shown.Steps = append(shown.Steps, t.place(c))
		}
		shown.Fitness = 1 - float64(one.Cost)/float64(len(shown.Steps)+len(t.plan.steps))
		r.Variants = append(r.Variants, shown)
	}
}
