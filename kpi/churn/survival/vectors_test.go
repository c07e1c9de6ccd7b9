package survival_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/table"
)

// absent are cases whose data are not among the shared ones.
var absent = map[string]string{
	"surv.rossi_cox_breslow":    "rossi.csv",
	"surv.waltons_km":           "waltons_dataset.csv",
	"surv.waltons_median_group": "waltons_dataset.csv",
	"surv.veteran_logrank":      "survival_veteran.csv",
}

// What R says, survival 3.5-3, of its own data sets aml and lung and of
// Gehan's (6-MP against placebo, in lifelines).
func TestWhatRSays(t *testing.T) {
	checks := checksOfR()
	used := 0
	for _, n := range sharedtest.Numbers(t, "surv.") {
		if file, ok := absent[n.ID]; ok {
			t.Logf("%s: no check, %s is not here", n.ID, file)
			used++
			continue
		}
		check := checks[n.ID]
		if assert.NotNil(t, check, "%s has no check", n.ID) {
			t.Run(n.ID, func(t *testing.T) { check(t, n) })
			used++
		}
	}
	assert.Equal(t, len(checks)+len(absent), used, "a check or an absence is of no case")
}

const digits = 1e-9

// A check holds this package against a case.
type check func(*testing.T, sharedtest.Number)

func checksOfR() map[string]check {
	logLog := &survival.Options{Transform: survival.LogLog}
	plain := &survival.Options{Transform: survival.Plain}
	return map[string]check{
		"surv.aml_km_log-log":  curvesAre(aml, logLog),
		"surv.aml_km_plain":    curvesAre(aml, plain),
		"surv.aml_rmean100":    meansAre(aml, 100),
		"surv.aml_na":          hazardsAre(aml),
		"surv.lung_km_first10": curvesAre(lung, nil),
		"surv.lung_km_at":      curveIsAt(lung),
		"surv.lung_median_sex": quantilesAre(lungBySex, "sex="),
		"surv.gehan_km":        curvesAre(gehan, nil),
		"surv.gehan_median":    quantilesAre(gehan, "group="),

		"surv.aml_petopeto":      differenceIs(aml, &survival.LogRankOptions{Weights: survival.PetoPeto}),
		"surv.lung_logrank_sex":  differenceIs(lungBySex, nil),
		"surv.lung_logrank_ecog": differenceIs(lungByECOG, nil),
		"surv.gehan_logrank":     differenceIs(gehan, nil),

		"surv.lung_cox_age_sex_ecog_efron":   modelIs(lungModel, survival.Efron),
		"surv.lung_cox_age_sex_ecog_breslow": modelIs(lungModel, survival.Breslow),
		"surv.lung_cox_age_sex_ecog_exact":   modelIs(lungModel, survival.Exact),
		"surv.gehan_cox_breslow":             modelIs(gehanModel, survival.Breslow),
		"surv.gehan_cox_exact":               modelIs(gehanModel, survival.Exact),
	}
}

func aml(t *testing.T) *survival.Data {
	read, err := table.Read(sharedtest.Open(t, "data/stats/survival_aml.csv"),
		table.Column{Names: []string{"time"}}, table.Column{Names: []string{"status"}}, table.Column{Names: []string{"x"}, Text: true})
	require.NoError(t, err)
	c := read.Columns
	return &survival.Data{Times: c[0].Numbers, Events: above(0, c[1].Numbers), Groups: c[2].IDs, Names: c[2].Words}
}

// lungTable reads the data of R's lung. status is 1 for censored, 2 for dead.
func lungTable(t *testing.T) *table.Table {
	read, err := table.Read(sharedtest.Open(t, "data/stats/survival_lung.csv"),
		table.Column{Names: []string{"time"}}, table.Column{Names: []string{"status"}},
		table.Column{Names: []string{"sex"}, Text: true}, table.Column{Names: []string{"ph.ecog"}, Text: true},
		table.Column{Names: []string{"age"}})
	require.NoError(t, err)
	return read
}

func lung(t *testing.T) *survival.Data {
	c := lungTable(t).Columns
	return &survival.Data{Times: c[0].Numbers, Events: above(1, c[1].Numbers)}
}

func lungBySex(t *testing.T) *survival.Data {
	d, c := lung(t), lungTable(t).Columns
	d.Groups, d.Names = c[2].IDs, c[2].Words
	return d
}

// lungByECOG leaves out the one patient whose score is not known, as R does.
func lungByECOG(t *testing.T) *survival.Data {
	d, c := lung(t), lungTable(t).Columns
	var list []survival.Observation
	for i, id := range c[3].IDs {
		if score := c[3].Words[id]; score != "NA" {
			list = append(list, survival.Observation{Time: d.Times[i], Event: d.Events[i], Group: score})
		}
	}
	return survival.Collect(list)
}

