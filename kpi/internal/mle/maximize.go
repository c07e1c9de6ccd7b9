package mle

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// An Objective puts the log-likelihood at the parameters at, all above 0, and
// its derivatives by them, into out, whose numbers are 0 before.
type Objective func(at []float64, out *Derivatives)

// Derivatives are a value with its slopes.
type Derivatives struct {
	Value    float64
	Gradient []float64
	Hessian  []float64 // row by row; the lower half counts
}

// NewDerivatives returns derivatives by n parameters, all 0.
func NewDerivatives(n int) *Derivatives {
	return &Derivatives{Gradient: make([]float64, n), Hessian: make([]float64, n*n)}
}

// Reset makes everything 0.
func (d *Derivatives) Reset() {
	d.Value = 0
	clear(d.Gradient)
	clear(d.Hessian)
}

// A Maximum is where a log-likelihood is highest.
type Maximum struct {
	// At are the parameters, rounded to ten significant digits, so that all
	// processors agree on them; the rest is computed there.
	At    []float64
	Value float64 // the log-likelihood

	// Covariance of the estimates, row by row: the inverse of the observed
	// information, to ten digits too. An inversion makes more of the last bits,
	// in which the exponentials of processors differ.
	Covariance []float64
}

// A Boundary is the error of a likelihood without a maximum: it rises as long
// as parameters go on.
type Boundary struct {
	// Toward has for each parameter −1 where it goes to 0, 1 where it goes to
	// infinity, and 0 where it stays.
	Toward []int

	// Value is the log-likelihood where the climb ended: nearly what it rises
	// to.
	Value float64
}

func (b *Boundary) Error() string {
	return fmt.Sprintf("the likelihood has no maximum: it rises as parameters go on (%v)", b.Toward)
}

// ErrNoConvergence is the error of a search that ended nowhere.
var ErrNoConvergence = errors.New("no convergence")

const (
	maxRounds = 200
	longest   = 2.0   // step, in logarithms: a factor of 7.4
	shortest  = 1e-10 // step after which the next is rounding
	border    = 24.0  // distance from the start, in logarithms: a factor of 10¹⁰
	gone      = 9.0   // distance at which a parameter counts as one that goes on, when another is at the border
	vague     = 12.0  // standard error of a logarithm that is no estimate any more
)

// Maximize climbs from start, whose parameters are all above 0. The error is a
// *[Boundary] where the likelihood has no maximum, and [ErrNoConvergence] where
// none was found.
func Maximize(f Objective, start []float64) (*Maximum, error) {
	s := newSearch(f, start)
	for range maxRounds {
		done, err := s.step()
		if err != nil {
			return nil, err
		}
		if done {
			return s.maximum()
		}
	}
	return nil, s.stuck()
}

// A search is where a climb is, in the logarithms of the parameters.
type search struct {
	f         Objective
	n         int
	start     []float64
	at        []float64
	here      *Derivatives // by the logarithms
	trial     *Derivatives
	damping   float64
	last      float64 // length of the last step
	shrinking int     // steps that were short and did not become shorter
}

func newSearch(f Objective, start []float64) *search {
	n := len(start)
	s := &search{f: f, n: n, here: NewDerivatives(n), trial: NewDerivatives(n), last: math.Inf(1)}
	for _, p := range start {
		s.start = append(s.start, math.Log(p))
	}
	s.at = slices.Clone(s.start)
	s.evaluate(s.at, s.here)
	return s
}

// evaluate computes the derivatives by the logarithms.
func (s *search) evaluate(at []float64, d *Derivatives) {
	p := make([]float64, s.n)
	for i, a := range at {
		p[i] = math.Exp(a)
	}
	d.Reset()
	s.f(p, d)
	for i := range s.n {
		for j := range i + 1 {
			h := d.Hessian[i*s.n+j] * p[i] * p[j]
			if i == j {
				h += float64(d.Gradient[i] * p[i])
			}
			d.Hessian[i*s.n+j], d.Hessian[j*s.n+i] = h, h
		}
	}
	for i := range s.n {
		d.Gradient[i] *= p[i]
	}
}

