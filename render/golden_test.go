package render_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestJourneyMapsAreDrawnAsTheyWere(t *testing.T) {
	for name, m := range map[string]*journey.Map{
		"JourneyMap_scripts": scripts(),
		"JourneyMap_names":   {Stages: []journey.Stage{{Name: "Learn"}, {Name: "Buy"}, {Name: "Use"}}},
		"JourneyMap_empty":   {Title: "Nothing yet", Scenario: "The team has not met."},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, render.SVG(&b, render.JourneyMap{Map: m}, nil))
			assert.Less(t, b.Len(), 60_000)
			golden(t, name, b.Bytes())
		})
	}
}

// golden compares a drawing with the one in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".svg")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the test with -update to write it")
	if !bytes.Equal(want, got) {
		beside := filepath.Join("testdata", name+".got.svg")
		require.NoError(t, os.WriteFile(beside, got, 0o644))
		t.Errorf("%s differs: see %s", path, beside)
	}
}
