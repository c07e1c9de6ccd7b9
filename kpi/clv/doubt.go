package clv

import (
	"math"
	"strconv"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Method is a way to find intervals of values from the doubt of the models.
type Method string

// The methods.
const (
	// Delta carries the covariance of the estimates over by slopes: the standard
	// error of the logarithm of a value is that of a linear function of the
	// logarithms of the parameters. The interval is symmetric in the logarithm. It
	// is fast, and near for values that are nearly linear so.
	//
	// Source: R. A. Dorfman, A note on the δ-method for finding variance formulae,
	// The Biometric Bulletin 1 (1938) 129–137.
	Delta Method = "delta"

	// Drawn draws parameters whose logarithms have the normal distribution of the
	// estimates, and takes the quantiles of the values under them.
	//
	// Source: I. Krinsky and A. L. Robb, On approximating the statistical
	// properties of elasticities, The Review of Economics and Statistics 68 (1986)
	// 715–719.
	Drawn Method = "drawn"

	// Bootstrap draws as many customers from the histories as there are, with
	// replacement, fits the models anew, and takes the quantiles of the values of
	// the histories under them. The histories must be those that the models were
	// fitted to.
	//
	// Source: B. Efron, Bootstrap methods: another look at the jackknife, The
	// Annals of Statistics 7 (1979) 1–26.
	Bootstrap Method = "bootstrap"

	// None finds no intervals.
	None Method = "none"
)

// A scatter is the covariance of the logarithms of parameters, row by row.
type scatter struct {
	path       string
	n          int
	covariance []float64
}

// newScatter returns that of estimates, or nil where there is none.
func newScatter(path string, params []Param, covariance [][]float64) (*scatter, error) {
	if len(covariance) == 0 {
		return nil, nil
	}
	n := len(params)
	s := &scatter{path: path, n: n, covariance: make([]float64, n*n)}
	if len(covariance) != n {
		return nil, s.wrong()
	}
	for i, row := range covariance {
		if len(row) != n {
			return nil, s.wrong()
		}
		for j, v := range row {
			s.covariance[i*n+j] = v / params[i].Value / params[j].Value
		}
	}
	for i, v := range s.covariance {
		row, column := i/n, i%n
		size := math.Sqrt(s.covariance[row*n+row] * s.covariance[column*n+column]) // NaN below 0
		if !(math.Abs(v) <= size*1.000001) || math.IsInf(size, 0) || !(math.Abs(v-s.covariance[column*n+row]) <= 1e-6*size) {
			return nil, s.wrong()
		}
	}
	return s, nil
}

func (s *scatter) wrong() error {
	return figure.OutOfRange(s.path+".covariance", "want a covariance matrix of %d parameters", s.n)
}

// variance returns that of a linear function with these slopes.
func (s *scatter) variance(slopes []float64) float64 {
	sum := 0.0
	for i, a := range slopes {
		for j, b := range slopes {
			sum += float64(float64(a*b) * s.covariance[i*s.n+j])
		}
	}
	return max(0, sum)
}

// scatters returns those of both models; ok is false where one has none.
func (b *base) scatters() (purchases, spend *scatter, ok bool, err error) {
	purchases, err = newScatter("purchases", b.purchases.Model.Params(), b.purchases.Covariance)
	if err == nil && b.spend != nil {
		spend, err = newScatter("spend", b.spend.Model.Params(), b.spend.Covariance)
	}
	return purchases, spend, err == nil && purchases != nil && (b.spend == nil || spend != nil), err
}

// delta puts in the intervals of the delta method, and returns that of the total.
func (b *base) delta(out *Valuation, total float64) (stat.Interval, error) {
	purchases, spend, ok, err := b.scatters()
	if err != nil || !ok {
		return stat.Interval{}, err
	}
	out.Method = Delta
	slopes, err := b.slopes()
	if err != nil {
		return stat.Interval{}, err
	}
	n := purchases.n
	byPurchases, bySpend := make([]stat.Sum, n), make([]stat.Sum, len(spendNames))
	for i := range out.Customers {
		w := &out.Customers[i]
		share := float64(w.Customers) * w.Value
		its := slopes[int(b.of[i])*n:][:n]
		variance := purchases.variance(its)
		for k, s := range its {
			byPurchases[k].Add(float64(share * s))
		}
		if spend != nil {
			of := b.spendSlopes(&b.histories[i])
			variance += spend.variance(of[:])
			for k, s := range of {
				bySpend[k].Add(float64(share * s))
			}
		}
		w.bound(b.around(w.Value, variance))
	}
	variance := purchases.variance(relative(byPurchases, total))
	if spend != nil {
		variance += spend.variance(relative(bySpend, total))
	}
	return b.around(total, variance), nil
}

// bound puts in an interval.
func (w *Worth) bound(i stat.Interval) { w.Lo, w.Hi, w.Level = i.Lo, i.Hi, i.Level }

// around returns the interval of a value whose logarithm has this variance. It
// is none where the value is 0, or the upper bound no number.
func (b *base) around(v, variance float64) stat.Interval {
	z := stat.NormalQuantile(0.5 + b.o.Level/2)
	factor := math.Exp(z * significant(math.Sqrt(variance), 6)) // slopes have no more digits
	if !(v > 0) || math.IsInf(v*factor, 0) {
		return stat.Interval{}
	}
	return stat.Interval{Lo: stat.Tidy(v / factor), Hi: stat.Tidy(v * factor), Level: b.o.Level}
}

// significant rounds to that many digits.
func significant(x float64, digits int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	return rounded
}

// relative returns the slopes of the logarithm of a total, from those of its
// parts, weighted with the parts.
func relative(sums []stat.Sum, total float64) []float64 {
	list := make([]float64, len(sums))
	for k := range sums {
		if total > 0 {
			list[k] = sums[k].Float64() / total
		}
	}
	return list
}

// slopes returns those of the logarithm of the discounted purchases, by the
// logarithms of the parameters, for each distinct history: central differences.
func (b *base) slopes() ([]float64, error) {
	const step = 1e-3
	model := b.purchases.Model
	def, err := model.family.family("family")
	if err != nil {
		return nil, err
	}
	n := len(model.values)
	list := make([]float64, n*len(b.distinct))
	for k := range n {
		at := func(by float64) law {
			params := append([]float64(nil), model.values...)
			params[k] *= math.Exp(by)
			return def.law(params)
		}
		up, down := at(step), at(-step)
		for j := range b.distinct {
			hi, lo := b.terms.discounted(up, &b.distinct[j]), b.terms.discounted(down, &b.distinct[j])
			if !(lo > 0) {
				continue // nothing is expected, whatever the parameters
			}
			slope, err := b.family.number(math.Log(hi/lo) / (2 * step))
			if err != nil {
				return nil, err
			}
			list[j*n+k] = slope
		}
	}
	return list, nil
}

// spendSlopes returns those of the logarithm of the mean value of a purchase, by
// the logarithms of p, q and gamma.
func (b *base) spendSlopes(h *History) [3]float64 {
	s := b.spend.Model
	x, m := float64(h.Frequency), h.Monetary
	if !(m > 0) {
		x, m = 0, 0
	}
	shape := float64(s.p*x) + (s.q - 1)
	return [3]float64{(s.q - 1) / shape, -s.q / shape, s.gamma / (s.gamma + float64(x*m))}
}