// lungModel leaves out the patient whose score is not known.
func lungModel(t *testing.T) *survival.Data {
	data, err := survival.ReadCSV(sharedtest.Open(t, "data/stats/survival_lung.csv"), &survival.CSVOptions{
		Happened: []string{"2"}, Covariates: []string{"age", "sex", "ph.ecog"}, DropGaps: true,
	})
	require.NoError(t, err)
	return data
}

func gehanModel(t *testing.T) *survival.Data {
	data := gehan(t)
	group := survival.Covariate{Name: "group"}
	for _, g := range data.Groups {
		group.Values = append(group.Values, number(t, data.Names[g]))
	}
	data.Covariates = []survival.Covariate{group}
	return data
}

func gehan(t *testing.T) *survival.Data {
	var list []survival.Observation
	for _, row := range fields(t, "data/stats/gehan.dat") {
		list = append(list, survival.Observation{Group: row[0], Time: number(t, row[1]), Event: row[2] == "1"})
	}
	return survival.Collect(list)
}

func above(bound float64, list []float64) []bool {
	var out []bool
	for _, v := range list {
		out = append(out, v > bound)
	}
	return out
}

// A rCurve is what R's summary of a survfit holds: only the times of events,
// all groups one after the other, null where S is 0.
type rCurve struct {
	Time, Surv, Lower, Upper []*float64
	NRisk                    []*float64 `json:"n_risk"`
	NEvent                   []*float64 `json:"n_event"`
	StdErr                   []*float64 `json:"std_err"`
}

func curvesAre(data func(*testing.T) *survival.Data, opt *survival.Options) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want rCurve
		n.Read(t, &want)
		curves, err := survival.KaplanMeier(data(t), opt)
		require.NoError(t, err)
		row := 0
		for _, c := range curves {
			for _, s := range c.Steps {
				if s.Events == 0 || row == len(want.Time) {
					continue
				}
				assert.Equal(t, *want.NEvent[row], float64(s.Events))
				stepIs(t, &want, row, s)
				row++
			}
		}
		assert.Equal(t, len(want.Time), row)
	}
}

// stepIs holds a step against a row of R.
func stepIs(t *testing.T, want *rCurve, row int, s survival.Step) {
	t.Helper()
	assert.Equal(t, *want.Time[row], s.Time)
	assert.Equal(t, *want.NRisk[row], float64(s.AtRisk))
	assert.InDelta(t, *want.Surv[row], s.Survival, digits)
	if want.Lower[row] == nil {
		assert.True(t, s.Unbounded)
		return
	}
	assert.False(t, s.Unbounded)
	assert.InDelta(t, *want.StdErr[row], s.SE, digits)
	assert.InDelta(t, *want.Lower[row], s.Lo, digits)
	assert.InDelta(t, *want.Upper[row], s.Hi, digits)
}

func curveIsAt(data func(*testing.T) *survival.Data) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want rCurve
		n.Read(t, &want)
		curves, err := survival.KaplanMeier(data(t), nil)
		require.NoError(t, err)
		for row, at := range want.Time {
			stepIs(t, &want, row, curves[0].At(*at))
		}
	}
}

func quantilesAre(data func(*testing.T) *survival.Data, prefix string) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want struct{ Quantile, Lower, Upper map[string][]*float64 }
		n.Read(t, &want)
		curves, err := survival.KaplanMeier(data(t), nil)
		require.NoError(t, err)
		for _, c := range curves {
			group := prefix + c.Group
			require.Contains(t, want.Quantile, group)
			for i, p := range []float64{0.25, 0.5, 0.75} {
				q, err := c.Quantile(p)
				require.NoError(t, err)
				reachedIs(t, want.Quantile[group][i], q.Time, q.Reached)
				reachedIs(t, want.Lower[group][i], q.Lo, q.LoReached)
				reachedIs(t, want.Upper[group][i], q.Hi, q.HiReached)
			}
		}
	}
}

func reachedIs(t *testing.T, want *float64, got float64, reached bool) {
	t.Helper()
	if want == nil {
		assert.False(t, reached)
		assert.Zero(t, got)
		return
	}
	assert.True(t, reached)
	assert.Equal(t, *want, got)
}

// R prints records, n.max, n.start, events, rmean, se(rmean), median and its
// interval.
func meansAre(data func(*testing.T) *survival.Data, to float64) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want map[string][]*float64
		n.Read(t, &want)
		curves, err := survival.KaplanMeier(data(t), nil)
		require.NoError(t, err)
		for _, c := range curves {
			row := want["x="+c.Group]
			require.Len(t, row, 9)
			assert.Equal(t, []float64{*row[0], *row[1], *row[2], *row[3]}, []float64{float64(c.N), float64(c.N), float64(c.Steps[0].AtRisk), float64(c.Events)})
			m, err := c.RestrictedMean(to)
			require.NoError(t, err)
			assert.InDelta(t, *row[4], m.Value, digits)
			assert.InDelta(t, *row[5], m.SE, digits)
			q := c.Median()
			reachedIs(t, row[6], q.Time, q.Reached)
			reachedIs(t, row[7], q.Lo, q.LoReached)
			reachedIs(t, row[8], q.Hi, q.HiReached)
		}
	}
}

