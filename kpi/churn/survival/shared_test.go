package survival_test

import (
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// fields returns the words of each line of a shared file.
func fields(t *testing.T, name string) [][]string {
	text, err := io.ReadAll(sharedtest.Open(t, name))
	require.NoError(t, err)
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if row := strings.Fields(line); len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func number(t *testing.T, text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return v
}
