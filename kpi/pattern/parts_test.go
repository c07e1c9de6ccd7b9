package pattern_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/pattern"
)

// A tally is what all tallies of the package can do.
type tally[T any, R any] interface {
	*T
	Add(event.Trace)
	Merge(*T)
	Fresh() *T
	json.Marshaler
	json.Unmarshaler
	Result() (R, error)
}

// inParts cuts the customers of events into parts, tallies each in a log of its
// own, saves and reads the tallies, and merges them in any order.
func inParts[T, R any, P tally[T, R]](t *testing.T, r *rand.Rand, events []event.Event, fresh func(*event.Log) P) string {
	parts := make([][]event.Event, 1+r.IntN(4))
	of := map[string]int{}
	for _, e := range events {
		if _, ok := of[e.Customer]; !ok {
			of[e.Customer] = r.IntN(len(parts))
		}
		parts[of[e.Customer]] = append(parts[of[e.Customer]], e)
	}
	var all P
	for _, k := range r.Perm(len(parts)) {
		log := logOf(t, parts[k])
		part := fresh(log)
		for trace := range log.Traces() {
			part.Add(trace)
		}
		saved, err := json.Marshal(part)
		require.NoError(t, err)
		read := P(new(T))
		require.NoError(t, json.Unmarshal(saved, read), string(saved))
		again, err := json.Marshal(read)
		require.NoError(t, err)
		require.Equal(t, string(saved), string(again))
		if all == nil {
			all = []P{read, part}[r.IntN(2)]
			if r.IntN(2) == 0 {
				all = all.Fresh()
				all.Merge(read)
			}
		} else {
			all.Merge(read)
		}
	}
	return asJSON(t, all)
}

func asJSON[T, R any, P tally[T, R]](t *testing.T, a P) string {
	result, err := a.Result()
	require.NoError(t, err)
	b, err := json.Marshal(result)
	require.NoError(t, err)
	return string(b)
}

func whole[T, R any, P tally[T, R]](t *testing.T, log *event.Log, fresh func(*event.Log) P) string {
	all := fresh(log)
	for trace := range log.Traces() {
		all.Add(trace)
	}
	return asJSON(t, all)
}

func TestPartsMakeTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		events := append(randomEvents(r, 2+r.IntN(30)), at("z", 0, "a"))
		log := logOf(t, events)
		q := pattern.Query{Pattern: fmt.Sprintf("(?1)(?t<=%d)(?2).*(?1)", 1+r.IntN(4)), Conditions: letters("ab")}
		opt := &pattern.Options{Chains: r.IntN(2) == 0, Level: 0.9}
		matches := func(log *event.Log) *pattern.Tally {
			tally, err := pattern.New(log, q, opt)
			require.NoError(t, err)
			return tally
		}
		require.Equal(t, whole(t, log, matches), inParts(t, r, events, matches))
		next := func(log *event.Log) *pattern.NextTally {
			base := []pattern.Base{"", pattern.Head, pattern.Tail, pattern.FirstMatch, pattern.LastMatch}[len(events)%5]
			tally, err := pattern.NewNext(log, pattern.NextQuery{Chain: letters("a"), Base: base, Backward: len(events)%2 == 0})
			require.NoError(t, err)
			return tally
		}
		require.Equal(t, whole(t, log, next), inParts(t, r, events, next))
		retention := func(log *event.Log) *pattern.RetentionTally {
			tally, err := pattern.NewRetention(log, letters("bca"), nil)
			require.NoError(t, err)
			return tally
		}
		require.Equal(t, whole(t, log, retention), inParts(t, r, events, retention))
	}
}

func TestTalliesOfDifferentQuestionsDoNotMerge(t *testing.T) {
	log := sequence(t, "ab")
	one, err := pattern.New(log, pattern.Query{Pattern: "(?1)", Conditions: letters("ab")}, nil)
	require.NoError(t, err)
	for _, q := range []pattern.Query{
		{Pattern: "(?2)", Conditions: letters("ab")}, {Pattern: "(?1)", Conditions: letters("ac")}, {Pattern: "(?1)", Conditions: letters("abc")},
	} {
		other, err := pattern.New(log, q, nil)
		require.NoError(t, err)
		other.Merge(one)
		_, err = other.Result()
		assert.ErrorContains(t, err, "different")
		_, err = json.Marshal(other)
		assert.Error(t, err)
	}
}

func TestATallyFromJSONHasNoLog(t *testing.T) {
	log := sequence(t, "ab")
	trace := log.Trace(0)
	var matches pattern.Tally
	matches.Add(trace)
	_, err := matches.Result()
	assert.ErrorContains(t, err, "log")
	var next pattern.NextTally
	assert.Equal(t, -1, next.Index(trace))
	next.Add(trace)
	_, err = next.Result()
	assert.ErrorContains(t, err, "log")
	var retention pattern.RetentionTally
	assert.Empty(t, retention.AppendMet(nil, trace))
	retention.Add(trace)
	_, err = retention.Result()
	assert.ErrorContains(t, err, "log")
}

func TestAStateFromAStrangerIsChecked(t *testing.T) {
	const asked = `{"query":{"pattern":"(?1)","conditions":[["a"]]},"level":0.95,`
	for _, state := range []string{
		`{}`, `[]`, `{"query":{"pattern":"(?2)","conditions":[["a"]]},"level":0.95,"nanoseconds":null}`,
		`{"query":{"pattern":"(?1)","conditions":[["a"]]},"level":3}`,
		asked + `"customers":1,"matched":2,"occurrences":2,"nanoseconds":[1,1]}`,
		asked + `"customers":2,"matched":1,"occurrences":1,"nanoseconds":[1,1]}`,
		asked + `"customers":2,"matched":2,"occurrences":1,"nanoseconds":[1,1]}`,
		asked + `"customers":-1,"matched":-1,"occurrences":0,"nanoseconds":[]}`,
		asked + `"customers":1,"matched":0,"occurrences":0,"nanoseconds":[],"reached":[1]}`,
		asked + `"chains":true,"customers":1,"matched":0,"occurrences":0,"nanoseconds":[],"reached":[1]}`,
		asked + `"chains":true,"customers":1,"matched":0,"occurrences":0,"nanoseconds":[]}`,
		asked + `"customers":9223372036854775807,"matched":0,"occurrences":0,"nanoseconds":[]}`,
	} {
		assert.Error(t, new(pattern.Tally).UnmarshalJSON([]byte(state)), state)
	}
	for _, state := range []string{
		`{}`, `{"query":{"base":"middle","chain":[["a"]]},"customers":1,"next":{}}`,
		`{"query":{"base":"head","chain":[["a"]]},"customers":1,"next":{"a":2}}`,
		`{"query":{"base":"head","chain":[["a"]]},"customers":1,"next":{"a":-1}}`,
	} {
		assert.Error(t, new(pattern.NextTally).UnmarshalJSON([]byte(state)), state)
	}
	for _, state := range []string{
		`{}`, `{"conditions":[["a"]],"level":0.95,"customers":1,"counts":[2]}`, `{"conditions":[["a"]],"level":0.95,"customers":1,"counts":[]}`,
		`{"conditions":[["a"],["b"]],"level":0.95,"customers":3,"counts":[1,2]}`, `{"conditions":[["a"]],"customers":1,"counts":[1]}`,
	} {
		assert.Error(t, new(pattern.RetentionTally).UnmarshalJSON([]byte(state)), state)
	}
}
