package renewal

import (
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Options says what to fit. The zero value, like a nil pointer, fits [SBG] with
// intervals of 95%.
type Options struct {
	Family Family // "" means SBG

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

// What a fit can not be made of.
var (
	ErrNoData        = stat.ErrNoData
	ErrNoConvergence = mle.ErrNoConvergence
)

// A Fitted is a model with how well it is known. It is plain data: one that was
// read from JSON answers as the one that was written.
type Fitted struct {
	Model     Model      `json:"model"`
	Estimates []Estimate `json:"estimates"` // alpha, beta, and c of BDW

	// LogLikelihood is the sum over customers: those of two families on the
	// same cohorts compare.
	LogLikelihood float64 `json:"log_likelihood"`

	AIC       float64 `json:"aic"`       // 2k − 2·LogLikelihood for k parameters; H. Akaike, A new look at the statistical model identification (1974)
	BIC       float64 `json:"bic"`       // k·ln(customers) − 2·LogLikelihood; G. Schwarz, Estimating the dimension of a model (1978)
	Customers int     `json:"customers"` // who faced a renewal
	Renewals  int     `json:"renewals"`  // the highest t at which somebody could renew

	// Covariance is that of the estimates: the inverse of the observed
	// information.
	Covariance [][]float64 `json:"covariance"`

	Level float64 `json:"level"` // of the intervals
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

// Fit finds the parameters under which the cohorts are likeliest. Cohorts may be
// of any length, in any order.
//
// A mistake in a cohort or an option is a *[field.Error] with its place, such as
// "cohorts[0].alive[3]" where a number rises. Cohorts in which nobody could
// renew are [ErrNoData], and data without a likeliest model are a *[Degenerate].
// A search that ends nowhere is [ErrNoConvergence]: with [BDW], tables of a few
// numbers lead to it now and then.
func Fit(cohorts []Cohort, opt *Options) (*Fitted, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, fmt.Errorf("renewal: %w", err)
	}
	if err := checkAll(cohorts); err != nil {
		return nil, fmt.Errorf("renewal: %w", err)
	}
	list := decisions(cohorts)
	if len(list) == 0 {
		return nil, fmt.Errorf("renewal: %w: nobody could renew", ErrNoData)
	}
	names := o.Family.params()
	s := summarise(cohorts, list)
	if d := hopeless(o.Family, s, len(names)); d != nil {
		return nil, fmt.Errorf("renewal: %w", d)
	}
	m, err := climb(objective(list, len(names)), s, len(names))
	var boundary *mle.Boundary
	if errors.As(err, &boundary) {
		err = limit(o.Family, boundary.Toward)
	}
	if err != nil {
		return nil, fmt.Errorf("renewal: %w", err)
	}
	out := fitted(o, names, m, s, list[len(list)-1].t)
	if _, err := out.Model.law(); err != nil {
		return nil, fmt.Errorf("renewal: %w", &Degenerate{Family: o.Family, Case: Unidentified})
	}
	return out, nil
}

func (o *Options) settled() (Options, error) {
	var s Options
	if o != nil {
		s = *o
	}
	if s.Family == "" {
		s.Family = SBG
	}
	if s.Family.params() == nil {
		return s, unknownFamily("options.family")
	}
	level, err := figure.Level(s.Level)
	s.Level = level
	return s, err
}

// params returns the names of the parameters, or nil for no family.
func (f Family) params() []string {
	switch f {
	case SBG:
		return []string{"alpha", "beta"}
	case BDW:
		return []string{"alpha", "beta", "c"}
	}
	return nil
}

// climb looks for the maximum from customers who differ as much as any do, and
// where that ends nowhere, from such who hardly differ, and from such who leave
// at once or never. Under all of them the mean retention rate is the observed
// one.
func climb(f mle.Objective, s summary, n int) (m *mle.Maximum, err error) {
	churn := (s.lost + 0.5) / (s.lost + s.stayed + 1)
	for _, size := range []float64{2, 2000, 0.02} {
		m, err = mle.Maximize(f, []float64{size * churn, size * (1 - churn), 1}[:n])
		if !errors.Is(err, mle.ErrNoConvergence) {
			break
		}
	}
	return m, err
}

func fitted(o Options, names []string, m *mle.Maximum, s summary, renewals int) *Fitted {
	k := len(names)
	out := &Fitted{
		Model:         Model{Family: o.Family, Alpha: m.At[0], Beta: m.At[1], C: lawOf(m.At).c},
		LogLikelihood: stat.Tidy(m.Value),
		AIC:           stat.Tidy(float64(2*k) - 2*m.Value),
		BIC:           stat.Tidy(float64(float64(k)*math.Log(s.customers)) - 2*m.Value),
		Customers:     int(s.customers), Renewals: renewals, Covariance: make([][]float64, k), Level: o.Level,
	}
	z := stat.NormalQuantile(0.5 + o.Level/2)
	for i, name := range names {
		se := math.Sqrt(m.Covariance[i*k+i])
		factor := math.Exp(z * se / m.At[i])
		out.Estimates = append(out.Estimates, Estimate{
			Name: name, Value: m.At[i], SE: stat.Tidy(se),
			Lo: stat.Tidy(m.At[i] / factor), Hi: stat.Tidy(m.At[i] * factor), Level: o.Level,
		})
		for j := range k {
			out.Covariance[i] = append(out.Covariance[i], stat.Tidy(m.Covariance[i*k+j]))
		}
	}
	return out
}
