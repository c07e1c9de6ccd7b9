package cart_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
	"github.com/parcours-go/parcours/persona/field"
)

const minute = time.Minute

func randomLog(t *testing.T, r *rand.Rand) *event.Log {
	names := []string{"add_to_cart", "add_to_cart", "remove_from_cart", "purchase", "page"}
	events := make([]event.Event, 1+r.IntN(50))
	for i := range events {
		e := event.Event{
			Customer: fmt.Sprint("c", r.IntN(6)), Name: names[r.IntN(len(names))],
			Channel: journey.Channel([]string{"", "web", "shop"}[r.IntN(3)]), Time: time.Unix(60*int64(r.IntN(200)), 0),
			NoValue: r.IntN(2) == 0,
		}
		if !e.NoValue {
			e.Value = float64(r.IntN(100)) / 10
		}
		if r.IntN(3) > 0 {
			e.Attrs = map[string]string{"cart": fmt.Sprint("k", r.IntN(3)), "platform": fmt.Sprint("p", r.IntN(2))}
		}
		events[i] = e
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

func randomOptions(r *rand.Rand) *cart.Options {
	opt := &cart.Options{
		Unit:   []cart.Unit{"", cart.ByCustomer, cart.BySession, cart.ByCart, cart.ByID}[r.IntN(5)],
		Within: []time.Duration{0, 5 * minute, 40 * minute}[r.IntN(3)],
		ID:     "cart",
		By:     []string{"", "platform"}[r.IntN(2)],
	}
	if r.IntN(2) == 0 {
		opt.Session.Silence = 10 * minute
	}
	if r.IntN(2) == 0 {
		opt.At = time.Unix(60*int64(r.IntN(200)), 0)
	}
	return opt
}

// A row is what became of the carts of one segment, all in a slow way.
type row struct {
	carts, abandoned, pending, valued int
	value, lost                       float64
}

// slow groups the events that make up each cart, and then judges each group.
func slow(log *event.Log, opt *cart.Options) map[string]row {
	var all []event.Event
	for e := range log.All() {
		if opt.At.IsZero() || !e.Time.After(opt.At) {
			all = append(all, e)
		}
	}
	end := opt.At
	if end.IsZero() {
		_, end = log.Span()
	}
	rows := map[string]row{}
	byCustomer := map[string][]event.Event{}
	for _, e := range all {
		byCustomer[e.Customer] = append(byCustomer[e.Customer], e)
	}
	for _, list := range byCustomer {
		for _, group := range groups(list, opt) {
			judge(rows, group, opt, end)
		}
	}
	return rows
}

func within(opt *cart.Options) time.Duration {
	if opt.Unit == cart.ByCart {
		return cmp.Or(opt.Within, 24*time.Hour)
	}
	return opt.Within
}

// groups returns the events of each cart of a customer.
func groups(list []event.Event, opt *cart.Options) [][]event.Event {
	var out [][]event.Event
	switch opt.Unit {
	case cart.BySession:
		for i, e := range list {
			if i == 0 || e.Time.Sub(list[i-1].Time) > cmp.Or(opt.Session.Silence, 30*minute) {
				out = append(out, nil)
			}
			out[len(out)-1] = append(out[len(out)-1], e)
		}
	case cart.ByID:
		for _, id := range []string{"k0", "k1", "k2"} {
			var group []event.Event
			for _, e := range list {
				if e.Attrs["cart"] == id {
					group = append(group, e)
				}
			}
			out = append(out, group)
		}
	case cart.ByCart:
		var group []event.Event
		for _, e := range list {
			if e.Name == "page" {
				continue
			}
			puts := slices.DeleteFunc(slices.Clone(group), func(e event.Event) bool { return e.Name != "add_to_cart" })
			late := len(puts) > 0 && e.Time.Sub(puts[len(puts)-1].Time) > within(opt)
			switch {
			case e.Name == "purchase":
				out, group = append(out, append(group, e)), nil
			case e.Name == "add_to_cart" && late:
				out, group = append(out, group), []event.Event{e}
			case e.Name == "add_to_cart" || len(group) > 0:
				group = append(group, e)
			}
		}
		out = append(out, group)
	default:
		out = append(out, list)
	}
	return out
}

func judge(rows map[string]row, group []event.Event, opt *cart.Options, end time.Time) {
	var last *event.Event
	value, valued, bought := 0.0, 0, false
	for i, e := range group {
		switch e.Name {
		case "add_to_cart":
			last = &group[i]
			value += e.Value
		case "remove_from_cart":
			value -= e.Value
		case "purchase":
			bought = bought || within(opt) == 0 || last != nil && e.Time.Sub(last.Time) <= within(opt)
		}
		if !e.NoValue && (e.Name == "add_to_cart" || e.Name == "remove_from_cart") {
			valued = 1
		}
	}
	if last == nil {
		return
	}
	deadline := time.Time{}
	if opt.Unit == cart.BySession {
		deadline = group[len(group)-1].Time.Add(cmp.Or(opt.Session.Silence, 30*minute))
	} else if within(opt) > 0 {
		deadline = last.Time.Add(within(opt))
	}
	segment := string(last.Channel)
	if opt.By != "" {
		segment = last.Attrs[opt.By]
	}
	r := rows[segment]
	r.carts++
	r.valued += valued
	r.value += max(0, value)
	switch {
	case bought:
	case deadline.After(end):
		r.pending++
	default:
		r.abandoned++
		r.lost += max(0, value)
	}
	rows[segment] = r
}

func TestCartsAreThoseOfTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		log, opt := randomLog(t, r), randomOptions(r)
		want := slow(log, opt)
		got, err := cart.Compute(log, opt)
		if len(want) == 0 {
			require.ErrorIs(t, err, cart.ErrNoData)
			continue
		}
		require.NoError(t, err)
		require.Len(t, got.Segments, len(want))
		var sum row
		for _, s := range got.Segments {
			w := want[s.Name]
			checkOutcome(t, w, s.Outcome)
			sum.carts, sum.abandoned, sum.pending, sum.valued = sum.carts+w.carts, sum.abandoned+w.abandoned, sum.pending+w.pending, sum.valued+w.valued
			sum.value, sum.lost = sum.value+w.value, sum.lost+w.lost
		}
		checkOutcome(t, sum, got.Outcome)
	}
}

