package conformance

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// commonSlowly aligns with the table of all prefixes, by the rule of the package
// doc: the earliest step, by the earliest event.
func commonSlowly(seq, symbols []int32) (step []int32, common int) {
	table := make([][]int, len(seq)+1)
	table[0] = make([]int, len(symbols)+1)
	for i, s := range seq {
		table[i+1] = make([]int, len(symbols)+1)
		for p, planned := range symbols {
			table[i+1][p+1] = max(table[i][p+1], table[i+1][p])
			if s == planned {
				table[i+1][p+1] = max(table[i+1][p+1], table[i][p]+1)
			}
		}
	}
	step = slices.Repeat([]int32{none}, len(seq))
	i, p := len(seq), len(symbols)
	for common = table[i][p]; table[i][p] > 0; {
		switch {
		case table[i][p-1] == table[i][p]:
			p--
		case table[i-1][p] == table[i][p]:
			i--
		default:
			i, p = i-1, p-1
			step[i] = int32(p)
		}
	}
	return step, common
}

// randomPlan returns the symbols of steps of a few names, most of them once.
func randomPlan(r *rand.Rand, steps int) []int32 {
	symbols := make([]int32, steps)
	for i := range symbols {
		symbols[i] = int32(i)
		if i > 0 && r.IntN(4) == 0 {
			symbols[i] = symbols[r.IntN(i)]
		}
	}
	return symbols
}

func randomSequence(r *rand.Rand, symbols []int32, n int) []int32 {
	seq := make([]int32, n)
	at := 0
	for i := range seq {
		at = (at + r.IntN(3)) % len(symbols) // forward, mostly
		if r.IntN(3) == 0 {
			at = r.IntN(len(symbols))
		}
		seq[i] = symbols[at]
	}
	return seq
}

func requireAlignment(t *testing.T, a *aligner, seq, symbols []int32) {
	t.Helper()
	step := make([]int32, len(seq))
	common := a.align(seq, step)
	want, n := commonSlowly(seq, symbols)
	require.Equal(t, n, common)
	require.Equal(t, want, step)
}

func TestAlignmentIsTheBestOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100_000 {
		symbols := randomPlan(r, 1+r.IntN(6))
		seq := randomSequence(r, symbols, r.IntN(7))
		step := slices.Repeat([]int32{none}, len(seq))
		best := bestSlowly(seq, symbols)
		for _, b := range best {
			step[b.event] = int32(b.step)
		}
		got := make([]int32, len(seq))
		if common := newAligner(symbols).align(seq, got); common != len(best) || !slices.Equal(step, got) {
			require.Equal(t, step, got, "%v beside %v", seq, symbols)
		}
	}
}

// Plans around the width of a word, and longer than one.
func TestAlignmentOfLongPlans(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for _, steps := range []int{1, 2, 63, 64, 65, 127, 128, 129, 300} {
		for range 60 {
			symbols := randomPlan(r, steps)
			a := newAligner(symbols)
			for range 3 {
				requireAlignment(t, a, randomSequence(r, symbols, r.IntN(2*steps+20)), symbols)
			}
		}
	}
}

// Sequences of several blocks, one after the other with the same aligner.
func TestAlignmentOfLongSequences(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, steps := range []int{3, 64, 70} {
		symbols := randomPlan(r, steps)
		a := newAligner(symbols)
		for _, n := range []int{blockEvents - 1, 5, blockEvents, blockEvents + 1, 2*blockEvents + 3, 0, 3 * blockEvents} {
			requireAlignment(t, a, randomSequence(r, symbols, n), symbols)
		}
	}
	// Completed at the very beginning or at the very end.
	symbols := []int32{0, 1, 2}
	a := newAligner(symbols)
	for _, seq := range [][]int32{
		append([]int32{0, 1, 2}, slices.Repeat([]int32{0}, 3*blockEvents)...),
		append(slices.Repeat([]int32{2}, 3*blockEvents), 0, 1, 2),
	} {
		requireAlignment(t, a, seq, symbols)
	}
}
