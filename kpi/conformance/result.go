package conformance

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Result is how what customers did compares with the plan. A unit is a
// customer, or with Per Sessions, a session.
type Result struct {
	By        By  `json:"by"`
	Per       Per `json:"per"`
	Customers int `json:"customers"`
	Units     int `json:"units"`
	Absent    int `json:"absent"` // units without an event of the plan; they count, with a fitness of 0
	Events    int `json:"events"` // that belong to a step

	Fitness Fitness `json:"fitness"`
	Replay  Replay  `json:"replay"`

	// Order is the share in order of the neighbouring steps that a unit reached
	// both, over all pairs of neighbours and all units. It has no value where
	// nobody reached two.
	Order journey.Measure `json:"order,omitzero"`

	Steps  []Step `json:"steps"` // in the order of the plan
	Timing Timing `json:"timing"`

	// Deviations tells the commonest first, up to Options.Top. As common ones are
	// in the order of their kinds and of the plan.
	Deviations []Deviation `json:"deviations"`
	Variants   []Variant   `json:"variants"` // the commonest ways that do not fit, up to Options.Top

	// Longer counts the units whose ways do not fit and were not counted by
	// themselves. Ways of more than 128 events are not, and of more than 4,096
	// others, the longer ones are not.
	Longer int `json:"longer"`

	// UnplannedEvents counts the events that no step explains, and Unplanned
	// tells the commonest of them, up to Options.Top.
	UnplannedEvents int         `json:"unplanned_events"`
	Unplanned       []Unplanned `json:"unplanned"`
}

// A Fitness says how well the alignments fit: 1 is that all did just what was
// planned, 0 that nothing planned was done.
type Fitness struct {
	Log     float64         `json:"log"`     // 1 − Cost / Lengths
	Average journey.Measure `json:"average"` // mean fitness of a unit
	Fit     journey.Measure `json:"fit"`     // share of units without a deviation

	Cost    int `json:"cost"`    // steps left out and events too many
	Lengths int `json:"lengths"` // events of the units and steps of the plan, all added
}

// A Replay is the token-based replay of the units in the plan as a Petri net.
type Replay struct {
	Log     float64 `json:"log"`     // (1 − Missing / Consumed) / 2 + (1 − Remaining / Produced) / 2
	Average float64 `json:"average"` // mean of the same of each unit
	Fit     int     `json:"fit"`     // units without a missing and a remaining token

	Produced  int `json:"produced"`
	Consumed  int `json:"consumed"`
	Missing   int `json:"missing"`
	Remaining int `json:"remaining"`
}

// A Step is how one step of the plan is kept. Each unit completed it, has it out
// of order, or misses it.
type Step struct {
	Place
	Reached    int             `json:"reached"`      // units with an event of it, in whatever order
	Completed  journey.Measure `json:"completed"`    // share of units that completed it in the order of the plan
	OutOfOrder journey.Measure `json:"out_of_order"` // that have an event of it which does not fit in that order
	Missing    journey.Measure `json:"missing"`      // that have none
	Repeated   journey.Measure `json:"repeated"`     // that have more events of it than planned
	Repeats    int             `json:"repeats"`      // these events

	// InOrder is the share of the units which reached this step first, among
	// those that reached it and the next one: its N. It has no value where there
	// are none.
	InOrder journey.Measure `json:"in_order,omitzero"`
}

// A Timing is how long the ways between steps take.
type Timing struct {
	// Profile has every pair of steps that units went through in this order,
	// with whatever between them, by the plan's order of First and of Then. It
	// is nil without Options.Times.
	Profile []Pair `json:"profile,omitempty"`

	// OnTime is the share of units without a time beyond the limits that Zeta
	// and Profile set, among those with a time to compare. It has no value
	// where there are none.
	OnTime journey.Measure `json:"on_time,omitzero"`

	Promises []Promise `json:"promises,omitempty"` // of the targets of the plan on times
}

