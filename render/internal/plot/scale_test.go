package plot_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

func TestAScaleMapsItsEndsOnItsEnds(t *testing.T) {
	s := plot.Scale{Lo: -10, Hi: 30, From: 200_00, To: 0}
	assert.Equal(t, scene.Px(200_00), s.At(-10))
	assert.Equal(t, scene.Px(0), s.At(30))
	assert.Equal(t, scene.Px(100_00), s.At(10))
	assert.Equal(t, scene.Px(50_00), s.At(20))
}

func TestWhatLiesBeyondAScaleStandsAtItsEnd(t *testing.T) {
	s := plot.Scale{Lo: 0, Hi: 1, From: 0, To: 100}
	for v, want := range map[float64]scene.Px{-5: 0, 7: 100, math.Inf(1): 100, math.Inf(-1): 0} {
		assert.Equal(t, want, s.At(v), "%v", v)
	}
	assert.Equal(t, scene.Px(0), s.At(math.NaN()))
	assert.Equal(t, scene.Px(7), plot.Scale{Lo: 3, Hi: 3, From: 7, To: 9}.At(3))
	assert.Equal(t, scene.Px(50), plot.Scale{Lo: -math.MaxFloat64, Hi: math.MaxFloat64, To: 100}.At(0))
}

func TestStepsAreRoundAndBetweenTheEnds(t *testing.T) {
	assert.Equal(t, []float64{0, 20, 40, 60, 80, 100}, plot.Steps(0, 100, 6))
	assert.Equal(t, []float64{0, 0.5, 1}, plot.Steps(0, 1, 4))
	assert.Equal(t, []float64{-100, -50, 0, 50, 100}, plot.Steps(-100, 100, 5))
	assert.Equal(t, []float64{4}, plot.Steps(4, 4, 5), "one value is its own step")
}

func TestDurationsAreThoseOfAClock(t *testing.T) {
	const minute, hour, day = 60.0, 3600.0, 86_400.0
	assert.Equal(t, []float64{0, 30 * minute, hour, 90 * minute, 2 * hour}, plot.Durations(0, 2*hour, 5))
	assert.Equal(t, []float64{0, 7 * day, 14 * day, 21 * day, 28 * day}, plot.Durations(0, 30*day, 6))
	assert.Equal(t, []float64{0, 365 * 10 * day, 365 * 20 * day}, plot.Durations(0, 365*20*day, 4))
	assert.Equal(t, []float64{0, 0.1, 0.2}, plot.Durations(0, 0.2, 4))
}

func TestOnRandomRangesThereAreFewStepsInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 20_000 {
		lo := (r.Float64() - 0.5) * math.Pow10(r.IntN(20)-8)
		hi := lo + r.Float64()*math.Pow10(r.IntN(20)-8)
		most := 2 + r.IntN(8)
		for name, list := range map[string][]float64{"steps": plot.Steps(lo, hi, most), "durations": plot.Durations(lo, hi, most)} {
			require.LessOrEqual(t, len(list), most, "%s of %g to %g", name, lo, hi)
			require.IsIncreasing(t, append([]float64{math.Inf(-1)}, list...), "%s of %g to %g", name, lo, hi)
		}
		a, b := plot.Nice(lo, hi, most)
		require.True(t, a <= lo && b >= hi, "%g to %g: %g to %g", lo, hi, a, b)
	}
}
