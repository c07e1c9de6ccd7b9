package churn

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// wilson is a rate with the interval of Wilson 1927, by its formula.
func wilson(k, n int, level float64) journey.Measure {
	p, size := float64(k)/float64(n), float64(n)
	z := math.Sqrt2 * math.Erfinv(level)
	centre := (p + z*z/(2*size)) / (1 + z*z/size)
	half := z / (1 + z*z/size) * math.Sqrt(p*(1-p)/size+z*z/(4*size*size))
	lo, hi := centre-half, centre+half
	if k == 0 {
		lo = 0
	}
	if k == n {
		hi = 1
	}
	return journey.Measure{
		Name: journey.MeasureChurn, Value: stat.Tidy(p), Unit: journey.Ratio, N: n,
		Lo: stat.Tidy(lo), Hi: stat.Tidy(hi), Level: level, Source: journey.FromLog,
	}
}
