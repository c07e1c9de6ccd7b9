package stat

import (
	"cmp"
	"math"
	"slices"
)

// Difference returns k1/n1 − k2/n2 with the interval of R. G. Newcombe, Interval
// estimation for the difference between independent proportions, Statistics in
// Medicine 17 (1998) 873–890, method 10: the square-and-add of two Wilson
// intervals without continuity correction. With n1 or n2 = 0 the difference is
// 0 and its interval [-1, 1].
func Difference(k1, n1, k2, n2 int, level float64) (float64, Interval) {
	if n1 == 0 || n2 == 0 {
		return 0, Interval{-1, 1, level}
	}
	p1, p2 := float64(k1)/float64(n1), float64(k2)/float64(n2)
	a, b := Wilson(k1, n1, level), Wilson(k2, n2, level)
	d := p1 - p2
	return d, Interval{
		Lo:    max(-1, d-math.Hypot(p1-a.Lo, b.Hi-p2)),
		Hi:    min(1, d+math.Hypot(a.Hi-p1, p2-b.Lo)),
		Level: level,
	}
}

// CompareProportions returns the two-sided p value of the hypothesis that k1 of
// n1 and k2 of n2 have one proportion: that of [PooledZ], whose square is
// Pearson's χ². It is 1 where there is nothing to compare.
func CompareProportions(k1, n1, k2, n2 int) float64 {
	return TwoSided(PooledZ(k1, n1, k2, n2, 0))
}

// PooledZ returns by how many standard errors k1/n1 exceeds k2/n2, were both
// samples of one proportion. By correction the two are first brought nearer,
// 1/n1 + 1/n2 being the unit of it. It is 0 where there is nothing to compare.
//
// Source: J. L. Fleiss, B. Levin and M. C. Paik, Statistical methods for rates
// and proportions, 3rd edition (2003), section 3.3.
func PooledZ(k1, n1, k2, n2 int, correction float64) float64 {
	k, n := float64(k1)+float64(k2), float64(n1)+float64(n2)
	if n1 == 0 || n2 == 0 || k == 0 || k == n {
		return 0
	}
	pooled, unit := k/n, 1/float64(n1)+1/float64(n2)
	d := float64(k1)/float64(n1) - float64(k2)/float64(n2)
	nearer := max(0, math.Abs(d)-float64(correction*unit))
	return math.Copysign(nearer, d) / math.Sqrt(pooled*(1-pooled)*unit)
}

// TwoSided returns the probability that a standard normal variable is at least
// as far from 0 as z.
func TwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// Holm returns the p values adjusted for their number: reject those that are at
// most the level, and the probability of any false rejection is at most the
// level, however they depend on each other.
//
// Source: S. Holm, A simple sequentially rejective multiple test procedure,
// Scandinavian Journal of Statistics 6 (1979) 65–70.
func Holm(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	adjusted := make([]float64, len(p))
	floor := 0.0
	for rank, i := range order {
		floor = max(floor, min(1, p[i]*float64(len(p)-rank)))
		adjusted[i] = floor
	}
	return adjusted
}