// survfit with ctype = 1, and with type = "fleming" for the survival.
func hazardsAre(data func(*testing.T) *survival.Data) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want struct {
			Time, Cumhaz []float64
			StdChaz      []float64 `json:"std_chaz"`
			SurvFleming  []float64 `json:"surv_fleming"`
		}
		n.Read(t, &want)
		hazards, err := survival.NelsonAalen(data(t), nil)
		require.NoError(t, err)
		row := 0
		for _, h := range hazards {
			for _, s := range h.Steps {
				if s.Events == 0 {
					continue
				}
				assert.Equal(t, want.Time[row], s.Time)
				assert.InDelta(t, want.Cumhaz[row], s.Hazard, digits)
				assert.InDelta(t, want.StdChaz[row], s.SE, digits)
				assert.InDelta(t, want.SurvFleming[row], s.Survival, digits)
				row++
			}
		}
		assert.Equal(t, len(want.Time), row)
	}
}

// survdiff, with rho = 1 for Peto and Peto.
func differenceIs(data func(*testing.T) *survival.Data, opt *survival.LogRankOptions) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want struct {
			Chisq, P float64
			DF       int
			N        []int
			Obs, Exp []float64
		}
		n.Read(t, &want)
		got, err := survival.LogRank(data(t), opt)
		require.NoError(t, err)
		require.Len(t, got.Groups, len(want.Obs))
		for i, g := range got.Groups {
			assert.InDelta(t, want.Obs[i], g.Observed, digits)
			assert.InDelta(t, want.Exp[i], g.Expected, digits)
			if want.N != nil {
				assert.Equal(t, want.N[i], g.N)
			}
		}
		assert.Equal(t, max(1, want.DF), got.DF)
		assert.InEpsilon(t, want.Chisq, got.ChiSquare, digits)
		assert.InDelta(t, want.P, got.P, digits)
	}
}

// coxph. It stops where the likelihood changes by less than 1e-9 of itself, a
// step of Newton's method before the maximum, so that its coefficients have 8
// digits, or more by luck; TestTheMaximumIsBehindTheLastStepOfR has the digits
// behind them. Its Wald test is rounded to two digits behind the point by
// summary.
func modelIs(data func(*testing.T) *survival.Data, ties survival.Ties) check {
	return func(t *testing.T, n sharedtest.Number) {
		var want struct {
			Coef, SE, Z, P   map[string]float64
			Concordance      map[string]float64
			Loglik           []float64
			LRT, Score, Wald float64
			N, Nevent        int
			Ties             survival.Ties
		}
		n.Read(t, &want)
		got, err := survival.Cox(data(t), &survival.CoxOptions{Ties: ties})
		require.NoError(t, err)
		require.Equal(t, want.Ties, got.Ties)
		assert.Equal(t, []int{want.N, want.Nevent}, []int{got.N, got.Events})
		require.Len(t, got.Coefficients, len(want.Coef))
		for _, c := range got.Coefficients {
			assert.InEpsilon(t, want.Coef[c.Name], c.Estimate, 1e-8, c.Name)
			assert.InEpsilon(t, want.SE[c.Name], c.SE, digits, c.Name)
			assert.InEpsilon(t, want.Z[c.Name], c.Z, 1e-8, c.Name)
			assert.InDelta(t, want.P[c.Name], c.P, 1e-8, c.Name)
		}
		assert.InEpsilon(t, want.Loglik[0], got.LogLikelihoodNull, digits)
		assert.InEpsilon(t, want.Loglik[1], got.LogLikelihood, digits)
		assert.InEpsilon(t, want.LRT, got.LikelihoodRatio.ChiSquare, digits)
		assert.InEpsilon(t, want.Score, got.Score.ChiSquare, digits)
		assert.InDelta(t, want.Wald, got.Wald.ChiSquare, 0.005)
		assert.InDelta(t, want.Concordance["C"], got.Concordance.C, digits)
		assert.InDelta(t, want.Concordance["se(C)"], got.Concordance.SE, digits)
	}
}

// The maxima of the model of lung, by Newton's method with 40 digits (Python's
// decimal) from 0, to the 10 digits that are kept: R's coefficients are its third
// step, to all 15 digits.
func TestTheMaximumIsBehindTheLastStepOfR(t *testing.T) {
	for ties, want := range map[survival.Ties][]float64{
		survival.Efron:   {0.011066764596118640, -0.55261239553183678, 0.463728475115732410},
		survival.Breslow: {0.011041136385707512, -0.55188956963765539, 0.462947040334549804},
	} {
		fit, err := survival.Cox(lungModel(t), &survival.CoxOptions{Ties: ties})
		require.NoError(t, err)
		for k, c := range fit.Coefficients {
			assert.InEpsilon(t, want[k], c.Estimate, 5e-10, c.Name)
		}
	}
}
