package renewal

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// The names of the measures in this package.
const (
	MeasureSurvival  = "survival"          // S(t), a ratio
	MeasureRetention = "retention"         // r(t), a ratio
	MeasureLeaving   = "leaving"           // P(T = t), a ratio
	MeasureLifetime  = "lifetime"          // E[T], in periods
	MeasureResidual  = "residual_lifetime" // DERL, in periods
	MeasureBase      = "customer_base"     // what all customers are worth, in money
)

// Periods is the unit of lifetimes: the time from one renewal to the next.
const Periods journey.Unit = "periods"

// A Point is what a model says of the t-th renewal.
type Point struct {
	T         int             `json:"t"`
	Survival  journey.Measure `json:"survival"`  // the share left after it: [Model.Survival]
	Retention journey.Measure `json:"retention"` // the share of those left who renew: [Model.Retention]
	Leaving   journey.Measure `json:"leaving"`   // the share that leaves at it: [Model.Probability]
}

const maxPoints = 10_000

// Project returns the points of the renewals from 1 up to the last, which is at
// most 10,000.
//
// Their intervals come of the covariance of the estimates by the delta method,
// on the scale of ln(p/(1−p)), so that they stay in (0, 1): they say how well
// the mean of many customers is known if the model is right, not how far a
// cohort of few will scatter about it. In the same way, N is the number of
// customers that the model was fitted to.
//
// Source: G. W. Oehlert, A note on the delta method, The American Statistician
// 46 (1992) 27–29.
func (f *Fitted) Project(last int) ([]Point, error) {
	if last < 1 || last > maxPoints {
		return nil, fmt.Errorf("renewal: %w", figure.OutOfRange("last", "want 1 to %d, got %d", maxPoints, last))
	}
	d, err := f.doubt()
	if err != nil {
		return nil, fmt.Errorf("renewal: %w", err)
	}
	points := make([]Point, last)
	for i := range points {
		t := float64(i + 1)
		points[i] = Point{
			T:         i + 1,
			Survival:  d.share(MeasureSurvival, func(l law) float64 { return math.Exp(l.logSurvival(t)) }),
			Retention: d.share(MeasureRetention, func(l law) float64 { return math.Exp(l.logRetention(t)) }),
			Leaving:   d.share(MeasureLeaving, func(l law) float64 { return l.probability(t) }),
		}
	}
	return points, nil
}

// Lifetime is [Model.Lifetime] with its interval, by the delta method on the
// logarithm. It is false, with no measure, where the mean is infinite. The
// interval takes no account of that: where it may be, see whether the interval
// of alpha·c reaches down to 1.
func (f *Fitted) Lifetime() (m journey.Measure, finite bool, err error) {
	d, err := f.doubt()
	if err != nil {
		return m, false, fmt.Errorf("renewal: %w", err)
	}
	if _, finite = d.law.lifetime(); !finite {
		return m, false, nil
	}
	return d.positive(MeasureLifetime, Periods, func(l law) float64 {
		v, _ := l.lifetime()
		return v
	}), true, nil
}

// Residual is [Model.Residual] with its interval, by the delta method on the
// logarithm.
func (f *Fitted) Residual(renewals int, rate float64) (journey.Measure, error) {
	if _, err := f.Model.Residual(renewals, rate); err != nil {
		return journey.Measure{}, err
	}
	d, err := f.doubt()
	if err != nil {
		return journey.Measure{}, fmt.Errorf("renewal: %w", err)
	}
	return d.positive(MeasureResidual, Periods, func(l law) float64 { return l.residual(float64(renewals), rate) }), nil
}

// A Base is what customers are worth from now on.
type Base struct {
	Value   journey.Measure `json:"value"` // all cohorts together, in money
	Cohorts []Worth         `json:"cohorts"`
}

// A Worth is what the customers of a cohort are worth who are left.
type Worth struct {
	Name     string  `json:"name,omitempty"`
	Alive    int     `json:"alive"`    // left by now
	Renewals int     `json:"renewals"` // behind them
	Each     float64 `json:"each"`     // the DERL of one of them, in periods
	Value    float64 `json:"value"`    // Alive·Each·margin, in money
}

// Base returns what the customers who are left are worth just before they can
// renew again: Alive·DERL·margin, summed over the cohorts, where margin is what
// a renewal brings in. Cohorts of only one count are customers who have never
// renewed yet. The interval is that of the estimates, by the delta method on the
// logarithm.
//
// Source: P. S. Fader and B. G. S. Hardie, Customer-base valuation in a
// contractual setting: the perils of ignoring heterogeneity, Marketing Science
// 29 (2010) 85–93.
func (f *Fitted) Base(cohorts []Cohort, margin, rate float64) (*Base, error) {
	d, err := f.doubt()
	if err == nil {
		err = checkAll(cohorts)
	}
	if err == nil {
		err = checkRate(rate)
	}
	if err == nil && !(margin > 0 && margin <= maxMargin) {
		err = figure.OutOfRange("margin", "want above 0, to %g", maxMargin)
	}
	if err != nil {
		return nil, fmt.Errorf("renewal: %w", err)
	}
	out, customers := &Base{}, 0
	for _, c := range cohorts {
		alive, renewals := c.last()
		each := d.law.residual(float64(renewals), rate)
		customers += alive
		out.Cohorts = append(out.Cohorts, Worth{c.Name, alive, renewals, stat.Tidy(each), stat.Tidy(float64(alive) * each * margin)})
	}
	if customers == 0 {
		return nil, fmt.Errorf("renewal: %w: no customer is left", ErrNoData)
	}
	out.Value = d.positive(MeasureBase, journey.Money, func(l law) float64 {
		var sum stat.Sum
		for _, w := range out.Cohorts {
			sum.Add(float64(w.Alive) * l.residual(float64(w.Renewals), rate) * margin)
		}
		return sum.Float64()
	})
	out.Value.N = customers
	return out, nil
}

const maxMargin = 1e12
