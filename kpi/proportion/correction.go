package proportion

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Correction is how p values are adjusted for their number.
type Correction string

// The corrections.
const (
	// Holm bounds the probability of any false alarm, however the tests depend
	// on each other: S. Holm, A simple sequentially rejective multiple test
	// procedure, Scandinavian Journal of Statistics 6 (1979) 65–70.
	Holm Correction = "holm"

	// Bonferroni does the same by multiplication alone and never finds more: O.
	// J. Dunn, Multiple comparisons among means, JASA 56 (1961) 52–64.
	Bonferroni Correction = "bonferroni"

	// BenjaminiHochberg bounds the expected share of false alarms among the
	// alarms: Y. Benjamini and Y. Hochberg, Controlling the false discovery
	// rate, Journal of the Royal Statistical Society B 57 (1995) 289–300. It is
	// for many segments, of which some wrong ones may be looked at.
	BenjaminiHochberg Correction = "benjamini_hochberg"

	// NoCorrection leaves the p values as they are.
	NoCorrection Correction = "none"
)

// adjust returns the adjusted p values.
func (c Correction) adjust(p []float64) []float64 {
	switch c {
	case Holm:
		return stat.Holm(p)
	case BenjaminiHochberg:
		return benjaminiHochberg(p)
	}
	adjusted := slices.Clone(p)
	if c == Bonferroni {
		for i := range adjusted {
			adjusted[i] = min(1, adjusted[i]*float64(len(p)))
		}
	}
	return adjusted
}

func benjaminiHochberg(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	adjusted := make([]float64, len(p))
	ceiling := 1.0
	for rank := len(p); rank > 0; rank-- {
		i := order[rank-1]
		ceiling = min(ceiling, p[i]*float64(len(p))/float64(rank))
		adjusted[i] = ceiling
	}
	return adjusted
}
