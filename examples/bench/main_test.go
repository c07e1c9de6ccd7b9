package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The checksums that DuckDB, ClickHouse, polars and pandas agree on, for 100,000
// events: README of the harness.
var agreed = map[string]string{
	"T1": "f22562b50807", "T1q": "f22562b50807", "T2": "1240d049542b", "T3": "31bfc1d1ee99", "T4": "a73fe6ae797d",
	"T5": "65e325b70d2b", "T6": "df5330b84f42", "T7": "013c99484c9d", "T8": "7c61c3f8b8ec", "T9": "5c2d1855c6e9", "T10": "feb432f90494",
}

func TestAnswersAreThoseOfTheOtherEngines(t *testing.T) {
	data := generated(t)
	var out bytes.Buffer
	require.NoError(t, run([]string{"-data", data, "-size", "100k", "-reps", "1"}, &out))
	got := sums(t, &out)
	assert.Equal(t, "", got["LOAD"])
	delete(got, "LOAD")
	delete(got, "PROCESS")
	assert.Equal(t, agreed, got)
}

// generated makes the data of the harness with its own generator, or skips.
func generated(t *testing.T) string {
	dir := os.Getenv("PARCOURS_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	harness, err := filepath.Abs(filepath.Join(dir, "bench"))
	require.NoError(t, err)
	if _, err := os.Stat(harness); err != nil && os.Getenv("CI") != "true" {
		t.Skip("no harness here: set PARCOURS_SHARED to the folder of shared data")
	}
	data := t.TempDir()
	generator := filepath.Join(data, "generator")
	output, err := exec.Command("go", "build", "-C", harness, "-o", generator, "./gen").CombinedOutput()
	require.NoError(t, err, string(output))
	for _, args := range [][]string{
		{"-touchpoints", "-jsonl=false", "-n", "100000", "-name", "100k"}, {"-survey", "1000000"},
	} {
		output, err := exec.Command(generator, append(args, "-out", data)...).CombinedOutput()
		require.NoError(t, err, string(output))
	}
	return data
}

// sums reads the checksums off what was printed.
func sums(t *testing.T, printed *bytes.Buffer) map[string]string {
	out := map[string]string{}
	for lines := bufio.NewScanner(printed); lines.Scan(); {
		var line struct {
			Engine, Size, Task, Sum string
			Threads                 int
			Times                   []float64
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
		assert.Equal(t, "parcours", line.Engine)
		assert.Equal(t, "100k", line.Size)
		assert.Positive(t, line.Threads)
		assert.True(t, len(line.Times) == 1 || line.Task == "PROCESS")
		out[line.Task] = line.Sum
	}
	return out
}

func TestTheChecksumDoesNotDependOnTheOrderOfLines(t *testing.T) {
	assert.Equal(t, checksum([]string{"b\t2", "a\t1"}), checksum([]string{"a\t1", "b\t2"}))
	assert.NotEqual(t, checksum([]string{"a"}), checksum([]string{"b"}))
}

func TestWhatCannotRunIsAnError(t *testing.T) {
	for _, args := range [][]string{{"-what"}, {"-reps", "0"}, {"-data", t.TempDir(), "-task", "LOAD"}} {
		assert.Error(t, run(args, &bytes.Buffer{}))
	}
}
