package survival

import (
	"math"
	"strconv"
)

// A maximum is where a likelihood is greatest.
type maximum struct {
	estimate []float64 // the coefficients, rounded, in the units of the covariates
	beta     []float64 // the same, of the standardized covariates
	inverse  []float64 // of the information there

	null, best  *point
	score, wald float64 // χ² of the hypothesis that all coefficients are 0
}

// maximum climbs from 0 by Newton's method. The likelihood is concave: where it
// has a maximum, steps that are halved until they lead up reach it.
func (l *likelihood) maximum() (*maximum, error) {
	beta := make([]float64, l.p)
	null := l.at(beta)
	f := decompose(null.information, l.p)
	if err := l.unexplained(null, f); err != nil {
		return nil, err
	}
	m := &maximum{null: null, score: f.quadratic(null.gradient)}
	at := null
	for range 60 {
		step := f.solve(at.gradient)
		decrement := product(step, at.gradient)
		if decrement > 1e-12 {
			if err := l.separated(step); err != nil {
				return nil, err
			}
		}
		// Near the maximum an error is squared with each step: of 1e-8 of a
		// standard error nothing is left.
		last := decrement < 1e-16
		beta, at = l.climb(beta, step, at)
		f = decompose(at.information, l.p)
		if last || f.rank() < l.p {
			break
		}
	}
	if err := l.vanished(beta, at, null); err != nil {
		return nil, err
	}
	l.settle(m, beta)
	return m, nil
}

// climb takes a step, or as much of it as leads up. Near the maximum the
// difference is too small to be seen among what rounding makes of it.
func (l *likelihood) climb(beta, step []float64, from *point) ([]float64, *point) {
	rounding := 1e-11 * (1 + math.Abs(from.value))
	size := 1.0
	for range 60 {
		next := make([]float64, l.p)
		for k := range next {
			next[k] = beta[k] + float64(size*step[k])
		}
		if at := l.at(next); at.finite() && at.value >= from.value-rounding {
			return next, at
		}
		size /= 2
	}
	return beta, from
}

func (p *point) finite() bool {
	sum := p.value
	for k := range p.gradient {
		sum += p.gradient[k] + p.information[k*len(p.gradient)+k]
	}
	return !math.IsNaN(sum) && !math.IsInf(sum, 0)
}

// settle rounds the coefficients to 10 digits, which all processors agree on,
// and computes everything else there.
func (l *likelihood) settle(m *maximum, beta []float64) {
	m.beta, m.estimate = make([]float64, l.p), make([]float64, l.p)
	for k, b := range beta {
		m.estimate[k] = rounded(b / l.scale[k])
		m.beta[k] = m.estimate[k] * l.scale[k]
	}
	m.best = l.at(m.beta)
	f := decompose(m.best.information, l.p)
	for i := range l.p {
		for j := range l.p {
			m.wald += float64(float64(m.beta[i]*m.beta[j]) * m.best.information[max(i, j)*l.p+min(i, j)])
		}
	}
	m.inverse = make([]float64, l.p*l.p)
	for j := range l.p {
		unit := make([]float64, l.p)
		unit[j] = 1
		for i, v := range f.solve(unit) {
			m.inverse[i*l.p+j] = v
		}
	}
}

// rounded rounds to 10 significant digits.
func rounded(x float64) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 9, 64), 64)
	return y
}

// unexplained returns the error of a covariate that the others explain, or that
// is the same for all at risk together.
func (l *likelihood) unexplained(null *point, f *decomposition) error {
	for k, d := range f.d {
		own := null.information[k*l.p+k]
		switch {
		case own <= explained*float64(l.events):
			return &CovariateError{Covariate: l.names[k], Err: ErrConstant}
		case d == 0:
			return &CovariateError{Covariate: l.names[k], Err: ErrCollinear}
		}
	}
	return nil
}
