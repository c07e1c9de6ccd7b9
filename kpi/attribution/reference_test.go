package attribution

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
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
				Value: float64(r.IntN(1000)) / 100,
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

// A slowPath is a path with its times.
type slowPath struct {
	Path
	times []time.Time
}

// slowPaths is the definition of a path.
func slowPaths(log *event.Log, conversion []string, o *Options) (paths []slowPath) {
	for trace := range log.Traces() {
		path := slowPath{}
		for i := range trace.Len() {
			e := trace.Event(i)
			converts := slices.Contains(conversion, e.Name)
			touch := !converts && (o.Touches == nil || slices.Contains(o.Touches, e.Name)) || converts && o.ConversionTouches
			if touch && e.Channel != "" {
				path.Channels = append(path.Channels, e.Channel)
				path.times = append(path.times, e.Time)
			}
			if converts {
				path.Conversions, path.Value = 1, e.Value
				paths = append(paths, path.left(o, e.Time))
				path = slowPath{}
			}
		}
		if len(path.times) > 0 && !o.WithoutNulls {
			path.Nulls = 1
			paths = append(paths, path.left(o, path.times[len(path.times)-1]))
		}
	}
	return paths
}

// left returns what the options leave of a path.
func (p slowPath) left(o *Options, end time.Time) slowPath {
	out := slowPath{Path: p.Path}
	out.Channels = nil
	for i, c := range p.Channels {
		late := o.Lookback > 0 && end.Sub(p.times[i]) > o.Lookback
		again := o.Collapse && i+1 < len(p.Channels) && p.Channels[i+1] == c
		if !late && !again {
			out.Channels, out.times = append(out.Channels, c), append(out.times, p.times[i])
		}
	}
	return out
}

// slowShares is the definition of the models but Markov, by touches.
func slowShares(m Model, p slowPath, o *Options) []float64 {
	n := len(p.Channels)
	out := make([]float64, n)
	switch m {
	case First:
		out[0] = 1
	case Last:
		out[n-1] = 1
	case LastNonDirect:
		at := n - 1
		for i, c := range p.Channels {
			if c != "web" {
				at = i
			}
		}
		if p.Channels[at] == "web" {
			at = n - 1
		}
		out[at] = 1
	case Linear:
		for i := range out {
			out[i] = 1 / float64(n)
		}
	case PositionBased:
		first, last := 0.4, 0.4
		if o.FirstShare > 0 {
			first, last = o.FirstShare, o.LastShare
		}
		for i := range out {
			out[i] = (1 - first - last) / max(1, float64(n-2))
		}
		switch n {
		case 1:
			out[0] = 1
		case 2:
			out[0], out[1] = first/(first+last), last/(first+last)
		default:
			out[0], out[n-1] = first, last
		}
	case TimeDecay:
		sum := 0.0
		for i := range out {
			age := p.times[n-1].Sub(p.times[i]).Hours() / 168
			if o.HalfLife > 0 {
				age = p.times[n-1].Sub(p.times[i]).Seconds() / o.HalfLife.Seconds()
			}
			if o.HalfLifeTouches > 0 {
				age = float64(n-1-i) / o.HalfLifeTouches
			}
			out[i] = math.Pow(2, -age)
			sum += out[i]
		}
		for i := range out {
			out[i] /= sum
		}
	case Shapley:
		distinct := map[journey.Channel]bool{}
		for i, c := range p.Channels {
			if !distinct[c] {
				out[i] = 1
			}
			distinct[c] = true
		}
		for i := range out {
			out[i] /= float64(len(distinct))
		}
	}
	return out
}

