package funnel

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// naive is a row counted from the passages that Who lists.
type naive struct {
	reached, ended []int
	previous       [][]float64
	first          [][]float64
	values         []float64
	next           []map[string]int
}

func newNaive(k int) *naive {
	n := &naive{reached: make([]int, k), ended: make([]int, k), previous: make([][]float64, k), first: make([][]float64, k), values: make([]float64, k), next: make([]map[string]int, k)}
	for i := range n.next {
		n.next[i] = map[string]int{}
	}
	return n
}

func (n *naive) add(log *event.Log, customers map[string]int, p Passage) {
	if p.Reached == 0 {
		return
	}
	n.ended[p.Reached-1]++
	if p.Reached < len(n.next) {
		n.next[p.Reached-1][p.Next]++
	}
	for i, e := range p.Events {
		n.reached[e.Step-1]++
		if v, ok := log.Trace(customers[p.Customer]).Value(e.Event); ok {
			n.values[e.Step-1] += v
		}
		if i > 0 {
			n.previous[e.Step-1] = append(n.previous[e.Step-1], apart(p.Events[i-1].Time, e.Time))
			n.first[e.Step-1] = append(n.first[e.Step-1], apart(p.Began, e.Time))
		}
	}
}

// apart is the time from a to b in seconds, 0 where b is earlier: Time.Sub knows
// no more than 292 years.
func apart(a, b time.Time) float64 {
	return max(0, float64(b.Unix()-a.Unix())+float64(b.Nanosecond()-a.Nanosecond())/1e9)
}

func (n *naive) check(t *testing.T, row Row, brief bool) {
	t.Helper()
	last := len(n.reached) - 1
	require.Equal(t, n.reached[0], row.Entered)
	for i, s := range row.Steps {
		require.Equal(t, n.reached[i], s.Reached)
		checkShare(t, s.FromFirst, n.reached[i], n.reached[0])
		if i < last {
			require.Equal(t, n.ended[i], s.Dropped)
			checkShare(t, s.DropOff, n.ended[i], n.reached[i])
		}
		if brief {
			require.Nil(t, s.TimeFromFirst)
			require.Nil(t, s.Next)
			continue
		}
		require.InDelta(t, n.values[i], s.Value, 1e-9)
		checkTimes(t, n.previous[i], s.TimeFromPrevious)
		checkTimes(t, n.first[i], s.TimeFromFirst)
		total := s.NextOther
		for k, x := range s.Next {
			require.Equal(t, n.next[i][x.Name], x.Count)
			require.True(t, k == 0 || s.Next[k-1].Count >= x.Count)
			total += x.Count
		}
		require.Equal(t, s.Dropped, total)
	}
}

func checkShare(t *testing.T, m journey.Measure, k, n int) {
	t.Helper()
	if n == 0 {
		require.Zero(t, m)
		return
	}
	require.Equal(t, n, m.N)
	require.InDelta(t, float64(k)/float64(n), m.Value, 1e-11)
	require.True(t, m.Lo <= m.Value && m.Value <= m.Hi && m.Lo >= 0 && m.Hi <= 1)
}

func checkTimes(t *testing.T, seconds []float64, list []journey.Measure) {
	t.Helper()
	if len(seconds) < 2 {
		require.Empty(t, list)
		return
	}
	slices.Sort(seconds)
	for _, m := range list {
		require.Equal(t, len(seconds), m.N)
		switch m.Name {
		case journey.MeasureTimeMedian:
			n := len(seconds)
			require.InEpsilon(t, 1+(seconds[(n-1)/2]+seconds[n/2])/2, 1+m.Value, 1e-11)
		case journey.MeasureTimeMean:
			sum := 0.0
			for _, s := range seconds {
				sum += s
			}
			require.InEpsilon(t, 1+sum/float64(len(seconds)), 1+m.Value, 1e-11)
		}
	}
}

