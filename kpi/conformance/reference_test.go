package conformance

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A slowPlan says of an event which step it is of, and counts the steps.
type slowPlan struct {
	places  []Place
	symbols []int32
	targets [][]journey.Target
	of      func(e event.Event) int32
}

func planSlowly(m *journey.Map, o Options) slowPlan {
	var p slowPlan
	if o.Sequence != nil {
		seen := map[string]int{}
		o.Sequence = slices.DeleteFunc(slices.Clone(o.Sequence), func(name string) bool { return !o.records(name) })
		for _, name := range o.Sequence {
			seen[name]++
			label := name
			if seen[name] > 1 {
				label = fmt.Sprintf("%s (%d)", name, seen[name])
			}
			p.places = append(p.places, Place{Name: label})
			p.symbols = append(p.symbols, int32(slices.Index(o.Sequence, name)))
			p.targets = append(p.targets, nil)
		}
		p.of = func(e event.Event) int32 { return int32(slices.Index(o.Sequence, e.Name)) }
		return p
	}
	type point struct {
		*journey.Touchpoint
		step int32
	}
	var points []point
	for s := range m.Stages {
		stage, tied := &m.Stages[s], false
		for i := range stage.Touchpoints {
			touchpoint := &stage.Touchpoints[i]
			known := slices.ContainsFunc(touchpoint.Events, o.records)
			if o.By != Stages && !known {
				points = append(points, point{touchpoint, none})
				continue
			}
			if o.By == Stages && !slices.ContainsFunc(stage.Touchpoints, func(t journey.Touchpoint) bool {
				return slices.ContainsFunc(t.Events, o.records)
			}) {
				points = append(points, point{touchpoint, none})
				continue
			}
			if o.By != Stages {
				p.places, p.targets = append(p.places, Place{stage.Name, touchpoint.Name}), append(p.targets, touchpoint.Targets)
			} else if !tied {
				p.places, p.targets = append(p.places, Place{Name: stage.Name}), append(p.targets, stage.Targets)
			}
			tied = true
			points = append(points, point{touchpoint, int32(len(p.places) - 1)})
		}
	}
	for i := range p.places {
		p.symbols = append(p.symbols, int32(i))
	}
	p.of = func(e event.Event) int32 {
		found := int32(none)
		for _, point := range slices.Backward(points) {
			if slices.Contains(point.Events, e.Name) {
				found = point.step
			}
		}
		for _, point := range points {
			if slices.Contains(point.Events, e.Name) && point.Channel == e.Channel {
				found = point.step
			}
		}
		return found
	}
	return p
}

