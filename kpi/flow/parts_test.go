package flow_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
)

// someEvents are of a few customers, names and sessions, with ties.
func someEvents(r *rand.Rand, customers int) (events []event.Event) {
	names := "abcde"[:1+r.IntN(5)]
	for c := range customers {
		second := 0.0
		for range 1 + r.IntN(8) {
			second += float64(r.IntN(4) * r.IntN(20))
			e := at(fmt.Sprintf("c%02d", c), second, string(names[r.IntN(len(names))]))
			e.Channel = []journey.Channel{"", "web", "app"}[r.IntN(3)]
			e.Attrs = map[string]string{"session": []string{"", "s", "t"}[r.IntN(3)]}
			events = append(events, e)
		}
	}
	return events
}

// someMap has two stages and two touchpoints of one name.
func someMap() *journey.Map {
	return &journey.Map{Stages: []journey.Stage{
		{Name: "later", Touchpoints: []journey.Touchpoint{{Name: "page", Events: []string{"c"}}, {Name: "other page", Events: []string{"a"}, Channel: "web"}}},
		{Name: "first", Touchpoints: []journey.Touchpoint{{Name: "page", Events: []string{"b", "e"}}}},
	}}
}

// someOptions asks for all sorts of things.
func someOptions(r *rand.Rand) flow.Options {
	yes := func() bool { return r.IntN(2) == 0 }
	o := flow.Options{
		By:       []flow.By{"", flow.ByEvent, flow.ByStage, flow.ByTouchpoint, flow.ByChannel, flow.ByAttr}[r.IntN(6)],
		Collapse: yes(), Customers: yes(), Times: yes(), Eventually: yes(), Repeats: yes(), Steps: r.IntN(4),
	}
	switch o.By {
	case flow.ByAttr:
		o.Attr = "session"
	case flow.ByStage, flow.ByTouchpoint:
		o.Map = someMap()
	case "", flow.ByEvent:
		if yes() {
			o.Nodes, o.Group = []string{"d", "a", "unknown"}, yes()
		}
	}
	if yes() {
		o.Sessions = true
		o.Session = []event.Cut{{Silence: 20 * time.Second}, {Attr: "session"}, {Silence: -1, Midnight: time.UTC}}[r.IntN(3)]
	}
	if yes() {
		o.Paths = 1 + r.IntN(20)
		o.Depth = r.IntN(5)
		o.MaxPaths = r.IntN(6)
	}
	if yes() {
		o.Around = flow.Around{
			Node: []string{"a", "page", "web", "s", "first", "x"}[r.IntN(6)], Before: r.IntN(3), After: r.IntN(3),
			Occurrence: []flow.Occurrence{"", flow.First, flow.Last, flow.Every}[r.IntN(4)], Within: time.Duration(r.IntN(40)) * time.Second,
		}
	}
	if yes() {
		o.Routes = [][]string{{"a", "b"}, {"a", "a", "c"}, {"web", "app"}}
	}
	return o
}

func resultOf(t *testing.T, tally *flow.Tally) string {
	t.Helper()
	result, err := tally.Result()
	if err != nil {
		require.ErrorIs(t, err, flow.ErrNoData)
		return "no data"
	}
	b, err := json.Marshal(result)
	require.NoError(t, err)
	return string(b)
}

