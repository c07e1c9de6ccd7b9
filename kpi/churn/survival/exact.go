package survival

import (
	"math"

	"github.com/parcours-go/parcours/persona/field"
)

// maxSubsetSteps bounds the steps of the recursion for all exact ties of a
// model, at some 30 ns and p² more each.
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
	p    int
	log  []float64 // by k
	mean []float64 // p for each k
	cov  []float64 // p·p for each k, the lower half
	away []float64 // scratch
}

func newSubsets(p int) *subsets { return &subsets{p: p, away: make([]float64, p)} }

// leave takes the logarithm of the sum over the choices of the events of a
// block, of those at risk, from the likelihood.
func (s *subsets) leave(at *point, d *design, risk []float64, b block) {
	n, events := b.end-b.start, b.mid-b.first
	s.reset(events)
	for i := range n {
		row := b.start + i
		// A choice that the rest cannot fill up any more leads nowhere.
		for k := min(i+1, events); k >= max(1, events-(n-1-i)); k-- {
			s.mix(k, k == i+1, risk[row], d.row(row))
		}
	}
	at.value -= s.log[events]
	for k := range s.p {
		at.gradient[k] -= s.mean[events*s.p+k]
		for j := range k + 1 {
			at.information[k*s.p+j] += s.cov[(events*s.p+k)*s.p+j]
		}
	}
}

// reset makes the choices among nobody: one, of none.
func (s *subsets) reset(events int) {
	if len(s.log) < events+1 {
		s.log = make([]float64, events+1)
		s.mean = make([]float64, (events+1)*s.p)
		s.cov = make([]float64, (events+1)*s.p*s.p)
	}
	clear(s.log)
	clear(s.mean)
	clear(s.cov)
}

// mix adds to the choices of k those with one more observation. The first time
// there are no others.
func (s *subsets) mix(k int, first bool, risk float64, x []float64) {
	with := risk + s.log[k-1]
	share := 1.0 // of the choices with the observation
	if first {
		s.log[k] = with
	} else {
		without := s.log[k]
		odds := math.Exp(-math.Abs(with - without))
		share = 1 / (1 + odds)
		if with < without {
			share = odds / (1 + odds)
		}
		s.log[k] = max(with, without) + math.Log1p(odds)
	}
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
