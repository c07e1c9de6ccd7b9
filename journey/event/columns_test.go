package event

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReadCSVKeepsTheAttributesThatAreWanted(t *testing.T) {
	const file = "customer,time,event,channel,a,b,c\nc,2024-03-01T10:00:00Z,view,web,1,2,3\n"
	for _, test := range []struct {
		name  string
		attrs []string
		want  map[string]string
	}{
		{"all, unless something is said", nil, map[string]string{"a": "1", "b": "2", "c": "3"}},
		{"none", []string{}, nil},
		{"some, in any order, once", []string{"c", "a", "c"}, map[string]string{"a": "1", "c": "3"}},
		{"what serves for something else too", []string{"channel", "b"}, map[string]string{"channel": "web", "b": "2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := read(t, file, &CSVOptions{Attrs: test.attrs})
			require.Equal(t, test.want, l.Trace(0).Event(0).Attrs)
		})
	}
	_, err := ReadCSV(strings.NewReader(file), &CSVOptions{Attrs: []string{"d"}})
	require.EqualError(t, err, `line 1: header that does not serve: no column "d", named for the attribute`)
	_, err = ReadCSV(strings.NewReader(file), &CSVOptions{Attrs: []string{""}})
	require.ErrorIs(t, err, ErrHeader)
}

func TestReadCSVTakesAnotherNameWhereTheCustomerHasNone(t *testing.T) {
	o := CSVOptions{Customer: "user_id", Anonymous: "anonymous_id"}
	const head = "anonymous_id,user_id,time,event\n"
	l := read(t, head+"x,ada,2024-03-01T10:00:00Z,a\nx,,2024-03-01T10:00:00Z,b\n,ada,2024-03-01T11:00:00Z,c\nNA,null,2024-03-01T11:00:00Z,d\n", &o)
	require.Equal(t, []string{"ada", "null", "x"}, slices.Collect(l.who.each()))
	require.Empty(t, l.Attrs())
	_, err := ReadCSV(strings.NewReader(head+",,2024-03-01T10:00:00Z,a\n"), &o)
	require.EqualError(t, err, "line 2, field 2: no customer, or no name of what happened")
	_, err = ReadCSV(strings.NewReader("user_id,time,event\n"), &o)
	require.ErrorContains(t, err, `no column "anonymous_id", named for`)
}

func TestReadCSVLeavesOutWhatWasSentTwice(t *testing.T) {
	const file = "customer,time,event,id,value\n" +
		"ada,2024-03-01T10:00:00Z,first,NA,1\n" +
		"bo,2024-03-01T09:00:00Z,again,NA,2\n" +
		"bo,soon,bad,7,2\n" +
		"bo,2024-03-01T09:00:00Z,once,7,3\n" +
		"bo,2024-03-01T09:00:00Z,without,,4\n" +
		"bo,2024-03-01T09:00:00Z,without,,5\n" +
		"bo,2024-03-01T09:00:00Z,third,NA,6\n"
	o := CSVOptions{ID: "id", Skip: func(*SyntaxError) error { return nil }}
	l := read(t, file, &o)
	require.Equal(t, []string{"first", "once", "without"}, l.Names(), "a name that no event has is not there")
	require.Equal(t, []int{4, 2}, []int{l.Len(), l.Duplicates()})
	require.Equal(t, []string{"once", "without", "without"}, namesIn(l.Trace(1)))
	o.KeepLast = true
	l = read(t, file, &o)
	require.Equal(t, []string{"once", "third", "without"}, l.Names())
	require.Equal(t, []int{4, 2, 1}, []int{l.Len(), l.Duplicates(), l.Customers()})
	require.Zero(t, read(t, file[:20]+"\n", &CSVOptions{}).Duplicates())
}

func namesIn(tr Trace) []string {
	var out []string
	for i := range tr.Len() {
		out = append(out, tr.Name(i))
	}
	return out
}

