package stat

import (
	"encoding/json"
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
		require.Equal(t, whole.Sum(), merged.Sum())
		for _, p := range []float64{0, 0.1, 0.5, 0.9, 1} {
			require.Equal(t, Quantile(plain, p), merged.Quantile(p))
		}
	}
	assert.ErrorIs(t, new(Sample).UnmarshalJSON([]byte("[18446744073709551615,1]")), ErrState)
}
