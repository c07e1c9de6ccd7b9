package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the committed output")

// What the program says of the synthetic shop is committed: -update rewrites it.
func TestTheCommittedOutputIsInStep(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(nil, &out))
	golden := filepath.Join("testdata", "output.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), out.String(), "look at it, and run with -update if it should")
}

func TestALogOfOnesOwnIsAsked(t *testing.T) {
	file := filepath.Join(t.TempDir(), "events.csv")
	rows := "who,when,what\n"
	for _, who := range []string{"ada", "bo", "cy"} {
		rows += who + ",2026-03-01T10:00:00Z,home\n" + who + ",2026-03-01T10:05:00Z,product_view\n"
	}
	rows += "ada,2026-03-01T10:09:00Z,add_to_cart\n"
	require.NoError(t, os.WriteFile(file, []byte(rows), 0o600))
	var out bytes.Buffer
	require.NoError(t, run([]string{"-log", file, "-customer", "who", "-time", "when", "-name", "what"}, &out))
	assert.Contains(t, strings.Join(strings.Fields(out.String()), " "), "Explore 3 100.0 % (43.9 to 100.0) of the step before")
	assert.Contains(t, out.String(), "Discover → Explore → Fill the cart")
}

func TestALogThatTheMapDoesNotKnowIsAskedEveryQuestion(t *testing.T) {
	file := filepath.Join(t.TempDir(), "events.jsonl")
	rows := `{"user":"ada","time":"2026-03-01T10:00:00Z","event":"check ticket"}`
	require.NoError(t, os.WriteFile(file, []byte(rows), 0o600))
	var out bytes.Buffer
	require.NoError(t, run([]string{"-log", file}, &out))
	for _, q := range questions {
		assert.Contains(t, out.String(), q.title)
	}
	assert.Contains(t, out.String(), "nothing to tell (dwell: no data: no event of a stage)")
}

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	assert.Error(t, run([]string{"-log", filepath.Join(t.TempDir(), "none.csv")}, &bytes.Buffer{}))
	assert.Error(t, run([]string{"-what"}, &bytes.Buffer{}))
}