// The result is what the passages of Who add up to, and of segments, what those
// do that lie in them.
func TestTheResultIsWhatThePassagesAddUpTo(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for done := 0; done < 1000; {
		steps, opt := randomQuestion(r)
		randomReport(r, opt, len(steps))
		log := randomLog(t, r, 1+r.IntN(40), 8)
		got, err := Compute(log, steps, opt)
		if err != nil {
			continue
		}
		done++
		customers := map[string]int{}
		for i := range log.Customers() {
			customers[log.Trace(i).Customer()] = i
		}
		passages, err := Who(log, steps, opt)
		require.NoError(t, err)
		whole, segments := newNaive(len(steps)), map[string]*naive{}
		for p := range passages {
			whole.add(log, customers, p)
			for _, s := range p.Segments {
				if segments[s] == nil {
					segments[s] = newNaive(len(steps))
				}
				segments[s].add(log, customers, p)
			}
		}
		whole.check(t, got.All, opt.Brief)
		require.Equal(t, log.Customers(), got.Customers)
		if opt.Anchor == FirstEntry || opt.Anchor == EachEntry {
			continue // a segment may count another try than the whole does
		}
		if opt.Count != Scopes && (opt.Scope != "" && opt.Scope != History || opt.Same != "") {
			continue
		}
		for _, row := range got.Segments {
			require.Contains(t, segments, row.Segment)
			segments[row.Segment].check(t, row, opt.Brief)
		}
		if got.Other == nil {
			require.Len(t, got.Segments, len(segments))
		}
	}
}

// shopEvents returns a customer's events, a minute between them.
func shopEvents(customer, colour string, names ...string) []event.Event {
	var out []event.Event
	for i, name := range names {
		out = append(out, event.Event{
			Customer: customer, Name: name, Time: epoch.Add(time.Duration(i) * time.Minute), NoValue: true,
			Attrs: map[string]string{"colour": colour},
		})
	}
	return out
}

func collected(t *testing.T, lists ...[]event.Event) *event.Log {
	log, err := event.Collect(slices.Values(slices.Concat(lists...)))
	require.NoError(t, err)
	return log
}

func TestSegmentsBeyondTheBoundAreOne(t *testing.T) {
	var lists [][]event.Event
	for i, colour := range []string{"red", "red", "red", "blue", "blue", "green", "white", ""} {
		lists = append(lists, shopEvents(string(rune('a'+i)), colour, []string{"a", "b"}[:1+i%2]...))
	}
	log := collected(t, lists...)
	got, err := Compute(log, ab, &Options{By: "colour", Segments: 2})
	require.NoError(t, err)
	require.Len(t, got.Segments, 2)
	assert.Equal(t, []string{"red", "blue"}, []string{got.Segments[0].Segment, got.Segments[1].Segment})
	assert.Equal(t, 3, got.Other.Entered)
	assert.Equal(t, 8, got.All.Entered)
	require.NotNil(t, got.Segments[0].Against)
	assert.Equal(t, 8, got.Segments[0].Against.Difference.N)
	assert.InDelta(t, 1.0/3-3.0/5, got.Segments[0].Against.Difference.Value, 1e-9)
	assert.LessOrEqual(t, got.Segments[0].Against.P, got.Segments[0].Against.Adjusted)
}

// Half of 400 in one segment and a third of 300 in another differ: the interval
// of the difference holds 1/6 and not 0, and the pooled z test has
// z² = (1/6)² / (3/7 · 4/7 · (1/400 + 1/300)) = 19.444, whose p is 1.0357e-05.
func TestSegmentsThatDifferAreFoundToDiffer(t *testing.T) {
	var lists [][]event.Event
	for i := range 700 {
		names, colour := []string{"a"}, "red"
		if i >= 400 {
			colour = "blue"
		}
		if i < 200 || i >= 600 {
			names = []string{"a", "b"}
		}
		lists = append(lists, shopEvents(string(rune('a'+i)), colour, names...))
	}
	got, err := Compute(collected(t, lists...), ab, &Options{By: "colour", Brief: true})
	require.NoError(t, err)
	red := got.Segments[0]
	assert.Equal(t, []int{400, 200}, []int{red.Entered, red.Completed})
	d := red.Against.Difference
	assert.InDelta(t, 1.0/6, d.Value, 1e-11)
	assert.True(t, 0 < d.Lo && d.Lo < 1.0/6 && 1.0/6 < d.Hi)
	assert.InDelta(t, 1.0356865370e-05, red.Against.P, 1e-14)
}

func TestOpenAreThoseWhoseWindowIsNotOver(t *testing.T) {
	log := collected(t, shopEvents("ada", "", "a", "x", "x", "x", "x"), shopEvents("ben", "", "x", "x", "a"),
		shopEvents("cleo", "", "x", "x", "x", "a", "b"), shopEvents("dan", "", "x", "a"))
	for _, c := range []struct {
		opt  Options
		want int
	}{
		{Options{}, 0},
		{Options{Window: 3 * time.Minute}, 1}, // ben; dan's window ends with the log
		{Options{Window: 3*time.Minute + 1}, 2},
		{Options{Window: time.Hour}, 3},
		{Options{Window: time.Hour, Brief: true}, 0},
		{Options{Window: AtOnce}, 0},
	} {
		got, err := Compute(log, ab, &c.opt)
		require.NoError(t, err)
		assert.Equal(t, c.want, got.All.Open, "%v", c.opt.Window)
	}
}

