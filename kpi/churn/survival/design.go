package survival

import (
	"cmp"
	"math"
	"slices"

	"github.com/parcours-go/parcours/persona/field"
)

// A design is the observations of a Cox model, in an order in which those at
// risk at a time are all that came before: by stratum, then from the last time
// to the first, events before censored. Equal ones are beside each other, so
// that the order of the data leaves no trace in a sum.
type design struct {
	p     int
	names []string

	mean, scale []float64 // of the covariates
	x           []float64 // p for each observation: (value − mean) / scale

	times  []float64
	blocks []block
	events int
}

// A block is the observations of one time in one stratum: from first to mid
// those with the event, from there to end the censored. The stratum, and so
// those at risk, begin at start.
type block struct {
	start, first, mid, end int
	stratum                int32
}

// newDesign sorts checked data.
func newDesign(data *Data) (*design, error) {
	n := len(data.Times)
	d := &design{p: len(data.Covariates), times: make([]float64, n)}
	order := data.riskOrder()
	for _, c := range data.Covariates {
		d.names = append(d.names, c.Name)
		if err := d.standardize(c, order); err != nil {
			return nil, err
		}
	}
	d.x = make([]float64, n*d.p)
	for row, i := range order {
		d.times[row] = data.Times[i] + 0
		for k, c := range data.Covariates {
			d.x[row*d.p+k] = (c.Values[i] - d.mean[k]) / d.scale[k]
		}
	}
	d.cut(data, order)
	if d.events == 0 {
		return nil, ErrNoEvents
	}
	return d, nil
}

// riskOrder returns the order of a design.
func (d *Data) riskOrder() []int32 {
	order := make([]int32, len(d.Times))
	keys := make([]uint64, len(d.Times))
	for i, t := range d.Times {
		order[i], keys[i] = int32(i), key(t, d.Events[i])
	}
	slices.SortFunc(order, func(i, j int32) int {
		if d.Strata != nil && d.Strata[i] != d.Strata[j] {
			return cmp.Compare(d.Strata[i], d.Strata[j])
		}
		if keys[i] != keys[j] {
			return cmp.Compare(keys[j], keys[i])
		}
		for _, c := range d.Covariates {
			if c.Values[i] != c.Values[j] {
				return cmp.Compare(c.Values[i], c.Values[j])
			}
		}
		return 0
	})
	return order
}

// standardize finds the mean and the scale of a covariate.
func (d *design) standardize(c Covariate, order []int32) error {
	least, greatest := slices.Min(c.Values), slices.Max(c.Values)
	if least == greatest {
		return &CovariateError{Covariate: c.Name, Err: ErrConstant}
	}
	spread := greatest - least
	if spread < 1e-100 {
		return mistake("data.covariates", field.ErrRange, "want values that are further apart than 1e-100")
	}
	n := float64(len(order))
	sum, squares := 0.0, 0.0
	for _, i := range order {
		sum += (c.Values[i] - least) / spread
	}
	mean := sum / n
	for _, i := range order {
		away := (c.Values[i]-least)/spread - mean
		squares += float64(away * away)
	}
	d.mean = append(d.mean, least+float64(mean*spread))
	d.scale = append(d.scale, spread*math.Sqrt(squares/n))
	return nil
}

// cut finds the blocks.
func (d *design) cut(data *Data, order []int32) {
	stratum := func(row int) int32 {
		if data.Strata == nil {
			return 0
		}
		return data.Strata[order[row]]
	}
	start := 0
	for row := 0; row < len(order); {
		if row > 0 && stratum(row) != stratum(row-1) {
			start = row
		}
		b := block{start: start, first: row, mid: row, end: row, stratum: stratum(row)}
		for b.end < len(order) && d.times[b.end] == d.times[row] && stratum(b.end) == b.stratum {
			if data.Events[order[b.end]] {
				b.mid = b.end + 1
			}
			b.end++
		}
		d.events += b.mid - b.first
		d.blocks = append(d.blocks, b)
		row = b.end
	}
}

// row returns the standardized covariates of an observation.
func (d *design) row(i int) []float64 { return d.x[i*d.p : (i+1)*d.p] }

// risk returns the logarithm of the hazard of each observation, as a multiple
// of the baseline.
func (d *design) risk(beta []float64) []float64 {
	out := make([]float64, len(d.times))
	for i := range out {
		out[i] = product(d.row(i), beta)
	}
	return out
}

func product(x, y []float64) float64 {
	sum := 0.0
	for k, v := range x {
		sum += float64(v * y[k])
	}
	return sum
}
