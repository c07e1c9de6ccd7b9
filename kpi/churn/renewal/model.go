package renewal

import (
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// A Family is a kind of model of when customers leave.
type Family string

// The families.
const (
	// SBG is the shifted beta geometric: each customer leaves at every renewal
	// with a probability of their own, which never changes, and these
	// probabilities have a beta distribution of Alpha and Beta.
	//
	// Source: P. S. Fader and B. G. S. Hardie, How to project customer
	// retention, Journal of Interactive Marketing 21 (2007) 76–90.
	SBG Family = "sBG"

	// BDW is the beta discrete Weibull: besides, the probability of a customer
	// falls (C < 1) or rises (C > 1) from renewal to renewal.
	//
	// Source: P. S. Fader, B. G. S. Hardie, Y. Liu, J. Davin and T. Steenburgh,
	// "How to project customer retention" revisited: the role of duration
	// dependence, Journal of Interactive Marketing 43 (2018) 1–16.
	BDW Family = "BdW"
)

// Families returns all families.
func Families() []Family { return []Family{SBG, BDW} }

// A Model says when customers leave: S(t) = B(Alpha, Beta+t^C) / B(Alpha, Beta)
// are left after t renewals. Make one of known parameters, or [Fit] one.
type Model struct {
	Family Family  `json:"family"` // "" means SBG
	Alpha  float64 `json:"alpha"`  // above 0
	Beta   float64 `json:"beta"`   // above 0

	// C is above 0. With SBG it is 1, and 0 means 1.
	C float64 `json:"c,omitempty"`
}

// Bounds of parameters, beyond which a model is a limit of itself.
const (
	minParam = 1e-9
	maxParam = 1e12
	maxShape = 100
)

// law returns the checked law of the model.
func (m Model) law() (law, error) {
	for _, p := range []struct {
		path  string
		value float64
	}{{"model.alpha", m.Alpha}, {"model.beta", m.Beta}} {
		if !(p.value >= minParam && p.value <= maxParam) {
			return law{}, figure.OutOfRange(p.path, "want %g to %g", minParam, maxParam)
		}
	}
	l := law{m.Alpha, m.Beta, m.C}
	switch m.Family {
	case SBG, "":
		if m.C != 0 && m.C != 1 {
			return law{}, figure.OutOfRange("model.c", "want 1 for %s", SBG)
		}
		l.c = 1
	case BDW:
		if !(m.C >= minParam && m.C <= maxShape) {
			return law{}, figure.OutOfRange("model.c", "want %g to %d", minParam, maxShape)
		}
	default:
		return law{}, unknownFamily("model.family")
	}
	return l, nil
}

func unknownFamily(path string) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: want one of %q", field.ErrUnknown, Families())}
}

// Survival returns S(t), the share of customers who are left after t renewals:
// 1 for t = 0, falling to 0. t is at most 1,000,000.
//
// Its errors, as those of the other methods, are *[field.Error]s that name a
// parameter or an argument that is out of range.
func (m Model) Survival(t int) (float64, error) {
	return m.at("t", t, 0, func(l law) float64 { return math.Exp(l.logSurvival(float64(t))) })
}

// Retention returns r(t) = S(t)/S(t−1), the share of the customers left who renew
// for the t-th time. With [SBG] it is (β+t−1)/(α+β+t−1). t is 1 to 1,000,000.
func (m Model) Retention(t int) (float64, error) {
	return m.at("t", t, 1, func(l law) float64 { return math.Exp(l.logRetention(float64(t))) })
}

// Probability returns P(T = t) = S(t−1) − S(t), the share of customers who leave
// when they could renew for the t-th time. With [SBG] it is B(α+1, β+t−1)/B(α, β).
// t is 1 to 1,000,000.
func (m Model) Probability(t int) (float64, error) {
	return m.at("t", t, 1, func(l law) float64 { return l.probability(float64(t)) })
}

func (l law) probability(t float64) float64 {
	return -math.Exp(l.logSurvival(t-1)) * math.Expm1(l.logRetention(t))
}

// Lifetime returns the mean number of periods that a new customer pays for, the
// first included: E[T] = Σ S(t) from t = 0 on. With [SBG] it is
// (α+β−1)/(α−1).
//
// It is false where the mean is infinite: where Alpha·C ≤ 1, so many customers
// stay so long that it grows with the horizon for ever. Discount it then, with
// [Model.Residual].
func (m Model) Lifetime() (periods float64, finite bool, err error) {
	l, err := m.law()
	if err != nil {
		return 0, false, fmt.Errorf("renewal: %w", err)
	}
	periods, finite = l.lifetime()
	return stat.Tidy(periods), finite, nil
}

// Residual returns the discounted expected residual lifetime (DERL) of a
// customer who has renewed so many times: the mean number of renewals to come,
// the next one counted in full and each later one discounted by 1/(1+rate) more.
// It is Σ S(t)/S(renewals)·(1+rate)^−(t−renewals−1) from t = renewals+1 on; with
// [SBG] and n = renewals+1 it is
// (β+n−1)/(α+β+n−1) · F(1, β+n; α+β+n; 1/(1+rate)).
//
// rate is that of one period, from 1e-6 to 1,000: 10% a year are 0.1 where
// customers renew by the year, and 1.1^(1/12) − 1 by the month.
//
// Source: P. S. Fader and B. G. S. Hardie, Customer-base valuation in a
// contractual setting: the perils of ignoring heterogeneity, Marketing Science
// 29 (2010) 85–93.
func (m Model) Residual(renewals int, rate float64) (float64, error) {
	if err := checkRate(rate); err != nil {
		return 0, fmt.Errorf("renewal: %w", err)
	}
	return m.at("renewals", renewals, 0, func(l law) float64 { return l.residual(float64(renewals), rate) })
}

func checkRate(rate float64) error {
	if !(rate >= minRate && rate <= maxRate) {
		return figure.OutOfRange("rate", "want %g to %g a period", minRate, maxRate)
	}
	return nil
}

// ErrNotFinite is the error of a number that is too large to be one.
var ErrNotFinite = errors.New("not a finite number")

const maxTime = 1_000_000

// at checks the model and a time, and computes.
func (m Model) at(path string, t, least int, compute func(law) float64) (float64, error) {
	l, err := m.law()
	if err == nil && (t < least || t > maxTime) {
		err = figure.OutOfRange(path, "want %d to %d, got %d", least, maxTime, t)
	}
	if err != nil {
		return 0, fmt.Errorf("renewal: %w", err)
	}
	v := compute(l)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("renewal: %w", ErrNotFinite)
	}
	return stat.Tidy(v), nil
}
