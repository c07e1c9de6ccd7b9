package renewal

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// A law is a model whose parameters were checked. With c = 1 it is the shifted
// beta geometric.
type law struct{ alpha, beta, c float64 }

// clock returns t^c, the time that passes for the law in t periods, and its
// first two derivatives by c.
func (l law) clock(t float64) (tau, first, second float64) {
	if t == 0 {
		return 0, 0, 0
	}
	tau, log := math.Pow(t, l.c), math.Log(t)
	return tau, tau * log, tau * log * log
}

// logSurvival returns ln S(t) = ln B(α, β+t^c) − ln B(α, β).
func (l law) logSurvival(t float64) float64 {
	tau, _, _ := l.clock(t)
	return l.logKept(0, tau)
}

// logRetention returns ln r(t) = ln S(t) − ln S(t−1), for t ≥ 1.
func (l law) logRetention(t float64) float64 {
	from, _, _ := l.clock(t - 1)
	to, _, _ := l.clock(t)
	return l.logKept(from, to)
}

// logKept returns the logarithm of the part of those there at from who are
// there at to, on the clock of the law. It has two forms, equal but for
// rounding: the one is taken in which less cancels.
func (l law) logKept(from, to float64) float64 {
	step := to - from
	switch {
	case step == 1:
		return -math.Log1p(l.alpha / (l.beta + from))
	case l.alpha < step:
		return special.LogRising(l.beta+from, l.alpha) - special.LogRising(l.beta+to, l.alpha)
	}
	return special.LogRising(l.beta+from, step) - special.LogRising(l.alpha+l.beta+from, step)
}

// slope returns the derivative of ln S by t.
func (l law) slope(t float64) float64 {
	tau, _, _ := l.clock(t)
	return -l.c * tau / t * special.DigammaRise(l.beta+tau, l.alpha)
}

// retention puts ln r(t) and its derivatives by the parameters into u, which
// has two or three of them. Without the third, c stands still.
func (l law) retention(t float64, u *mle.Derivatives) {
	from, from1, from2 := l.clock(t - 1)
	to, to1, to2 := l.clock(t)
	step, all, n := to-from, l.alpha+l.beta, len(u.Gradient)
	u.Value = l.logKept(from, to)
	a1, a2 := special.DigammaRise(all+from, step), special.TrigammaRise(all+from, step)
	b1, b2 := special.DigammaRise(l.beta+from, step), special.TrigammaRise(l.beta+from, step)
	u.Gradient[0], u.Gradient[1] = -a1, b1-a1
	u.Hessian[0], u.Hessian[n], u.Hessian[n+1] = -a2, -a2, b2-a2
	if n == 2 {
		return
	}
	first, second := special.DigammaRise(l.beta+to, l.alpha), special.TrigammaRise(l.beta+to, l.alpha)
	u.Gradient[2] = -float64(first * to1)
	u.Hessian[6] = -float64(special.Trigamma(all+to) * to1)
	u.Hessian[7] = -float64(second * to1)
	u.Hessian[8] = -float64(first*to2) - float64(second*float64(to1*to1))
	if from == 0 {
		return
	}
	first, second = special.DigammaRise(l.beta+from, l.alpha), special.TrigammaRise(l.beta+from, l.alpha)
	u.Gradient[2] += float64(first * from1)
	u.Hessian[6] += float64(special.Trigamma(all+from) * from1)
	u.Hessian[7] += float64(second * from1)
	u.Hessian[8] += float64(first*from2) + float64(second*float64(from1*from1))
}

// objective returns the log-likelihood of decisions for n parameters: each t
// has a binomial distribution of those who stay, with r(t). Summed over a cohort
// that is Σ lost(t)·ln P(T=t) + alive·ln S, as the literature writes it.
func objective(list []decision, n int) mle.Objective {
	u := mle.NewDerivatives(n)
	return func(p []float64, d *mle.Derivatives) {
		l := lawOf(p)
		for _, o := range list {
			l.retention(float64(o.t), u)
			// ln(1 − r) has the derivatives −odds·u′ and −odds·u″ − odds·(1+odds)·u′².
			odds := 1 / math.Expm1(-u.Value)
			d.Value += float64(o.stayed * u.Value)
			if o.lost > 0 {
				d.Value += float64(o.lost * math.Log(-math.Expm1(u.Value)))
			}
			linear := o.stayed - float64(o.lost*odds)
			square := float64(o.lost * float64(odds*(1+odds)))
			if o.lost == 0 {
				linear, square = o.stayed, 0
			}
			for i := range n {
				d.Gradient[i] += float64(linear * u.Gradient[i])
				for j := range i + 1 {
					d.Hessian[i*n+j] += float64(linear*u.Hessian[i*n+j]) - float64(square*float64(u.Gradient[i]*u.Gradient[j]))
				}
			}
		}
	}
}

// lawOf returns the law of two or three parameters.
func lawOf(p []float64) law {
	if len(p) == 2 {
		return law{p[0], p[1], 1}
	}
	return law{p[0], p[1], p[2]}
}
