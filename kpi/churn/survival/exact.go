package survival

import (
	"math"

	"github.com/parcours-go/parcours/persona/field"
)

// maxSubsetSteps bounds the steps of the recursion for all exact ties of a
// model, which take some 10 ns each, and more with many covariates, ten times.
const maxSubsetSteps = 200_000_000

// checkTies refuses exact ties that take too long.
func (l *likelihood) checkTies() error {
	steps := 0.0
	for _, b := range l.blocks {
		if d := b.mid - b.first; d > 1 {
			steps += float64(d) * float64(b.end-b.start)
		}
	}
	if steps > maxSubsetSteps {
		return mistake("options.ties", field.ErrRange, "exact ties would take %.0f steps, more than %d: use %q", steps, maxSubsetSteps, Efron)
	}
	return nil
}

// subsets sums over all choices of k of those at risk: the probability that
// they are the ones with the event is in proportion to the product of their
// risks. Of the sum it keeps the logarithm, and of the sum of the covariates of
// those chosen the mean and the covariance, all of which stay in range however
// many choices there are.
//
// Choices of k among the first n either leave out the n-th or add it to a
// choice of k−1 among the others, so that one distribution is a mixture of two.
type subsets struct {
	p      int
	weight []wide // e^risk of all observations

	sum  []wide    // by k
	mean []float64 // p for each k
	cov  []float64 // p·p for each k, the lower half
	away []float64 // scratch
}

// A wide is the number of·2^exponent, with of from 1 to 2^300.
type wide struct {
	of       float64
	exponent int
}

// wideExp returns e^x, for an x that is finite and not beyond ±1e9.
func wideExp(x float64) wide {
	x = max(-1e9, min(1e9, x))
	exponent := math.Floor(x / math.Ln2)
	return wide{max(1, math.Exp(x-float64(exponent*math.Ln2))), int(exponent)}
}

func (w wide) log() float64 { return math.Log(w.of) + float64(float64(w.exponent)*math.Ln2) }

func (w wide) times(v wide) wide { return wide{w.of * v.of, w.exponent + v.exponent} }

// plus returns the sum, and the share of v in it.
func (w wide) plus(v wide) (sum wide, share float64) {
	if d := v.exponent - w.exponent; d > 0 {
		w.of, w.exponent = w.of*half(d), v.exponent
	} else {
		v.of *= half(-d)
	}
	of := w.of + v.of
	return wide{of, w.exponent}, v.of / of
}

// half returns 2^−n, for n ≥ 0.
func half(n int) float64 {
	if n > 1022 {
		return 0
	}
	return math.Float64frombits(uint64(1023-n) << 52)
}

// narrow brings the factor back where it is large.
func (w wide) narrow() wide {
	if w.of > 1<<300 {
		return wide{w.of / (1 << 300), w.exponent + 300}
	}
	return w
}

func newSubsets(p int, risk []float64) *subsets {
	s := &subsets{p: p, weight: make([]wide, len(risk)), away: make([]float64, p)}
	for i, r := range risk {
		s.weight[i] = wideExp(r)
	}
	return s
}

// leave takes the logarithm of the sum over the choices of the events of a
// block, of those at risk, from the likelihood.
func (s *subsets) leave(at *point, d *design, b block) {
	n, events := b.end-b.start, b.mid-b.first
	s.reset(events)
	for i := range n {
		row := b.start + i
		// A choice that the rest cannot fill up any more leads nowhere.
		for k := min(i+1, events); k >= max(1, events-(n-1-i)); k-- {
			s.mix(k, k == i+1, s.weight[row], d.row(row))
		}
	}
	at.value -= s.sum[events].log()
	for k := range s.p {
		at.gradient[k] -= s.mean[events*s.p+k]
		for j := range k + 1 {
			at.information[k*s.p+j] += s.cov[(events*s.p+k)*s.p+j]
		}
	}
}

// reset makes the choices among nobody: one, of none.
func (s *subsets) reset(events int) {
	if len(s.sum) < events+1 {
		s.sum = make([]wide, events+1)
		s.mean = make([]float64, (events+1)*s.p)
		s.cov = make([]float64, (events+1)*s.p*s.p)
	}
	s.sum[0] = wide{of: 1}
	clear(s.mean)
	clear(s.cov)
}

// mix adds to the choices of k those with one more observation. The first time
// there are no others.
func (s *subsets) mix(k int, first bool, weight wide, x []float64) {
	sum, share := s.sum[k-1].times(weight), 1.0 // of the choices with the observation
	if !first {
		sum, share = s.sum[k].plus(sum)
	}
	s.sum[k] = sum.narrow()
	p := s.p
	less, more := s.mean[(k-1)*p:k*p], s.mean[k*p:(k+1)*p]
	for c := range p {
		s.away[c] = less[c] + x[c] - more[c]
		more[c] += float64(share * s.away[c])
	}
	between := float64(share * (1 - share))
	lessCov, moreCov := s.cov[(k-1)*p*p:k*p*p], s.cov[k*p*p:(k+1)*p*p]
	for c := range p {
		for j := range c + 1 {
			at := c*p + j
			moreCov[at] = float64((1-share)*moreCov[at]) + float64(share*lessCov[at]) + float64(float64(between*s.away[c])*s.away[j])
		}
	}
}
