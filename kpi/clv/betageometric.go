package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// betaGeometric is what the BG/NBD and the MBG/NBD model share: customers buy at
// a rate of their own, which has a gamma distribution of shape r and rate alpha,
// and leave right after a purchase with a probability of their own, which has a
// beta distribution of a and b.
//
// With x repeat purchases a customer had k = x + first chances to leave. If all
// were let pass, the customer is still there; if the last one was taken, the
// customer left with the last purchase. The odds of the two are exp(d) to 1:
//
//	d = ln a − ln(b+k−1) + (r+x)·ln((α+T)/(α+t_x))
type betaGeometric struct {
	r, alpha, a, b float64

	// first is 1 where customers may leave right after their first purchase
	// already, and 0 where only after a repeat purchase.
	first float64
}

func (m betaGeometric) chances(x float64) float64 { return x + m.first }

// odds returns d, and false where there was no chance to leave.
func (m betaGeometric) odds(h *History) (d float64, any bool) {
	x := float64(h.Frequency)
	k := m.chances(x)
	if k == 0 {
		return 0, false
	}
	return math.Log(m.a/(m.b+k-1)) + float64((m.r+x)*math.Log1p((h.T-h.Recency)/(m.alpha+h.Recency))), true
}

// logLikelihood is, with ln B for the logarithm of the beta function,
//
//	ln Γ(r+x) − ln Γ(r) + r ln α − (r+x) ln(α+T) + ln B(a, b+k) − ln B(a, b) + ln(1 + exp(d))
//
// The form with d is that of note 027 of B. G. S. Hardie (see [BGNBD]), which
// neither over- nor underflows.
func (m betaGeometric) logLikelihood(h *History) float64 {
	x := float64(h.Frequency)
	k := m.chances(x)
	v := special.LogRising(m.r, x) - float64((m.r+x)*math.Log1p(h.T/m.alpha)) - float64(x*math.Log(m.alpha)) +
		(special.LogRising(m.b, k) - special.LogRising(m.a+m.b, k))
	if d, any := m.odds(h); any {
		v += softplus(d)
	}
	return v
}

// softplus returns ln(1 + exp(d)).
func softplus(d float64) float64 { return max(d, 0) + math.Log1p(math.Exp(-math.Abs(d))) }

// alive is 1 / (1 + exp(d)).
func (m betaGeometric) alive(h *History) float64 {
	d, any := m.odds(h)
	if !any {
		return 1
	}
	return 1 / (1 + math.Exp(d))
}

// expected is what to expect of a customer who has just bought for the first
// time.
func (m betaGeometric) expected(t float64) float64 { return m.conditional(&History{}, t) }

// probability: all of k chances were let pass and exactly x purchases made, or
// the last chance was taken, and there was time for x purchases at least.
func (m betaGeometric) probability(x int, t float64) float64 {
	n := float64(x)
	k := m.chances(n)
	count := negativeBinomial{m.r, t / m.alpha}
	stays := math.Exp(special.LogRising(m.b, k) - special.LogRising(m.a+m.b, k))
	p := float64(stays * count.exactly(x))
	if k > 0 {
		// E[p(1−p)^(k−1)] = E[(1−p)^k]·a/(b+k−1)
		p += float64(stays * m.a / (m.b + k - 1) * count.atLeast(x))
	}
	return p
}

// posterior is what is known of the rate and of the probability to leave of a
// customer who is still there.
func (m betaGeometric) posterior(h *History) stayer {
	x := float64(h.Frequency)
	return stayer{shape: m.r + x, rate: m.alpha + h.T, leave: m.a, stay: m.b + m.chances(x)}
}

func (m betaGeometric) conditional(h *History, t float64) float64 {
	alive := m.alive(h)
	if alive == 0 || t == 0 {
		return 0
	}
	return alive * m.posterior(h).purchases(t)
}

func (m betaGeometric) residual(h *History, rate float64) float64 {
	alive := m.alive(h)
	if alive == 0 {
		return 0
	}
	return alive * m.posterior(h).discounted(rate)
}

// total adds the log-likelihood of the rows, which are in the order of x, and
// its derivatives to out. What depends on x alone is computed once for each x.
func (m betaGeometric) total(rows []row, out *mle.Derivatives) {
	var sum betaGeometricSum
	logAlpha := math.Log(m.alpha)
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].x == rows[0].x {
			n++
		}
		m.addBuyers(rows[:n], logAlpha, &sum)
		rows = rows[n:]
	}
	sum.put(out)
}

