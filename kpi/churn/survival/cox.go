package survival

import (
	"errors"
	"math"
	"strconv"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// Ties says how a Cox model counts several events at one time. Where there are
// none, all are the same.
type Ties string

const (
	// Efron: as the mean over the orders in which they may have come (B. Efron
	// 1977). It is near to Exact and fast.
	Efron Ties = "efron"

	// Breslow: as if each came with all the others still at risk (N. Breslow
	// 1974), the default of SAS and SPSS. With many ties the coefficients are
	// too near to 0.
	Breslow Ties = "breslow"

	// Exact: as the probability that of those at risk these had the event, of
	// all that may (D. R. Cox 1972), by the recursion of M. H. Gail, J. H. Lubin
	// and L. V. Rubinstein (1981): for times that are whole periods. It takes
	// time in proportion to the number at risk times the events at each time
	// with ties.
	Exact Ties = "exact"
)

// CoxOptions says how a Cox model is fitted. The zero value, like a nil
// pointer, counts ties as Efron does.
type CoxOptions struct {
	Ties Ties // "" means Efron

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

func (o *CoxOptions) settled() (s CoxOptions, err error) {
	if o != nil {
		s = *o
	}
	if err = settleLevel(&s.Level); err != nil {
		return s, err
	}
	return s, choose("options.ties", &s.Ties, Efron, Breslow, Exact)
}

// Why a Cox model has no coefficients, inside a [*CovariateError].
var (
	// ErrConstant: the covariate is the same for all who were at risk together.
	ErrConstant = errors.New("does not vary among those at risk")

	// ErrCollinear: the covariates before it say all that it says.
	ErrCollinear = errors.New("is a combination of the covariates before it")

	// ErrMonotone: the events always came to those at risk with the greatest
	// values, or always to those with the least, of the covariate or of a
	// combination in which it has the largest part. The likelihood rises for
	// ever as the coefficient grows: the limit is a model in which only they
	// can have the event. A covariate that is 1 for nobody with the event is
	// the usual case. So nearly separated that no digit tells them apart counts
	// as separated.
	ErrMonotone = errors.New("has no finite coefficient: it separates the events from the others")
)

// A CovariateError says which covariate a Cox model has no coefficient for.
type CovariateError struct {
	Covariate string
	Err       error // ErrConstant, ErrCollinear or ErrMonotone

	// Sign is, with ErrMonotone, that of the infinite coefficient: 1 or −1.
	Sign int
}

// Error returns the name of the covariate and what is wrong with it.
func (e *CovariateError) Error() string {
	return "survival: covariate " + strconv.Quote(e.Covariate) + " " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *CovariateError) Unwrap() error { return e.Err }

// A Fit is a Cox model of durations: the hazard of somebody with the covariates
// x is the baseline hazard times exp(Σ coefficient · (x − mean)).
type Fit struct {
	N      int     `json:"n"`
	Events int     `json:"events"`
	Ties   Ties    `json:"ties"`
	Level  float64 `json:"level"`

	Coefficients []Coefficient `json:"coefficients"` // in the order of the data
	Covariance   [][]float64   `json:"covariance"`   // of their estimates

	// The partial log-likelihood, with all coefficients 0 and with those of the
	// fit.
	LogLikelihoodNull float64 `json:"log_likelihood_null"`
	LogLikelihood     float64 `json:"log_likelihood"`

	// Three tests of the hypothesis that all coefficients are 0. They agree
	// where there are many events; with few, the likelihood ratio is the best.
	LikelihoodRatio Test `json:"likelihood_ratio"`
	Wald            Test `json:"wald"`
	Score           Test `json:"score"`

	Concordance Concordance `json:"concordance"`

	Baseline []BaselineStep `json:"baseline"` // by stratum, then by time
}

// A Coefficient is what one covariate does to the hazard.
type Coefficient struct {
	Name string  `json:"name"`
	Mean float64 `json:"mean"` // of the covariate, which the baseline is for

	Estimate float64 `json:"estimate"` // of the logarithm of the hazard ratio, for 1 more of the covariate
	SE       float64 `json:"se"`
	Z        float64 `json:"z"` // Estimate / SE
	P        float64 `json:"p"` // two-sided, of the hypothesis that it is 0

	// Ratio is exp(Estimate), with its interval: the hazard with 1 more of the
	// covariate, as a multiple. What is too large for a number is 1.797e308.
	Ratio float64 `json:"ratio"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

const maxCovariates = 100

// Cox explains durations by the covariates of the data, within its strata if
// there are any: the coefficients under which it is likeliest that the events
// came to whom they came, of those at risk. The groups of the data are not
// looked at.
//
// It fails with a [*CovariateError] where there is no such maximum or more than
// one, [ErrNoEvents] where all are censored, the errors of [Count], and a
// [*field.Error] for an option, for no covariates or more than 100, for values
// that are not finite or beyond 1e100, and where exact ties are too many. Ten
// events for each covariate are the least from which much can be learned.
//
// Source: D. R. Cox, Regression models and life-tables, JRSS B 34 (1972)
// 187–220; B. Efron, The efficiency of Cox's likelihood function for censored
// data, JASA 72 (1977) 557–565; N. Breslow, Covariance analysis of censored
// survival data, Biometrics 30 (1974) 89–99; M. H. Gail, J. H. Lubin and L. V.
// Rubinstein, Likelihood calculations for matched case-control studies and
// survival studies with tied death times, Biometrika 68 (1981) 703–707; on
// infinite coefficients M. C. Bryson and M. E. Johnson, The incidence of
// monotone likelihood in the Cox model, Technometrics 23 (1981) 381–383.
func Cox(data *Data, opt *CoxOptions) (*Fit, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, err
	}
	if err = data.checkCovariates(); err != nil {
		return nil, err
	}
	d, err := newDesign(data)
	if err != nil {
		return nil, err
	}
	l := &likelihood{design: d, ties: o.Ties}
	if o.Ties == Exact {
		if err = l.checkTies(); err != nil {
			return nil, err
		}
	}
	m, err := l.maximum()
	if err != nil {
		return nil, err
	}
	return d.fit(o, l, m), nil
}

// checkCovariates returns the first mistake in the data.
func (d *Data) checkCovariates() error {
	if err := d.check(); err != nil {
		return err
	}
	if n := len(d.Covariates); n == 0 || n > maxCovariates {
		return mistake("data.covariates", field.ErrRange, "want 1 to %d, got %d", maxCovariates, n)
	}
	for k, c := range d.Covariates {
		path := "data.covariates[" + strconv.Itoa(k) + "].values"
		if len(c.Values) != len(d.Times) {
			return mistake(path, field.ErrInvalid, "want %d, as many as times, got %d", len(d.Times), len(c.Values))
		}
		for i, x := range c.Values {
			if !(math.Abs(x) <= 1e100) {
				return mistake(path+"["+strconv.Itoa(i)+"]", field.ErrRange, "want a number between -1e100 and 1e100")
			}
		}
	}
	return nil
}

// fit tells what is known at the maximum, in the units of the covariates.
func (d *design) fit(o CoxOptions, l *likelihood, m *maximum) *Fit {
	f := &Fit{
		N: len(d.times), Events: d.events, Ties: o.Ties, Level: o.Level,
		LogLikelihoodNull: stat.Tidy(m.null.value), LogLikelihood: stat.Tidy(m.best.value),
		Score: testOf(m.score, d.p),
		Wald:  testOf(m.wald, d.p),
	}
	f.LikelihoodRatio = testOf(max(0, 2*(m.best.value-m.null.value)), d.p)
	for k, name := range d.names {
		row := make([]float64, d.p)
		for j := range row {
			row[j] = stat.Tidy(m.inverse[k*d.p+j] / d.scale[k] / d.scale[j])
		}
		f.Covariance = append(f.Covariance, row)
		f.Coefficients = append(f.Coefficients, coefficient(name, d.mean[k], m.estimate[k], math.Sqrt(m.inverse[k*d.p+k])/d.scale[k], o.Level))
	}
	risk := d.risk(m.beta)
	f.Concordance = d.concordance(risk)
	f.Baseline = l.baseline(risk)
	return f
}

// coefficient computes each number from the rounded ones before it.
func coefficient(name string, mean, estimate, se, level float64) Coefficient {
	ratio := func(log float64) float64 { return stat.Tidy(min(math.Exp(log), 1.797e308)) }
	se = stat.Tidy(se)
	z, half := stat.Tidy(estimate/se), float64(normal(level)*se)
	return Coefficient{
		Name: name, Mean: stat.Tidy(mean), Estimate: estimate, SE: se,
		Z: z, P: stat.Tidy(stat.TwoSided(z)),
		Ratio: ratio(estimate), Lo: ratio(estimate - half), Hi: ratio(estimate + half),
	}
}
