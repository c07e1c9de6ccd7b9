package friction

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey/event"
)

// looked returns the sessions of a log, settled.
func looked(m market) *sessions {
	log := m.log()
	opt, err := (*Options)(nil).settled(log)
	if err != nil {
		panic(err)
	}
	s := settle(marketMap(), log, opt)
	c := event.Fold(log, func() *sessions { return newSessions(s) })
	c.settleDays()
	c.settleSegments()
	return c
}

// The likelihood equations of the logistic model: of each value of each factor
// the expected number is the observed one, but for the ridge.
func TestExpectedNumbersAreTheObservedOnesOfEachValue(t *testing.T) {
	c := looked(market{seed: 1, differ: 0.5})
	steps, _ := c.trials()
	for _, tr := range steps {
		c.expect(tr)
		for k, codes := range tr.fit.codes {
			rest := make([]float64, len(tr.fit.effects[k]))
			for i, code := range codes {
				rest[code] += boolean(tr.bad[i]) - tr.mean[i]
			}
			for value, sum := range rest {
				hold := ridge * tr.fit.effects[k][value]
				if k == 0 {
					hold = 0
				}
				assert.InDelta(t, hold, sum, 0.5, "factor %d, value %d", k, value)
			}
		}
	}
}

// Sessions of customers that are alike by a known correlation, drawn as [chance]
// draws them. Where two of them have different probabilities they are a little
// less alike than that: a common draw does not make them do the same.
func TestTheCorrelationOfACustomersSessionsIsFound(t *testing.T) {
	for _, icc := range []float64{0, 0.1, 0.4} {
		c := looked(market{customers: 1500, seed: 2})
		steps, _ := c.trials()
		tr := steps[0]
		c.expect(tr)
		r := rand.New(rand.NewPCG(7, 7))
		sum := 0.0
		const draws = 20
		for range draws {
			redraw(r, c, tr, icc)
			sum += c.alike(tr)
		}
		assert.InDelta(t, icc, sum/draws, 0.02+0.1*icc)
	}
}

// redraw lets the sessions of a trial go badly or well with their probabilities,
// and those of a customer alike with that correlation.
func redraw(r *rand.Rand, c *sessions, t *trial, icc float64) {
	common := map[int32]float64{}
	for i, row := range t.row {
		who := c.customer[row]
		if _, ok := common[who]; !ok {
			common[who] = r.Float64()
		}
		u := r.Float64()
		if r.Float64() < math.Sqrt(icc) {
			u = common[who]
		}
		t.bad[i] = u < t.mean[i]
	}
}

// Days that are better or worse for everybody by a known spread are found to be
// so, steady ones nearly steady, and three bad weeks do not make them unsteady.
func TestUnsteadyDaysAreFound(t *testing.T) {
	mean := func(m market) float64 {
		sum := 0.0
		for m.seed = range uint64(5) {
			c := looked(m)
			steps, _ := c.trials()
			c.expect(steps[0])
			sum += steps[0].unsteady
		}
		return sum / 5
	}
	assert.InDelta(t, 0.4, mean(market{customers: 2000, shock: 0.4}), 0.07)
	assert.Less(t, mean(market{customers: 2000}), 0.15)
	assert.Less(t, mean(market{customers: 2000, bug: &bug{0, 60, 80, "", 0.5}}), 0.25)
}

// A draw has the mean that the probabilities say, and the variance that the
// correlation of a customer's three sessions and the spread of days add.
func TestDrawsHaveTheirMeanAndTheirVariance(t *testing.T) {
	const customers, p, draws = 400, 0.3, 4000
	for _, test := range []struct{ icc, unsteady float64 }{{0, 0}, {0.25, 0}, {0, 0.2}} {
		d := &drawnTrial{lanes: []lane{newLane(none, 0, 1)}, width: 1, bins: 1, share: chanceOf(math.Sqrt(test.icc)), unsteady: test.unsteady}
		for i := range 3 * customers {
			d.who, d.mean, d.p, d.cell = append(d.who, int32(i/3)), append(d.mean, chanceOf(p)), append(d.p, p), append(d.cell, 1)
		}
		coin := coins{PCG: rand.NewPCG(1, 2)}
		var sum, squares float64
		for range draws {
			bad := d.count(&coin)[1]
			sum, squares = sum+bad, squares+bad*bad
		}
		const n = 3 * customers
		mean := sum / draws
		days := n * p * (1 - p) * test.unsteady
		assert.InEpsilon(t, n*p, mean, 0.01)
		assert.InEpsilon(t, n*p*(1-p)*(1+2*test.icc)+days*days, squares/draws-mean*mean, 0.1)
	}
}