func tallied(t *testing.T, log *event.Log, opt *flow.Options) *flow.Tally {
	t.Helper()
	tally, err := flow.New(log, opt)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

// A log cut into parts by customers, each part a log of its own with names of
// its own, tallied, saved, read and merged in any order, says what the whole
// says.
func TestPartsMakeTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 600 {
		opt := someOptions(r)
		events := someEvents(r, 1+r.IntN(12))
		want := resultOf(t, tallied(t, logOf(t, events), &opt))

		parts := make([][]event.Event, 1+r.IntN(4))
		of := map[string]int{}
		for _, e := range events {
			if _, ok := of[e.Customer]; !ok {
				of[e.Customer] = r.IntN(len(parts))
			}
			parts[of[e.Customer]] = append(parts[of[e.Customer]], e)
		}
		var all *flow.Tally
		for _, k := range r.Perm(len(parts)) {
			part := tallied(t, logOf(t, parts[k]), &opt)
			saved, err := json.Marshal(part)
			require.NoError(t, err)
			read := new(flow.Tally)
			require.NoError(t, json.Unmarshal(saved, read), string(saved))
			again, err := json.Marshal(read)
			require.NoError(t, err)
			require.Equal(t, string(saved), string(again))
			switch {
			case all != nil:
				all.Merge(read)
			case r.IntN(3) == 0:
				all = read
			case r.IntN(2) == 0:
				all = part
			default:
				all = []*flow.Tally{read, part}[r.IntN(2)].Fresh()
				all.Merge(read)
			}
		}
		require.Equal(t, want, resultOf(t, all), "%+v", opt)
	}
}

func TestMergeLeavesTheOtherAsItIs(t *testing.T) {
	log := logOf(t, []event.Event{at("u", 0, "a"), at("u", 1, "b"), at("u", 2, "a")})
	more := logOf(t, []event.Event{at("v", 0, "z"), at("v", 1, "b")})
	opt := &flow.Options{Times: true, Eventually: true, Repeats: true, Paths: 5, Steps: 2}
	for _, o := range []*flow.Options{nil, opt} {
		one, other := tallied(t, log, o), tallied(t, more, o)
		before := resultOf(t, other)
		one.Merge(other)
		merged := resultOf(t, one)
		one.Add(log.Trace(0)) // a tally goes on
		assert.NotEqual(t, merged, resultOf(t, one))
		assert.Equal(t, before, resultOf(t, other))
	}
}

func TestTalliesOfDifferentQuestionsDoNotMerge(t *testing.T) {
	log := logOf(t, []event.Event{at("u", 0, "a"), at("u", 1, "b")})
	one := tallied(t, log, nil)
	one.Merge(tallied(t, log, &flow.Options{Times: true}))
	_, err := one.Result()
	assert.ErrorContains(t, err, "different")
	_, err = json.Marshal(one)
	assert.Error(t, err)
	two := tallied(t, log, nil)
	two.Merge(one)
	_, err = two.Result()
	assert.ErrorContains(t, err, "different")
}

func TestATallyFromJSONHasNoLog(t *testing.T) {
	log := logOf(t, []event.Event{at("u", 0, "a")})
	var tally flow.Tally
	saved, err := json.Marshal(tallied(t, log, nil))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(saved, &tally))
	tally.Add(log.Trace(0))
	_, err = tally.Result()
	assert.ErrorContains(t, err, "log")
}

// Whatever is changed in a state, reading it is an error or gives a tally that
// has a result and can be saved; it never panics.
func TestAStateFromAStrangerIsChecked(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	refused := 0
	for range 600 {
		opt := someOptions(r)
		saved, err := json.Marshal(tallied(t, logOf(t, someEvents(r, 4)), &opt))
		require.NoError(t, err)
		for range 4 {
			i := r.IntN(len(saved))
			if '0' <= saved[i] && saved[i] <= '9' {
				saved[i] = byte('0' + r.IntN(10))
			} else if r.IntN(3) == 0 {
				saved[i] = "[]{},-:1"[r.IntN(8)]
			}
		}
		var tally flow.Tally
		if json.Unmarshal(saved, &tally) != nil {
			refused++
			continue
		}
		resultOf(t, &tally)
		_, err = json.Marshal(&tally)
		require.NoError(t, err)
		other := tally
		tally.Merge(&other)
		resultOf(t, &tally)
	}
	assert.Greater(t, refused, 100)
	for _, state := range []string{`{}`, `[]`, `null`, `{"asked":{"by":"event","level":0.95,"around":{}},"names":["a"],"customers":1,"paths":1,"events":1,"nodes":[[1,1,1,1]]}`} {
		var tally flow.Tally
		assert.Error(t, tally.UnmarshalJSON([]byte(state)), state)
	}
}
