package event

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A table of orders has no column that says what happened: every row is one.
func TestReadCSVGivesEveryEventOneName(t *testing.T) {
	file := "client,name,date,montant\nanne,Anne,2024-01-02,20\nbob,\"Bob\",2024-01-03,\nanne,Anne,2024-01-04,5\n"
	log, err := ReadCSV(strings.NewReader(file), &CSVOptions{Customer: "client", Value: "montant", Every: "purchase of a long name"})
	require.NoError(t, err)
	assert.Equal(t, []string{"purchase of a long name"}, log.Names())
	assert.Equal(t, []string{"name"}, log.Attrs(), "a column with a usual header of names is an attribute then")
	assert.Len(t, slices.Collect(log.Interactions("purchase of a long name")), 3)

	_, err = ReadCSV(strings.NewReader(file), &CSVOptions{Customer: "client", Name: "name", Every: "purchase"})
	assert.ErrorIs(t, err, ErrHeader)
	_, err = ReadCSV(strings.NewReader(file), &CSVOptions{Customer: "client", Every: "\xff"})
	assert.ErrorIs(t, err, ErrHeader)
}

func TestAFileOfOneNameEqualsOneWithAColumnOfIt(t *testing.T) {
	var with, without strings.Builder
	with.WriteString("customer,time,name,value\n")
	without.WriteString("customer,time,value\n")
	for i := range 20000 {
		fmt.Fprintf(&with, "c%d,2024-01-02T00:00:%02dZ,order,%d\n", i%97, i%60, i)
		fmt.Fprintf(&without, "c%d,2024-01-02T00:00:%02dZ,%d\n", i%97, i%60, i)
	}
	want, err := ReadCSV(strings.NewReader(with.String()), nil)
	require.NoError(t, err)
	got, err := ReadCSV(strings.NewReader(without.String()), &CSVOptions{Every: "order"})
	require.NoError(t, err)
	assert.Equal(t, slices.Collect(want.All()), slices.Collect(got.All()))
	counts, err := CountCSV(strings.NewReader(without.String()), &CSVOptions{Every: "order"})
	require.NoError(t, err)
	require.Len(t, counts, 1)
	assert.Equal(t, "order", counts[0].Name)
}