// slowGain is what a path may be expected to gain in a chain of an order that
// ends at every state with one channel, by following all paths until nobody is
// left on the way. gain is that of each path.
func slowGain(paths []slowPath, order int, without journey.Channel, gain func(slowPath) float64) float64 {
	type row struct {
		to        map[string]float64
		all, gain float64
	}
	rows := map[string]*row{}
	channels := map[string][]journey.Channel{}
	of := func(state []journey.Channel) string {
		key := fmt.Sprintf("%q", state)
		channels[key] = state
		if rows[key] == nil {
			rows[key] = &row{to: map[string]float64{}}
		}
		return key
	}
	at := map[string]float64{}
	for _, p := range paths {
		size := min(order, len(p.Channels))
		from := of(p.Channels[:size])
		at[from] += 1 / float64(len(paths))
		for i := size; i < len(p.Channels); i++ {
			to := of(p.Channels[i+1-size : i+1])
			rows[from].to[to]++
			rows[from].all++
			from = to
		}
		rows[from].all++
		rows[from].gain += gain(p)
	}
	sum := 0.0
	for left := 1.0; left > 1e-14; {
		left = 0
		next := map[string]float64{}
		for from, p := range at {
			if slices.Contains(channels[from], without) {
				continue
			}
			r := rows[from]
			sum += p * r.gain / r.all
			for to, n := range r.to {
				next[to] += p * n / r.all
				left += p * n / r.all
			}
		}
		at = next
	}
	return sum
}

// slowCredit is the definition of the credit of each channel.
func slowCredit(paths []slowPath, o *Options) map[journey.Channel]*Credit {
	out := map[journey.Channel]*Credit{}
	for _, p := range paths {
		for _, c := range p.Channels {
			if out[c] == nil {
				out[c] = &Credit{Channel: c, Value: new(ByModel)}
			}
		}
	}
	for _, m := range models {
		for _, p := range paths {
			if m == Markov || p.Conversions == 0 {
				continue
			}
			for i, share := range slowShares(m, p, o) {
				c := out[p.Channels[i]]
				*c.of(m) += share
				*c.Value.of(m) += share * p.Value
			}
		}
	}
	slowMarkov(paths, max(1, o.Order), out, func(c *Credit) *ByModel { return &c.ByModel }, func(p slowPath) float64 { return float64(p.Conversions) })
	slowMarkov(paths, max(1, o.Order), out, func(c *Credit) *ByModel { return c.Value }, func(p slowPath) float64 { return p.Value })
	return out
}

func slowMarkov(paths []slowPath, order int, out map[journey.Channel]*Credit, of func(*Credit) *ByModel, gain func(slowPath) float64) {
	whole := slowGain(paths, order, "", gain)
	effects, sum := 0.0, 0.0
	for _, p := range paths {
		sum += gain(p)
	}
	if sum == 0 {
		return
	}
	for c, credit := range out {
		of(credit).RemovalEffect = 1 - slowGain(paths, order, c, gain)/whole
		effects += of(credit).RemovalEffect
	}
	for _, credit := range out {
		of(credit).Markov = of(credit).RemovalEffect / effects * sum
	}
}

// randomOptions asks for all that there is.
func randomOptions(r *rand.Rand) *Options {
	o := &Options{
		Touches: pick(r, nil, nil, []string{"click"}, []string{"view", "click"}, []string{}), ConversionTouches: r.IntN(3) == 0,
		Lookback: pick(r, 0, 0, 10*time.Second), Collapse: r.IntN(3) == 0, WithoutNulls: r.IntN(4) == 0,
		Values: true, Models: models[:], Order: r.IntN(5), Direct: []journey.Channel{"web"},
		HalfLife: pick(r, 0, 7*time.Second), HalfLifeTouches: pick(r, 0, 0, 1.5),
	}
	if r.IntN(2) == 0 {
		o.FirstShare, o.LastShare = 0.3, 0.5
	}
	return o
}

func TestCreditIsThatOfTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range sharedtest.Cases(400, 4000) {
		log := collect(t, randomEvents(r))
		o := randomOptions(r)
		conversion := pick(r, []string{"buy"}, []string{"renew", "buy"})
		paths := slowPaths(log, conversion, o)
		untouched := len(paths)
		paths = slices.DeleteFunc(paths, func(p slowPath) bool { return len(p.Channels) == 0 })
		untouched -= len(paths)
		require.Equal(t, plainly(paths), slices.Collect(Paths(log, conversion, o)))
		got, err := Compute(log, conversion, o)
		if len(paths) == 0 {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, untouched, got.Untouched)
		requireCredit(t, paths, o, got)
		requireSums(t, got)
		requireSameOfPaths(t, log, conversion, o, got)
		requireFewerModels(t, log, conversion, *o, got)
	}
}

