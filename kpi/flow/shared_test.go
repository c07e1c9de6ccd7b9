package flow_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// vector reads the case of that id of vectors/behaviour.json: its events, and
// what is expected into expected.
func vector(t *testing.T, id string, expected any) *event.Log {
	t.Helper()
	var all struct {
		Vectors []struct {
			ID       string
			Events   json.RawMessage
			Expected json.RawMessage
		}
	}
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "vectors/behaviour.json")).Decode(&all))
	for _, v := range all.Vectors {
		if v.ID != id {
			continue
		}
		require.NoError(t, json.Unmarshal(v.Expected, expected))
		if v.Events[0] != '[' {
			return nil // a file
		}
		return logOf(t, rows(t, v.Events))
	}
	require.Fail(t, "no vector "+id)
	return nil
}

// rows reads [customer, seconds, name, attributes?].
func rows(t *testing.T, b []byte) (events []event.Event) {
	var list [][]any
	require.NoError(t, json.Unmarshal(b, &list))
	for _, r := range list {
		e := at(r[0].(string), r[1].(float64), r[2].(string))
		if len(r) > 3 {
			e.Attrs = map[string]string{}
			for k, v := range r[3].(map[string]any) {
				e.Attrs[k] = v.(string)
			}
		}
		events = append(events, e)
	}
	return events
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

func runningExample(t testing.TB) *event.Log {
	log, err := event.ReadCSV(sharedtest.Open(t, "data/logs/running-example.csv"), nil)
	require.NoError(t, err)
	return log
}
