package clv

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ValueOptions says how to value customers. The zero value, like a nil pointer,
// gives intervals of 95% by the delta method.
type ValueOptions struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Method is how the intervals are found. "" means Delta.
	Method Method

	// Draws is how often Drawn and Bootstrap draw, from 100 to 100,000. 0 means
	// 1000.
	Draws int

	// Seed is that of the draws: the same draws the same.
	Seed uint64

	// UseMean values customers whose own mean value can not be used, because it
	// is not above 0, at the mean of all customers, and counts them. Without it
	// they are an [*Unusable].
	UseMean bool
}

// A Valuation is what customers are worth.
type Valuation struct {
	Terms      Terms      `json:"terms"`
	Convention Convention `json:"convention"` // when purchases count as paid

	// Total is the value of all customers together, Mean that of one.
	Total journey.Measure `json:"total"`
	Mean  journey.Measure `json:"mean"`

	// Customers are the customers, in the order of the histories.
	Customers []Worth `json:"customers"`

	// Imputed is how many customers were valued at the mean of all, for want of a
	// mean value of their own.
	Imputed int `json:"imputed"`

	// Method is how the intervals were found: "" where there are none. Draws is
	// how many draws they are made of, without the Failed, to which no model could
	// be fitted. Where more failed than did not, there are no intervals.
	Method Method `json:"method,omitempty"`
	Draws  int    `json:"draws,omitempty"`
	Failed int    `json:"failed,omitempty"`
}

// MeasureEquity is the name of the measure of what all customers together are
// worth, in money.
const MeasureEquity = "customer_equity"

// A Worth is what a customer is worth, or each of as many as share a history.
type Worth struct {
	ID        string `json:"id,omitempty"`
	Customers int    `json:"customers"`

	// Alive is the probability that the customer has not left.
	Alive float64 `json:"alive"`

	// Purchases is the mean number of purchases to come, in all periods, as they
	// are counted. It is 0 where the terms are forever: of some models it would be
	// infinite.
	Purchases float64 `json:"purchases,omitempty"`

	// Discounted is the same discounted: DERT where the terms are forever.
	Discounted float64 `json:"discounted"`

	// PerPurchase is the mean value of a purchase to come, in money.
	PerPurchase float64 `json:"per_purchase"`

	// Value is Margin·Discounted·PerPurchase, in money.
	Value float64 `json:"value"`

	// Lo and Hi bound the interval of Value at Level. Level 0 means that there is
	// none.
	Lo    float64 `json:"lo,omitempty"`
	Hi    float64 `json:"hi,omitempty"`
	Level float64 `json:"level,omitempty"`
}

// Value returns what the purchases to come of customers are worth: how many are
// expected by a model of purchases, times what one is worth by a model of spend,
// times the margin, discounted. Where spend is nil every purchase is worth
// terms.PerPurchase.
//
// The intervals are those of the means that are returned, for want of certainty
// in the parameters of the models. What a customer will in fact buy scatters
// more. A model that was not fitted, as in &Fitted{Model: m}, has no doubt: there
// are no intervals then by [Delta] and [Drawn].
//
// A mistake in a history, the terms or an option is a *[field.Error]; customers
// without a usable mean value are an [*Unusable]; a customer whose expected spend
// is infinite is a *[Degenerate] of the case [InfiniteMean]; no history is
// [ErrNoData].
//
// Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, RFM and CLV: using
// iso-value curves for customer base analysis, Journal of Marketing Research 42
// (2005) 415–430.
func Value(histories []History, purchases *Fitted, spend *FittedSpend, terms Terms, opt *ValueOptions) (*Valuation, error) {
	var o ValueOptions
	if opt != nil {
		o = *opt
	}
	out, err := value(histories, purchases, spend, terms, o)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	return out, nil
}

func value(histories []History, purchases *Fitted, spend *FittedSpend, terms Terms, o ValueOptions) (*Valuation, error) {
	b, err := newBase(histories, purchases, spend, terms, o)
	if err != nil {
		return nil, err
	}
	out := &Valuation{Terms: terms, Convention: terms.Convention(), Imputed: b.imputed}
	if out.Customers, err = b.worths(); err != nil {
		return nil, err
	}
	total, n := sumOf(out.Customers)
	if _, err = b.family.number(total); err != nil {
		return nil, err
	}
	i, err := b.doubt(out, total)
	if err != nil {
		return nil, err
	}
	out.Total = figure.Estimate(MeasureEquity, total, journey.Money, n, i)
	m := float64(n)
	out.Mean = figure.Estimate(journey.MeasureCLV, total/m, journey.Money, n, stat.Interval{Lo: i.Lo / m, Hi: i.Hi / m, Level: i.Level})
	return out, nil
}

// doubt puts intervals into the result, and returns that of the total.
func (b *base) doubt(out *Valuation, total float64) (stat.Interval, error) {
	switch b.o.Method {
	case Delta:
		return b.delta(out, total)
	case Drawn, Bootstrap:
		return b.drawn(out)
	}
	return stat.Interval{}, nil
}

// sumOf adds the values of all customers, in no order.
func sumOf(worths []Worth) (total float64, n int) {
	var sum stat.Sum
	for i := range worths {
		w := &worths[i]
		sum.Add(float64(float64(w.Customers) * w.Value))
		n += w.Customers
	}
	return sum.Float64(), n
}
