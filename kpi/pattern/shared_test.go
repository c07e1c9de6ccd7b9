package pattern_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// A vector is one case of vectors/behaviour.json.
type vector struct {
	ID       string
	Events   json.RawMessage
	Options  json.RawMessage
	Expected json.RawMessage
}

// vectors returns the cases whose id starts with a prefix.
func vectors(t *testing.T, prefix string) (list []vector) {
	var all struct{ Vectors []vector }
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "vectors/behaviour.json")).Decode(&all))
	for _, v := range all.Vectors {
		if strings.HasPrefix(v.ID, prefix) {
			list = append(list, v)
		}
	}
	require.NotEmpty(t, list, prefix)
	return list
}

func (v vector) read(t *testing.T, options, expected any) *event.Log {
	require.NoError(t, json.Unmarshal(v.Options, options))
	require.NoError(t, json.Unmarshal(v.Expected, expected))
	var rows [][3]any
	require.NoError(t, json.Unmarshal(v.Events, &rows))
	var events []event.Event
	for _, r := range rows {
		events = append(events, at(r[0].(string), r[1].(float64), r[2].(string)))
	}
	return logOf(t, events)
}

// at is an event so many seconds after the year 1970 began.
func at(customer string, seconds float64, name string) event.Event {
	return event.Event{Customer: customer, Time: time.Unix(0, int64(seconds*1e9)), Name: name}
}

func logOf(t testing.TB, events []event.Event) *event.Log {
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for _, e := range events {
			if !yield(e) {
				return
			}
		}
	})
	require.NoError(t, err)
	return log
}

// sequence is the log of one customer with an event a second, each a letter.
func sequence(t testing.TB, letters string) *event.Log {
	var events []event.Event
	for i, r := range letters {
		events = append(events, at("c", float64(i), string(r)))
	}
	return logOf(t, events)
}

// letters are conditions of one name each.
func letters(s string) (conditions [][]string) {
	for _, r := range s {
		conditions = append(conditions, []string{string(r)})
	}
	return conditions
}
