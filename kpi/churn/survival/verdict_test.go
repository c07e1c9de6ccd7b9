package survival

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// small returns few observations with so many covariates: switches, amounts
// whose greatest are far from the others, and counts.
func small(r *rand.Rand, covariates int) *Data {
	d := &Data{}
	n := 4 + r.IntN(30)
	for k := range covariates {
		c := Covariate{Name: string(rune('a' + k))}
		for range n {
			c.Values = append(c.Values, []float64{
				float64(r.IntN(2)), math.Exp(3 * r.NormFloat64()), float64(r.IntN(5)),
			}[k%3])
		}
		d.Covariates = append(d.Covariates, c)
	}
	for range n {
		d.Times = append(d.Times, math.Ceil(r.ExpFloat64()*10))
		d.Events = append(d.Events, r.IntN(3) > 0)
	}
	return d
}

// Whatever the data, a model is a maximum, where the gradient is nothing beside
// the standard errors, or there is a verdict of a type; never a number that is
// none.
func TestEveryModelIsAMaximumOrHasAVerdict(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 72))
	maxima, verdicts := 0, 0
	for range sharedtest.Cases(1500, 20_000) {
		data := small(r, 1+r.IntN(4))
		ties := []Ties{Efron, Breslow, Exact}[r.IntN(3)]
		fit, err := Cox(data, &CoxOptions{Ties: ties})
		if err != nil {
			var verdict *CovariateError
			require.True(t, errors.As(err, &verdict) || errors.Is(err, ErrNoEvents), "%v", err)
			verdicts++
			continue
		}
		maxima++
		_, err = json.Marshal(fit)
		require.NoError(t, err, "a number is none")
		d, err := newDesign(data)
		require.NoError(t, err)
		beta := make([]float64, d.p)
		for k, c := range fit.Coefficients {
			beta[k] = c.Estimate * d.scale[k]
		}
		at := (&likelihood{design: d, ties: ties}).at(beta)
		require.Less(t, product(decompose(at.information, d.p).solve(at.gradient), at.gradient), 1e-12)
	}
	assert.Greater(t, maxima, verdicts)
	assert.Greater(t, verdicts, 50)
}

// Of two covariates the directions in which a likelihood never falls are all
// those between two that are perpendicular to a difference of an event and
// somebody who was at risk with it: to try each is to know.
func TestSeparationOfTwoCovariatesIsFoundWhereItIs(t *testing.T) {
	r := rand.New(rand.NewPCG(73, 74))
	separated, tried := 0, 0
	for range sharedtest.Cases(1000, 10_000) {
		data := small(r, 3)
		data.Covariates = []Covariate{data.Covariates[0], data.Covariates[2]}
		ties := []Ties{Breslow, Exact}[r.IntN(2)]
		_, err := Cox(data, &CoxOptions{Ties: ties})
		if errors.Is(err, ErrConstant) || errors.Is(err, ErrCollinear) || errors.Is(err, ErrNoEvents) {
			continue
		}
		tried++
		want := risesSomewhere(differences(data, ties))
		require.Equal(t, want, errors.Is(err, ErrMonotone), "%v %+v", err, data)
		if want {
			separated++
		}
	}
	assert.Greater(t, separated, tried/30)
}

// differences returns how far each event is from those at risk with it.
func differences(d *Data, ties Ties) (list [][2]float64) {
	x, y := d.Covariates[0].Values, d.Covariates[1].Values
	for i := range d.Times {
		for j := range d.Times {
			together := d.Times[j] == d.Times[i] && d.Events[j]
			if d.Events[i] && d.Times[j] >= d.Times[i] && !(together && ties == Exact) {
				list = append(list, [2]float64{x[i] - x[j], y[i] - y[j]})
			}
		}
	}
	return list
}

func risesSomewhere(list [][2]float64) bool {
	for _, of := range list {
		for _, sign := range []float64{1, -1} {
			v := [2]float64{-sign * of[1], sign * of[0]}
			if v != [2]float64{} && neverFalls(v, list) {
				return true
			}
		}
	}
	return false
}

func neverFalls(v [2]float64, list [][2]float64) bool {
	for _, of := range list {
		if v[0]*of[0]+v[1]*of[1] < 0 {
			return false
		}
	}
	return true
}
