package special_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

func TestBinetIsWhatStirlingLeavesOut(t *testing.T) {
	// Γ(1) = 1, Γ(1/2) = √π; far out the first term of the series is left.
	assert.InDelta(t, 1-0.5*math.Log(2*math.Pi), special.Binet(1), 1e-15)
	assert.InDelta(t, 0.5-0.5*math.Ln2, special.Binet(0.5), 1e-15)
	assert.InEpsilon(t, 1/12e9, special.Binet(1e9), 1e-15)
	for _, x := range []float64{1e-6, 0.4, 3, 11.999999, 12, 12.000001, 700} {
		stirling := (x-0.5)*math.Log(x) - x + 0.5*math.Log(2*math.Pi)
		assert.InDelta(t, special.LogGamma(x), stirling+special.Binet(x), 4e-15*math.Max(10, math.Abs(stirling)), "at %v", x)
		h := x * 1e-4
		slope := (special.Binet(x+h) - special.Binet(x-h)) / (2 * h)
		assert.InDelta(t, slope, special.BinetSlope(x), 1e-7*math.Abs(slope)+4e-15/h, "at %v", x)
	}
	assert.True(t, math.IsNaN(special.Binet(0)) && math.IsNaN(special.BinetSlope(-1)))
}
