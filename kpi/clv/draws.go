package clv

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A draw is a pair of models that might be as well as the ones that were fitted.
type draw struct {
	law   law
	spend *Spend // nil without a model of spend
}

// drawn puts in the quantiles of values under drawn models, and returns those of
// the total.
func (b *base) drawn(out *Valuation) (stat.Interval, error) {
	draws, err := b.draws()
	if err != nil || len(draws) == 0 && b.o.Method == Drawn {
		return stat.Interval{}, err
	}
	out.Method, out.Draws, out.Failed = b.o.Method, len(draws), b.o.Draws-len(draws)
	if out.Failed > out.Draws {
		return stat.Interval{}, nil // the draws that are left are not like the others
	}
	totals := make([]stat.Sum, len(draws))
	infinite := make([]bool, len(draws))
	discounted, values := make([]float64, len(draws)), make([]float64, len(draws))
	shared := -1
	for _, i := range b.together() {
		if j := int(b.of[i]); j != shared {
			for d := range draws {
				discounted[d] = b.terms.discounted(draws[d].law, &b.distinct[j])
			}
			shared = j
		}
		w, h := &out.Customers[i], &b.histories[i]
		for d := range draws {
			v := b.terms.Margin * discounted[d] * b.each(draws[d].spend, h)
			if math.IsNaN(v) || math.IsInf(v, 0) {
				values[d], infinite[d] = math.Inf(1), true
				continue
			}
			values[d] = v
			totals[d].Add(float64(float64(w.Customers) * v))
		}
		w.bound(b.between(values))
	}
	for d := range totals {
		values[d] = totals[d].Float64()
		if infinite[d] {
			values[d] = math.Inf(1)
		}
	}
	return b.between(values), nil
}

// together returns the indices of the histories, those that share a distinct one
// side by side.
func (b *base) together() []int {
	list := make([]int, len(b.histories))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(i, j int) int { return int(b.of[i]) - int(b.of[j]) })
	return list
}

// between returns the interval between the quantiles of values, which it sorts.
// It is none where they are infinite in too many draws.
func (b *base) between(values []float64) stat.Interval {
	slices.Sort(values)
	tail := (1 - b.o.Level) / 2
	last := int(math.Ceil((1 - tail) * float64(len(values)-1)))
	if math.IsInf(values[min(last, len(values)-1)], 0) {
		return stat.Interval{}
	}
	lo, hi := stat.Quantile(values, tail), stat.Quantile(values, 1-tail)
	return stat.Interval{Lo: significant(lo, 8), Hi: significant(hi, 8), Level: b.o.Level}
}

// draws returns the models that are drawn.
func (b *base) draws() ([]draw, error) {
	r := rand.New(rand.NewPCG(b.o.Seed, 0))
	if b.o.Method == Bootstrap {
		return b.refitted(r)
	}
	purchases, spend, ok, err := b.scatters()
	if err != nil || !ok {
		return nil, err
	}
	next, err := purchases.source(r, b.purchases.Model.values, maxParam)
	if err != nil {
		return nil, err
	}
	var nextSpend func() []float64
	if spend != nil {
		s := b.spend.Model
		if nextSpend, err = spend.source(r, []float64{s.p, s.q, s.gamma}, maxScale); err != nil {
			return nil, err
		}
	}
	def, err := b.family.family("family")
	if err != nil {
		return nil, err
	}
	list := make([]draw, b.o.Draws)
	for i := range list {
		list[i].law = def.law(next())
		if nextSpend != nil {
			p := nextSpend()
			list[i].spend = &Spend{p[0], p[1], p[2]}
		}
	}
	return list, nil
}

// source returns a source of parameters around at, from 1e-9 to most.
func (s *scatter) source(r *rand.Rand, at []float64, most float64) (func() []float64, error) {
	triangle, ok := mle.Factor(s.covariance, s.n)
	if !ok {
		return nil, s.wrong()
	}
	z := make([]float64, s.n)
	return func() []float64 {
		for i := range z {
			z[i] = r.NormFloat64()
		}
		params := triangle.Times(z)
		for i, step := range params {
			params[i] = min(max(at[i]*math.Exp(step), minParam), most)
		}
		return params
	}, nil
}

// refitted returns the models that are fitted to customers who are drawn. Those
// draws count as failed that are degenerate, or end without a maximum.
func (b *base) refitted(r *rand.Rand) ([]draw, error) {
	ends := make([]int, len(b.histories)) // of each history, in the line of all customers
	n := 0
	for i := range b.histories {
		n += b.histories[i].customers()
		ends[i] = n
	}
	var list []draw
	for range b.o.Draws {
		d, err := b.refit(b.resample(r, ends, n))
		var hopeless *Degenerate
		switch {
		case errors.As(err, &hopeless), errors.Is(err, ErrNoConvergence), errors.Is(err, ErrNoData):
		case err != nil:
			return nil, err
		default:
			list = append(list, d)
		}
	}
	return list, nil
}

// resample draws n customers with replacement.
func (b *base) resample(r *rand.Rand, ends []int, n int) []History {
	drawn := make([]int, len(b.histories))
	for range n {
		i, _ := slices.BinarySearch(ends, r.IntN(n)+1)
		drawn[i]++
	}
	var list []History
	for i, times := range drawn {
		if times > 0 {
			h := b.histories[i]
			h.Customers = times
			list = append(list, h)
		}
	}
	return list
}

func (b *base) refit(histories []History) (draw, error) {
	purchases, err := Fit(histories, &Options{Family: b.family})
	if err != nil || b.spend == nil {
		return draw{law: lawOf(purchases)}, err
	}
	spend, err := FitSpend(histories, &SpendOptions{LeaveOut: true})
	if err != nil {
		return draw{}, err
	}
	return draw{purchases.Model.law, spend.Model}, nil
}

func lawOf(f *Fitted) law {
	if f == nil {
		return nil
	}
	return f.Model.law
}
