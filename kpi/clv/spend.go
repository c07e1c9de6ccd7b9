package clv

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// SpendOptions says how to fit a model of spend. The zero value, like a nil
// pointer, refuses histories that it can not use.
type SpendOptions struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// LeaveOut leaves out, and counts, customers whose repeat purchases have no
	// mean value above 0. Without it they are an [*Unusable].
	LeaveOut bool
}

// An Unusable is the error of customers with repeat purchases whose mean value
// is not above 0, which no gamma distribution has.
type Unusable struct {
	Refunds  int `json:"refunds"`  // customers whose mean value is below 0
	Unvalued int `json:"unvalued"` // customers whose mean value is 0 or not known
	First    int `json:"first"`    // index of the first of their histories
}

// Error says how many there are.
func (u *Unusable) Error() string {
	return fmt.Sprintf("%d customers with a mean value below 0 (refunds) and %d with 0 or none; the first is histories[%d]: correct them or choose to leave them out",
		u.Refunds, u.Unvalued, u.First)
}

// A FittedSpend is a model of spend with how well it is known.
type FittedSpend struct {
	Model     *Spend     `json:"model"`
	Estimates []Estimate `json:"estimates"` // p, q, gamma

	LogLikelihood float64 `json:"log_likelihood"` // the sum over customers
	AIC           float64 `json:"aic"`            // 2k − 2·LogLikelihood
	BIC           float64 `json:"bic"`            // k·ln(customers) − 2·LogLikelihood

	Customers int `json:"customers"` // those that the model was fitted to
	Distinct  int `json:"distinct"`  // different histories among them
	Once      int `json:"once"`      // customers without a repeat purchase, who say nothing
	Refunds   int `json:"refunds"`   // left out: a mean value below 0
	Unvalued  int `json:"unvalued"`  // left out: a mean value of 0, or none

	// Correlation of the number of repeat purchases and their mean value, after
	// K. Pearson, with the interval of R. A. Fisher, On the probable error of a
	// coefficient of correlation (1921). The model assumes that there is none.
	// It has no interval for fewer than 4 customers, and no Name where one of the
	// two does not vary.
	Correlation journey.Measure `json:"correlation"`

	// Dependent reports that the interval of the correlation leaves out 0: the
	// model's assumption is in doubt.
	Dependent bool `json:"dependent"`

	Covariance [][]float64 `json:"covariance"` // of the estimates
}

// MeasureCorrelation is the name of the measure of a correlation, in [−1, 1].
const MeasureCorrelation = "frequency_value_correlation"

// FitSpend finds the parameters of the Gamma-Gamma model under which the mean
// values of repeat purchases are likeliest, from the customers who have any.
// The parameters do not depend on the order of the histories.
//
// A mistake in a history or an option is a *[field.Error]; customers whose mean
// value is no gamma variable's are an [*Unusable], unless they are left out; no
// customer with a repeat purchase is [ErrNoData]; data without a likeliest model
// are a *[Degenerate]. A fit with q ≤ 1 is none: it is a fit, of a model that
// has no mean (see [Spend.Mean]).
func FitSpend(histories []History, opt *SpendOptions) (*FittedSpend, error) {
	var o SpendOptions
	if opt != nil {
		o = *opt
	}
	out, err := fitSpend(histories, o)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	return out, nil
}

func fitSpend(histories []History, o SpendOptions) (*FittedSpend, error) {
	level, err := figure.Level(o.Level)
	if err != nil {
		return nil, err
	}
	if err = checkAll(histories, false); err != nil {
		return nil, err
	}
	out := &FittedSpend{}
	rows, err := out.choose(histories, o.LeaveOut)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: no customer with a repeat purchase of some value", ErrNoData)
	}
	if sameValue(rows) {
		return nil, &Degenerate{Family: GammaGamma, Case: Homogeneous, Limit: "one value for all purchases"}
	}
	m, err := likeliest(rows)
	if err != nil {
		return nil, err
	}
	if err = out.found(m, level); err != nil {
		return nil, err
	}
	out.Distinct = len(rows)
	out.Correlation = correlation(rows, level)
	out.Dependent = out.Correlation.Level > 0 && (out.Correlation.Lo > 0 || out.Correlation.Hi < 0)
	return out, nil
}

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

// found puts a maximum into the result.
func (f *FittedSpend) found(m *mle.Maximum, level float64) error {
	model, err := NewSpend(m.At[0], m.At[1], m.At[2])
	if err != nil {
		return err
	}
	f.Model = model
	f.Estimates, f.Covariance = estimates(model.Params(), m, level)
	f.LogLikelihood, f.AIC, f.BIC = criteria(m, float64(f.Customers))
	return nil
}

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
