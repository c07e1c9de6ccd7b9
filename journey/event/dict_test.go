package event

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// someTexts returns texts that are hard to tell apart: of one length, one
// beginning and one end, longer and shorter than what the cache holds.
func someTexts(r *rand.Rand, n int) []string {
	var texts []string
	for range n {
		k := r.IntN(n)
		texts = append(texts, []string{
			fmt.Sprintf("customer%08d", k), fmt.Sprintf("%08dcustomer", k), fmt.Sprintf("%d", k), fmt.Sprintf("x%07d", k),
			fmt.Sprintf("a-long-beginning-%d-and-a-long-end", k), strings.Repeat("\x00", k%20), "", fmt.Sprintf("%06d\x00\x00", k),
		}[r.IntN(8)])
	}
	return texts
}

func TestDictNumbersTextsInTheOrderOfFirstSight(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	for _, n := range []int{10, 1000, 100_000} {
		d, want := newDict(), map[string]uint32{}
		for _, s := range someTexts(r, n) {
			id, ok := want[s]
			if !ok {
				id = uint32(len(want))
				want[s] = id
			}
			b := append(make([]byte, 0, r.IntN(40)), s...)
			if got := d.id(b); got != id || string(d.text(int(id))) != s {
				require.Equal(t, id, got, "%q", s)
				require.Equal(t, s, string(d.text(int(id))))
			}
		}
		sorted, rank := d.sorted()
		texts := slices.Collect(sorted.each())
		require.True(t, slices.IsSorted(texts))
		require.Len(t, texts, len(want))
		for s, id := range want {
			if at, ok := sorted.find(s); !ok || at != int(rank[id]) || sorted.at(at) != s {
				require.Fail(t, "not found where it stands", "%q", s)
			}
		}
	}
}

func TestDictFindsAColumnAsItFindsATextAtATime(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 5))
	for _, n := range []int{1, 31, 32, 33, 5000} {
		one, many := newDict(), newDict()
		var b block
		var hashes []uint64
		var want []uint32
		for _, s := range someTexts(r, n) {
			b.data = append(b.data, s...)
			b.cells = append(b.cells, cell{uint32(len(b.data) - len(s)), uint32(len(b.data))})
			hashes = append(hashes, many.hash([]byte(s)))
			want = append(want, one.id([]byte(s)))
		}
		require.Equal(t, want, many.findAll(nil, &b, b.cells, hashes))
	}
}

func TestColumnsAreAsWideAsTheirNumbers(t *testing.T) {
	for _, test := range []struct{ limit, b1, b2, b4 int }{
		{0, 0, 0, 0}, {1, 0, 0, 0}, {2, 3, 0, 0}, {256, 3, 0, 0}, {257, 0, 3, 0}, {65536, 0, 3, 0}, {65537, 0, 0, 3},
	} {
		want := []uint32{0, uint32(max(test.limit, 1) - 1), 0}
		c := packed(want)
		require.Equal(t, []int{test.b1, test.b2, test.b4}, []int{len(c.b1), len(c.b2), len(c.b4)})
		for i, v := range want {
			require.Equal(t, int(v), c.at(i))
		}
	}
}
