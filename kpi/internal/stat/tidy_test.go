package stat

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTidyRoundsAsTextDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	check := func(x float64) {
		require.Equal(t, math.Float64bits(tidyText(x)), math.Float64bits(Tidy(x)), "%b", x)
	}
	for range 300_000 {
		x := math.Pow(10, -14+28*r.Float64())
		if r.IntN(2) == 0 {
			x = -x
		}
		check(x)
		check(math.Float64frombits(r.Uint64() &^ (1 << 62))) // any magnitude below 2
	}
	// The neighbours of powers of ten, and of the middles between two roundings.
	for e := -15; e < 16; e++ {
		for _, m := range []float64{1, 9.99999999999, 9.999999999995, 1.000000000005, 1.000000000015, 2.5, 1.234567890125} {
			x := m * math.Pow(10, float64(e))
			for range 20 {
				x = math.Nextafter(x, 0)
			}
			for range 40 {
				check(x)
				x = math.Nextafter(x, math.Inf(1))
			}
		}
	}
	for _, x := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.MaxFloat64, math.SmallestNonzeroFloat64} {
		check(x)
	}
}

func BenchmarkTidy(b *testing.B) {
	x := 0.0
	for b.Loop() {
		x += Tidy(0.123456789012345 + x*1e-9)
	}
}
