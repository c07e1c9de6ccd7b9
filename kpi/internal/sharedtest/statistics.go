package sharedtest

import (
	"encoding/json"
	"strings"
)

// A Number is a case of vectors/statistics.json: what a method makes of an
// input, and where that was said.
type Number struct {
	ID, Kind, Method, Source string
	Input, Expected          json.RawMessage
}

// Numbers returns the cases of vectors/statistics.json whose ids begin with one
// of the prefixes, in the order of the file.
func Numbers(t T, prefixes ...string) []Number {
	t.Helper()
	var all struct{ Values []Number }
	if err := json.NewDecoder(Open(t, "vectors/statistics.json")).Decode(&all); err != nil {
		t.Fatalf("vectors/statistics.json: %v", err)
	}
	var chosen []Number
	for _, n := range all.Values {
		for _, p := range prefixes {
			if strings.HasPrefix(n.ID, p) {
				chosen = append(chosen, n)
				break
			}
		}
	}
	if len(chosen) == 0 {
		t.Fatalf("vectors/statistics.json: no case of %q", prefixes)
	}
	return chosen
}

// Read reads what is expected into v.
func (n Number) Read(t T, v any) {
	t.Helper()
	if err := json.Unmarshal(n.Expected, v); err != nil {
		t.Fatalf("%s: %v", n.ID, err)
	}
}
