package clv

import (
	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// total adds the log-likelihood of the rows and its derivatives to out.
func (m bgbb) total(rows []row, out *mle.Derivatives) {
	for i := range rows {
		o := &rows[i]
		m.addUntilLast(o, out)
		m.addSince(o, out)
	}
}

// addUntilLast adds what is the same whenever the customer left.
func (m bgbb) addUntilLast(o *row, out *mle.Derivatives) {
	out.Value += float64(o.n * m.untilLast(o.x, o.tx))
	buy, leave := m.alpha+m.beta, m.gamma+m.delta
	first := [4]float64{special.DigammaRise(m.alpha, o.x), special.DigammaRise(m.beta, o.tx-o.x), 0, special.DigammaRise(m.delta, o.tx)}
	second := [4]float64{special.TrigammaRise(m.alpha, o.x), special.TrigammaRise(m.beta, o.tx-o.x), 0, special.TrigammaRise(m.delta, o.tx)}
	for pair, sum := range [2]float64{buy, leave} {
		a, b := 2*pair, 2*pair+1
		slope, curve := special.DigammaRise(sum, o.tx), special.TrigammaRise(sum, o.tx)
		out.Gradient[a] += float64(o.n * (first[a] - slope))
		out.Gradient[b] += float64(o.n * (first[b] - slope))
		out.Hessian[a*4+a] += float64(o.n * (second[a] - curve))
		out.Hessian[b*4+a] -= float64(o.n * curve)
		out.Hessian[b*4+b] += float64(o.n * (second[b] - curve))
	}
}

// addSince adds the logarithm of what depends on when the customer left: a sum
// over the opportunities since the last one taken.
func (m bgbb) addSince(o *row, out *mle.Derivatives) {
	var mix mixture
	var at slope // of the weight of those who are there
	there := 1.0
	for j := o.tx; j < o.t; j++ {
		leave := m.gamma + m.delta + j
		left := at
		left.inverse(2, 3, leave)
		mix.addTimes(2, m.gamma, there/leave, &left)
		there = float64(there * m.passed(o.x, j) * m.stayed(j))
		at.fraction(0, 1, m.beta+j-o.x, m.alpha+o.x)
		at.fraction(2, 3, m.delta+j, m.gamma)
	}
	mix.add(there, &at)
	mix.addLog(o.n, out)
}

// inverse adds the derivatives of ln(1/sum) by the parameters a and b, both of
// which are in the sum.
func (s *slope) inverse(a, b int, sum float64) {
	of := 1 / sum
	s.gradient[a] -= of
	s.gradient[b] -= of
	s.hessian[a][a] += float64(of * of)
	s.hessian[b][a] += float64(of * of)
	s.hessian[b][b] += float64(of * of)
}

// fraction adds the derivatives of ln(part/(part+rest)) by the parameters a and
// b, where b is in the part and a in the rest.
func (s *slope) fraction(a, b int, part, rest float64) {
	of := 1 / (part + rest)
	odds := float64(rest * of / part) // 1/part − of
	s.gradient[a] -= of
	s.gradient[b] += odds
	s.hessian[a][a] += float64(of * of)
	s.hessian[b][a] += float64(of * of)
	s.hessian[b][b] -= float64(odds * (1/part + of))
}
