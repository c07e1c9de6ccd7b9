package stat

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSampleDoesNotDependOnOrderPartsOrSaving(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		var whole, merged Sample
		var parts [3]Sample
		var plain []float64
		for range 1 + r.IntN(50) {
			v := r.Uint64N(1 << (1 + r.UintN(60)))
			whole.Add(v)
			parts[r.IntN(3)].Add(v)
			plain = append(plain, float64(v))
		}
		for i := range parts {
			state, err := json.Marshal(&parts[i])
			require.NoError(t, err)
			var part Sample
			require.NoError(t, json.Unmarshal(state, &part))
			merged.Merge(&part)
		}
		slices.Sort(plain)
		require.Equal(t, len(plain), merged.N())
		require.Equal(t, whole.Sorted(), merged.Sorted())
		require.Equal(t, whole.Total(), merged.Total())
		mean, sd := moments(plain)
		gotMean, gotSD := merged.Moments()
		require.InEpsilon(t, 1+mean, 1+gotMean, 1e-12)
		require.InDelta(t, sd, gotSD, 1e-9*(1+sd))
		for _, p := range []float64{0, 0.1, 0.5, 0.9, 1} {
			require.Equal(t, Quantile(plain, p), merged.Quantile(p))
		}
	}
	assert.ErrorIs(t, new(Sample).UnmarshalJSON([]byte("[18446744073709551615,1]")), ErrState)
}

// Large samples are not sorted as a whole: what they say must not show it.
func TestQuantilesOfLargeSamplesAreThoseOfAllSorted(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 30 {
		var s Sample
		span := 1 + r.UintN(62)
		sorted := make([]float64, mostChunk+r.IntN(30_000))
		for i := range sorted {
			v := r.Uint64N(1 << span)
			if r.IntN(3) == 0 {
				v = min(v, 1<<span/3)
			}
			s.Add(v)
			sorted[i] = float64(v)
		}
		slices.Sort(sorted)
		ps := []float64{0, 0.001, 0.5, 0.9, r.Float64(), 1}
		for k, got := range s.Estimates(0.95, ps...) {
			require.Equal(t, Quantile(sorted, ps[k]), got.Value)
			if ps[k] > 0 && ps[k] < 1 {
				require.Equal(t, QuantileInterval(sorted, ps[k], 0.95), got.Interval)
			}
		}
	}
}

func TestOctavePartsRise(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 10_000 {
		a, b := r.Uint64()>>r.UintN(64), r.Uint64()>>r.UintN(64)
		if a > b {
			a, b = b, a
		}
		require.LessOrEqual(t, octavePart(a), octavePart(b))
		require.Less(t, octavePart(b), octaveParts)
	}
	require.Less(t, octavePart(1<<64-1), octaveParts)
}

func BenchmarkSampleEstimates(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var s Sample
	for range 700_000 {
		s.Add(uint64(r.ExpFloat64() * 1e15))
	}
	for b.Loop() {
		s.Estimates(0.95, 0.5, 0.9)
	}
}

func TestSampleKnowsItsRange(t *testing.T) {
	var a, b Sample
	for _, v := range []uint64{7, 3, 9, 3} {
		a.Add(v)
	}
	b.Add(math.MaxUint64)
	b.Merge(&a)
	least, greatest := b.Range()
	assert.Equal(t, []uint64{3, math.MaxUint64}, []uint64{least, greatest})
	least, greatest = a.Range()
	assert.Equal(t, []uint64{3, 9}, []uint64{least, greatest})
}

func TestAboveCountsWhatIsGreater(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for range 200 {
		var s Sample
		want, v := 0, r.Uint64N(50)
		for range r.IntN(100) {
			x := r.Uint64N(50)
			s.Add(x)
			if x > v {
				want++
			}
		}
		assert.Equal(t, want, s.Above(v))
	}
}
