package stat

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// slowSum adds with big.Float, wide enough for any finite float64.
func slowSum(x []float64) float64 {
	sum := new(big.Float).SetPrec(4000)
	for _, v := range x {
		sum.Add(sum, new(big.Float).SetFloat64(v))
	}
	f, _ := sum.Float64()
	return f
}

func randomNumbers(r *rand.Rand) []float64 {
	span := []int{3, 60, 600, 2040}[r.IntN(4)]
	x := make([]float64, r.IntN(40))
	for i := range x {
		x[i] = math.Ldexp(r.Float64()-0.5, r.IntN(span)-span/2)
		if i > 0 && r.IntN(4) == 0 {
			x[i] = -x[r.IntN(i)]
		}
		if r.IntN(10) == 0 {
			x[i] = float64(r.IntN(3)) * math.SmallestNonzeroFloat64
		}
	}
	return x
}

func TestSumIsExactAndRoundedOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		x := randomNumbers(r)
		var s Sum
		for _, v := range x {
			s.Add(v)
		}
		require.Equal(t, slowSum(x), s.Float64()+0, "%v", x)
	}
}

func TestSumOfNamedCases(t *testing.T) {
	for _, c := range [][]float64{
		{}, {0.1, 0.2, 0.3}, {1e308, -1e308}, {1e308, 1e308, -1e308}, {math.MaxFloat64, math.MaxFloat64 / (1 << 54)},
		{1, 1e-16, 1e-16}, {1 << 53, 1}, {1 << 53, 1, math.SmallestNonzeroFloat64}, {-1, 1e-300}, {5e-324, 5e-324}, {math.MaxFloat64, math.MaxFloat64},
	} {
		var s Sum
		for _, v := range c {
			s.Add(v)
		}
		assert.Equal(t, slowSum(c), s.Float64(), "%v", c)
	}
}

func TestPartsOfASumMergeInAnyOrderAndThroughJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2_000 {
		x := randomNumbers(r)
		var parts [3]Sum
		for _, v := range x {
			parts[r.IntN(3)].Add(v)
		}
		var whole Sum
		for _, i := range r.Perm(3) {
			state, err := json.Marshal(&parts[i])
			require.NoError(t, err)
			var part Sum
			require.NoError(t, json.Unmarshal(state, &part))
			whole.Merge(&part)
		}
		require.Equal(t, slowSum(x), whole.Float64()+0)
	}
	assert.ErrorIs(t, new(Sum).UnmarshalJSON([]byte("[90,1]")), ErrState)
}
