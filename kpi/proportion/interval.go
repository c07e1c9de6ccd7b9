package proportion

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Interval returns the share of the k customers of n who did something, with
// its confidence interval: a measure named "proportion", in [0, 1].
//
// The method is [Wilson] unless the options name [WilsonCorrected],
// [ClopperPearson], [MidP], [Jeffreys], [JeffreysEqualTailed], [AgrestiCoull],
// [LikelihoodRatio] or [Wald]. All but Wald say something of 0 in n and of n in
// n. With n = 0 there is no share: the error is [ErrNoData]. A k outside of 0 to
// n and an option that is not valid are a *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Interval(k, n int, opt *Options) (journey.Measure, error) {
	level, method, err := opt.settled(Wilson, WilsonCorrected, ClopperPearson, MidP,
		Jeffreys, JeffreysEqualTailed, AgrestiCoull, LikelihoodRatio, Wald)
	if err = errors.Join(err, Group{K: k, N: n}.check("")); err == nil && n == 0 {
		err = fmt.Errorf("%w: a share of nobody", ErrNoData)
	}
	if err != nil {
		return journey.Measure{}, fmt.Errorf("proportion: %w", err)
	}
	share := float64(k) / float64(n)
	return figure.Estimate(MeasureProportion, share, journey.Ratio, n, bounds(method, k, n, level)), nil
}

// bounds returns the interval of k in n, n not being 0.
func bounds(method Method, k, n int, level float64) stat.Interval {
	z := stat.NormalQuantile(0.5 + level/2)
	switch method {
	case WilsonCorrected:
		return stat.Interval{Lo: correctedLower(k, n, z), Hi: 1 - correctedLower(n-k, n, z), Level: level}
	case AgrestiCoull:
		more := float64(z * z)
		return within(0, 1, wald((float64(k)+more/2)/(float64(n)+more), float64(n)+more, z), level)
	case Wald:
		return within(0, 1, wald(float64(k)/float64(n), float64(n), z), level)
	case ClopperPearson:
		return mirrored(clopperPearsonLower, k, n, level)
	case MidP:
		return mirrored(midPLower, k, n, level)
	case Jeffreys:
		return mirrored(jeffreysLower, k, n, level)
	case JeffreysEqualTailed:
		return mirrored(posteriorLower, k, n, level)
	case LikelihoodRatio:
		return mirrored(likelihoodLower, k, n, level)
	}
	return stat.Wilson(k, n, level)
}

// wald returns the ends of p ± z standard errors.
func wald(p, n, z float64) [2]float64 {
	half := float64(z * math.Sqrt(p*(1-p)/n))
	return [2]float64{p - half, p + half}
}

// within cuts an interval off.
func within(least, most float64, ends [2]float64, level float64) stat.Interval {
	return stat.Interval{Lo: max(least, ends[0]), Hi: min(most, ends[1]), Level: level}
}

// correctedLower is Newcombe's method 4, written with counts.
func correctedLower(k, n int, z float64) float64 {
	if k == 0 {
		return 0
	}
	s, f, m, zz := float64(k), float64(n-k), float64(n), float64(z*z)
	root := math.Sqrt(zz - 2 - 1/m + 4*s*(f+1)/m)
	return max(0, (2*s+zz-1-float64(z*root))/(2*(m+zz)))
}

// A lower is the lower bound for s successes and f failures, not both 0, and
// its complement with digits of its own. tail is the probability of each tail.
type lower func(s, f, tail float64) (p, q float64)

// mirrored returns the interval of a method that treats successes and failures
// alike: its upper bound is what the lower one of the failures leaves.
func mirrored(bound lower, k, n int, level float64) stat.Interval {
	tail := (1 - level) / 2
	lo, _ := bound(float64(k), float64(n-k), tail)
	_, hi := bound(float64(n-k), float64(k), tail)
	return stat.Interval{Lo: iterated(lo), Hi: iterated(hi), Level: level}
}

// iterated rounds what was found by iteration to 11 significant digits: on
// another processor more than the last bit may come out otherwise.
func iterated(x float64) float64 { return rounded(x, 11) }

func rounded(x float64, digits int) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	return r
}
