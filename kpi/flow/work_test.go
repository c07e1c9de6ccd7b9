package flow_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

func spellsOf(t *testing.T, log *event.Log, l flow.Lifecycle) map[string]flow.Spell {
	tally, err := flow.NewWork(log, l)
	require.NoError(t, err)
	out := map[string]flow.Spell{}
	for trace := range log.Traces() {
		out[trace.Customer()] = tally.Of(trace)
	}
	return out
}

// bupaR's times. BU-IT-01 has what edeaR gives, the busy time, and what is
// right.
func checkBupaRTimes(t *testing.T) {
	l := flow.Lifecycle{Attr: "lifecycle", Instance: "instance"}
	var throughput struct {
		Case map[string]float64
		Mean float64 `json:"log_mean"`
	}
	log := vector(t, "BU-TT-01", &throughput)
	for customer, s := range spellsOf(t, log, l) {
		assert.InDelta(t, throughput.Case[customer], float64(s.Throughput)/60e9, 1e-5)
	}
	work, err := flow.ComputeWork(log, l)
	require.NoError(t, err)
	assert.InDelta(t, throughput.Mean, work.Throughput.Mean/60, 1e-5)

	var durations struct {
		Case   map[string]float64
		Length map[string]int `json:"trace_length"`
	}
	for customer, s := range spellsOf(t, vector(t, "BU-DU-01", &durations), l) {
		assert.InDelta(t, durations.Case[customer], float64(s.Throughput)/1e9, 1e-9)
		assert.Equal(t, durations.Length[customer], s.Instances)
	}

	var idle struct {
		Correct map[string]float64 `json:"correct_case"`
		Wrong   map[string]float64 `json:"upstream_case"`
	}
	spells := spellsOf(t, vector(t, "BU-IT-01", &idle), l)
	for customer, want := range idle.Correct {
		assert.InDelta(t, want, float64(spells[customer].Idle)/60e9, 1e-5)
		assert.InDelta(t, idle.Wrong[customer], float64(spells[customer].Throughput-spells[customer].Idle)/60e9, 1e-5)
	}
}

// The 500 patients of bupaR: each row is a start or an end, so half of the rows
// are activities, by number and by name alike.
func TestPatients(t *testing.T) {
	log, err := event.ReadCSV(sharedtest.Open(t, "data/logs/patients.csv.gz"), &event.CSVOptions{Customer: "patient", Name: "handling"})
	require.NoError(t, err)
	byNumber, err := flow.ComputeWork(log, flow.Lifecycle{Attr: "registration_type", Instance: "handling_id"})
	require.NoError(t, err)
	byName, err := flow.ComputeWork(log, flow.Lifecycle{Attr: "registration_type"})
	require.NoError(t, err)
	assert.Equal(t, byNumber, byName)
	assert.Equal(t, []int{500, 5442 / 2, 0}, []int{byName.Customers, byName.Instances, byName.Unfinished})
}

// slowWork looks at every second.
func slowWork(events []event.Event) (processing, idle, instances, unfinished int) {
	open := map[string][]int{}
	var busy [][2]int
	for _, e := range events {
		at := int(e.Time.Unix())
		switch e.Attrs["l"] {
		case "start":
			open[e.Name] = append(open[e.Name], at)
		case "complete", "":
			from := at
			if list := open[e.Name]; len(list) > 0 {
				from, open[e.Name] = list[0], list[1:]
			}
			busy = append(busy, [2]int{from, at})
			processing += at - from
			instances++
		}
	}
	for _, list := range open {
		unfinished += len(list)
	}
	for s := int(events[0].Time.Unix()); s < int(events[len(events)-1].Time.Unix()); s++ {
		works := false
		for _, b := range busy {
			works = works || b[0] <= s && s < b[1]
		}
		if !works {
			idle++
		}
	}
	return processing, idle, instances, unfinished
}

