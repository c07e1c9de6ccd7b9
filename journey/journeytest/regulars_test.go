package journeytest_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey/journeytest"
)

// The mean number of purchases up to t, by equation 9 of the paper with the
// hypergeometric function as an integral over the rate: at a given rate and
// probability p it is (1 − exp(−rate·p·t))/p.
func TestRegularsBuyAsOftenAsTheModelSays(t *testing.T) {
	g := journeytest.Regulars{R: 0.8, Alpha: 20, A: 0.9, B: 3}
	r := rand.New(rand.NewPCG(7, 7))
	const customers, until = 200_000, 90.0
	orders, square, last := 0.0, 0.0, 0.0
	for range customers {
		n := 0.0
		for at := range g.Orders(r, until) {
			assert.True(t, at > 0 && at <= until)
			n++
			last = max(last, at)
		}
		orders += n
		square += n * n
	}
	// E over p of (1 − (α/(α+p·t))^r)/p with p from the beta distribution: by
	// the midpoint rule in the distribution's own measure.
	want, weight := 0.0, 0.0
	const steps = 200_000
	for i := range steps {
		p := math.Pow((float64(i)+0.5)/steps, 1/g.A) // density of p is then (1−p)^(B−1)
		w := math.Pow(1-p, g.B-1)
		want += w * (1 - math.Pow(g.Alpha/(g.Alpha+p*until), g.R)) / p
		weight += w
	}
	mean := orders / customers
	se := math.Sqrt((square/customers - mean*mean) / customers)
	assert.InDelta(t, want/weight, mean, 4*se)
	assert.Greater(t, last, 89.0)
	for range (journeytest.Regulars{}).Orders(r, until) {
		t.Fatal("the zero Regulars bought")
	}
}