// The answers to the questions that every funnel must answer.
func TestNamedCases(t *testing.T) {
	abc := []Step{{Events: []string{"a"}}, {Events: []string{"b"}}, {Events: []string{"c"}}}
	optional := slices.Clone(abc)
	optional[1].Optional = true
	directly := slices.Clone(abc)
	directly[2].Directly = true
	for _, c := range []struct {
		name  string
		did   []string // a minute between them
		steps []Step
		opt   Options
		want  []int
	}{
		{"other events may stand between steps", []string{"a", "x", "b", "x", "c"}, abc, Options{}, []int{1, 1, 1}},
		{"steps in the wrong order are not taken", []string{"c", "b", "a"}, abc, Options{}, []int{1, 0, 0}},
		{"a later start is found where the first is too old", []string{"a", "x", "x", "a", "b", "c"}, abc, Options{Window: 2 * time.Minute}, []int{1, 1, 1}},
		{"but the first entry alone counts where it is asked for", []string{"a", "x", "x", "a", "b", "c"}, abc, Options{Window: 2 * time.Minute, Anchor: FirstEntry}, []int{1, 0, 0}},
		{"and the last entry may be too late", []string{"a", "b", "c", "a"}, abc, Options{Anchor: LastEntry}, []int{1, 0, 0}},
		{"each entry counts in totals", []string{"a", "b", "c", "a", "b", "a"}, abc, Options{Anchor: EachEntry, Count: Tries}, []int{2, 2, 1}},
		{"who completed stays so, whatever they do again", []string{"a", "b", "c", "a"}, abc, Options{}, []int{1, 1, 1}},
		{"an optional step may be left out", []string{"a", "c"}, optional, Options{}, []int{1, 0, 1}},
		{"or taken", []string{"a", "b", "c"}, optional, Options{}, []int{1, 1, 1}},
		{"directly bars what stands between", []string{"a", "b", "x", "c"}, directly, Options{}, []int{1, 1, 0}},
		{"but not before another chain", []string{"a", "b", "x", "b", "c"}, directly, Options{}, []int{1, 1, 1}},
		{"strict order bars it everywhere", []string{"a", "x", "b", "c"}, abc, Options{Order: Strict}, []int{1, 0, 0}},
		{"any order counts k of n", []string{"c", "a"}, abc, Options{Order: Unordered}, []int{1, 1, 0}},
		{"the first and then any needs the first k", []string{"a", "c", "x"}, abc, Options{Order: FirstThenAny}, []int{1, 0, 0}},
		{"the newer of two prior steps serves a short way", []string{"a", "b", "x", "x", "b", "c"}, abc, Options{Within: 4 * time.Minute}, []int{1, 1, 1}},
		{"an event serves one step", []string{"a", "x"}, []Step{{Events: []string{"a"}}, {Events: []string{"a"}}}, Options{}, []int{1, 0}},
		{"or several, where it may", []string{"a", "x"}, []Step{{Events: []string{"a"}}, {Events: []string{"a"}}}, Options{Reuse: true}, []int{1, 1}},
		{"excluded events bar the way", []string{"a", "x", "b"}, abc, Options{Exclude: []Exclusion{{Events: []string{"x"}}}}, []int{1, 0, 0}},
		{"but not that of another start", []string{"a", "x", "a", "b"}, abc, Options{Exclude: []Exclusion{{Events: []string{"x"}}}}, []int{1, 1, 0}},
		{"or not between these steps", []string{"a", "b", "x", "c"}, abc, Options{Exclude: []Exclusion{{Events: []string{"x"}, To: 2}}}, []int{1, 1, 1}},
		{"or drop whom they cost a step", []string{"a", "x", "b"}, abc, Options{Effect: Drop, Exclude: []Exclusion{{Events: []string{"x"}}}}, []int{0, 0, 0}},
		{"a session is a funnel of its own", []string{"a", "b", "c"}, abc, Options{Scope: Session, Session: event.Cut{Silence: time.Second}, Count: Scopes}, []int{1, 0, 0}},
		{"a name that nobody has is no mistake", []string{"a"}, []Step{abc[0], {Events: []string{"nowhere"}}}, Options{}, []int{1, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Compute(collected(t, shopEvents("ada", "", c.did...)), c.steps, &c.opt)
			require.NoError(t, err)
			var reached []int
			for _, s := range got.All.Steps {
				reached = append(reached, s.Reached)
			}
			assert.Equal(t, c.want, reached)
		})
	}
}