func TestWorkIsWhatEverySecondSays(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 500 {
		var events, all []event.Event
		whole := flow.WorkTally{}
		for c := range 1 + r.IntN(4) {
			second := 0
			events = nil
			for range 1 + r.IntN(9) {
				second += r.IntN(5)
				e := at(fmt.Sprint(c), float64(second), string("ab"[r.IntN(2)]))
				e.Attrs = map[string]string{"l": []string{"start", "start", "complete", "complete", "schedule", ""}[r.IntN(6)]}
				events = append(events, e)
			}
			all = append(all, events...)
			log := logOf(t, events)
			s := spellsOf(t, log, flow.Lifecycle{Attr: "l"})[fmt.Sprint(c)]
			processing, idle, instances, unfinished := slowWork(events)
			require.Equal(t, []int{processing, idle, instances, unfinished},
				[]int{int(s.Processing / 1e9), int(s.Idle / 1e9), s.Instances, s.Unfinished})

			part, err := flow.NewWork(log, flow.Lifecycle{Attr: "l"})
			require.NoError(t, err)
			part.Add(log.Trace(0))
			saved, err := json.Marshal(part)
			require.NoError(t, err)
			var read flow.WorkTally
			require.NoError(t, json.Unmarshal(saved, &read))
			if c == 0 {
				whole = read
			} else {
				whole.Merge(&read)
			}
		}
		want, err := flow.ComputeWork(logOf(t, all), flow.Lifecycle{Attr: "l"})
		require.NoError(t, err)
		got, err := whole.Result()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestWorkRefusesWhatItCannotUse(t *testing.T) {
	log := logOf(t, []event.Event{at("u", 0, "a")})
	_, err := flow.ComputeWork(log, flow.Lifecycle{})
	assert.ErrorContains(t, err, "lifecycle.attr")
	_, err = flow.ComputeWork(nil, flow.Lifecycle{Attr: "l"})
	assert.Error(t, err)
	_, err = flow.ComputeWork(&event.Log{}, flow.Lifecycle{Attr: "l"})
	assert.ErrorIs(t, err, flow.ErrNoData)
	one, err := flow.NewWork(log, flow.Lifecycle{Attr: "l"})
	require.NoError(t, err)
	other, err := flow.NewWork(log, flow.Lifecycle{Attr: "k"})
	require.NoError(t, err)
	one.Merge(other)
	_, err = one.Result()
	assert.ErrorContains(t, err, "different")
	var read flow.WorkTally
	for _, state := range []string{`{}`, `[]`, `{"asked":{"attr":"l"},"throughput":[1],"processing":[],"idle":[]}`, `{"asked":{"attr":"l"},"instances":-1}`} {
		assert.Error(t, read.UnmarshalJSON([]byte(state)), state)
	}
	read.Add(log.Trace(0))
	_, err = read.Result()
	assert.ErrorContains(t, err, "log")
}

func TestWorkAllocatesNothingForAnEvent(t *testing.T) {
	var events []event.Event
	for i := range 4000 {
		e := at("u", float64(i), string("abcd"[i/3%4]))
		e.Attrs = map[string]string{"l": []string{"start", "complete", ""}[i*i%3], "id": string("xyz"[i/5%3])}
		events = append(events, e)
	}
	log := logOf(t, events)
	for _, l := range []flow.Lifecycle{{Attr: "l"}, {Attr: "l", Instance: "id"}} {
		tally, err := flow.NewWork(log, l)
		require.NoError(t, err)
		tally.Add(log.Trace(0))
		assert.Less(t, testing.AllocsPerRun(1000, func() { tally.Add(log.Trace(0)) }), 0.1)
	}
}

func checkSequencesOfTraMineR(t *testing.T) {
	paths := map[string][]string{}
	read := func(id string, expected any) {
		for trace := range vector(t, id, expected).Traces() {
			var names []string
			for i := range trace.Len() {
				names = append(names, trace.Name(i))
			}
			paths[trace.Customer()] = names
		}
	}
	var values struct{ Value map[string]float64 }
	read("TM-TU-01", &values)
	for id, want := range values.Value {
		assert.InDelta(t, want, flow.Turbulence(paths[id]), 1e-10, id)
	}
	read("TM-CX-01", &values)
	for id, want := range values.Value {
		assert.InDelta(t, want, flow.Complexity(paths[id], 3), 1e-10, id)
	}
	var distances struct {
		Labels []string
		Matrix [][]float64
	}
	read("TM-OM-01", &distances)
	for i, a := range distances.Labels {
		for j, b := range distances.Labels {
			d, err := flow.Distance(paths[a], paths[b], 1, 2)
			require.NoError(t, err)
			assert.InDelta(t, distances.Matrix[i][j], d, 0, "%s to %s", a, b)
		}
	}
}

// The number of different subsequences, by listing them.
func TestTurbulenceCountsSubsequences(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for range 300 {
		var path []string
		for range 1 + r.IntN(9) {
			if next := string("abc"[r.IntN(3)]); len(path) == 0 || path[len(path)-1] != next {
				path = append(path, next)
			}
		}
		different := map[string]bool{}
		for set := range 1 << len(path) {
			var s strings.Builder
			for i, node := range path {
				if set>>i&1 == 1 {
					s.WriteString(node)
				}
			}
			different[s.String()] = true
		}
		want := float64(len(different))
		require.InDelta(t, want, math.Pow(2, flow.Turbulence(path)), want*1e-9, path)
	}
	assert.InDelta(t, 1.0, flow.Turbulence([]string{"a", "a", "a"}), 0)
	assert.InDelta(t, 0.0, flow.Turbulence(nil), 0)
	long := strings.Split(strings.Repeat("ab", 3000), "")
	assert.Greater(t, flow.Turbulence(long), 4000.0, "2^4000 is no float64")
}

func TestEntropyAndDistances(t *testing.T) {
	assert.InDelta(t, 1.0, flow.Entropy([]string{"a", "b"}, 2), 0)
	assert.InDelta(t, 0.5, flow.Entropy([]string{"a", "b"}, 4), 1e-12)
	assert.InDelta(t, 0.0, flow.Entropy([]string{"a"}, 4), 0)
	assert.InDelta(t, 0.0, flow.Entropy([]string{"a", "b"}, 1), 0)
	assert.InDelta(t, 0.0, flow.Complexity([]string{"a"}, 2), 0)
	n, ok := flow.Hamming([]string{"a", "b", "c"}, []string{"a", "c", "b"})
	assert.Equal(t, []any{2, true}, []any{n, ok})
	_, ok = flow.Hamming([]string{"a"}, nil)
	assert.False(t, ok)
	d, err := flow.Distance(strings.Split("kitten", ""), strings.Split("sitting", ""), 1, 1)
	require.NoError(t, err)
	assert.InDelta(t, 3.0, d, 0) // Levenshtein's distance of these words is 3
	_, err = flow.Distance(nil, nil, -1, 1)
	assert.ErrorContains(t, err, "indel")
}

// The footprints of the running example follow from its graph: two pairs that
// are edges both ways, and the rest of the 16 edges.
func TestFootprints(t *testing.T) {
	r := compute(t, runningExample(t), nil)
	f := r.Footprints()
	both := 0
	for _, p := range f.Parallel {
		_, there := r.Transition(p[0], p[1])
		_, back := r.Transition(p[1], p[0])
		assert.True(t, there && back, p)
		both += 2
	}
	for _, p := range f.Sequence {
		_, there := r.Transition(p[0], p[1])
		_, back := r.Transition(p[1], p[0])
		assert.True(t, there && !back, p)
	}
	assert.Equal(t, 16, len(f.Sequence)+both)
	assert.Equal(t, [][2]string{{"check ticket", "examine casually"}, {"check ticket", "examine thoroughly"}}, f.Parallel)
	self := compute(t, letters(t, "aab"), nil).Footprints()
	assert.Equal(t, flow.Footprints{Sequence: [][2]string{{"a", "b"}}, Parallel: [][2]string{{"a", "a"}}}, self)
}
