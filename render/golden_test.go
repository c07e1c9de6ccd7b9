package render_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
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

func TestDrawingTwiceGivesTheSameBytesAndLeavesTheMapAlone(t *testing.T) {
	m, before := shop("fr"), shop("fr")
	var first, second bytes.Buffer
	require.NoError(t, render.SVG(&first, render.JourneyMap{Map: m}, nil))
	require.NoError(t, render.SVG(&second, render.JourneyMap{Map: m}, nil))
	assert.True(t, bytes.Equal(first.Bytes(), second.Bytes()))
	assert.Equal(t, before, m)
}

func TestTheWidthIsKeptWhereItHasRoom(t *testing.T) {
	for want, width := range map[scene.Px]int{1528: 0, 1400: 1400, 2000: 2000, 1192: 700} {
		s, err := render.JourneyMap{Map: shop("en")}.Scene(&render.Options{Width: width})
		require.NoError(t, err)
		assert.InDelta(t, float64(want), float64(s.W/scene.Pixel), 6, "asked for %d", width)
	}
}

func TestTheErrorOfAWriterIsReturned(t *testing.T) {
	broken := errors.New("disk full")
	assert.ErrorIs(t, render.SVG(writerFunc(func([]byte) (int, error) { return 0, broken }), render.JourneyMap{Map: shop("en")}, nil), broken)
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
