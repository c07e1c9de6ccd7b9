package clv

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Spend is the Gamma-Gamma model of what purchases are worth: a customer's
// purchases have a gamma distribution of shape p and a rate of their own; rates
// have a gamma distribution of shape q and rate gamma. What a customer spends
// has nothing to do with how often. p and q have no unit, gamma is money.
//
// Source: R. Colombo and W. Jiang, A stochastic RFM model, Journal of
// Interactive Marketing 13 (1999) 2–12; P. S. Fader and B. G. S. Hardie, The
// Gamma-Gamma model of monetary value, note 025 (2013), brucehardie.com.
//
// The zero Spend is none: make one with [NewSpend] or [FitSpend], or read it
// from JSON.
type Spend struct{ p, q, gamma float64 }

// GammaGamma is the name of the model of [Spend] in a [Degenerate]. It is not
// one of the [Families], which are models of purchases.
const GammaGamma Family = "Gamma-Gamma"

// spendNames are the parameters in the order of NewSpend.
var spendNames = [...]string{"p", "q", "gamma"}

// NewSpend returns a model of spend with known parameters. One that is not a
// finite number above 0 is a *[field.Error].
func NewSpend(p, q, gamma float64) (*Spend, error) {
	for i, v := range []float64{p, q, gamma} {
		lo, hi := minParam, maxParam
		if i == 2 {
			lo, hi = 1/maxScale, maxScale
		}
		if !(v >= lo) || v > hi {
			return nil, fmt.Errorf("clv: %w", figure.OutOfRange("params."+spendNames[i], "want %g to %g", lo, hi))
		}
	}
	return &Spend{p, q, gamma}, nil
}

// maxScale bounds gamma, which is of the size of q purchases.
const maxScale = 1e24

// Params returns the parameters, in the order of [NewSpend].
func (s *Spend) Params() []Param {
	return []Param{{spendNames[0], s.p}, {spendNames[1], s.q}, {spendNames[2], s.gamma}}
}

// Mean returns the mean value of a purchase of all customers, p·gamma/(q−1), in
// money. Where q is not above 1, some customers spend so much that there is no
// mean: a *[Degenerate] of the case [InfiniteMean].
func (s *Spend) Mean() (float64, error) {
	if err := s.known(); err != nil {
		return 0, fmt.Errorf("clv: %w", err)
	}
	return spendNumber(s.expected(0, 0))
}

// Value returns the mean value of a purchase to come of a customer with this
// history, in money: p(gamma + x·m)/(p·x + q − 1) for x repeat purchases of the
// mean value m = h.Monetary. It lies between what this customer spends and what
// all do, the nearer to the first the more purchases there were; without any it
// is [Spend.Mean].
//
// A customer with repeat purchases whose mean value is not above 0 is a
// *[field.Error]. Where p·x + q is not above 1 the error is a *[Degenerate] of
// the case [InfiniteMean].
func (s *Spend) Value(h History) (float64, error) {
	if err := s.check(&h); err != nil {
		return 0, err
	}
	return spendNumber(s.expected(float64(h.Frequency), h.Monetary))
}

// LogLikelihood returns the logarithm of the density of the mean value of a
// history's repeat purchases, counted for one customer. Without repeat purchases
// it is 0: there is nothing to see.
func (s *Spend) LogLikelihood(h History) (float64, error) {
	if err := s.check(&h); err != nil {
		return 0, err
	}
	if h.Frequency == 0 {
		return 0, nil
	}
	run := s.run(float64(h.Frequency))
	return spendNumber(run.density(h.Monetary))
}

// check reports a history that says nothing of spend.
func (s *Spend) check(h *History) error {
	if err := s.known(); err != nil {
		return fmt.Errorf("clv: %w", err)
	}
	if err := h.check("history"); err != nil {
		return fmt.Errorf("clv: %w", err)
	}
	if h.Frequency > 0 && !(h.Monetary > 0) {
		return fmt.Errorf("clv: %w", figure.OutOfRange("history.monetary", "want a mean value above 0 of %d repeat purchases", h.Frequency))
	}
	return nil
}

func (s *Spend) known() error {
	if s == nil || s.p == 0 {
		return errors.New("a model of spend without parameters: use NewSpend, FitSpend or JSON")
	}
	return nil
}

// expected returns p(γ+x·m)/(p·x+q−1), or infinity.
func (s *Spend) expected(x, m float64) float64 {
	shape := float64(s.p*x) + (s.q - 1)
	if !(shape > 0) {
		return math.Inf(1)
	}
	return s.p * (s.gamma + float64(x*m)) / shape
}

