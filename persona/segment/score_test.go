package segment

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPickFindsWhatSortingFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		values := make([]int, 1+r.IntN(200))
		for i := range values {
			values[i] = r.IntN(choice(r, 2, 20, 100000))
			if r.IntN(4) == 0 {
				values[i] = i
			}
		}
		k := r.IntN(len(values))
		want := slices.Sorted(slices.Values(values))
		require.Equal(t, want[k], pick(values, k))
		for i, v := range values {
			require.True(t, i <= k && v <= want[k] || i >= k && v >= want[k], "%v around %d", values, k)
		}
	}
}

// A sequence that makes the median of three the least each time.
func TestPickIsNotSlowedDown(t *testing.T) {
	values := make([]int, 1<<16)
	for i := range values {
		values[i] = min(i, len(values)-i)
	}
	want := slices.Sorted(slices.Values(values))
	require.Equal(t, want[50_000], pick(values, 50_000))
}
