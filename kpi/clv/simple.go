package clv

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Steady is a customer who brings the same margin in every period, and stays
// from one period to the next with the same probability: the simplest model of
// customers under contract. Nothing is estimated.
type Steady struct {
	// Margin is what the customer brings in a period, in money; it may be a loss.
	Margin float64 `json:"margin"`

	// Retention is the probability to stay for another period, from 0 to 1: 1 −
	// churn.
	Retention float64 `json:"retention"`

	// Rate is the discount rate of a period, at least 0: 0.1 for 10%.
	Rate float64 `json:"rate"`
}

// A SteadyValue is what a [Steady] customer is worth.
type SteadyValue struct {
	// Excluded leaves out the margin of the period that begins now, as for a
	// customer who has just paid: m·r/(1+d−r).
	Excluded float64 `json:"excluded"`

	// Included counts the margin of now, undiscounted: m·(1+d)/(1+d−r).
	Included float64 `json:"included"`

	// Multiple is r/(1+d−r), by which a margin is multiplied.
	Multiple float64 `json:"multiple"`

	// Lifetime is the mean number of periods in which the customer is there, that
	// of now included, 1/(1−r). 0 means for ever.
	Lifetime float64 `json:"lifetime"`
}

// steady is the name of the model in a Degenerate.
const steady Family = "steady retention"

// Value returns what the customer is worth, for ever, with margins paid once a
// period.
//
// A number out of range is a *[field.Error]. A retention of 1 without discount is
// a *[Degenerate] of the case [InfiniteValue].
//
// Source: S. Gupta and D. R. Lehmann, Customers as assets, Journal of Interactive
// Marketing 17 (2003) 9–24.
func (s Steady) Value() (*SteadyValue, error) {
	switch {
	case !(math.Abs(s.Margin) <= maxMoney):
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("margin", "want -%g to %g", maxMoney, maxMoney))
	case !(s.Retention >= 0 && s.Retention <= 1):
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("retention", "want a probability from 0 to 1"))
	case !(s.Rate >= 0 && s.Rate <= maxRate):
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("rate", "want 0 to %d", maxRate))
	case s.Retention == 1 && s.Rate == 0:
		return nil, fmt.Errorf("clv: %w", &Degenerate{Family: steady, Case: InfiniteValue})
	}
	lost := (1 - s.Retention) + s.Rate
	v := &SteadyValue{
		Excluded: stat.Tidy(s.Margin * s.Retention / lost),
		Included: stat.Tidy(s.Margin * (1 + s.Rate) / lost),
		Multiple: stat.Tidy(s.Retention / lost),
	}
	if s.Retention < 1 {
		v.Lifetime = stat.Tidy(1 / (1 - s.Retention))
	}
	return v, nil
}

// Average is the customer of the averages: the product that is written on
// whiteboards. It discounts nothing, knows no doubt, and takes customers for
// alike, which overestimates where few customers spend much.
type Average struct {
	// OrderValue is the mean value of a purchase, in money.
	OrderValue float64 `json:"order_value"`

	// Frequency is the mean number of purchases in a period.
	Frequency float64 `json:"frequency"`

	// Lifetime is for how many periods a customer stays. Either it or Churn is
	// set.
	Lifetime float64 `json:"lifetime,omitempty"`

	// Churn is the share of customers who leave in a period, above 0 and at most
	// 1: the lifetime is 1/churn.
	Churn float64 `json:"churn,omitempty"`

	// Margin is the share of what customers spend that is kept, above 0 and at
	// most 1. 1 values revenue.
	Margin float64 `json:"margin"`
}

// Value returns OrderValue × Frequency × Lifetime × Margin, in money. A number out
// of range is a *[field.Error].
func (a Average) Value() (float64, error) {
	lifetime := a.Lifetime
	if a.Lifetime == 0 && a.Churn != 0 {
		lifetime = 1 / a.Churn
	}
	switch {
	case !(a.OrderValue >= 0 && a.OrderValue <= maxMoney):
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("order_value", "want 0 to %g", maxMoney))
	case !(a.Frequency >= 0 && a.Frequency <= maxFrequency):
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("frequency", "want 0 to %d", maxFrequency))
	case !(a.Churn >= 0 && a.Churn <= 1):
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("churn", "want a share above 0 and at most 1"))
	case a.Lifetime != 0 && a.Churn != 0:
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("churn", "want either a lifetime or a churn"))
	case !(lifetime > 0 && lifetime <= maxTime):
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("lifetime", "want a number of periods above 0 and at most %g, or a churn", maxTime))
	case !(a.Margin > 0 && a.Margin <= 1):
		return 0, fmt.Errorf("clv: %w", figure.OutOfRange("margin", "want a share above 0 and at most 1, which values revenue"))
	}
	return stat.Tidy(a.OrderValue * a.Frequency * lifetime * a.Margin), nil
}