// spendNumber makes an infinite mean an error.
func spendNumber(v float64) (float64, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("clv: %w", &Degenerate{Family: GammaGamma, Case: InfiniteMean})
	}
	return stat.Tidy(v), nil
}

// A spendRun is the model for customers of as many repeat purchases each. The
// log-density of their mean value m is that of a beta distribution at w =
// x·m/(γ+x·m), of shapes X = p·x and q with N = X + q: it is written as
//
//	½ ln(X·q/(2πN)) + J(N) − J(X) − J(q) − X·h(X, N·w) − q·h(q, N(1−w)) − ln m
//
// with Binet's function J and h(a, b) = ln(a/b) − (a−b)/a, in which nothing
// cancels where p and q are large: values that hardly differ.
type spendRun struct {
	*Spend
	x, shape, all float64 // x, X and N
	constant      float64

	slopeX, slopeQ float64 // ρ(N) − ρ(X) and ρ(N) − ρ(q), of ρ(y) = ψ(y) − ln y
}

func (s *Spend) run(x float64) spendRun {
	shape := float64(s.p * x)
	all := shape + s.q
	rho := func(y float64) float64 { return special.BinetSlope(y) - 0.5/y }
	return spendRun{
		Spend: s, x: x, shape: shape, all: all,
		constant: 0.5*math.Log(shape/(2*math.Pi)*(s.q/all)) +
			(special.Binet(all) - special.Binet(shape) - special.Binet(s.q)),
		slopeX: rho(all) - rho(shape), slopeQ: rho(all) - rho(s.q),
	}
}

// density returns the log-density at the mean value m.
func (r *spendRun) density(m float64) float64 {
	gap, logX, logQ := r.apart(m)
	return r.constant - math.Log(m) - float64(r.shape*excess(logX, gap/r.shape)) - float64(r.q*excess(logQ, -gap/r.q))
}

// apart returns X − N·w, ln(X/(N·w)) and ln(q/(N(1−w))).
func (r *spendRun) apart(m float64) (gap, logX, logQ float64) {
	seen := float64(r.x * m)
	sum := r.gamma + seen
	gap = r.x * (float64(r.p*r.gamma) - float64(r.q*m)) / sum
	return gap, logRatio(gap/r.shape, r.shape, r.all*(seen/sum)), logRatio(-gap/r.q, r.q, r.all*(r.gamma/sum))
}

// logRatio returns ln(a/b), given d = (a−b)/a without the cancellation.
func logRatio(d, a, b float64) float64 {
	if math.Abs(d) < 0.5 {
		return -math.Log1p(-d)
	}
	return math.Log(a / b)
}

// excess returns −ln(1−d) − d, given the logarithm: d²/2 + d³/3 + …
func excess(log, d float64) float64 {
	if math.Abs(d) > 0.01 {
		return log - d
	}
	sum := 0.0
	for k := 9; k >= 2; k-- {
		sum = float64(sum*d) + 1/float64(k)
	}
	return sum * d * d
}

// MarshalJSON writes the parameters by their names.
func (s *Spend) MarshalJSON() ([]byte, error) {
	return json.Marshal(spendJSON{GammaGamma, s.Params()})
}

// spendJSON is the JSON form of a Spend, like that of a Model.
type spendJSON struct {
	Family Family  `json:"family"`
	Params []Param `json:"params"`
}

// UnmarshalJSON reads what MarshalJSON wrote, as [NewSpend] checks it.
func (s *Spend) UnmarshalJSON(text []byte) error {
	var read spendJSON
	if err := json.Unmarshal(text, &read); err != nil {
		return fmt.Errorf("clv: %w", err)
	}
	if read.Family != GammaGamma || len(read.Params) != len(spendNames) {
		return fmt.Errorf("clv: %w", figure.OutOfRange("family", "want %s with %d parameters", GammaGamma, len(spendNames)))
	}
	for i, p := range read.Params {
		if p.Name != spendNames[i] {
			return fmt.Errorf("clv: %w", figure.OutOfRange(fmt.Sprintf("params[%d].name", i), "want %q", spendNames[i]))
		}
	}
	made, err := NewSpend(read.Params[0].Value, read.Params[1].Value, read.Params[2].Value)
	if err != nil {
		return err
	}
	*s = *made
	return nil
}
