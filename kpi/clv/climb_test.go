package clv

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// From wherever a climb begins, it does not come higher than the fit did: not to
// another top, and not along a slope without one.
func TestNoOtherStartLeadsHigher(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	tops := 0
	for i := range sharedtest.Cases(100, 400) {
		family := []Family{BGNBD, MBGNBD}[i/4%2]
		size := func(lo, hi float64) float64 { return math.Exp(math.Log(lo) + r.Float64()*math.Log(hi/lo)) }
		customers := simulated(r, []int{3, 8, 30, 100}[i%4],
			betaGeometric{size(0.1, 3), 30, size(0.1, 3), size(0.4, 8), float64(i / 4 % 2)}, 100, 300)
		def, err := family.family("options.family")
		assert.NoError(t, err)
		rows := collapse(customers)
		s := summarise(rows)
		if def.hopeless(s) != nil {
			continue
		}
		f := def.objective(rows)
		top, err := climbAmong(f, def.start(s), def.elsewhere)
		height := math.Inf(-1)
		var edge *mle.Boundary
		switch {
		case err == nil:
			tops++
			height = top.Value
		case errors.As(err, &edge):
			height = edge.Value
		}
		for range 6 {
			start := def.start(s)
			for k := range start {
				start[k] *= math.Exp(4*r.Float64() - 2)
			}
			other := climbFrom(f, start)
			assert.LessOrEqual(t, other.height, height+1e-3, "case %d, from %v", i, start)
		}
	}
	assert.Greater(t, tops, 20)
}

// The same of the other families: of two edges, the one is as good as the other
// that is about as high, since how far a climb went along it is chance.
func TestNoOtherStartLeadsTheFamiliesOfFourHigher(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	for i := range sharedtest.Cases(60, 400) {
		n := []int{3, 8, 30, 100}[i%4]
		family, customers := ParetoNBD, []History(nil)
		if i/4%2 == 0 {
			m := &paretoNBD{r: size(r, 0.1, 3), alpha: 30, s: size(r, 0.1, 3), beta: size(r, 10, 300)}
			customers = m.simulate(r, n, 100, 300)
		} else {
			family = BGBB
			m := bgbb{size(r, 0.2, 3), size(r, 0.2, 3), size(r, 0.2, 3), size(r, 0.5, 10)}
			customers = m.simulate(r, n, 3+r.IntN(20))
		}
		def, err := family.family("options.family")
		assert.NoError(t, err)
		rows := collapse(customers)
		s := summarise(rows)
		if def.hopeless(s) != nil {
			continue
		}
		f := def.objective(rows)
		top, err := climbAmong(f, def.start(s), def.elsewhere)
		height, alike := math.Inf(-1), 1e-3
		var edge *mle.Boundary
		switch {
		case err == nil:
			height = top.Value
		case errors.As(err, &edge):
			height, alike = edge.Value, 0.2
		}
		for range 3 {
			start := def.start(s)
			for k := range start {
				start[k] *= math.Exp(4*r.Float64() - 2)
			}
			other := climbFrom(f, start)
			assert.LessOrEqual(t, other.height, height+alike, "case %d, from %v", i, start)
		}
	}
}
