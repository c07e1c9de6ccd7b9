package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// total adds the log-likelihood of the rows, which are in the order of x, and
// its derivatives to out. What depends on x alone is computed once for each x.
func (m *paretoNBD) total(rows []row, out *mle.Derivatives) {
	for len(rows) > 0 {
		x, n, customers := rows[0].x, 0, 0.0
		for n < len(rows) && rows[n].x == x {
			m.add(&rows[n], out)
			customers += rows[n].n
			n++
		}
		rows = rows[n:]
		out.Value += float64(customers * special.LogRising(m.r, x))
		out.Gradient[0] += float64(customers * special.DigammaRise(m.r, x))
		out.Hessian[0] += float64(customers * special.TrigammaRise(m.r, x))
	}
}

// add adds the logarithm of the part in braces of the likelihood with α^r·β^s
// (see logLikelihood) of a row. That part is a mixture over when the customer
// left, which is derived under the integral.
func (m *paretoNBD) add(o *row, out *mle.Derivatives) {
	d := m.departure(o.x, o.tx, o.t)
	mix := paretoMix{m: m, x: o.x}
	mix.stay(o.t, math.Exp(d.whole))
	if d.gap > 0 {
		m.integrate(&d, o.tx, &mix)
	}
	out.Value += float64(o.n * m.untilLast(o.x, o.tx))
	mix.addLog(o.n, out)
}

// integrate adds the times to leave.
func (m *paretoNBD) integrate(d *departure, tx float64, mix *paretoMix) {
	beforeA, beforeB := math.Log1p(tx/m.alpha), math.Log1p(tx/m.beta)
	end, rule, panels := m.rules.plan(d)
	width := end / float64(panels)
	for p := range panels {
		for i, x := range rule.Node {
			at := d.at(width*(float64(p)+x), width*rule.Weight[i])
			mix.leave(tx+at.y, beforeA+at.logA, beforeB+at.logB, at.weight)
		}
	}
}

// A paretoMix is a mixture over times, by r, alpha, s and beta.
type paretoMix struct {
	m *paretoNBD
	x float64
	mixture
}

// stay adds those who are there at t:
// α^r·(α+t)^−(r+x)·β^s·(β+t)^−s, which has this weight.
func (s *paretoMix) stay(t, weight float64) {
	m := s.m
	a, b := m.alpha+t, m.beta+t
	byR, byAlpha := -math.Log1p(t/m.alpha), (float64(m.r*t)/m.alpha-s.x)/a
	byS, byBeta := -math.Log1p(t/m.beta), float64(m.s*t)/m.beta/b
	s.value += weight
	s.gradient[0] += float64(weight * byR)
	s.gradient[1] += float64(weight * byAlpha)
	s.gradient[2] += float64(weight * byS)
	s.gradient[3] += float64(weight * byBeta)
	h := &s.hessian
	h[0][0] += float64(weight * byR * byR)
	h[1][0] += float64(weight * (float64(byR*byAlpha) + t/float64(m.alpha*a)))
	h[1][1] += float64(weight * (float64(byAlpha*byAlpha) + (m.r+s.x)/float64(a*a) - m.r/float64(m.alpha*m.alpha)))
	h[2][0] += float64(weight * byR * byS)
	h[2][1] += float64(weight * byAlpha * byS)
	h[2][2] += float64(weight * byS * byS)
	h[3][0] += float64(weight * byR * byBeta)
	h[3][1] += float64(weight * byAlpha * byBeta)
	h[3][2] += float64(weight * (float64(byS*byBeta) + t/float64(m.beta*b)))
	h[3][3] += float64(weight * (float64(byBeta*byBeta) + m.s/float64(b*b) - m.s/float64(m.beta*m.beta)))
}

// leave adds those who left at t: s·α^r·(α+t)^−(r+x)·β^s·(β+t)^−(s+1), which has
// s times this weight. The factor s is derived by itself, so that nothing
// cancels where s is small. logA and logB are ln(1+t/α) and ln(1+t/β).
func (s *paretoMix) leave(t, logA, logB, weight float64) {
	m := s.m
	a, b := m.alpha+t, m.beta+t
	byR, byAlpha := -logA, (float64(m.r*t)/m.alpha-s.x)/a
	byS, byBeta := -logB, (float64(m.s*t)/m.beta-1)/b
	all, grown := float64(m.s*weight), float64(weight*(1+float64(m.s*byS)))
	s.value += all
	s.gradient[0] += float64(all * byR)
	s.gradient[1] += float64(all * byAlpha)
	s.gradient[2] += grown
	s.gradient[3] += float64(all * byBeta)
	h := &s.hessian
	h[0][0] += float64(all * byR * byR)
	h[1][0] += float64(all * (float64(byR*byAlpha) + t/float64(m.alpha*a)))
	h[1][1] += float64(all * (float64(byAlpha*byAlpha) + (m.r+s.x)/float64(a*a) - m.r/float64(m.alpha*m.alpha)))
	h[2][0] += float64(grown * byR)
	h[2][1] += float64(grown * byAlpha)
	h[2][2] += float64((grown + weight) * byS)
	h[3][0] += float64(all * byR * byBeta)
	h[3][1] += float64(all * byAlpha * byBeta)
	h[3][2] += float64(grown*byBeta) + float64(all*t/float64(m.beta*b))
	h[3][3] += float64(all * (float64(byBeta*byBeta) + (m.s+1)/float64(b*b) - m.s/float64(m.beta*m.beta)))
}