// resultSlowly is Compute by way of lists and maps, without a profile.
func resultSlowly(l *event.Log, p slowPlan, o Options) *Result {
	o, _ = o.settled()
	r := &Result{By: o.By, Per: o.Per}
	type unitOf struct{ unit, customer int }
	where := map[string][]unitOf{} // of each thing that happens, an entry an event
	note := func(what string, u unitOf) { where[what] = append(where[what], u) }
	count := func(what string) (events, units, customers int) {
		u, c := map[int]bool{}, map[int]bool{}
		for _, at := range where[what] {
			u[at.unit], c[at.customer] = true, true
		}
		return len(where[what]), len(u), len(c)
	}
	ways, cost := map[string][]string{}, map[string]int{}
	afters := map[string][]int{}
	times := map[[2]int][]float64{}
	kept := map[int][]bool{}
	var fits []float64
	var missing int
	replayed := 0.0
	for trace := range l.Traces() {
		r.Customers++
		starts := []int32{0}
		if o.Per == Sessions {
			starts = l.Cutter(o.Cut).Append(nil, trace)
		}
		for k, from := range starts {
			to := int32(trace.Len())
			if k+1 < len(starts) {
				to = starts[k+1]
			}
			at := unitOf{r.Units, r.Customers}
			r.Units++
			var seq, rows, shown []int32
			last := ""
			for i := from; i < to; i++ {
				e := trace.Event(int(i))
				step := p.of(e)
				if step == none && !o.CountUnplanned {
					continue
				}
				key := fmt.Sprint("step ", step)
				if step == none {
					key = "name " + e.Name
				}
				if o.Collapse && key == last {
					continue
				}
				last = key
				shown = append(shown, step)
				if step != none {
					seq, rows = append(seq, step), append(rows, i)
				}
			}
			if len(seq) == 0 {
				r.Absent++
			}
			r.Events += len(seq)
			best := bestSlowly(seq, p.symbols)
			stepOf := map[int]int{}
			done := map[int]bool{}
			for _, b := range best {
				stepOf[b.event] = b.step
				done[b.step] = true
				note(fmt.Sprint("completed ", b.step), at)
			}
			unitCost := len(shown) + len(p.symbols) - 2*len(best)
			r.Fitness.Cost += unitCost
			r.Fitness.Lengths += len(shown) + len(p.symbols)
			fits = append(fits, 1-float64(unitCost)/float64(len(shown)+len(p.symbols)))
			if unitCost == 0 {
				note("fit", at)
			} else {
				way := fmt.Sprint(shown)
				note("way "+way, at)
				cost[way] = unitCost
				for _, s := range shown {
					ways[way] = append(ways[way], fmt.Sprint(s))
				}
				ways[way] = ways[way][:len(shown)]
			}
			// What is left over.
			for i, s := range seq {
				if _, tied := stepOf[i]; tied {
					continue
				}
				left := none
				for q := range p.symbols {
					if p.symbols[q] == s && !done[q] && left == none {
						left = q
					}
				}
				if left == none {
					note(fmt.Sprint("repeated ", s), at)
					continue
				}
				done[left] = true
				note(fmt.Sprint("misplaced ", left), at)
				after, before := none, none
				for j := range seq {
					q, tied := stepOf[j]
					if tied && j < i {
						before = q
					}
					if tied && j > i && after == none {
						after = q
					}
				}
				if after != none && after < left {
					note(fmt.Sprintf("inverted %d %d", left, after), at)
				} else if before > left {
					note(fmt.Sprintf("inverted %d %d", before, left), at)
				}
			}
			for q := range p.symbols {
				if !done[q] {
					note(fmt.Sprint("missing ", q), at)
				}
			}
			// Who was where first.
			arrival := map[int]int{}
			for i, s := range seq {
				for q := range p.symbols {
					if _, met := arrival[q]; !met && p.symbols[q] == s {
						arrival[q] = i
						note(fmt.Sprint("reached ", q), at)
						break
					}
				}
			}
			for q, a := range arrival {
				before, after := false, false
				for other, b := range arrival {
					before = before || other < q && b < a
					after = after || other > q && b > a
				}
				if before {
					note(fmt.Sprint("before ", q), at)
				}
				if after {
					note(fmt.Sprint("after ", q), at)
				}
			}
			for q := range p.symbols {
				a, okA := arrival[q]
				b, okB := arrival[q+1]
				if okA && okB {
					note(fmt.Sprint("both ", q), at)
					if a < b {
						note(fmt.Sprint("in order ", q), at)
					}
				}
			}
			// Tokens.
			tokens := make([]int, len(p.symbols)+1)
			tokens[0] = 1
			lost := 0
			for _, s := range seq {
				fire := int(s)
				for q := range slices.Backward(p.symbols) {
					if p.symbols[q] == s && tokens[q] > 0 {
						fire = q
					}
				}
				if tokens[fire]--; tokens[fire] < 0 {
					tokens[fire] = 0
					lost++
				}
				tokens[fire+1]++
			}
			if tokens[len(p.symbols)]--; tokens[len(p.symbols)] < 0 {
				tokens[len(p.symbols)] = 0
				lost++
			}
			for _, n := range tokens {
				r.Replay.Remaining += n
			}
			missing += lost
			r.Replay.Produced += len(seq) + 1
			r.Replay.Consumed += len(seq) + 1
			replayed += 1 - float64(lost)/float64(len(seq)+1)
			if lost == 0 {
				r.Replay.Fit++
			}
			// Times.
			for j := range seq {
				for i := range j {
					key := [2]int{int(seq[i]), int(seq[j])}
					times[key] = append(times[key], trace.Time(int(rows[j])).Sub(trace.Time(int(rows[i]))).Seconds())
				}
			}
			for k := 1; k < len(best); k++ {
				d := trace.Time(int(rows[best[k].event])).Sub(trace.Time(int(rows[best[k-1].event]))).Seconds()
				for x, target := range timeTargets(p.targets[best[k-1].step]) {
					kept[best[k-1].step*100+x] = append(kept[best[k-1].step*100+x], target.Met(journey.Measure{Value: d}))
				}
			}
			// What nobody planned.
			for i := from; i < to; i++ {
				name := trace.Name(int(i))
				if p.of(trace.Event(int(i))) != none {
					continue
				}
				after := none
				for k, row := range rows {
					if q, tied := stepOf[k]; tied && row < i {
						after = q
					}
				}
				note("unplanned "+name, at)
				note(fmt.Sprintf("after %d %s", after, name), at)
				r.UnplannedEvents++
				if !slices.Contains(afters[name], after) {
					afters[name] = append(afters[name], after)
				}
			}
		}
	}
	share := func(name, what string, n int) journey.Measure {
		_, units, _ := count(what)
		return shareSlowly(name, units, n, o.Level)
	}
	place := func(q int) Place {
		if q == none {
			return Place{}
		}
		return p.places[q]
	}
	r.Fitness.Log = 1 - float64(r.Fitness.Cost)/float64(r.Fitness.Lengths)
	mean, around := stat.MeanOnScale(fits, 0, 1, o.Level)
	r.Fitness.Average = measure("fitness", mean, r.Units, around)
	r.Fitness.Fit = share("fit", "fit", r.Units)
	r.Replay.Missing = missing
	r.Replay.Log = 1 - float64(missing)/float64(r.Replay.Consumed)
	r.Replay.Average = replayed / float64(r.Units)
	list := []Deviation{}
	add := func(kind Kind, step, other Place, what string) {
		if e, u, c := count(what); u > 0 {
			list = append(list, Deviation{kind, step, other, e, u, c})
		}
	}
	both, inOrder := 0, 0
	for q := range p.symbols {
		reached, _, _ := count(fmt.Sprint("reached ", q))
		n, _, _ := count(fmt.Sprint("both ", q))
		ordered, _, _ := count(fmt.Sprint("in order ", q))
		both, inOrder = both+n, inOrder+ordered
		before, _, _ := count(fmt.Sprint("before ", q))
		after, _, _ := count(fmt.Sprint("after ", q))
		repeats, _, _ := count(fmt.Sprint("repeated ", q))
		r.Steps = append(r.Steps, Step{
			Place: p.places[q], Reached: reached, Before: before, After: after, Repeats: repeats,
			Completed:  share("completed", fmt.Sprint("completed ", q), r.Units),
			OutOfOrder: share("out_of_order", fmt.Sprint("misplaced ", q), r.Units),
			Missing:    share("missing", fmt.Sprint("missing ", q), r.Units),
			Repeated:   share("repeated", fmt.Sprint("repeated ", q), r.Units),
			InOrder:    shareSlowly("in_order", ordered, n, o.Level),
		})
		add(Skipped, p.places[q], Place{}, fmt.Sprint("missing ", q))
	}
	for q := range p.symbols {
		add(Repeated, p.places[q], Place{}, fmt.Sprint("repeated ", q))
	}
	for q := range p.symbols {
		for other := range p.symbols {
			add(Inverted, p.places[q], p.places[other], fmt.Sprintf("inverted %d %d", q, other))
		}
		for x, target := range timeTargets(p.targets[q]) {
			met := 0
			for _, is := range kept[q*100+x] {
				if is {
					met++
				}
			}
			r.Timing.Promises = append(r.Timing.Promises, Promise{p.places[q], target, shareSlowly("on_time", met, len(kept[q*100+x]), o.Level)})
		}
		if o.Times {
			for other := range p.symbols {
				if all := times[[2]int{q, other}]; len(all) > 0 {
					mean, sd := meanSlowly(all)
					r.Timing.Profile = append(r.Timing.Profile, Pair{First: p.places[q], Then: p.places[other], N: len(all), Mean: mean, StdDev: sd})
				}
			}
		}
	}
	r.Order = shareSlowly("in_order", inOrder, both, o.Level)
	r.Unplanned = []Unplanned{}
	for _, name := range slices.Sorted(maps.Keys(afters)) {
		steps := afters[name]
		u := Unplanned{Name: name}
		u.Events, u.Units, u.Customers = count("unplanned " + name)
		slices.Sort(steps)
		for _, q := range steps {
			e, n, c := count(fmt.Sprintf("after %d %s", q, name))
			u.After = append(u.After, Follow{place(q), e, n, c})
			if o.CountUnplanned {
				add(Inserted, Place{Name: name}, place(q), fmt.Sprintf("after %d %s", q, name))
			}
		}
		slices.SortStableFunc(u.After, func(a, b Follow) int { return cmp.Or(b.Units-a.Units, b.Events-a.Events) })
		r.Unplanned = append(r.Unplanned, u)
	}
	slices.SortFunc(r.Unplanned, func(a, b Unplanned) int {
		return cmp.Or(b.Units-a.Units, b.Events-a.Events, strings.Compare(a.Name, b.Name))
	})
	slices.SortStableFunc(list, func(a, b Deviation) int { return cmp.Or(b.Units-a.Units, b.Events-a.Events) })
	r.Deviations = list[:min(o.Top, len(list))]
	r.Variants = variantsSlowly(ways, cost, place, len(p.symbols), func(way string) (int, int) {
		_, u, c := count("way " + way)
		return u, c
	})
	r.Variants = r.Variants[:min(o.Top, len(r.Variants))]
	r.Unplanned = r.Unplanned[:min(o.Top, len(r.Unplanned))]
	return r
}