func checkOutcome(t *testing.T, want row, got cart.Outcome) {
	t.Helper()
	require.Equal(t, want.carts, got.Carts)
	require.Equal(t, want.abandoned, got.Abandoned)
	require.Equal(t, want.pending, got.Pending)
	require.Equal(t, want.valued, got.Valued)
	require.InDelta(t, want.value, got.Value, 1e-9)
	require.InDelta(t, want.lost, got.ValueLost, 1e-9)
	if want.carts == want.pending {
		require.Zero(t, got.Rate)
		return
	}
	require.InDelta(t, float64(want.abandoned)/float64(want.carts-want.pending), got.Rate.Value, 1e-11)
	require.Equal(t, want.carts-want.pending, got.Rate.N)
}

// Parts of the customers, counted on machines that know nothing of each other,
// saved, restored and merged in any order, and a stream that is followed, give
// what one pass gives.
func TestPartsMergedAreOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 120 {
		log, opt := randomLog(t, r), randomOptions(r)
		want, err := cart.Compute(log, opt)
		if err != nil {
			continue
		}
		var parts []*cart.Tally
		for _, part := range log.Split(func(string) string { return fmt.Sprint(r.IntN(3)) }) {
			tally, err := cart.New(part, opt)
			require.NoError(t, err)
			for trace := range part.Traces() {
				tally.Add(trace)
			}
			state, err := json.Marshal(tally)
			require.NoError(t, err)
			restored := new(cart.Tally)
			require.NoError(t, json.Unmarshal(state, restored))
			parts = append(parts, restored)
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for _, p := range parts[1:] {
			parts[0].Merge(p)
		}
		got, err := parts[0].Result()
		require.NoError(t, err)
		require.Equal(t, want, got)

		s := event.NewStream(nil)
		follow := event.Follow(s, func(l *event.Log) (*cart.Tally, error) { return cart.New(l, opt) })
		events := slices.Collect(log.All())
		for i := range events {
			events[i].Order = int64(i)
		}
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		for _, e := range events {
			require.NoError(t, s.Append(e))
			if r.IntN(25) == 0 {
				_, err := follow.Now()
				require.NoError(t, err)
			}
		}
		now, err := follow.Now()
		require.NoError(t, err)
		got, err = now.Result()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestWhatIsNotOneAnalysisIsAnError(t *testing.T) {
	log := randomLog(t, rand.New(rand.NewPCG(5, 6)))
	a, err := cart.New(log, nil)
	require.NoError(t, err)
	b, err := cart.New(log, &cart.Options{Unit: cart.ByCart})
	require.NoError(t, err)
	a.Merge(b)
	_, err = a.Result()
	assert.ErrorContains(t, err, "tallies were asked different things")
	_, err = json.Marshal(a)
	assert.Error(t, err)

	state, err := json.Marshal(b)
	require.NoError(t, err)
	var restored cart.Tally
	require.NoError(t, json.Unmarshal(state, &restored))
	restored.Add(log.Trace(0))
	_, err = restored.Result()
	assert.ErrorContains(t, err, "a saved tally takes in tallies, no traces")

	for _, bad := range []string{
		`{}`, `7`, `{"asked":{"level":0.95}}`,
		`{"asked":{"level":0.95},"segments":{"a":null}}`,
		`{"asked":{"level":0.95},"segments":{"a":{"carts":1,"lost":2}}}`,
		`{"asked":{"level":0.95},"segments":{"a":{"carts":1}},"waiting":[{"segment":"a"}]}`,
		`{"asked":{"level":0.95},"segments":{},"waiting":[{"segment":"a"}]}`,
	} {
		assert.Error(t, json.Unmarshal([]byte(bad), new(cart.Tally)), bad)
	}
}

func TestOptionsThatDoNotServeSaySo(t *testing.T) {
	log := randomLog(t, rand.New(rand.NewPCG(5, 6)))
	for path, opt := range map[string]*cart.Options{
		"options.level":  {Level: 0.3},
		"options.at":     {At: time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)},
		"options.within": {Within: -1},
		"options.id":     {Unit: cart.ByID},
		"options.unit":   {Unit: "basket"},
	} {
		_, err := cart.Compute(log, opt)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, path, mistake.Path)
	}
	_, err := cart.Compute(nil, nil)
	assert.Error(t, err)
	huge := []event.Event{
		{Customer: "a", Name: "add_to_cart", Value: 1e308, Time: time.Unix(0, 0)},
		{Customer: "b", Name: "add_to_cart", Value: 1e308, Time: time.Unix(0, 0)},
	}
	log, err = event.Collect(slices.Values(huge))
	require.NoError(t, err)
	_, err = cart.Compute(log, nil)
	assert.ErrorContains(t, err, "too large")
}

func TestNothingIsAllocatedPerEvent(t *testing.T) {
	var events []event.Event
	for i := range 9000 {
		events = append(events, event.Event{Customer: "ada", Name: []string{"add_to_cart", "purchase", "page"}[i%3], Time: time.Unix(int64(i), 0)})
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	for _, unit := range []cart.Unit{cart.ByCustomer, cart.BySession, cart.ByCart} {
		tally, err := cart.New(log, &cart.Options{Unit: unit})
		require.NoError(t, err)
		tally.Add(log.Trace(0))
		assert.Zero(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }), unit)
	}
}
