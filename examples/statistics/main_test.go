package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answered runs the command and returns what it printed.
func answered(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, run(args, &out))
	assert.Regexp(t, `\n\d+\.\d{3} s, \d+\.\d{3} s of CPU, \d+ MB at most\n$`, out.String())
	return out.String()
}

func TestTheSimulatedTruthIsFoundAgain(t *testing.T) {
	out := answered(t, "-n", "20000", "bgnbd")
	for name, truth := range map[string]float64{"r": regulars.R, "alpha": regulars.Alpha, "a": regulars.A, "b": regulars.B} {
		found := regexp.MustCompile(`(?m)^ +` + name + ` .* ([\d.]+) to ([\d.]+) *$`).FindStringSubmatch(out)
		require.Len(t, found, 3, out)
		lo, _ := strconv.ParseFloat(found[1], 64)
		hi, _ := strconv.ParseFloat(found[2], 64)
		assert.True(t, lo <= truth && truth <= hi, "%s: %v is not in %v to %v", name, truth, lo, hi)
	}
	assert.Contains(t, out, "20000 customers")
	assert.Contains(t, answered(t, "-n", "2000", "paretonbd"), "Pareto/NBD")
}

// Stays are exponential with means of 200, 400 and 600 days, whose medians are
// ln 2 times that.
func TestPlansDifferAsTheyWereMade(t *testing.T) {
	out := answered(t, "-n", "20000", "survival")
	for plan, median := range map[string]float64{"free": 139, "monthly": 277, "yearly": 416} {
		found := regexp.MustCompile(plan + ` .* ([\d.]+) to ([\d.]+) `).FindStringSubmatch(out)
		require.Len(t, found, 3, out)
		lo, _ := strconv.ParseFloat(found[1], 64)
		hi, _ := strconv.ParseFloat(found[2], 64)
		assert.True(t, lo <= median+1 && median-1 <= hi, "%s: %v to %v", plan, lo, hi)
	}
	assert.Contains(t, out, "p < 1e-16")
}

func TestATableIsKeptAndReadAgain(t *testing.T) {
	name := filepath.Join(t.TempDir(), "paths.csv")
	first := answered(t, "-n", "500", "-order", "3", "-write", name, "markov")
	again := answered(t, "-order", "3", "markov", name)
	body := func(s string) string { return s[:strings.LastIndex(s, "\n\n")] }
	assert.Equal(t, body(first), body(again))
	assert.Contains(t, first, "paid search")
}

func TestMistakesAreSaid(t *testing.T) {
	assert.ErrorContains(t, run([]string{"poetry"}, &bytes.Buffer{}), "poetry")
	assert.ErrorContains(t, run([]string{"-n", "1", "bgnbd"}, &bytes.Buffer{}), "2 rows")
	assert.ErrorIs(t, run([]string{"bgnbd", "nowhere.csv"}, &bytes.Buffer{}), os.ErrNotExist)
	assert.ErrorContains(t, run([]string{"-order", "5", "markov"}, &bytes.Buffer{}), "order")
}
