package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// betaMean returns the mean of f(p), where p has a beta distribution of a and b.
// f is positive, does not rise, and is as good as f(0) where p is far below
// flat.
//
// It integrates over the log-odds of p by a Gauss–Legendre rule, in panels that
// widen away from the mode and are halved until that changes nothing. The sum
// of the weights is integrated in the same way, so that their factor is not
// needed. What lies beyond the outermost panels, where p or 1 − p is as good as
// 0, has a closed form.
func betaMean(a, b, flat float64, f func(p float64) float64) float64 {
	w := betaWeight{a: a, b: b, p: a / (a + b), q: b / (a + b), f: f}
	odds := math.Log(a / b)
	lo := math.Log(1e-18*max(1e-280, min(flat, 1/max(1, b)))) - odds
	hi := math.Log(1e18*max(1, a)) - odds
	if lo > -1 {
		lo = -1
	}
	if hi < 1 {
		hi = 1
	}
	panels := widening(lo, hi, min(1, 1/math.Sqrt(a*w.q)))
	q := betaQuadrature{betaWeight: w, rule: special.GaussLegendre(16)}
	coarse := make([]moments, len(panels)-1)
	for i := range coarse {
		coarse[i] = q.panel(panels[i], panels[i+1])
		q.all.add(coarse[i])
	}
	left, right := w.at(lo), w.at(hi)
	sum := moments{left.weight/a + right.weight/b, left.product/a + right.product/b}
	for i := range coarse {
		sum.add(q.refined(panels[i], panels[i+1], coarse[i], math.Inf(1)))
	}
	return sum.product / sum.weight
}

// widening returns the bounds of panels from lo to hi around 0, each twice as
// wide as the one before, beginning with width.
func widening(lo, hi, width float64) []float64 {
	var left []float64
	for x, w := -width, width; x > lo; x, w = x-2*w, 2*w {
		left = append(left, x)
	}
	bounds := []float64{lo}
	for i := len(left) - 1; i >= 0; i-- {
		bounds = append(bounds, left[i])
	}
	bounds = append(bounds, 0)
	for x, w := width, width; x < hi; x, w = x+2*w, 2*w {
		bounds = append(bounds, x)
	}
	return append(bounds, hi)
}

// moments are integrals of a weight, and of its product with f.
type moments struct{ weight, product float64 }

func (m *moments) add(other moments) {
	m.weight += other.weight
	m.product += other.product
}

// A betaWeight is the density of a beta distribution with mode p and 1 − p = q,
// by the log-odds less those of the mode, where it is 1.
type betaWeight struct {
	a, b, p, q float64
	f          func(p float64) float64
}

func (w betaWeight) at(d float64) moments {
	// p/p(d) = p + q·exp(−d), and q/q(d) = q + p·exp(d)
	logP, logQ := logMix(w.p, w.q, -d), logMix(w.q, w.p, d)
	weight := math.Exp(-float64(w.a*logP) - float64(w.b*logQ))
	if weight == 0 {
		return moments{}
	}
	return moments{weight, weight * w.f(w.p*math.Exp(-logP))}
}

// logMix returns ln(rest + share·exp(d)), where rest and share sum to 1, with
// the digits of what is near 0, and of what is not.
func logMix(rest, share, d float64) float64 {
	if d > 500 {
		return d + math.Log(share+float64(rest*math.Exp(-d)))
	}
	rise := share * math.Expm1(d)
	if rise < -0.5 {
		return math.Log(rest + float64(share*math.Exp(d)))
	}
	return math.Log1p(rise)
}

type betaQuadrature struct {
	betaWeight
	rule special.Rule
	all  moments // about what the whole is

	halvings int
}

func (q *betaQuadrature) panel(from, to float64) moments {
	var sum moments
	for i, x := range q.rule.Node {
		m := q.at(from + float64((to-from)*x))
		sum.weight += float64(q.rule.Weight[i] * m.weight)
		sum.product += float64(q.rule.Weight[i] * m.product)
	}
	return moments{sum.weight * (to - from), sum.product * (to - from)}
}

// refined halves a panel until its halves say what it says, or differ from it by
// rounding: which they do where less of the difference, already small, than a
// sixteenth is gone after the last halving. Of what is smooth nearly all goes.
func (q *betaQuadrature) refined(from, to float64, whole moments, before float64) moments {
	middle := (from + to) / 2
	left, right := q.panel(from, middle), q.panel(middle, to)
	sum := left
	sum.add(right)
	q.halvings++
	off := max(math.Abs(sum.weight-whole.weight)/q.all.weight, math.Abs(sum.product-whole.product)/q.all.product)
	if off <= 1e-14 || off < 1e-7 && off > before/16 || q.halvings > maxHalvings {
		return sum
	}
	sum = q.refined(from, middle, left, off)
	sum.add(q.refined(middle, to, right, off))
	return sum
}

// maxHalvings is far beyond what is needed.
const maxHalvings = 10_000
