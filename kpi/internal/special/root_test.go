package special

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRoot(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
		a, b float64
		want float64
	}{
		{"of a line", func(x float64) float64 { return 3*x - 1 }, 0, 1, 1. / 3},
		{"of a falling line, with the ends the other way round", func(x float64) float64 { return 1 - 3*x }, 1, 0, 1. / 3},
		{"at an end", func(x float64) float64 { return x - 2 }, 2, 5, 2},
		{"at the other end", func(x float64) float64 { return x - 5 }, 2, 5, 5},
		{"of Wallis's cubic", func(x float64) float64 { return x*x*x - 2*x - 5 }, 2, 3, 2.0945514815423265915},
		{"of a flat curve", func(x float64) float64 { return math.Pow(x-0.3, 9) }, 0, 1, 0.3},
		{"of a step", func(x float64) float64 { return math.Copysign(1, x-0.7) }, 0, 1, 0.7},
		{"of a steep curve", func(x float64) float64 { return math.Exp(50*x) - 2 }, -5, 5, math.Ln2 / 50},
		{"near 0", func(x float64) float64 { return x - 1e-200 }, -1, 1, 1e-200},
		{"next to a pole", func(x float64) float64 { return 1/x - 1e12 }, 1e-20, 1, 1e-12},
	} {
		got := Root(c.f, c.a, c.b)
		within(t, c.want, got, 1e-15, c.a, c.b)
		assert.False(t, t.Failed(), c.name)
	}
}

func TestRootOfWhatHasNone(t *testing.T) {
	assert.True(t, math.IsNaN(Root(func(x float64) float64 { return 1 + x*x }, -1, 1)))
	assert.True(t, math.IsNaN(Root(func(float64) float64 { return math.NaN() }, -1, 1)))
}

func TestRisingRoot(t *testing.T) {
	for _, x := range []float64{-1e6, 2.9, 3, 3.1, 1e6} {
		within(t, 3, RisingRoot(func(x float64) float64 { return math.Atan(x - 3) }, x, 0.1), 1e-15, x)
	}
	assert.True(t, math.IsNaN(RisingRoot(func(x float64) float64 { return 1 + math.Exp(x) }, 0, 1)))
	assert.True(t, math.IsNaN(RisingRoot(func(x float64) float64 { return -1 - math.Exp(-x) }, 0, 1)))
	assert.True(t, math.IsNaN(RisingRoot(func(float64) float64 { return math.NaN() }, 0, 1)))
}

// Bisection would take 52 looks.
func TestRootTakesFewLooks(t *testing.T) {
	looks := 0
	Root(func(x float64) float64 { looks++; return math.Exp(x) - 3 }, 0, 4)
	assert.LessOrEqual(t, looks, 15)
}