func TestCalendarScopesCutWhereTheZoneSays(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	at := func(s string) time.Time {
		out, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		return out
	}
	for _, c := range []struct {
		name     string
		from, to string
		scope    Scope
		zone     *time.Location
		together bool
	}{
		{"one day in UTC", "2026-03-01T22:30:00Z", "2026-03-01T23:30:00Z", Day, nil, true},
		{"is two in Paris", "2026-03-01T22:30:00Z", "2026-03-01T23:30:00Z", Day, paris, false},
		{"a week begins on Monday", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", Week, nil, false},
		{"and ends on Sunday", "2026-03-02T00:00:00Z", "2026-03-08T23:59:59Z", Week, nil, true},
		{"a day of 23 hours", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", Day, paris, true},
		{"is over after them", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", Day, paris, false},
		{"February", "2028-02-01T00:00:00Z", "2028-02-29T23:59:59Z", Month, nil, true},
		{"and March", "2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z", Month, nil, false},
		{"the end of time", "2262-04-11T00:00:00Z", "2262-04-11T23:47:00Z", Month, nil, true},
	} {
		log := collected(t, []event.Event{{Customer: "ada", Name: "a", Time: at(c.from)}, {Customer: "ada", Name: "b", Time: at(c.to)}})
		got, err := Compute(log, ab, &Options{Scope: c.scope, Zone: c.zone})
		require.NoError(t, err)
		assert.Equal(t, c.together, got.All.Completed == 1, c.name)
	}
}

func TestStepsOfAMapAreItsStages(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "Look", Touchpoints: []journey.Touchpoint{{Events: []string{"ad", "page"}}, {Events: []string{"page", "search"}}}},
		{Name: "Wait", Touchpoints: []journey.Touchpoint{{Name: "nothing is recorded"}}},
		{Name: "Buy", Touchpoints: []journey.Touchpoint{{Events: []string{"purchase"}}}},
	}}
	assert.Equal(t, []Step{{Name: "Look", Events: []string{"ad", "page", "search"}}, {Name: "Buy", Events: []string{"purchase"}}}, Steps(m))
}

func TestASearchThatIsCutShortIsCounted(t *testing.T) {
	log := collected(t, shopEvents("ada", "", "a", "a", "b", "a", "b"))
	for _, opt := range []Options{{Anchor: EachEntry}, {Order: FirstThenAny}} {
		tally, err := New(log, []Step{ab[0], ab[1], {Events: []string{"nowhere"}}}, &opt)
		require.NoError(t, err)
		tally.match.most = log.Len()
		tally.Add(log.Trace(0))
		got, err := tally.Result()
		require.NoError(t, err)
		assert.Equal(t, opt.Order == FirstThenAny, got.Cut == 1, "one try was enough where there is one")
		assert.Equal(t, 2, got.All.Steps[1].Reached+got.All.Entered)
	}
}

func TestADroppedTryDoesNotStandInTheWayOfAnother(t *testing.T) {
	log := collected(t, shopEvents("ada", "red", "a", "b", "x", "c"), shopEvents("ada", "blue", "a"), shopEvents("ben", "red", "a", "x", "b"))
	opt := &Options{Same: "colour", Effect: Drop, Exclude: []Exclusion{{Events: []string{"x"}}}}
	got, err := Compute(log, []Step{ab[0], ab[1], {Events: []string{"c"}}}, opt)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 0, 1}, []int{got.All.Entered, got.All.Completed, got.Excluded})
}

// Two parts may have sums that are no numbers where the whole has one.
func TestASegmentTooLargeIsAnError(t *testing.T) {
	var events []event.Event
	for i, v := range []float64{1e308, 1e308, -1e308, -1e308} {
		e := shopEvents(string(rune('p'+i)), []string{"red", "red", "blue", "blue"}[i], "a")[0]
		e.Value, e.NoValue = v, false
		events = append(events, e)
	}
	log := collected(t, events)
	_, err := Compute(log, ab, nil)
	assert.NoError(t, err)
	for _, segments := range []int{1, 2} {
		_, err = Compute(log, ab, &Options{By: "colour", Segments: segments})
		assert.ErrorIs(t, err, ErrTooLarge)
	}
}
