// Package stat holds the statistics behind the indicators: intervals, quantiles
// and the distributions that they need, each with its source.
//
// Products that are added stand in float64(…), which keeps a compiler from
// fusing them: the same numbers come out on every processor.
package stat

import (
	"math"
	"slices"
)

// An Interval is a confidence interval at Level, a ratio in (0, 1). A Level of
// 0 means that the data bound nothing.
type Interval struct{ Lo, Hi, Level float64 }

// Wilson returns the score interval of a proportion of k in n, without
// continuity correction.
//
// Source: E. B. Wilson, Probable inference, the law of succession, and
// statistical inference, JASA 22 (1927) 209–212; formula as in R. G. Newcombe,
// Two-sided confidence intervals for the single proportion, Statistics in
// Medicine 17 (1998) 857–872, method 3. With n = 0 it is [0, 1].
func Wilson(k, n int, level float64) Interval {
	if n == 0 {
		return Interval{0, 1, level}
	}
	lo, hi := wilson(float64(k)/float64(n), float64(n), level)
	if k == 0 {
		lo = 0 // exactly, where rounding would leave 1e-17
	}
	if k == n {
		hi = 1
	}
	return Interval{lo, hi, level}
}

// WilsonMean returns the score interval of a mean p of n values in [0, 1], as if
// they were all 0 or 1: no other distribution with that mean makes it wider. n
// must not be 0.
func WilsonMean(p float64, n int, level float64) Interval { return WilsonShare(p, float64(n), level) }

// WilsonShare is WilsonMean of a number of values that need not be whole, such as
// the effective number of values that have weights.
func WilsonShare(p, n, level float64) Interval {
	lo, hi := wilson(p, n, level)
	return Interval{min(lo, p), max(hi, p), level} // where rounding would leave p out
}

func wilson(p, n, level float64) (lo, hi float64) {
	z := NormalQuantile(0.5 + level/2)
	zz := float64(z * z)
	centre := p + zz/(2*n)
	half := z * math.Sqrt(float64(p*(1-p))/n+zz/float64(4*float64(n*n)))
	scale := 1 + zz/n
	return max(0, (centre-half)/scale), min(1, (centre+half)/scale)
}

// Mean returns the mean of x and its Student t interval, after W. S. Gosset
// (Student), The probable error of a mean, Biometrika 6 (1908) 1–25. It needs
// two observations: with one the Level is 0, and x must not be empty.
func Mean(x []float64, level float64) (float64, Interval) {
	mean, sd := moments(x)
	if len(x) < 2 {
		return mean, Interval{mean, mean, 0}
	}
	half := StudentQuantile(0.5+level/2, len(x)-1) * sd / math.Sqrt(float64(len(x)))
	return mean, Interval{mean - half, mean + half, level}
}

// MeanOnScale is Mean for answers on a scale from lo to hi, which bounds the
// interval. Where all answers are the same their scatter says nothing: the
// interval is then the Wilson interval of the mean as a part of the scale,
// which no distribution of answers with that mean makes wider.
func MeanOnScale(x []float64, lo, hi, level float64) (float64, Interval) {
	mean, sd := moments(x)
	if sd == 0 {
		part := WilsonMean((mean-lo)/(hi-lo), len(x), level)
		return mean, Interval{lo + float64(part.Lo*(hi-lo)), lo + float64(part.Hi*(hi-lo)), level}
	}
	_, interval := Mean(x, level)
	interval.Lo, interval.Hi = max(lo, interval.Lo), min(hi, interval.Hi)
	return mean, interval
}

// moments returns the mean and the sample standard deviation, in two passes
// and in the order of x. Values that are all the same have exactly that mean
// and no deviation, where rounding would leave some.
func moments(x []float64) (mean, sd float64) {
	if slices.Min(x) == slices.Max(x) {
		return x[0], 0
	}
	n := float64(len(x))
	for _, v := range x {
		mean += v / n
	}
	sum := 0.0
	for _, v := range x {
		sum += float64((v - mean) * (v - mean))
	}
	return mean, math.Sqrt(sum / (n - 1))
}