func variantsSlowly(ways map[string][]string, cost map[string]int, place func(int) Place, steps int, count func(string) (int, int)) []Variant {
	type keyed struct {
		Variant
		codes []int
	}
	var all []keyed
	for way := range cost {
		v := keyed{Variant: Variant{Steps: []Place{}, Cost: cost[way]}}
		v.Units, v.Customers = count(way)
		for _, s := range ways[way] {
			var code int
			fmt.Sscan(s, &code)
			v.codes = append(v.codes, code)
			v.Steps = append(v.Steps, place(code))
		}
		v.Fitness = 1 - float64(v.Cost)/float64(len(v.Steps)+steps)
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(b.Units-a.Units, len(a.codes)-len(b.codes), slices.Compare(a.codes, b.codes))
	})
	list := []Variant{}
	for _, v := range all {
		list = append(list, v.Variant)
	}
	return list
}

func shareSlowly(name string, k, n int, level float64) journey.Measure {
	if n == 0 {
		return journey.Measure{}
	}
	i := stat.Wilson(k, n, level)
	return journey.Measure{
		Name: name, Value: stat.Tidy(float64(k) / float64(n)), Unit: journey.Ratio, N: n,
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: level, Source: journey.FromLog,
	}
}

func meanSlowly(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean)
	}
	if len(x) == 1 {
		return mean, 0
	}
	return mean, math.Sqrt(sd / float64(len(x)-1))
}