// A Pair is the times from an event of one step to each later event of another,
// within a unit.
type Pair struct {
	First  Place   `json:"first"`
	Then   Place   `json:"then"`
	N      int     `json:"n"`       // times
	Mean   float64 `json:"mean"`    // seconds
	StdDev float64 `json:"std_dev"` // seconds, of the sample (n − 1); 0 of a single time

	Fast int `json:"fast,omitempty"` // times under Mean − Zeta·StdDev of the profile in the options
	Slow int `json:"slow,omitempty"` // times over Mean + Zeta·StdDev
}

func (p *Pair) valid() bool {
	for _, text := range []string{p.First.Stage, p.First.Name, p.Then.Stage, p.Then.Name} {
		if !utf8.ValidString(text) {
			return false
		}
	}
	return p.Mean >= 0 && p.StdDev >= 0 && !math.IsInf(p.Mean, 0) && !math.IsInf(p.StdDev, 0)
}

// A Promise is a target of the plan on a time, compared with the times from a
// completed step to the next completed one.
type Promise struct {
	Place
	Target journey.Target  `json:"target"`
	Kept   journey.Measure `json:"kept,omitzero"` // share of the times that meet it
}

// A Deviation is something that units do otherwise than planned.
type Deviation struct {
	Kind Kind  `json:"kind"`
	Step Place `json:"step"` // of an Inserted event: the event

	// Other is the step that an Inverted one came before, or the last completed
	// step before an Inserted event: none where nothing was completed.
	Other Place `json:"other,omitzero"`

	Events    int `json:"events"` // how often; of a Skipped step, as Units
	Units     int `json:"units"`
	Customers int `json:"customers"` // of these units
}

// A Kind is a kind of deviation.
type Kind string

// The kinds of deviations.
const (
	Skipped  Kind = "skipped"  // the unit has no event of the step
	Inverted Kind = "inverted" // Step came before Other, which is planned first
	Repeated Kind = "repeated" // an event of the step more than planned
	Inserted Kind = "inserted" // an event that no step explains; only with Options.CountUnplanned
)

// A Variant is a way that units took and that does not fit the plan.
type Variant struct {
	Steps     []Place `json:"steps"` // in the order of the events; without a name: an unplanned event that counts
	Cost      int     `json:"cost"`
	Fitness   float64 `json:"fitness"`
	Units     int     `json:"units"`
	Customers int     `json:"customers"`
}

// An Unplanned is events of one name that no step explains.
type Unplanned struct {
	Name      string   `json:"name"`
	Events    int      `json:"events"`
	Units     int      `json:"units"`
	Customers int      `json:"customers"`
	After     []Follow `json:"after"` // the commonest first
}

// A Follow is the step after which unplanned events stand.
type Follow struct {
	Step      Place `json:"step,omitzero"` // the last completed one before them; none where nothing was completed
	Events    int   `json:"events"`
	Units     int   `json:"units"`
	Customers int   `json:"customers"`
}

// Result returns what was counted so far. The tally can go on and be asked
// again. Without a unit it is [ErrNoData].
func (t *Tally) Result() (*Result, error) {
	switch {
	case t.err != nil:
		return nil, t.err
	case t.setting == nil:
		return nil, errNew
	case t.units == 0:
		return nil, fmt.Errorf("conformance: %w", ErrNoData)
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
	variance := max(0, f.Squares.Float64()-float64(n*float64(mean*mean)))
	average := stat.Interval{Lo: mean, Hi: mean}
	if t.units > 1 {
		half := stat.StudentQuantile(0.5+t.Level/2, t.units-1) * math.Sqrt(variance/(n-1)/n)
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
			Place: t.plan.steps[i].Place, Reached: s.Reached,
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
	for _, key := range slices.Sorted(maps.Keys(t.inverted)) {
		add(Inverted, t.place(int32(key/maxSteps)), t.place(int32(key%maxSteps)), *t.inverted[key])
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