func plainly(paths []slowPath) (out []Path) {
	for _, p := range paths {
		out = append(out, p.Path)
	}
	return out
}

func requireCredit(t *testing.T, paths []slowPath, o *Options, got *Result) {
	steps := map[Transition]int{}
	conversions := 0
	for _, p := range paths {
		from := journey.Channel("")
		for _, c := range p.Channels {
			steps[Transition{From: from, To: c}]++
			from = c
		}
		end := Null
		if p.Conversions > 0 {
			end = Conversion
			conversions++
		}
		steps[Transition{From: from, End: end}]++
	}
	require.Equal(t, conversions, got.Conversions)
	require.Equal(t, len(paths)-conversions, got.Nulls)
	require.InDelta(t, float64(conversions)/float64(len(paths)), got.Probability, 1e-9)
	require.Len(t, got.Transitions, len(steps))
	for _, s := range got.Transitions {
		require.Equal(t, steps[Transition{From: s.From, To: s.To, End: s.End}], s.Count)
	}
	want := slowCredit(paths, o)
	require.Len(t, got.Channels, len(want))
	for _, c := range got.Channels {
		requireModels(t, want[c.Channel].ByModel, c.ByModel)
		requireModels(t, *want[c.Channel].Value, *c.Value)
	}
}

func requireModels(t *testing.T, want, got ByModel) {
	for _, m := range models {
		require.InDelta(t, *want.of(m), *got.of(m), 1e-9, m)
		require.GreaterOrEqual(t, *got.of(m), 0.0)
	}
	require.InDelta(t, want.RemovalEffect, got.RemovalEffect, 1e-9)
}

// Every model gives out the conversions and their values, no more and no less.
func requireSums(t *testing.T, got *Result) {
	for _, m := range models {
		conversions, value := 0.0, 0.0
		for _, c := range got.Channels {
			conversions += *c.of(m)
			value += *c.Value.of(m)
		}
		require.InDelta(t, got.Conversions, conversions, 1e-9, m)
		require.InDelta(t, got.Value, value, 1e-9, m)
	}
}

// The paths of a log, counted, have the very result of the log, in any order and
// also where equal ones are counted together.
func requireSameOfPaths(t *testing.T, log *event.Log, conversion []string, o *Options, got *Result) {
	counted := *o
	if counted.HalfLife, counted.HalfLifeTouches = 0, 2; o.HalfLifeTouches == 0 {
		counted.Models = []Model{First, Last, LastNonDirect, Linear, PositionBased, Markov, Shapley}
	} else {
		counted.HalfLifeTouches = o.HalfLifeTouches
	}
	paths := slices.Collect(Paths(log, conversion, o))
	slices.Reverse(paths)
	r, err := FromPaths(paths, &counted)
	require.NoError(t, err)
	want := *got
	want.Channels = slices.Clone(got.Channels)
	want.Untouched, want.Models = 0, r.Models
	for i, c := range want.Channels {
		value := *c.Value
		if o.HalfLifeTouches == 0 {
			want.Channels[i].TimeDecay, value.TimeDecay = 0, 0
		}
		want.Channels[i].Value = &value
	}
	require.Equal(t, text(t, want), text(t, r))
}

// What one model gives does not depend on which others were asked for.
func requireFewerModels(t *testing.T, log *event.Log, conversion []string, o Options, got *Result) {
	for _, m := range models {
		o.Models = []Model{m}
		r, err := Compute(log, conversion, &o)
		require.NoError(t, err)
		for i, c := range r.Channels {
			require.Equal(t, *got.Channels[i].of(m), *c.of(m))
			require.Equal(t, *got.Channels[i].Value.of(m), *c.Value.of(m))
		}
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
		o := pick(r, nil, &Options{ConversionTouches: true}, randomOptions(r), randomOptions(r))
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
