package churn

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A held is what a customer has at the border of two periods.
type held struct {
	there bool
	mrr   float64 // what they pay a month
}

// A step is what a customer has from a border on. Border n is the start of
// period n.
type step struct {
	at int
	held
}

// A window compares what customers had at two borders. Each had x at the first,
// has n at the second, and g of x was kept: the sums of these and of their
// products are there, from which the scatter of a ratio is known.
type window struct {
	There  int `json:"there"`  // customers at the first border
	Kept   int `json:"kept"`   // of them, those at the second
	Paying int `json:"paying"` // of those at the first, with x above 0

	Sums [sums]stat.Sum `json:"sums"`
}

// The sums of a window, over customers.
const (
	sumX = iota
	sumG
	sumN
	sumXX
	sumGG
	sumXG
	sumNN
	sumXN
	sums
)

// A pair is what one customer had at the two borders of a window.
type pair struct {
	from, to held
	former   bool // paid before the first border, and did not at it, and counts
}

// replace takes in what a customer has in place of what they had.
func (w *window) replace(was, is pair) {
	w.There += one(is.from.there) - one(was.from.there)
	w.Kept += one(is.from.there && is.to.there) - one(was.from.there && was.to.there)
	w.Paying += one(is.from.mrr > 0) - one(was.from.mrr > 0)
	if was.from.mrr == is.from.mrr && was.to.mrr == is.to.mrr && was.former == is.former {
		return
	}
	before, now := was.products(), is.products()
	for i, v := range now {
		if v != before[i] {
			w.Sums[i].Add(v)
			w.Sums[i].Add(-before[i])
		}
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// products returns what a customer adds to each of the sums.
func (p pair) products() (v [sums]float64) {
	x, n := p.from.mrr, p.to.mrr
	if x == 0 && !p.former {
		return v
	}
	g := min(x, n)
	v[sumX], v[sumG], v[sumN] = x, g, n
	v[sumXX], v[sumGG], v[sumXG] = float64(x*x), float64(g*g), float64(x*g)
	v[sumNN], v[sumXN] = float64(n*n), float64(x*n)
	return v
}

func (w *window) merge(other *window) {
	if other == nil {
		return
	}
	w.There += other.There
	w.Kept += other.Kept
	w.Paying += other.Paying
	for i := range w.Sums {
		w.Sums[i].Merge(&other.Sums[i])
	}
}

// of returns one of the sums.
func (w *window) of(sum int) float64 { return w.Sums[sum].Float64() }

// sound reports whether a window may be a change of one that was counted.
func (w *window) sound() bool {
	return !excessive(w.There, w.Kept, w.Paying)
}

// Rates say what is left at the end of some time of what was there at its
// start.
type Rates struct {
	// Churn is the share of customers who are not there at the end: logo churn,
	// with Wilson's interval.
	Churn journey.Measure `json:"churn,omitzero"`

	// GRR is gross revenue retention: (start − contraction − churned)/start, of
	// the customers who paid at the start. It is never above 1. Its interval is
	// Wilson's for the number of customers of equal weight that would scatter as
	// much (E. L. Korn and B. I. Graubard, Confidence intervals for proportions
	// with small expected number of positive counts estimated from survey data,
	// Survey Methodology 24 (1998) 193–201).
	GRR journey.Measure `json:"grr,omitzero"`

	// NRR is net revenue retention: (start + expansion − contraction −
	// churned)/start, in [journey.Times]: more than 1 where customers who stay pay more
	// than the others took away. Its interval is that of a ratio of two sums over
	// customers, with Student's t (W. G. Cochran, Sampling techniques, 3rd
	// edition (1977), section 6.4). It has none where there are fewer than two
	// customers, or all changed alike, which says nothing of the scatter.
	NRR journey.Measure `json:"nrr,omitzero"`
}

// The names of the measures of revenue.
const (
	MeasureGRR = "gross_revenue_retention"
	MeasureNRR = "net_revenue_retention"
)

// rates returns those that have a base, with their intervals.
func (w *window) rates(level float64) (r Rates) {
	if w.There > 0 {
		r.Churn = figure.Ratio(journey.MeasureChurn, w.There-w.Kept, w.There, level)
	}
	x := w.of(sumX)
	if w.Paying <= 0 || !(x > 0) {
		return r
	}
	grr := min(1, max(0, w.of(sumG)/x))
	variance := w.variance(grr, sumGG, sumXG)
	r.GRR = figure.Estimate(MeasureGRR, grr, journey.Ratio, w.Paying, stat.WilsonMean(grr, w.effective(grr, variance, level), level))
	nrr := w.of(sumN) / x
	r.NRR = figure.Estimate(MeasureNRR, nrr, journey.Times, w.Paying, stat.Interval{})
	if variance = w.variance(nrr, sumNN, sumXN); variance > 0 {
		half := stat.StudentQuantile(0.5+level/2, w.Paying-1) * math.Sqrt(variance)
		r.NRR = figure.Estimate(MeasureNRR, nrr, journey.Times, w.Paying, stat.Interval{Lo: max(0, nrr-half), Hi: nrr + half, Level: level})
	}
	return r
}

// variance returns that of a ratio r of two sums over customers, Σy/Σx:
// n/(n−1)·Σ(y−r·x)²/(Σx)². It is 0 where rounding leaves no more.
func (w *window) variance(r float64, yy, xy int) float64 {
	if w.Paying < 2 {
		return 0
	}
	n, x, xx := float64(w.Paying), w.of(sumX), w.of(sumXX)
	squares := w.of(yy) - float64(2*r*w.of(xy)) + float64(float64(r*r)*xx)
	if !(squares > 1e-12*max(1, r*r)*xx) {
		return 0
	}
	return n / (n - 1) * (squares / float64(x*x))
}

// effective returns how many customers of equal weight, who stay or leave,
// would scatter as much. Where nothing scatters it is (Σx)²/Σx², after L. Kish,
// Survey sampling (1965), section 11.7.
func (w *window) effective(grr, variance, level float64) int {
	x := w.of(sumX)
	size := float64(x*x) / w.of(sumXX)
	if variance > 0 && grr > 0 && grr < 1 {
		wide := stat.NormalQuantile(0.5+level/2) / stat.StudentQuantile(0.5+level/2, w.Paying-1)
		size = grr * (1 - grr) / variance * float64(wide*wide)
	}
	if !(size >= 1) {
		return 1
	}
	return int(min(size, 1<<30))
}