// Whatever the map and the options, all that a result tells is what the slow
// and obvious way finds, which tries all alignments: of 100,000 customers where
// CI asks for them.
func TestResultIsThatOfAllAlignments(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	for n, done := 0, 0; done < sharedtest.Cases(4_000, 100_000); n++ {
		l, m, opt := randomCase(r)
		done += l.Customers()
		got, err := Compute(m, l, &opt)
		if len(planSlowly(m, opt).places) == 0 {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		want := resultSlowly(l, planSlowly(m, opt), opt)
		requireClose(t, want, got, "case %d: %+v", n, opt)
	}
}

// requireClose compares the floats that the slow way sums in another order to
// 1e-12, and all else exactly.
func requireClose(t *testing.T, want, got *Result, msg ...any) {
	t.Helper()
	near := func(a float64, b *float64) {
		if math.Abs(a-*b) <= 1e-11*(1+math.Abs(a)) {
			*b = a
		}
	}
	same := *got
	near(want.Fitness.Average.Value, &same.Fitness.Average.Value)
	near(want.Replay.Log, &same.Replay.Log)
	near(want.Replay.Average, &same.Replay.Average)
	near(want.Fitness.Average.Lo, &same.Fitness.Average.Lo)
	near(want.Fitness.Average.Hi, &same.Fitness.Average.Hi)
	same.Timing.Profile = slices.Clone(same.Timing.Profile)
	for i := range min(len(want.Timing.Profile), len(same.Timing.Profile)) {
		near(want.Timing.Profile[i].Mean, &same.Timing.Profile[i].Mean)
		near(want.Timing.Profile[i].StdDev, &same.Timing.Profile[i].StdDev)
	}
	require.Equal(t, want, &same, msg...)
}