func TestReadCSVPutsEventsAtOneTimeInOrder(t *testing.T) {
	const file = "customer,time,event,page,index\n" +
		"c,2024-03-01T10:00:00Z,e,2,-1\n" +
		"c,2024-03-01T10:00:00Z,d,1, 10 \n" +
		"c,2024-03-01T10:00:00Z,c,1,9\n" +
		"c,2024-03-01T10:00:00Z,b,1,\n" +
		"c,2024-03-01T10:00:00Z,a,-9223372036854775808,3\n"
	l := read(t, file, &CSVOptions{Order: []string{"page", "index"}})
	require.Equal(t, []string{"a", "b", "c", "d", "e"}, namesIn(l.Trace(0)))
	require.Empty(t, l.Attrs())
	l = read(t, file, &CSVOptions{Order: []string{"index"}})
	require.Equal(t, []string{"e", "b", "a", "c", "d"}, namesIn(l.Trace(0)))
	require.Equal(t, int64(10), l.Trace(0).Event(4).Order)

	for _, bad := range []string{"x", "1.5", "9223372036854775808", "1e3"} {
		_, err := ReadCSV(strings.NewReader("customer,time,event,n\nc,2024-03-01T10:00:00Z,a,1\nc,2024-03-01T10:00:00Z,a,"+bad+"\n"), &CSVOptions{Order: []string{"n"}})
		require.EqualError(t, err, "line 3, field 4: not a whole number of 64 bits")
	}
}

// Files with ids, orders and customers without a name, and bad rows between
// them, are read as one would with maps, however they are cut.
func TestReadCSVWithAllColumnsEqualsTheObviousWay(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 9))
		var file bytes.Buffer
		file.WriteString("n2,id,anon,customer,time,event,n1,x,value\n")
		var want []Event
		var bad []int
		seen := map[string]bool{}
		for i := range 1 + r.IntN(80) {
			one := func(of ...string) string { return of[r.IntN(len(of))] }
			customer, anon, id := one("", "a", "b"), one("", "anon 1", "anon 2"), one("", fmt.Sprint(r.IntN(40)))
			n1, n2, value := r.IntN(3), r.IntN(3)-1, one("", "1", "2.5", "no")
			e := Event{Customer: customer, Time: time.Unix(int64(r.IntN(3)), 0).UTC(), Name: fmt.Sprint("e", r.IntN(9)), NoValue: value == "", Order: int64(n1*10 + n2)}
			fmt.Fprintf(&file, "%d,%s,%s,%s,%s,%s,%d,%d,%s\n", n2, id, anon, customer, e.Time.Format(time.RFC3339), e.Name, n1, i, value)
			e.Attrs = map[string]string{"x": fmt.Sprint(i)}
			if e.Customer == "" {
				e.Customer = anon
			}
			if e.Customer == "" || value == "no" {
				bad = append(bad, i+2)
				continue
			}
			e.Value, _ = strconv.ParseFloat(value, 64)
			if id == "" || !seen[id] {
				want = append(want, e)
			}
			seen[id] = true
		}
		slices.SortStableFunc(want, func(a, b Event) int {
			return compareEntries(entry{Event: a}, entry{Event: b})
		})
		for k, e := range want {
			e.Order = 0
			want[k] = e
		}
		for _, procs := range []int{1, 2} {
			var got []int
			o := CSVOptions{ID: "id", Anonymous: "anon", Order: []string{"n1", "n2"}, Skip: func(e *SyntaxError) error {
				got = append(got, e.Line)
				return nil
			}}
			var l *Log
			var err error
			onCores(procs, func() { l, err = readCSV(bytes.NewReader(file.Bytes()), &o, 1+r.IntN(400)) })
			require.NoError(t, err)
			require.Equal(t, bad, got)
			events := slices.Collect(l.All())
			for k := range events {
				events[k].Order = 0
			}
			require.Equal(t, want, orNil(events), "seed %d", seed)
			requireIDs(t, l)
			for id, name := range l.Names() {
				require.True(t, slices.ContainsFunc(events, func(e Event) bool { return e.Name == name }), "%d", id)
			}
		}
	}
}
