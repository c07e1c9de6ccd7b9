package attribution

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func randomEvents(r *rand.Rand) []event.Event {
	var list []event.Event
	channels := []journey.Channel{"email", "search", "web", "social", "store"}[:1+r.IntN(5)]
	for who := range 1 + r.IntN(5) {
		for range r.IntN(12) {
			list = append(list, event.Event{
				Customer: strconv.Itoa(who), Time: time.Unix(int64(r.IntN(50)), 0),
				Name: pick(r, "view", "view", "click", "click", "buy", "renew"), Channel: pick(r, append(channels, "")...),
			})
		}
	}
	if r.IntN(10) == 0 {
		for i := range shortPath + r.IntN(9) {
			list = append(list, event.Event{Customer: "long", Time: time.Unix(int64(i), 0), Name: "view", Channel: pick(r, channels...)})
		}
		list = append(list, event.Event{Customer: "long", Time: time.Unix(100, 0), Name: "buy"})
	}
	return list
}

func collect(t testing.TB, events []event.Event) *event.Log {
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// slowPaths is the definition of a path.
func slowPaths(log *event.Log, conversion []string, o *Options) (paths []Path) {
	if o == nil {
		o = &Options{}
	}
	for trace := range log.Traces() {
		path := Path{Nulls: 1}
		for i := range trace.Len() {
			e := trace.Event(i)
			converts := slices.Contains(conversion, e.Name)
			touch := !converts && (o.Touches == nil || slices.Contains(o.Touches, e.Name)) || converts && o.ConversionTouches
			if touch && e.Channel != "" {
				path.Channels = append(path.Channels, e.Channel)
			}
			if converts {
				path.Conversions, path.Nulls, path.Value = 1, 0, e.Value
				paths = append(paths, path)
				path = Path{Nulls: 1}
			}
		}
		paths = append(paths, path)
	}
	return slices.DeleteFunc(paths, func(p Path) bool { return len(p.Channels) == 0 })
}

// slowProbability is that of a conversion in the chain without one channel, by
// following all its paths until nobody is left on the way.
func slowProbability(paths []Path, without journey.Channel) float64 {
	step := map[journey.Channel]map[journey.Channel]float64{}
	add := func(from, to journey.Channel) {
		if step[from] == nil {
			step[from] = map[journey.Channel]float64{}
		}
		step[from][to]++
	}
	for _, p := range paths {
		from := journey.Channel("(start)")
		for _, c := range p.Channels {
			add(from, c)
			from = c
		}
		if p.Conversions > 0 {
			add(from, "(conversion)")
		} else {
			add(from, "(null)")
		}
	}
	at, converted := map[journey.Channel]float64{"(start)": 1}, 0.0
	for left := 1.0; left > 1e-13; {
		left = 0
		next := map[journey.Channel]float64{}
		for from, p := range at {
			all := 0.0
			for _, n := range step[from] {
				all += n
			}
			for to, n := range step[from] {
				switch to {
				case without, "(null)":
				case "(conversion)":
					converted += p * n / all
				default:
					next[to] += p * n / all
					left += p * n / all
				}
			}
		}
		at = next
	}
	return converted
}

func TestCreditIsThatOfTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 250 {
		log := collect(t, randomEvents(r))
		o := pick(r, nil, &Options{}, &Options{Touches: []string{"click"}}, &Options{ConversionTouches: true}, &Options{Touches: []string{}})
		conversion := pick(r, []string{"buy"}, []string{"renew", "buy"})
		paths := slowPaths(log, conversion, o)
		require.ElementsMatch(t, paths, slices.Collect(Paths(log, conversion, o)))
		got, err := Compute(log, conversion, o)
		if len(paths) == 0 {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		requireCredit(t, paths, got)
	}
}

func requireCredit(t *testing.T, paths []Path, got *Result) {
	want := map[journey.Channel]*Credit{}
	steps := map[Transition]int{}
	conversions := 0
	for _, p := range paths {
		from := journey.Channel("")
		for _, c := range p.Channels {
			if want[c] == nil {
				want[c] = &Credit{Channel: c}
			}
			steps[Transition{From: from, To: c}]++
			from = c
		}
		if p.Nulls > 0 {
			steps[Transition{From: from, End: Null}]++
			continue
		}
		steps[Transition{From: from, End: Conversion}]++
		conversions++
		want[p.Channels[0]].First++
		want[p.Channels[len(p.Channels)-1]].Last++
		for _, c := range p.Channels {
			want[c].Linear += 1 / float64(len(p.Channels))
		}
	}
	require.Equal(t, conversions, got.Conversions)
	require.Equal(t, len(paths)-conversions, got.Nulls)
	require.InDelta(t, float64(conversions)/float64(len(paths)), got.Probability, 1e-9)
	require.Len(t, got.Channels, len(want))
	all, effects := slowProbability(paths, ""), 0.0
	for c := range want {
		if all > 0 {
			want[c].RemovalEffect = 1 - slowProbability(paths, c)/all
			effects += want[c].RemovalEffect
		}
	}
	given := 0.0
	for _, c := range got.Channels {
		w := want[c.Channel]
		if effects > 0 {
			w.Markov = w.RemovalEffect / effects * float64(conversions)
		}
		require.Equal(t, w.First, c.First)
		require.Equal(t, w.Last, c.Last)
		require.InDelta(t, w.Linear, c.Linear, 1e-9)
		require.InDelta(t, w.RemovalEffect, c.RemovalEffect, 1e-9)
		require.InDelta(t, w.Markov, c.Markov, 1e-9)
		given += c.Markov
	}
	require.InDelta(t, conversions, given, 1e-9)
	require.Len(t, got.Transitions, len(steps))
	require.Equal(t, journey.Channel(""), got.Transitions[0].From)
	for _, s := range got.Transitions {
		require.Equal(t, steps[Transition{From: s.From, To: s.To, End: s.End}], s.Count)
	}
}

func text(t testing.TB, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// Parts that are tallied apart, saved, and merged in any order give the very
// result of the whole.
func TestPartsMergedAreTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		events := randomEvents(r)
		o := pick(r, nil, &Options{ConversionTouches: true})
		whole, err := Compute(collect(t, events), []string{"buy"}, o)
		lists := make([][]event.Event, 1+r.IntN(4))
		for _, e := range events {
			part := int(e.Customer[0]) % len(lists)
			lists[part] = append(lists[part], e)
		}
		var tallies []*Tally
		for _, list := range lists {
			log := collect(t, list)
			tally, err := New(log, []string{"buy"}, o)
			require.NoError(t, err)
			half := log.Customers() / 2
			for i := range half {
				tally.Add(log.Trace(i))
			}
			if r.IntN(3) == 0 && len(tallies) > 0 { // a tally goes on after a merge
				tally.Merge(tallies[len(tallies)-1])
				tallies = tallies[:len(tallies)-1]
			}
			for i := half; i < log.Customers(); i++ {
				tally.Add(log.Trace(i))
			}
			if r.IntN(3) > 0 {
				saved := text(t, tally)
				tally = new(Tally)
				require.NoError(t, json.Unmarshal([]byte(saved), tally))
				require.Equal(t, saved, text(t, tally))
			}
			tallies = append(tallies, tally)
		}
		r.Shuffle(len(tallies), func(i, j int) { tallies[i], tallies[j] = tallies[j], tallies[i] })
		for _, other := range tallies[1:] {
			before := text(t, other)
			tallies[0].Merge(other)
			require.Equal(t, before, text(t, other))
		}
		merged, mergedErr := tallies[0].Result()
		require.Equal(t, err == nil, mergedErr == nil)
		require.Equal(t, text(t, whole), text(t, merged))
	}
}

// The equations of a chain hold for what solves them, also where conversions
// are rarer than a float64 can tell from 1.
func TestRareConversionsAreExact(t *testing.T) {
	const rare = 1e-18
	// One channel leads to the next and back; only the second converts.
	c := newChain([]float64{0, 1, 1, 0}, []float64{rare, rare})
	effects := removalEffects(c, []float64{1, 0}, [][]float64{{0, rare}})[0]
	assert.InDelta(t, 0.5, c.solve([]float64{0, rare})[0], 1e-12)
	assert.InDelta(t, 1, effects[0], 1e-12)
	assert.InDelta(t, 1, effects[1], 1e-12)
}
