package event

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestADedupeKnowsWhatItHasSeen(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	d, slow := newDedupe(false), map[string]bool{}
	for range 20_000 {
		id := strings.Repeat("x", r.IntN(3)) + fmt.Sprint(r.IntN(9000))
		require.Equal(t, slow[id], d.seen([]byte(id)))
		slow[id] = true
	}
	assert.Equal(t, len(slow), d.n)
	assert.Equal(t, 20_000-len(slow), d.count)
}

func TestOfRowsWithOneIDTheLastMayStay(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for range 100 {
		d, last := newDedupe(true), map[int]int{}
		var events []Event
		for i := range 1 + r.IntN(300) {
			id := r.IntN(100)
			require.False(t, d.note(d.digest(fmt.Append(nil, id)), uint32(i)))
			last[id] = i
			events = append(events, Event{
				Customer: fmt.Sprint("c", id%7), Time: time.Unix(int64(r.IntN(9)), 0).UTC(), Name: fmt.Sprint(i), NoValue: true,
			})
		}
		l, err := Collect(slices.Values(events))
		require.NoError(t, err)
		var want []entry
		for i, e := range events {
			if slices.Contains(slices.Collect(maps.Values(last)), i) {
				want = append(want, entry{e, i})
			}
		}
		l = d.strip(l)
		requireLog(t, want, l)
		require.Equal(t, len(events)-len(last), l.Duplicates())
		require.Zero(t, l.Filter(func(Event) bool { return true }).Duplicates())
	}
}

func TestPartsOfAnIDDoNotRunTogether(t *testing.T) {
	join := func(parts ...string) string {
		var b []byte
		for _, p := range parts {
			b = appendPart(b, []byte(p))
		}
		return string(b)
	}
	assert.NotEqual(t, join("ab", "c"), join("a", "bc"))
	assert.NotEqual(t, join("", "a"), join("a", ""))
	assert.Equal(t, join("a", ""), join("a", ""))
}

func TestATiebreakComparesAsItsRowsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for range 300 {
		width, spread := 1+r.IntN(4), []int64{1, 3, 1 << 20, 1 << 40, 1<<63 - 1}[r.IntN(5)]
		var rows [][]int64
		b := newTiebreak(width)
		for range r.IntN(60) {
			row := make([]int64, width)
			for k := range row {
				row[k] = r.Int64N(spread) - spread/2
			}
			rows = append(rows, row)
			b.add(row)
		}
		orders := b.orders()
		for i := range rows {
			for j := range rows {
				if orders == nil {
					require.Equal(t, rows[i], rows[j])
					continue
				}
				require.Equal(t, slices.Compare(rows[i], rows[j]), compareInts(orders[i], orders[j]), "%v %v", rows[i], rows[j])
			}
		}
	}
}

func compareInts(a, b int64) int { return slices.Compare([]int64{a}, []int64{b}) }

func TestPackedAndRankedOrdersAgree(t *testing.T) {
	rows := []int64{5, 1, -3, 2, 5, 0, 5, 1}
	packed, ok := (&tiebreak{2, slices.Clone(rows)}).packed()
	require.True(t, ok)
	ranked := (&tiebreak{2, rows}).ranked()
	assert.Equal(t, []int64{2, 0, 1, 2}, ranked)
	assert.Equal(t, []int64{8<<2 | 1, 2, 8 << 2, 8<<2 | 1}, packed)
	_, ok = (&tiebreak{2, []int64{-1 << 63, 0, 1<<63 - 1, 1}}).packed()
	assert.False(t, ok)
}

func TestWholeNumbersAreRead(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "-0": 0, "12": 12, "-12": -12, "+7": 7, "0042": 42,
		"9223372036854775807": 1<<63 - 1, "-9223372036854775808": -1 << 63,
	} {
		got, ok := integer([]byte(text))
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", "1.0", "1e3", "x", "1 ", "9223372036854775808", "-9223372036854775809", "99999999999999999999"} {
		_, ok := integer([]byte(text))
		assert.False(t, ok, text)
	}
}
