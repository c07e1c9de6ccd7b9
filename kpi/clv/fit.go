package clv

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Options says what to fit. The zero value, like a nil pointer, fits the BG/NBD
// model with intervals of 95%.
type Options struct {
	// Family is the family of the model. "" means BGNBD.
	Family Family

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

// What a fit can not be made of.
var (
	ErrNoData        = stat.ErrNoData
	ErrNoConvergence = mle.ErrNoConvergence
)

// A Fitted is a model with how well it is known.
type Fitted struct {
	Model     *Model     `json:"model"`
	Estimates []Estimate `json:"estimates"` // in the order of the parameters

	// LogLikelihood is the sum over customers, in the user's unit of time: those
	// of two families on the same histories compare, but for BGBB, whose
	// likelihood is of opportunities and not of times.
	LogLikelihood float64 `json:"log_likelihood"`

	AIC       float64 `json:"aic"` // 2k − 2·LogLikelihood for k parameters; H. Akaike, A new look at the statistical model identification (1974)
	BIC       float64 `json:"bic"` // k·ln(customers) − 2·LogLikelihood; G. Schwarz, Estimating the dimension of a model (1978)
	Customers int     `json:"customers"`
	Distinct  int     `json:"distinct"` // different histories, each looked at once

	// Covariance is that of the estimates: the inverse of the observed
	// information.
	Covariance [][]float64 `json:"covariance"`
}

// An Estimate is a parameter with its doubt.
type Estimate struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`

	// SE is the standard error, from the observed information.
	SE float64 `json:"se"`

	// Lo and Hi bound the interval at Level that is symmetric in the logarithm
	// of the parameter: Value·exp(±z·SE/Value). It stays above 0.
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
	Level float64 `json:"level"`
}

// Fit finds the parameters under which the histories are likeliest. They do not
// depend on the order of the histories. Where these leave doubt, the search
// begins at several places, and the highest that it comes to counts.
//
// A mistake in a history or an option is a *[field.Error]; no history is
// [ErrNoData]; data without a likeliest model are a *[Degenerate].
func Fit(histories []History, opt *Options) (*Fitted, error) {
	var o Options
	if opt != nil {
		o = *opt
	}
	level, err := figure.Level(o.Level)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	if o.Family == "" {
		o.Family = BGNBD
	}
	def, err := o.Family.family("options.family")
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	if err = checkAll(histories, def.discrete); err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	if len(histories) == 0 {
		return nil, fmt.Errorf("clv: %w: no history", ErrNoData)
	}
	rows := collapse(histories)
	s := summarise(rows)
	if d := def.hopeless(s); d != nil {
		d.Family = o.Family
		return nil, fmt.Errorf("clv: %w", d)
	}
	m, err := climbAmong(def.objective(rows), def.nearby(rows, s), def.elsewhere)
	if err == nil {
		err = within(m.At)
	}
	if err != nil {
		return nil, fmt.Errorf("clv: %w", diagnosed(err, o.Family, def))
	}
	return fitted(o.Family, m, s, len(rows), level)
}

// within returns the boundary that parameters are beyond which no model has.
func within(params []float64) error {
	b := &mle.Boundary{Toward: make([]int, len(params))}
	for i, p := range params {
		switch {
		case p < minParam:
			b.Toward[i] = -1
		case p > maxParam:
			b.Toward[i] = 1
		}
	}
	if slices.Max(b.Toward) == 0 && slices.Min(b.Toward) == 0 {
		return nil
	}
	return b
}

// hopeless names what the family can not be fitted to, as can be seen before.
func (f family) hopeless(s summary) *Degenerate {
	switch {
	case s.time == 0:
		return &Degenerate{Case: NoTime}
	case s.purchases == 0:
		return &Degenerate{Case: NoRepeats, Limit: "no purchase after the first"}
	case f.blind != nil:
		return f.blind(s)
	}
	return nil
}

// diagnosed turns a boundary into the case that it is.
func diagnosed(err error, f Family, def family) error {
	var b *mle.Boundary
	if !errors.As(err, &b) {
		return err
	}
	d := def.limit(b.Toward)
	if d == nil {
		d = &Degenerate{Case: Unidentified}
	}
	d.Family = f
	return d
}

func fitted(f Family, m *mle.Maximum, s summary, distinct int, level float64) (*Fitted, error) {
	model, err := New(f, m.At...)
	if err != nil {
		return nil, err
	}
	out := &Fitted{Model: model, Customers: int(s.customers), Distinct: distinct}
	out.Estimates, out.Covariance = estimates(model.Params(), m, level)
	out.LogLikelihood, out.AIC, out.BIC = criteria(m, s.customers)
	return out, nil
}

// criteria returns the log-likelihood of a maximum with AIC and BIC.
func criteria(m *mle.Maximum, customers float64) (logLikelihood, aic, bic float64) {
	k := float64(len(m.At))
	return stat.Tidy(m.Value), stat.Tidy(float64(2*k) - 2*m.Value), stat.Tidy(float64(k*math.Log(customers)) - 2*m.Value)
}

// estimates returns the parameters of a maximum with their doubt.
func estimates(params []Param, m *mle.Maximum, level float64) (list []Estimate, covariance [][]float64) {
	k := len(params)
	covariance = make([][]float64, k)
	z := stat.NormalQuantile(0.5 + level/2)
	for i, p := range params {
		se := math.Sqrt(m.Covariance[i*k+i])
		factor := math.Exp(z * se / p.Value)
		list = append(list, Estimate{
			Name: p.Name, Value: p.Value, SE: stat.Tidy(se),
			Lo: stat.Tidy(p.Value / factor), Hi: stat.Tidy(p.Value * factor), Level: level,
		})
		for j := range k {
			covariance[i] = append(covariance[i], stat.Tidy(m.Covariance[i*k+j]))
		}
	}
	return list, covariance
}
