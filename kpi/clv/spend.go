package clv

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/mle"
)

// SpendOptions says how to fit a model of spend. The zero value, like a nil
// pointer, refuses histories that it can not use.
type SpendOptions struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// LeaveOut leaves out, and counts, customers whose repeat purchases have no
	// mean value above 0. Without it they are an [*Unusable].
	LeaveOut bool
}

// An Unusable is the error of customers with repeat purchases whose mean value
// is not above 0, which no gamma distribution has.
type Unusable struct {
	Refunds  int `json:"refunds"`  // customers whose mean value is below 0
	Unvalued int `json:"unvalued"` // customers whose mean value is 0 or not known
	First    int `json:"first"`    // index of the first of their histories
}

// Error says how many there are.
func (u *Unusable) Error() string {
	return fmt.Sprintf("%d customers with a mean value below 0 (refunds) and %d with 0 or none; the first is histories[%d]: correct them or choose to leave them out",
		u.Refunds, u.Unvalued, u.First)
}

// A FittedSpend is a model of spend with how well it is known.
type FittedSpend struct {
	Model     *Spend     `json:"model"`
	Estimates []Estimate `json:"estimates"` // p, q, gamma

	LogLikelihood float64 `json:"log_likelihood"` // the sum over customers
	AIC           float64 `json:"aic"`            // 2k − 2·LogLikelihood
	BIC           float64 `json:"bic"`            // k·ln(customers) − 2·LogLikelihood

	Customers int `json:"customers"` // those that the model was fitted to
	Distinct  int `json:"distinct"`  // different histories among them
	Once      int `json:"once"`      // customers without a repeat purchase, who say nothing
	Refunds   int `json:"refunds"`   // left out: a mean value below 0
	Unvalued  int `json:"unvalued"`  // left out: a mean value of 0, or none

	// Correlation of the number of repeat purchases and their mean value, after
	// K. Pearson, with the interval of R. A. Fisher, On the probable error of a
	// coefficient of correlation (1921). The model assumes that there is none.
	// It has no interval for fewer than 4 customers, and no Name where one of the
	// two does not vary.
	Correlation journey.Measure `json:"correlation"`

	// Dependent reports that the interval of the correlation leaves out 0: the
	// model's assumption is in doubt.
	Dependent bool `json:"dependent"`

	Covariance [][]float64 `json:"covariance"` // of the estimates
}

// MeasureCorrelation is the name of the measure of a correlation, in [−1, 1].
const MeasureCorrelation = "frequency_value_correlation"

// FitSpend finds the parameters of the Gamma-Gamma model under which the mean
// values of repeat purchases are likeliest, from the customers who have any.
// The parameters do not depend on the order of the histories.
//
// A mistake in a history or an option is a *[field.Error]; customers whose mean
// value is no gamma variable's are an [*Unusable], unless they are left out; no
// customer with a repeat purchase is [ErrNoData]; data without a likeliest model
// are a *[Degenerate]. A fit with q ≤ 1 is none: it is a fit, of a model that
// has no mean (see [Spend.Mean]).
func FitSpend(histories []History, opt *SpendOptions) (*FittedSpend, error) {
	var o SpendOptions
	if opt != nil {
		o = *opt
	}
	out, err := fitSpend(histories, o)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	return out, nil
}

func fitSpend(histories []History, o SpendOptions) (*FittedSpend, error) {
	level, err := figure.Level(o.Level)
	if err != nil {
		return nil, err
	}
	if err = checkAll(histories, false); err != nil {
		return nil, err
	}
	out := &FittedSpend{}
	rows, err := out.choose(histories, o.LeaveOut)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: no customer with a repeat purchase of some value", ErrNoData)
	}
	if sameValue(rows) {
		return nil, &Degenerate{Family: GammaGamma, Case: Homogeneous, Limit: "one value for all purchases"}
	}
	m, err := likeliest(rows)
	if err != nil {
		return nil, err
	}
	if err = out.found(m, level); err != nil {
		return nil, err
	}
	out.Distinct = len(rows)
	out.Correlation = correlation(rows, level)
	out.Dependent = out.Correlation.Level > 0 && (out.Correlation.Lo > 0 || out.Correlation.Hi < 0)
	return out, nil
}

// found puts a maximum into the result.
func (f *FittedSpend) found(m *mle.Maximum, level float64) error {
	model, err := NewSpend(m.At[0], m.At[1], m.At[2])
	if err != nil {
		return err
	}
	f.Model = model
	f.Estimates, f.Covariance = estimates(model.Params(), m, level)
	f.LogLikelihood, f.AIC, f.BIC = criteria(m, float64(f.Customers))
	return nil
}
