package clv

import (
	"errors"
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
)

// A spendRow is a number of repeat purchases with their mean value, and how many
// customers have them.
type spendRow struct{ x, m, n float64 }

// choose returns the distinct rows of the customers that say something, in the
// order of x and m, and counts the others.
func (f *FittedSpend) choose(histories []History, leaveOut bool) ([]spendRow, error) {
	first := -1
	rows := make([]spendRow, 0, len(histories))
	for i := range histories {
		h := &histories[i]
		n := h.customers()
		switch {
		case h.Frequency == 0:
			f.Once += n
			continue
		case h.Monetary > 0:
			f.Customers += n
			rows = append(rows, spendRow{float64(h.Frequency), h.Monetary, float64(n)})
			continue
		case h.Monetary < 0:
			f.Refunds += n
		default:
			f.Unvalued += n
		}
		if first < 0 {
			first = i
		}
	}
	if first >= 0 && !leaveOut {
		return nil, &Unusable{Refunds: f.Refunds, Unvalued: f.Unvalued, First: first}
	}
	slices.SortFunc(rows, before)
	return merged(rows), nil
}

// before orders rows by x and m, which are numbers.
func before(a, b spendRow) int {
	switch {
	case a.x < b.x || a.x == b.x && a.m < b.m:
		return -1
	case a.x == b.x && a.m == b.m:
		return 0
	}
	return 1
}

// merged joins rows that are alike and stand together.
func merged(rows []spendRow) []spendRow {
	kept := rows[:0]
	for _, r := range rows {
		if last := len(kept) - 1; last >= 0 && kept[last].x == r.x && kept[last].m == r.m {
			kept[last].n += r.n
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// sameValue reports whether all mean values are one, but for rounding.
func sameValue(rows []spendRow) bool {
	lo, hi := rows[0].m, rows[0].m
	for _, r := range rows {
		lo, hi = min(lo, r.m), max(hi, r.m)
	}
	return hi-lo <= 1e-9*hi
}

// spendStart is in the midst of what people spend, at the mean of the data.
func spendStart(rows []spendRow) []float64 {
	n, sum := 0.0, 0.0
	for _, r := range rows {
		n += r.n
		sum += float64(r.n * r.m)
	}
	const p, q = 4, 4
	return []float64{p, q, sum / n * (q - 1) / p}
}

// likeliest finds the likeliest parameters. A search that ends nowhere, but where
// the likelihood is flat, was on a ridge: the data, which are few or of one kind,
// leave a parameter open.
func likeliest(rows []spendRow) (*mle.Maximum, error) {
	f := spendObjective(rows)
	best, slope := math.Inf(-1), math.Inf(1)
	m, err := climb(func(at []float64, d *mle.Derivatives) {
		f(at, d)
		if d.Value > best {
			best, slope = d.Value, 0
			for i, g := range d.Gradient {
				slope = max(slope, math.Abs(g*at[i]))
			}
		}
	}, spendStart(rows))
	if errors.Is(err, mle.ErrNoConvergence) && slope < 0.1 {
		return nil, &Degenerate{Family: GammaGamma, Case: Unidentified}
	}
	if err != nil {
		return nil, spendDiagnosed(err)
	}
	return m, nil
}

// spendObjective adds up over runs of rows with the same x, which share all
// gamma functions.
func spendObjective(rows []spendRow) mle.Objective {
	logs := 0.0 // the ln m of all densities
	for _, o := range rows {
		logs += float64(o.n * math.Log(o.m))
	}
	var runs [][]spendRow
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].x == rows[from].x {
			to++
		}
		runs = append(runs, rows[from:to])
		from = to
	}
	return func(at []float64, d *mle.Derivatives) {
		s := &Spend{at[0], at[1], at[2]}
		d.Value -= logs
		for _, rows := range runs {
			r := s.run(rows[0].x)
			r.total(rows, d)
		}
	}
}

// total adds the log-likelihood of the rows, but for −ln m, and its derivatives
// to d.
func (r *spendRun) total(rows []spendRow, d *mle.Derivatives) {
	var n, value, byP, byQ, byGamma, sum, share, square float64
	for _, o := range rows {
		gap, logX, logQ := r.apart(o.m)
		all := r.gamma + float64(r.x*o.m)
		n += o.n
		value += float64(o.n * (float64(r.shape*excess(logX, gap/r.shape)) + float64(r.q*excess(logQ, -gap/r.q))))
		byP += float64(o.n * logX)
		byQ += float64(o.n * logQ)
		byGamma += float64(o.n * gap)
		sum += o.n / all
		share += float64(o.n * (r.x * o.m / all))
		square += o.n / float64(all*all)
	}
	d.Value += float64(n*r.constant) - value
	d.Gradient[0] += float64(r.x * (float64(n*r.slopeX) - byP))
	d.Gradient[1] += float64(n*r.slopeQ) - byQ
	d.Gradient[2] -= byGamma / r.gamma
	d.Hessian[0] += float64(n * float64(r.x*r.x) * special.TrigammaRise(r.shape, r.q))
	d.Hessian[3] += float64(n * r.x * special.Trigamma(r.all))
	d.Hessian[4] += float64(n * special.TrigammaRise(r.q, r.shape))
	d.Hessian[6] -= float64(r.x * sum)
	d.Hessian[7] += share / r.gamma
	d.Hessian[8] += float64(r.all*square) - float64(n*r.q)/float64(r.gamma*r.gamma)
}

// spendDiagnosed turns a boundary into the case that it is.
func spendDiagnosed(err error) error {
	var b *mle.Boundary
	if !errors.As(err, &b) {
		return err
	}
	d := &Degenerate{Family: GammaGamma, Case: Unidentified}
	switch p, q := b.Toward[0] > 0, b.Toward[1] > 0; {
	case p && q:
		d.Case, d.Limit = Homogeneous, "one value for all purchases"
	case q:
		d.Case, d.Limit = Homogeneous, "gamma: one distribution of values for all"
	case p:
		d.Case, d.Limit = NoVariation, "inverse gamma: one value for each customer"
	}
	return d
}