func (d *Derivatives) finite() bool {
	for _, v := range slices.Concat([]float64{d.Value}, d.Gradient, d.Hessian) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// step takes one step up, and reports whether the next would be none.
func (s *search) step() (done bool, err error) {
	if !s.here.finite() {
		return false, ErrNoConvergence
	}
	step, pure := s.direction()
	length := largest(step)
	if pure && (length < shortest || s.stalls(length)) {
		return true, nil
	}
	to := make([]float64, s.n)
	for i := range to {
		to[i] = s.at[i] + step[i]
	}
	s.evaluate(to, s.trial)
	noise := 1e-13 * (1 + math.Abs(s.here.Value))
	if !s.trial.finite() || s.trial.Value < s.here.Value-noise {
		s.damping = max(4*s.damping, 1e-3*s.curvature())
		if s.damping > 1e12*s.curvature() {
			return false, s.stuck()
		}
		return false, nil
	}
	s.at, s.here, s.trial = to, s.trial, s.here
	s.damping /= 8
	if s.damping < 1e-6*s.curvature() {
		s.damping = 0
	}
	return false, s.border()
}

// stuck is the error of a search that finds no way up. Where a parameter is far
// from its start already, rounding hides the way on.
func (s *search) stuck() error {
	if b := s.toward(); slices.ContainsFunc(b.Toward, func(way int) bool { return way != 0 }) {
		return b
	}
	return ErrNoConvergence
}

// stalls reports whether pure steps are short and do not become shorter: they
// are rounding.
func (s *search) stalls(length float64) bool {
	if length < 1e-6 && length > s.last/4 {
		s.shrinking++
	}
	s.last = length
	return s.shrinking > 3
}

// direction returns the next step: Newton's, which is pure, or one that is
// damped because the surface is not concave there or the last step failed.
func (s *search) direction() (step []float64, pure bool) {
	damping := s.damping
	for {
		a := make([]float64, s.n*s.n)
		for i, h := range s.here.Hessian {
			a[i] = -h
		}
		for i := range s.n {
			a[i*s.n+i] += damping
		}
		if c, ok := Factor(a, s.n); ok {
			step = c.Solve(s.here.Gradient)
			break
		}
		damping = max(2*damping, 1e-8*s.curvature())
	}
	length := largest(step)
	if length > longest {
		for i := range step {
			step[i] *= longest / length
		}
	}
	return step, damping == 0 && length <= longest
}

// curvature is the size of the entries of the Hessian and the gradient.
func (s *search) curvature() float64 {
	return max(largest(s.here.Hessian), largest(s.here.Gradient), 1e-300)
}

// border reports a parameter that went too far from where it began.
func (s *search) border() error {
	far := false
	for i, a := range s.at {
		far = far || math.Abs(a-s.start[i]) > border
	}
	if !far {
		return nil
	}
	return s.toward()
}

func (s *search) toward() *Boundary {
	b := &Boundary{Toward: make([]int, s.n), Value: s.here.Value}
	for i, a := range s.at {
		switch moved := a - s.start[i]; {
		case moved > gone:
			b.Toward[i] = 1
		case moved < -gone:
			b.Toward[i] = -1
		}
	}
	return b
}

// maximum returns what was found, at parameters with ten digits.
func (s *search) maximum() (*Maximum, error) {
	m := &Maximum{At: make([]float64, s.n), Covariance: make([]float64, s.n*s.n)}
	for i, a := range s.at {
		m.At[i] = digits(math.Exp(a), 10)
		s.at[i] = math.Log(m.At[i])
	}
	s.evaluate(s.at, s.here)
	m.Value = s.here.Value
	information := make([]float64, s.n*s.n)
	for i, h := range s.here.Hessian {
		information[i] = -h
	}
	c, ok := Factor(information, s.n)
	if !ok {
		return nil, ErrNoConvergence
	}
	for i, v := range c.Inverse() {
		row, column := i/s.n, i%s.n
		if row == column && v > vague*vague {
			return nil, s.vaguest(c)
		}
		m.Covariance[i] = digits(v*m.At[row]*m.At[column], 10)
	}
	return m, nil
}

// vaguest is the boundary of a surface so flat that its top is nowhere: the
// parameters go on along the direction in which it is flattest.
func (s *search) vaguest(c Cholesky) error {
	b := &Boundary{Toward: make([]int, s.n), Value: s.here.Value}
	inverse := c.Inverse()
	for i := range s.n {
		if inverse[i*s.n+i] > vague*vague {
			b.Toward[i] = 1
			if s.at[i] < s.start[i] {
				b.Toward[i] = -1
			}
		}
	}
	return b
}

func largest(x []float64) float64 {
	most := 0.0
	for _, v := range x {
		most = max(most, math.Abs(v))
	}
	return most
}

// digits rounds to n significant digits.
func digits(x float64, n int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', n-1, 64), 64)
	return rounded
}