// betaGeometricSum is a log-likelihood with its derivatives.
type betaGeometricSum struct {
	value                                  float64
	r, alpha, a, b                         float64
	rr, alphaR, alphaAlpha, ar, aAlpha, aa float64
	br, bAlpha, ba, bb                     float64
}

func (s *betaGeometricSum) put(out *mle.Derivatives) {
	out.Value += s.value
	for i, v := range [4]float64{s.r, s.alpha, s.a, s.b} {
		out.Gradient[i] += v
	}
	for i, v := range [16]float64{
		s.rr, 0, 0, 0,
		s.alphaR, s.alphaAlpha, 0, 0,
		s.ar, s.aAlpha, s.aa, 0,
		s.br, s.bAlpha, s.ba, s.bb,
	} {
		out.Hessian[i] += v
	}
}

// addBuyers adds the rows of customers who made the same number x of purchases.
func (m betaGeometric) addBuyers(rows []row, logAlpha float64, s *betaGeometricSum) {
	x := rows[0].x
	k := m.chances(x)
	shape := m.r + x
	customers := 0.0
	for _, o := range rows {
		customers += o.n
		all := m.alpha + o.t
		log := math.Log1p(o.t / m.alpha)
		s.value -= float64(o.n * shape * log)
		s.r -= float64(o.n * log)
		s.alpha += float64(o.n * (float64(m.r*o.t)/m.alpha - x) / all)
		s.alphaR += float64(o.n * o.t / float64(m.alpha*all))
		s.alphaAlpha += float64(o.n * (shape/float64(all*all) - m.r/float64(m.alpha*m.alpha)))
	}
	if k > 0 {
		m.addLeaving(rows, s)
	}
	n := customers
	s.value += float64(n * (special.LogRising(m.r, x) - float64(x*logAlpha) +
		(special.LogRising(m.b, k) - special.LogRising(m.a+m.b, k))))
	s.r += float64(n * special.DigammaRise(m.r, x))
	s.rr += float64(n * special.TrigammaRise(m.r, x))
	if k > 0 {
		both, bothSlope := special.DigammaRise(m.a+m.b, k), special.TrigammaRise(m.a+m.b, k)
		s.a -= float64(n * both)
		s.b += float64(n * (special.DigammaRise(m.b, k) - both))
		s.aa -= float64(n * bothSlope)
		s.ba -= float64(n * bothSlope)
		s.bb += float64(n * (special.TrigammaRise(m.b, k) - bothSlope))
	}
}

// addLeaving adds ln(1 + exp(d)) of the rows. Its gradient is p·∇d, where p is
// the probability to have left, and its Hessian p·∇²d + p(1−p)·∇d∇dᵀ.
func (m betaGeometric) addLeaving(rows []row, s *betaGeometricSum) {
	x := rows[0].x
	shape := m.r + x
	before := m.b + m.chances(x) - 1
	base := math.Log(m.a / before)
	dA, dB := 1/m.a, -1/before
	for _, o := range rows {
		all, last := m.alpha+o.t, m.alpha+o.tx
		gap := o.t - o.tx
		dR := math.Log1p(gap / last)
		d := base + float64(shape*dR)
		e := math.Exp(-math.Abs(d))
		p := 1 / (1 + e)
		q := e * p // the smaller of the probabilities
		s.value += float64(o.n * (max(d, 0) + math.Log1p(e)))
		if d < 0 {
			p, q = q, p
		}
		p *= o.n
		slope := -gap / float64(all*last) // of dR by alpha
		dAlpha := shape * slope
		s.r += float64(p * dR)
		s.alpha += float64(p * dAlpha)
		s.a += float64(p * dA)
		s.b += float64(p * dB)

		w := p * q
		s.rr += float64(w * dR * dR)
		s.alphaR += float64(p*slope) + float64(w*dR*dAlpha)
		s.alphaAlpha += float64(w*dAlpha*dAlpha) - float64(p*dAlpha*(1/all+1/last))
		s.ar += float64(w * dR * dA)
		s.aAlpha += float64(w * dAlpha * dA)
		s.br += float64(w * dR * dB)
		s.bAlpha += float64(w * dAlpha * dB)
		s.aa += float64((w - p) * dA * dA)
		s.ba += float64(w * dA * dB)
		s.bb += float64((w + p) * dB * dB)
	}
}
