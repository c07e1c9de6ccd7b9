package clv

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// Customer 1516 of CDNOW, at the estimates of the exact times; 0.0027 a week is
// 15% a year.
func TestParetoNBDPredictsTheBestCustomerOfCDNOW(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.pareto id1516")[0].Read(t, &want)
	fit, err := Fit(cdnow(t, true), &Options{Family: ParetoNBD})
	require.NoError(t, err)
	best := History{Frequency: 26, Recency: 30.0 + 6.0/7, T: 31}
	v, err := fit.Model.Conditional(best, 52)
	close50(t, want["cet"], v, err, "cet")
	v, err = fit.Model.Expected(52)
	close50(t, want["ex52"], v, err, "ex52")
	v, err = fit.Model.Alive(best)
	close50(t, want["palive"], v, err, "palive")
	v, err = fit.Model.Residual(best, 0.0027)
	close50(t, want["dert_d0_0027"], v, err, "dert")
}

// Fader, Hardie and Lee (2005), Table 2. They had exact times: with those that
// are rounded to two decimals, which the case names, 40 digits say beta = 11.6679
// (mle40.paretonbd_cdnow_2dec), and with exact ones 11.6687, which they print as
// 11.669.
func TestParetoNBDEstimatesAreThePublishedOnes(t *testing.T) {
	var want map[string]float64
	sharedtest.Numbers(t, "paretonbd.cdnow.published")[0].Read(t, &want)
	fit, err := Fit(cdnow(t, true), &Options{Family: ParetoNBD})
	require.NoError(t, err)
	for _, e := range fit.Estimates {
		assert.InDelta(t, want[e.Name], e.Value, 0.0005, e.Name)
	}
	assert.InDelta(t, want["LL"], fit.LogLikelihood, 0.05)
}

// The walkthrough of BTYD predicts at estimates that it prints, of which beta is
// 0.1% away from the maximum.
func TestParetoNBDPredictsAsTheWalkthroughOfBTYD(t *testing.T) {
	var want map[string]float64
	sharedtest.Numbers(t, "btyd.walkthrough.pareto")[0].Read(t, &want)
	m := must(t, ParetoNBD, 0.553, 10.58, 0.606, 11.656)
	best := History{Frequency: 26, Recency: 30.85714, T: 31}
	v, err := m.Expected(52)
	require.NoError(t, err)
	assert.InEpsilon(t, want["E[X(52)]"], v, 1e-3)
	v, err = m.Conditional(best, 52)
	require.NoError(t, err)
	assert.InEpsilon(t, want["E[Y(52)|26,30.85714,31]"], v, 1e-3)
	v, err = m.Alive(best)
	require.NoError(t, err)
	assert.InEpsilon(t, want["P(alive|26,30.85714,31)"], v, 1e-3)
	sum := 0.0
	for _, h := range cdnow(t, true) {
		v, err = m.LogLikelihood(h)
		require.NoError(t, err)
		sum += v
	}
	assert.InDelta(t, want["LL"], sum, 1e-3)
}

// The examples of the manual of BTYD, whose parameters are those of its help on
// pnbd.DERT and pnbd.PAlive: T = 39, and 0.0027 a week.
func TestParetoNBDPredictsAsTheManualOfBTYD(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.BTYD man pnbd")[0].Read(t, &want)
	m := must(t, ParetoNBD, 0.5629966, 12.5590370, 0.4081095, 10.5148048)
	v, err := m.Residual(History{T: 39}, 0.0027)
	close50(t, want["dert_x0"], v, err, "dert_x0")
	v, err = m.Residual(History{Frequency: 7, Recency: 35, T: 39}, 0.0027)
	close50(t, want["dert_x7"], v, err, "dert_x7")
	v, err = m.Alive(History{T: 39})
	close50(t, want["palive_x0"], v, err, "palive_x0")
	v, err = m.Alive(History{Frequency: 23, Recency: 39, T: 39})
	close50(t, want["palive_x23"], v, err, "palive_x23")
}

// Where implementations were found to fail. A0 is the literature's name of
// (r+s+x)·∫_{t_x}^T (α+τ)^−(r+x)·(β+τ)^−(s+1) dτ.
func TestParetoNBDPredictsWhereOthersFail(t *testing.T) {
	var want map[string]string
	sharedtest.Numbers(t, "pred50.extreme")[0].Read(t, &want)
	m := must(t, ParetoNBD, 0.55, 10.58, 0.61, 11.67)
	logA0 := func(x, tx, end float64) (float64, error) {
		m := must(t, ParetoNBD, 10.465, 0.00798565181, 3.0516, 2.82).law.(*paretoNBD)
		d := m.departure(x, tx, end)
		return math.Log((m.r+m.s+x)*m.rules.integral(&d)) - d.shape*math.Log(d.a) - d.s*math.Log(d.b), nil
	}
	conditional := func(x int) (float64, error) {
		return m.Conditional(History{Frequency: x, Recency: 200, T: 200}, 10)
	}
	checks := map[string]func() (float64, error){
		"lnA0 r=10.465 al=.00798565181 s=3.0516 be=2.82 x=40 tx=5 T=6":   func() (float64, error) { return logA0(40, 5, 6) },
		"lnA0 r=10.465 al=.00798565181 s=3.0516 be=2.82 x=400 tx=5 T=6":  func() (float64, error) { return logA0(400, 5, 6) },
		"lnA0 r=10.465 al=.00798565181 s=3.0516 be=2.82 x=50 tx=1 T=37":  func() (float64, error) { return logA0(50, 1, 37) },
		"lnA0 r=10.465 al=.00798565181 s=3.0516 be=2.82 x=500 tx=1 T=37": func() (float64, error) { return logA0(500, 1, 37) },
		"lnA0 r=10.465 al=.00798565181 s=3.0516 be=2.82 x=500 tx=4 T=37": func() (float64, error) { return logA0(500, 4, 37) },
		"r=.55 al=10.58 s=.61 be=11.67 t=10 x=132 tx=200 T=200 cet":      func() (float64, error) { return conditional(132) },
		"r=.55 al=10.58 s=.61 be=11.67 t=10 x=133 tx=200 T=200 cet":      func() (float64, error) { return conditional(133) },
		"r=.55 al=10.58 s=.61 be=11.67 t=10 x=300 tx=200 T=200 cet":      func() (float64, error) { return conditional(300) },
		"r=.55 al=10.58 s=.61 be=11.67 t=10 x=400 tx=200 T=200 cet":      func() (float64, error) { return conditional(400) },
		"r=.55 al=10.58 s=.61 be=11.67 t=10 x=1000 tx=200 T=200 cet":     func() (float64, error) { return conditional(1000) },
		"s=1 r=.5 al=10 be=20 t=39 x=3 tx=20 T=30 cet": func() (float64, error) {
			return must(t, ParetoNBD, 0.5, 10, 1, 20).Conditional(History{Frequency: 3, Recency: 20, T: 30}, 39)
		},
		"same params x=400 tx=100 T=200 palive": func() (float64, error) {
			return m.Alive(History{Frequency: 400, Recency: 100, T: 200})
		},
		"same params x=400 tx=199 T=200 palive": func() (float64, error) {
			return m.Alive(History{Frequency: 400, Recency: 199, T: 200})
		},
	}
	for key, value := range want {
		name, ours := strings.CutPrefix(key, "pareto ")
		if !ours {
			continue
		}
		check, known := checks[name]
		if assert.True(t, known, "no check of %q", key) {
			v, err := check()
			if strings.HasPrefix(value, "-") { // a logarithm
				v, value = -v, value[1:]
			}
			close50(t, value, v, err, key)
		}
	}
}
