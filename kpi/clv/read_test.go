package clv

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

func TestHistoriesAreReadUnderTheHeadingsOfOtherTools(t *testing.T) {
	for name, want := range map[string]struct {
		customers int
		first     History
	}{
		"cdnow_customers_summary.csv":                   {2357, History{ID: "1", Frequency: 2, Recency: 30.43, T: 38.86}},
		"cdnow_customers_summary_with_transactions.csv": {2357, History{ID: "1", Frequency: 2, Recency: 30.43, T: 38.86, Monetary: 22.35}},
		"BTYD_cdnowSummary.csv":                         {2357, History{ID: "1", Frequency: 2, Recency: 30.4285714285714, T: 38.8571428571429, Monetary: 22.345}},
		"donations.csv":                                 {11104, History{T: 6, Customers: 3464}},
		"BTYD_donations_rf.csv":                         {11104, History{Frequency: 6, Recency: 6, T: 6, Customers: 1203}},
	} {
		list, err := ReadHistories(sharedtest.Open(t, "data/stats/"+name), nil)
		require.NoError(t, err, name)
		assert.Equal(t, want.first, list[0], name)
		n := 0
		for i := range list {
			n += list[i].customers()
		}
		assert.Equal(t, want.customers, n, name)
	}
}

func TestHeadingsOfOnesOwnAreRead(t *testing.T) {
	list, err := ReadHistories(strings.NewReader("who,again,last,seen,mean,x\na,2,3,4,,9\nb,0,0,5,NA,9\nc,1,1e0,2,-7.5,9\n"),
		&ReadOptions{ID: "Who", Frequency: "again", Recency: "last", T: "seen", Monetary: "mean"})
	require.NoError(t, err)
	assert.Equal(t, []History{
		{ID: "a", Frequency: 2, Recency: 3, T: 4}, {ID: "b", T: 5}, {ID: "c", Frequency: 1, Recency: 1, T: 2, Monetary: -7.5},
	}, list)
	list, err = ReadHistories(strings.NewReader("id,x,t_x,t\na,0,0,1\n"), &ReadOptions{NoID: true})
	require.NoError(t, err)
	assert.Equal(t, []History{{T: 1}}, list)
	list, err = ReadHistories(strings.NewReader("x,t_x,t\n"), nil)
	require.NoError(t, err)
	assert.Empty(t, list)
}

func TestMistakesOfHistoriesHaveTheirLine(t *testing.T) {
	const head = "id,frequency,recency,T,weights\n"
	for text, want := range map[string]struct {
		line int
		path string
	}{
		"id,frequency,T\n":                      {1, ""},
		head + "a,1,2,3\n":                      {2, ""},
		head + "a,x,2,3,1\n":                    {2, ""},
		head + "a,1,2,3,1\n\nb,1.5,2,3,1\n":     {4, "history.frequency"},
		head + "\"a\nb\",1,2,3,1\nc,1,4,3,1\n":  {4, "history.recency"},
		head + "a,0,1,3,1\n":                    {2, "history.recency"},
		head + "a,1,0,0,1\n":                    {2, "history.t"},
		head + "a,-1,0,0,1\n":                   {2, "history.frequency"},
		head + "a,1,1,2,0\n":                    {2, "history.customers"},
		head + "a,1,1,2,0.5\n":                  {2, "history.customers"},
		head + "a,1,1,2,1\nb,1,1,2,1\nc,1,9,2,": {4, ""},
	} {
		_, err := ReadHistories(strings.NewReader(text), nil)
		var syntax *event.SyntaxError
		require.ErrorAs(t, err, &syntax, "%q", text)
		assert.Equal(t, want.line, syntax.Line, "%q", text)
		var f *field.Error
		if want.path != "" && assert.ErrorAs(t, err, &f, "%q", text) {
			assert.Equal(t, want.path, f.Path, "%q", text)
		}
	}
	_, err := ReadHistories(strings.NewReader(head), &ReadOptions{Monetary: "m"})
	assert.ErrorIs(t, err, event.ErrHeader, "a column that was named has to be there")
}

func BenchmarkReadHistories(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("id,x,t_x,T,zbar\n")
	for i := range 1_000_000 {
		if x := i % 9; x == 0 {
			fmt.Fprintf(&text, "c%d,0,0,%d.86,\n", i, 38+i%20)
		} else {
			fmt.Fprintf(&text, "c%d,%d,%d.%02d,%d.86,%d.%02d\n", i, x, i%38, i%100, 38+i%20, i%97, i%89)
		}
	}
	for _, noID := range []bool{false, true} {
		b.Run(fmt.Sprintf("NoID=%v", noID), func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				list, err := ReadHistories(bytes.NewReader(text.Bytes()), &ReadOptions{NoID: noID})
				if err != nil || len(list) != 1_000_000 {
					b.Fatal(err)
				}
			}
		})
	}
}

func FuzzReadHistories(f *testing.F) {
	f.Add("id,x,t.x,T.cal,m.x,custs\na,1,2,3,4.5,1\n\"b\n\",0,0,1,NA,7\n")
	f.Add("frequency,recency,T\n1e3,2,3\n-1,0,0\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ReadHistories(strings.NewReader(text), nil)
		if err != nil {
			var syntax *event.SyntaxError
			require.ErrorAs(t, err, &syntax)
			return
		}
		require.NoError(t, checkAll(list, false))
	})
}
