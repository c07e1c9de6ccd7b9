package clv

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Model says how customers buy and leave: a family with its parameters. Times
// are in the unit of the histories that its parameters were found from.
//
// The zero Model is none: make one with [New] or [Fit], or read it from JSON.
type Model struct {
	family Family
	names  []string
	values []float64
	law    law

	discrete bool
}

// A Param is a parameter of a model.
type Param struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// New returns a model with known parameters, in the order in which the family
// names them. A parameter that is not a finite number above 0 is a
// *[field.Error].
func New(f Family, params ...float64) (*Model, error) {
	def, err := f.family("family")
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	if len(params) != len(def.params) {
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("params", "want %d for %s, got %d", len(def.params), f, len(params)))
	}
	for i, p := range params {
		if !(p >= minParam) || p > maxParam {
			return nil, fmt.Errorf("clv: %w", figure.OutOfRange(fmt.Sprintf("params[%d]", i), "want %g to %g for %s", minParam, maxParam, def.params[i]))
		}
	}
	return &Model{family: f, names: def.params, values: slices.Clone(params), law: def.law(params), discrete: def.discrete}, nil
}

// Bounds of parameters, beyond which a model is a limit of itself.
const (
	minParam = 1e-9
	maxParam = 1e12
)

// Family returns the family of the model.
func (m *Model) Family() Family { return m.family }

// Params returns the parameters, in the order of [New].
func (m *Model) Params() []Param {
	list := make([]Param, len(m.values))
	for i, v := range m.values {
		list[i] = Param{m.names[i], v}
	}
	return list
}

// LogLikelihood returns the logarithm of the density of a history, counted for
// one customer, in the unit of time of the history.
func (m *Model) LogLikelihood(h History) (float64, error) {
	return m.of(h, 0, func() float64 { return m.law.logLikelihood(&h) })
}

// Alive returns the probability that a customer with this history has not left:
// P(alive), a ratio in [0, 1]. Of [BGBB] it is that at the next opportunity.
func (m *Model) Alive(h History) (float64, error) {
	return m.of(h, 0, func() float64 { return min(1, m.law.alive(&h)) })
}

// Expected returns the mean number of repeat purchases of a new customer in the
// time t from the first purchase on: E[X(t)].
func (m *Model) Expected(t float64) (float64, error) {
	return m.of(History{}, t, func() float64 { return m.law.expected(t) })
}

// Probability returns that of exactly x repeat purchases of a new customer in
// the time t: P(X(t) = x).
func (m *Model) Probability(x int, t float64) (float64, error) {
	if x < 0 || x > maxFrequency {
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("x", "want 0 to %d, got %d", maxFrequency, x))
	}
	return m.of(History{}, t, func() float64 { return min(1, m.law.probability(x, t)) })
}

// Conditional returns the mean number of purchases in the next t of a customer
// with this history: E[Y(t) | x, t_x, T].
func (m *Model) Conditional(h History, t float64) (float64, error) {
	return m.of(h, t, func() float64 { return m.law.conditional(&h, t) })
}

// Residual returns the discounted expected residual transactions (DERT) of a
// customer with this history: the mean number of all purchases to come, each
// discounted by exp(−rate·time). rate is above 0, per unit of time, and
// continuously compounded: one of 15% a year is ln 1.15 a year.
func (m *Model) Residual(h History, rate float64) (float64, error) {
	if !(rate > 0) || rate > maxTime {
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("rate", "want a rate above 0"))
	}
	return m.of(h, 0, func() float64 { return m.law.residual(&h, rate) })
}

// ErrNotFinite is the error of a number that is no number, or too large to be
// one.
var ErrNotFinite = errors.New("not a finite number")

// of checks the arguments of a prediction, and its outcome.
func (m *Model) of(h History, t float64, compute func() float64) (float64, error) {
	if m == nil || m.law == nil {
		return 0, errors.New("clv: a model without a family: use New, Fit or JSON")
	}
	if err := h.check("history"); err != nil {
		return 0, fmt.Errorf("clv: %w", err)
	}
	if !(t >= 0) || t > maxTime {
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("t", "want a time from 0 to %g", maxTime))
	}
	if m.discrete {
		if err := h.checkCounts("history"); err != nil {
			return 0, fmt.Errorf("clv: %w", err)
		}
		if !isCount(t) {
			return 0, fmt.Errorf("clv: %w", figure.OutOfRange("t", "want a whole number of opportunities, up to %d", maxOpportunities))
		}
	}
	v := compute()
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("clv: %s: %w", m.family, ErrNotFinite)
	}
	return stat.Tidy(v), nil
}

// modelJSON is the JSON form of a model.
type modelJSON struct {
	Family Family  `json:"family"`
	Params []Param `json:"params"`
}

// MarshalJSON writes the family and the parameters.
func (m *Model) MarshalJSON() ([]byte, error) {
	return json.Marshal(modelJSON{m.family, m.Params()})
}

// UnmarshalJSON reads what MarshalJSON wrote, as [New] checks it.
func (m *Model) UnmarshalJSON(text []byte) error {
	var read modelJSON
	if err := json.Unmarshal(text, &read); err != nil {
		return fmt.Errorf("clv: %w", err)
	}
	values := make([]float64, len(read.Params))
	for i, p := range read.Params {
		values[i] = p.Value
	}
	made, err := New(read.Family, values...)
	if err != nil {
		return err
	}
	for i, p := range read.Params {
		if p.Name != made.names[i] {
			return fmt.Errorf("clv: %w", figure.OutOfRange(fmt.Sprintf("params[%d].name", i), "want %q", made.names[i]))
		}
	}
	*m = *made
	return nil
}
