package clv

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// correlation returns that of x and m with Fisher's interval, each customer
// counted once.
func correlation(rows []spendRow, level float64) journey.Measure {
	var n, x, m float64
	for _, r := range rows {
		n += r.n
		x += float64(r.n * r.x)
		m += float64(r.n * r.m)
	}
	x, m = x/n, m/n
	var xx, xm, mm float64
	for _, r := range rows {
		xx += float64(r.n * float64((r.x-x)*(r.x-x)))
		xm += float64(r.n * float64((r.x-x)*(r.m-m)))
		mm += float64(r.n * float64((r.m-m)*(r.m-m)))
	}
	if !(xx > 0) || !(mm > 0) {
		return journey.Measure{}
	}
	value := max(-1, min(1, xm/math.Sqrt(xx)/math.Sqrt(mm)))
	i := stat.Interval{Lo: value, Hi: value}
	if n > 3 && math.Abs(value) < 1 {
		half := stat.NormalQuantile(0.5+level/2) / math.Sqrt(n-3)
		i = stat.Interval{Lo: math.Tanh(math.Atanh(value) - half), Hi: math.Tanh(math.Atanh(value) + half), Level: level}
	}
	return figure.Estimate(MeasureCorrelation, value, "correlation", int(n), i)
}
