package stat

// Quantile returns the p quantile of sorted values by linear interpolation
// between order statistics: type 7 of R. J. Hyndman and Y. Fan, Sample
// quantiles in statistical packages, The American Statistician 50 (1996)
// 361–365. sorted must not be empty.
func Quantile(sorted []float64, p float64) float64 {
	at := float64(p * float64(len(sorted)-1))
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}

// QuantileInterval returns the interval of the p quantile between two order
// statistics. It assumes no distribution: the number of values below the
// quantile is binomial, and each tail holds at most half of 1 − level. The
// coverage is therefore at least level.
//
// Where the values are too few for that, it is [least, greatest] at the lower
// level which that reaches.
//
// Source: W. J. Conover, Practical nonparametric statistics, 3rd edition
// (1999), section 3.2.
func QuantileInterval(sorted []float64, p, level float64) Interval {
	lo, hi, reached := quantileRanks(len(sorted), p, level)
	return Interval{sorted[lo], sorted[hi], reached}
}

// quantileRanks returns how many of n values precede the bounds of the interval
// of the p quantile, and the level that they reach.
func quantileRanks(n int, p, level float64) (lo, hi int, reached float64) {
	tail := (1 - level) / 2
	below := binomial(n, p)
	// X_(i+1) = sorted[i] lies above the quantile where at most i values lie
	// below it, and X_(i) = sorted[i-1] lies under it where i values or more do.
	lo = max(0, below.last(tail))
	hi = min(n, below.firstAbove(tail)) - 1
	actual := 1 - max(tail, below.at(0)) - max(tail, below.at(n))
	if actual < 1e-9 {
		actual = 0 // what rounding leaves of nothing
	}
	return lo, hi, min(level, actual)
}

// A counts is the binomial distribution, as probabilities from first on.
type counts struct {
	first       int
	probability []float64
}

// binomial returns the distribution of successes in n trials. Terms under
// 1e-20 of the largest are left out.
func binomial(n int, p float64) counts {
	const least = 1e-20
	mode := min(int(float64(n+1)*p), n)
	odds := p / (1 - p)
	var down, up []float64
	for k, w := mode, 1.0; w > least && k > 0; k-- {
		w *= float64(k) / float64(n-k+1) / odds
		down = append(down, w)
	}
	for k, w := mode, 1.0; w > least && k < n; k++ {
		w *= float64(n-k) / float64(k+1) * odds
		up = append(up, w)
	}
	c := counts{first: mode - len(down)}
	for i := len(down) - 1; i >= 0; i-- {
		c.probability = append(c.probability, down[i])
	}
	c.probability = append(append(c.probability, 1), up...)
	total := 0.0
	for _, w := range c.probability {
		total += w
	}
	for i := range c.probability {
		c.probability[i] /= total
	}
	return c
}

// at returns the probability of k.
func (c counts) at(k int) float64 {
	if i := k - c.first; i >= 0 && i < len(c.probability) {
		return c.probability[i]
	}
	return 0
}

// last returns the largest k with a probability of at most tail that the count
// is k or less.
func (c counts) last(tail float64) int {
	sum, i := 0.0, 0
	for i < len(c.probability) && sum+c.probability[i] <= tail {
		sum += c.probability[i]
		i++
	}
	return c.first + i - 1
}

// firstAbove returns the smallest k with a probability of at most tail that
// the count is k or more.
func (c counts) firstAbove(tail float64) int {
	sum, i := 0.0, len(c.probability)-1
	for i >= 0 && sum+c.probability[i] <= tail {
		sum += c.probability[i]
		i--
	}
	return c.first + i + 1
}
