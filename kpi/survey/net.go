package survey

import (
	"math"
	"strconv"

	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// An Around is a number and how far its interval reaches to either side. Unlike
// the interval of a measure it may leave the range that scores have.
type Around struct {
	Value  float64 `json:"value"`
	Margin float64 `json:"margin"`
}

// adjusted returns the mean of a sample of 1, 0 and −1 with three answers added,
// three quarters of one to each of 1 and −1, and its variance.
//
// Source: B. Rocks, Interval estimation for the "net promoter score", The
// American Statistician 70 (2016) 365–372, section 3: of the adjusted Wald
// intervals, the one with 3 answers.
func (s sample) adjusted() (mean, variance float64) {
	total := s.worth + 3
	up, down := (float64(s.up*s.worth)+0.75)/total, (float64(s.down*s.worth)+0.75)/total
	mean = up - down
	return mean, (up + down - float64(mean*mean)) / total
}

// netInterval returns the interval of the mean of a sample of 1, 0 and −1, which
// lies in [−1, 1] and holds the mean, and the method that it is of.
func netInterval(s sample, method Method, level float64) (stat.Interval, Method) {
	z := stat.NormalQuantile(0.5 + level/2)
	var lo, hi float64
	switch {
	case method == Wald:
		half := float64(z * math.Sqrt(s.error))
		lo, hi = s.mean-half, s.mean+half
	case method == Exact && s.whole && s.n <= mostExact:
		up, down := int(math.Round(s.up*float64(s.n))), int(math.Round(s.down*float64(s.n)))
		lo, hi = exactInterval(up, down, s.n, (1-level)/2)
	case method == Score || method == Exact:
		method = Score
		lo, hi = scoreInterval(s, z)
	default:
		mean, variance := s.adjusted()
		half := float64(z * math.Sqrt(variance))
		lo, hi = mean-half, mean+half
	}
	lo, hi = min(max(-1, lo), s.mean), max(min(1, hi), s.mean)
	return stat.Interval{Lo: lo, Hi: hi, Level: level}, method
}

// scoreInterval returns the means that the score test does not reject.
func scoreInterval(s sample, z float64) (lo, hi float64) {
	return scoreLimit(s.up, s.down, s.worth, z), 0 - scoreLimit(s.down, s.up, s.worth, z)
}

// scoreLimit returns the least mean that the score test does not reject: that at
// which the statistic is z. It falls as the mean grows.
func scoreLimit(up, down, n, z float64) float64 {
	limit := special.Root(func(mean float64) float64 { return scoreStatistic(up, down, n, mean) - z }, -1, up-down)
	if math.IsNaN(limit) {
		return -1 // all answers count as −1
	}
	return digits10(limit)
}

// scoreStatistic returns the score statistic of the hypothesis that the mean is
// that, for shares up and down of n answers.
//
// Source: T. Tango, Equivalence test and confidence interval for the difference
// in proportions for the paired-sample design, Statistics in Medicine 17 (1998)
// 891–908: a pair counts as 1, 0 or −1 too. The share of −1 is that of the
// greatest likelihood under the hypothesis, the root of a quadratic.
func scoreStatistic(up, down, n, mean float64) float64 {
	off := up - down - mean
	if off == 0 {
		return 0 // though the variance may be 0 too
	}
	b := float64((2-up+down)*mean) - up - down
	root := math.Sqrt(max(0, float64(b*b)+float64(8*down*mean*(1-mean))))
	least := max(0, -mean)
	share := max(least, (root-b)/4)
	variance := float64(2*share) + float64(mean*(1-mean))
	if variance <= 0 {
		return math.Copysign(1e9, off) // as if without bound
	}
	return off / math.Sqrt(variance/n)
}

// digits10 rounds to ten significant digits what came of an iteration.
func digits10(x float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 9, 64), 64)
	return rounded
}
