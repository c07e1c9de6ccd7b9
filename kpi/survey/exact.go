package survey

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// mostExact bounds the time that exact limits take, which grows with the square
// of the number of answers.
const mostExact = 200

// exactInterval returns the exact limits of the mean of n answers, of which so
// many count as 1 and as −1. Each side errs with a probability of at most tail,
// whatever the shares are.
func exactInterval(up, down, n int, tail float64) (lo, hi float64) {
	return exactLimit(up, down, n, tail), 0 - exactLimit(down, up, n, tail)
}

// exactLimit returns the least mean at which an outcome as high as the observed
// one has a probability above tail, for the shares that make it most probable.
// How high outcomes are is told by the lower limits of the score method.
//
// Source: R. J. Buehler, Confidence intervals for the product of two binomial
// parameters, JASA 52 (1957) 482–493: the limits that are tightest of all that
// are exact and in that order. For all answers alike it is the limit of C. J.
// Clopper and E. S. Pearson, Biometrika 26 (1934) 404–413.
func exactLimit(up, down, n int, tail float64) float64 {
	if down == n {
		return -1
	}
	t := newTrinomial(n)
	t.order(up, down, stat.NormalQuantile(1-tail))
	mean := float64(up-down) / float64(n)
	limit := special.Root(func(mean float64) float64 { return t.mostProbable(mean) - tail }, -1, mean)
	if math.IsNaN(limit) {
		return mean // it is never so improbable, but for rounding
	}
	return digits10(limit)
}

// A trinomial computes how probable it is that n answers turn out high.
type trinomial struct {
	n       int
	logs    []float64 // of factorials
	leastUp []int     // for each number of downs, the least number of ups that is high
}

func newTrinomial(n int) *trinomial {
	t := &trinomial{n: n, logs: make([]float64, n+1), leastUp: make([]int, n+1)}
	for i := 2; i <= n; i++ {
		t.logs[i] = t.logs[i-1] + math.Log(float64(i))
	}
	return t
}

// order finds what is as high as an outcome: what has no lower score limit, and
// with an outcome all in which an answer is better.
func (t *trinomial) order(up, down int, z float64) {
	n := float64(t.n)
	limit := scoreLimit(float64(up)/n, float64(down)/n, n, z)
	const slack = 1e-6 // of limits that were rounded
	for d := t.n; d >= 0; d-- {
		least := t.n + 1 // none
		for u := t.n - d; u >= 0; u-- {
			if scoreStatistic(float64(u)/n, float64(d)/n, n, limit) < z-slack {
				break
			}
			least = u
		}
		if d < t.n {
			least = min(least, t.leastUp[d+1])
		}
		if d == down {
			least = min(least, up)
		}
		t.leastUp[d] = least
	}
}

// mostProbable returns the greatest probability of a high outcome where the mean
// is that. It may have several peaks in the share of −1: the best points of a
// grid are followed up.
func (t *trinomial) mostProbable(mean float64) float64 {
	const points = 32
	lo, hi := max(0, -mean), (1-mean)/2
	var at, p [points + 1]float64
	best := 0.0
	for i := range at {
		at[i] = lo + float64((hi-lo)*(1-math.Cos(math.Pi*float64(i)/points))/2)
		p[i] = t.probability(mean, at[i])
		best = max(best, p[i])
	}
	for i := 1; i < points; i++ {
		if p[i] >= p[i-1] && p[i] >= p[i+1] && p[i] > best/2 {
			best = max(best, t.peak(mean, at[i-1], at[i+1]))
		}
	}
	return best
}

// peak returns the greatest probability between two shares of −1, by the golden
// section.
func (t *trinomial) peak(mean, lo, hi float64) float64 {
	const golden = 0.6180339887498949
	a, b := hi-float64(golden*(hi-lo)), lo+float64(golden*(hi-lo))
	pa, pb := t.probability(mean, a), t.probability(mean, b)
	for range 16 {
		if pa > pb {
			hi, b, pb = b, a, pa
			a = hi - float64(golden*(hi-lo))
			pa = t.probability(mean, a)
		} else {
			lo, a, pa = a, b, pb
			b = lo + float64(golden*(hi-lo))
			pb = t.probability(mean, b)
		}
	}
	return max(pa, pb)
}

// probability returns that of a high outcome, for the mean and the share of −1.
func (t *trinomial) probability(mean, down float64) float64 {
	up := min(max(0, down+mean), 1)
	downs, ups := newCoin(down), newCoin(1)
	if rest := 1 - down; rest > 0 {
		ups = newCoin(min(1, up/rest)) // among the answers that are not −1
	}
	sum := 0.0
	for d, least := range t.leastUp {
		if p := t.binomial(t.n, d, downs); p > 1e-18 {
			sum += float64(p * t.atLeast(t.n-d, least, ups))
		}
	}
	return sum
}

// A coin falls with probability p.
type coin struct {
	p             float64
	log, logOther float64 // of p and of 1 − p
}

func newCoin(p float64) coin {
	if p <= 0 || p >= 1 {
		return coin{p: p}
	}
	return coin{p, math.Log(p), math.Log1p(-p)}
}

// binomial returns the probability that k of n coins fall.
func (t *trinomial) binomial(n, k int, c coin) float64 {
	switch {
	case c.p <= 0:
		return boolean(k == 0)
	case c.p >= 1:
		return boolean(k == n)
	}
	return math.Exp(t.logs[n] - t.logs[k] - t.logs[n-k] + float64(float64(k)*c.log) + float64(float64(n-k)*c.logOther))
}

// atLeast returns the probability that k of n coins fall, or more.
func (t *trinomial) atLeast(n, k int, c coin) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n || c.p <= 0:
		return 0
	case c.p >= 1:
		return 1
	}
	odds := c.p / (1 - c.p)
	sum := 0.0
	if float64(k) > float64(n)*c.p {
		for term := t.binomial(n, k, c); k <= n && term > 1e-18; k++ {
			sum += term
			term *= odds * float64(n-k) / float64(k+1)
		}
		return sum
	}
	k--
	for term := t.binomial(n, k, c); k >= 0 && term > 1e-18; k-- {
		sum += term
		term *= float64(k) / (odds * float64(n-k+1))
	}
	return max(0, 1-sum)
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
