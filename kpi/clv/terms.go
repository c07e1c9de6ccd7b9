package clv

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// Terms say what is meant by the value of a customer. Nothing of it is implied:
// a margin, a period, and either a number of periods or Forever must be set.
type Terms struct {
	// Margin is the share of what customers spend that is kept, above 0 and at
	// most 1. 1 values revenue.
	Margin float64 `json:"margin"`

	// PerPurchase is what every purchase is worth, in money, where that is known
	// and no model of spend is given. With one it must be 0.
	PerPurchase float64 `json:"per_purchase,omitempty"`

	// Period is the length of a period in the unit of time of the histories: 4.345
	// for a month where they are in weeks.
	Period float64 `json:"period"`

	// Rate is the discount rate of a period: 0.01 for 1%. 0 discounts nothing.
	Rate float64 `json:"rate"`

	// Periods is how many periods count, from 1 to 100,000. A purchase counts as if
	// it were paid at the end of its period: one in period k is divided by
	// (1+Rate)^k. This is the convention of lifetimes and BTYD.
	Periods int `json:"periods,omitempty"`

	// Forever counts all purchases to come, in place of Periods. Each is
	// discounted for the time at which it is made, at the continuously compounded
	// rate ln(1+Rate)/Period. Rate must be above 0.
	Forever bool `json:"forever,omitempty"`
}

// A Convention says when a purchase counts as paid.
type Convention string

// The conventions.
const (
	EndOfPeriod Convention = "end_of_period"
	Continuous  Convention = "continuous"
)

// Convention returns the convention of the terms.
func (t Terms) Convention() Convention {
	if t.Forever {
		return Continuous
	}
	return EndOfPeriod
}

const maxPeriods = 100_000

func (t Terms) check(spend bool) error {
	switch {
	case !(t.Margin > 0) || t.Margin > 1:
		return figure.OutOfRange("terms.margin", "want a share above 0 and at most 1, which values revenue")
	case spend && t.PerPurchase != 0:
		return figure.OutOfRange("terms.per_purchase", "want 0 with a model of spend")
	case !spend && !(t.PerPurchase > 0 && t.PerPurchase <= maxMoney):
		return figure.OutOfRange("terms.per_purchase", "want a value above 0 and at most %g, or a model of spend", maxMoney)
	case !(t.Period > 0) || t.Period > maxTime:
		return figure.OutOfRange("terms.period", "want a length above 0 in the unit of the histories")
	case !(t.Rate >= 0) || t.Rate > maxRate:
		return figure.OutOfRange("terms.rate", "want 0 to %d", maxRate)
	case t.Forever && t.Periods != 0:
		return figure.OutOfRange("terms.periods", "want 0 periods with forever")
	case t.Forever && t.Rate == 0:
		return figure.OutOfRange("terms.rate", "want a rate above 0 with forever")
	case !t.Forever && (t.Periods < 1 || t.Periods > maxPeriods):
		return figure.OutOfRange("terms.periods", "want 1 to %d, or forever", maxPeriods)
	case !t.Forever && t.horizon() > maxTime:
		return figure.OutOfRange("terms.periods", "want all of them to last no longer than %g", maxTime)
	}
	return nil
}

// maxRate bounds the discount rate of a period.
const maxRate = 1000

// horizon is how long all periods last.
func (t Terms) horizon() float64 { return t.Period * float64(t.Periods) }

// discounted returns the mean number of purchases to come, each discounted.
//
// With E(k) purchases until the end of period k and v = 1/(1+Rate) it is
//
//	Σ (E(k) − E(k−1))·v^k = E(n)·v^n + (1−v)·Σ_{k<n} E(k)·v^k
//
// of which the second form subtracts nothing.
func (t Terms) discounted(m law, h *History) float64 {
	if t.Forever {
		return m.residual(h, math.Log1p(t.Rate)/t.Period)
	}
	last := math.Exp(-math.Log1p(t.Rate) * float64(t.Periods))
	sum := m.conditional(h, t.horizon()) * last
	if t.Rate == 0 {
		return sum
	}
	v := 1 / (1 + t.Rate)
	share, power := t.Rate/(1+t.Rate), 1.0
	for k := 1; k < t.Periods; k++ {
		power *= v
		if power < 1e-18 {
			break // what is left is nothing beside what was
		}
		sum += float64(share * power * m.conditional(h, t.Period*float64(k)))
	}
	return sum
}

// number returns v, or the error that it is none.
func (f Family) number(v float64) (float64, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%s: %w", f, ErrNotFinite)
	}
	return v, nil
}
