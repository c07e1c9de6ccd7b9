package sharedtest

import (
	"encoding/json"
	"slices"
)

// IDs returns the ids of the cases of vectors/behaviour.json of some analyses,
// sorted: those that are required. A case that depends on the version of its
// tool is not.
func IDs(t T, analyses ...string) []string {
	t.Helper()
	var all struct {
		Vectors []struct{ ID, Kind, Analysis string }
	}
	if err := json.NewDecoder(Open(t, "vectors/behaviour.json")).Decode(&all); err != nil {
		t.Fatalf("vectors/behaviour.json: %v", err)
	}
	var ids []string
	for _, v := range all.Vectors {
		if v.Kind != "version_dependent" && slices.Contains(analyses, v.Analysis) {
			ids = append(ids, v.ID)
		}
	}
	slices.Sort(ids)
	return ids
}
