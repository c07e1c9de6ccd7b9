package renewal

import (
	"math"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A doubt makes measures of what a fitted law says.
type doubt struct {
	law        law
	near       [][2]law // laws a step below and above in each logarithm
	covariance [][]float64
	params     []float64
	level, z   float64
	n          int
}

// step is that of a central difference, in the logarithm of a parameter: its
// error is of the order of 1e-8.
const step = 1e-4

// doubt checks what may have come out of a file.
func (f *Fitted) doubt() (*doubt, error) {
	l, err := f.Model.law()
	if err != nil {
		return nil, err
	}
	level, err := figure.Level(f.Level)
	if err != nil {
		return nil, err
	}
	d := &doubt{law: l, covariance: f.Covariance, level: level, z: stat.NormalQuantile(0.5 + level/2), n: f.Customers}
	d.params = []float64{l.alpha, l.beta, l.c}
	if f.Model.Family != BDW {
		d.params = d.params[:2]
	}
	if len(f.Covariance) != len(d.params) {
		return nil, figure.OutOfRange("covariance", "want %d rows, got %d", len(d.params), len(f.Covariance))
	}
	for i, row := range f.Covariance {
		if len(row) != len(d.params) {
			return nil, figure.OutOfRange("covariance", "want %d columns, got %d", len(d.params), len(row))
		}
		near := [2]law{}
		for side, by := range []float64{-step, step} {
			p := append([]float64(nil), d.params...)
			p[i] *= math.Exp(by)
			near[side] = lawOf(p)
		}
		d.near = append(d.near, near)
	}
	return d, nil
}

// se returns the standard error of g by the delta method, √(∇gᵀ·C·∇g), and
// false where g has no slope that could be computed. It is rounded to six
// digits, which is what a difference is good for.
func (d *doubt) se(g func(law) float64) (float64, bool) {
	slopes := make([]float64, len(d.params))
	for i, near := range d.near {
		slopes[i] = (g(near[1]) - g(near[0])) / (2 * step * d.params[i])
	}
	variance := 0.0
	for i, row := range d.covariance {
		for j, c := range row {
			variance += float64(float64(slopes[i]*slopes[j]) * c)
		}
	}
	if math.IsNaN(variance) || math.IsInf(variance, 0) {
		return 0, false
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(math.Sqrt(max(0, variance)), 'e', 5, 64), 64)
	return rounded, true
}

// share is a measure in [0, 1], with an interval in the logit.
func (d *doubt) share(name string, g func(law) float64) journey.Measure {
	v, i := g(d.law), stat.Interval{Lo: 0, Hi: 1, Level: d.level}
	logit := func(l law) float64 {
		p := g(l)
		return math.Log(p) - math.Log1p(-p)
	}
	if se, ok := d.se(logit); ok {
		half, odds := d.z*se, logit(d.law)
		i.Lo, i.Hi = 1/(1+math.Exp(half-odds)), 1/(1+math.Exp(-half-odds))
	}
	return figure.Estimate(name, v, journey.Ratio, d.n, i)
}

// positive is a measure above 0, with an interval in the logarithm, or with none
// where no number can bound it.
func (d *doubt) positive(name string, unit journey.Unit, g func(law) float64) journey.Measure {
	v := g(d.law)
	m := figure.Estimate(name, v, unit, d.n, stat.Interval{})
	se, ok := d.se(func(l law) float64 { return math.Log(g(l)) })
	factor := math.Exp(d.z * se)
	if !ok || math.IsInf(v*factor, 0) {
		return m
	}
	m.Lo, m.Hi, m.Level = stat.Tidy(v/factor), stat.Tidy(v*factor), d.level
	return m
}
