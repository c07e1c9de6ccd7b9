package proportion

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Difference returns by how much the share of a exceeds that of b, with its
// confidence interval: a measure named "difference" in [journey.Change], whose N is the
// number of customers in both.
//
// The method is [Newcombe] unless the options name [MiettinenNurminen], [Mee],
// [AgrestiCaffo] or [Wald]. The groups must not share customers. A group of
// nobody is [ErrNoData]; counts that are none and options that are not valid are
// a *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Difference(a, b Group, opt *Options) (journey.Measure, error) {
	level, method, err := settledPair(a, b, opt, Newcombe, MiettinenNurminen, Mee, AgrestiCaffo, Wald)
	if err != nil {
		return journey.Measure{}, err
	}
	return difference(a, b, method, level), nil
}

func difference(a, b Group, method Method, level float64) journey.Measure {
	return figure.Estimate(MeasureDifference, a.share()-b.share(), journey.Change, a.N+b.N,
		differenceBounds(a, b, method, level))
}

func differenceBounds(a, b Group, method Method, level float64) stat.Interval {
	z := stat.NormalQuantile(0.5 + level/2)
	switch method {
	case MiettinenNurminen, Mee:
		return scoreDifference(a, b, method, level)
	case AgrestiCaffo:
		return within(-1, 1, waldDifference(Group{K: a.K + 1, N: a.N + 2}, Group{K: b.K + 1, N: b.N + 2}, z), level)
	case Wald:
		return within(-1, 1, waldDifference(a, b, z), level)
	}
	_, i := stat.Difference(a.K, a.N, b.K, b.N, level)
	return i
}

func waldDifference(a, b Group, z float64) [2]float64 {
	p, q := a.share(), b.share()
	half := float64(z * math.Sqrt(p*(1-p)/float64(a.N)+q*(1-q)/float64(b.N)))
	return [2]float64{p - q - half, p - q + half}
}
