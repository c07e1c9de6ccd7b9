package clv

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona"
)

// Past says how past purchases are valued. A margin must be set.
type Past struct {
	// Margin is the share of what customers spend that is kept, above 0 and at
	// most 1. 1 values revenue.
	Margin float64 `json:"margin"`

	// Rate is the discount rate of a Period: 0.1 for 10%. A purchase is divided by
	// (1+Rate)^(time since the customer's first purchase/Period), which is what it
	// was worth when the customer was won. 0 discounts nothing.
	Rate   float64       `json:"rate"`
	Period time.Duration `json:"period,omitempty"`

	// Until is the time after which purchases do not count. The zero time means
	// that all do.
	Until time.Time `json:"until,omitzero"`
}

// A HistoricValue is what customers have brought so far.
type HistoricValue struct {
	Terms Past `json:"terms"`

	// Total is the value of all customers together, Mean that of one. They are
	// counted, not estimated.
	Total journey.Measure `json:"total"`
	Mean  journey.Measure `json:"mean"`

	// Customers are all customers with a purchase, by their names.
	Customers []Brought `json:"customers"`
}

// A Brought is what a customer has brought so far.
type Brought struct {
	ID        string    `json:"id"`
	Purchases int       `json:"purchases"` // the first included
	First     time.Time `json:"first"`
	Value     float64   `json:"value"` // Margin times the sum of purchases, discounted; in money
}

// Historic returns what customers have brought so far: their purchases, the first
// included, times the margin. Refunds, which are below 0, are subtracted. The
// order of the purchases makes no difference.
//
// A number out of range is a *[field.Error]; no purchase is [ErrNoData].
func Historic(purchases iter.Seq[persona.Interaction], terms Past) (*HistoricValue, error) {
	if err := terms.check(); err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	list, names, err := terms.collect(purchases)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("clv: %w: no purchase", ErrNoData)
	}
	out := &HistoricValue{Terms: terms}
	var total stat.Sum
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].customer == list[from].customer {
			to++
		}
		b := Brought{
			ID: names[list[from].customer], Purchases: to - from,
			First: list[from].at.UTC(), Value: terms.value(list[from:to]),
		}
		total.Add(b.Value)
		out.Customers = append(out.Customers, b)
		from = to
	}
	slices.SortFunc(out.Customers, func(a, b Brought) int { return strings.Compare(a.ID, b.ID) })
	sum, n := total.Float64(), len(out.Customers)
	out.Total = counted(MeasureEquity, sum, n)
	out.Mean = counted(journey.MeasureCLV, sum/float64(n), n)
	return out, nil
}

// counted is an amount of money that is certain.
func counted(name string, v float64, n int) journey.Measure {
	return figure.Estimate(name, v, journey.Money, n, stat.Interval{Lo: v, Hi: v, Level: 1})
}

func (p Past) check() error {
	switch {
	case !(p.Margin > 0) || p.Margin > 1:
		return figure.OutOfRange("terms.margin", "want a share above 0 and at most 1, which values revenue")
	case !(p.Rate >= 0) || p.Rate > maxRate:
		return figure.OutOfRange("terms.rate", "want 0 to %d", maxRate)
	case p.Period < 0 || p.Rate > 0 && p.Period == 0:
		return figure.OutOfRange("terms.period", "want a length above 0 with a rate")
	}
	return nil
}

// A paid is a purchase of a customer, by its number.
type paid struct {
	customer int32
	at       time.Time
	value    float64
}

// collect returns the purchases that count, each customer's together and in
// their order, and the customers' names.
func (p Past) collect(purchases iter.Seq[persona.Interaction]) (list []paid, names []string, err error) {
	if purchases == nil {
		return nil, nil, nil
	}
	number := map[string]int32{}
	i := -1
	for one := range purchases {
		i++
		if !(math.Abs(one.Value) <= maxMoney) {
			return nil, nil, figure.OutOfRange(fmt.Sprintf("purchases[%d].value", i), "want a value from -%g to %g", maxMoney, maxMoney)
		}
		if !p.Until.IsZero() && one.Time.After(p.Until) {
			continue
		}
		customer, known := number[one.Customer]
		if !known {
			customer = int32(len(names))
			number[one.Customer] = customer
			names = append(names, one.Customer)
		}
		list = append(list, paid{customer, one.Time, one.Value})
	}
	slices.SortFunc(list, func(a, b paid) int {
		return cmp.Or(cmp.Compare(a.customer, b.customer), a.at.Compare(b.at), cmp.Compare(a.value, b.value))
	})
	return list, names, nil
}

// value returns what the purchases of one customer brought.
func (p Past) value(list []paid) float64 {
	sum, rate := 0.0, math.Log1p(p.Rate)
	for _, one := range list {
		v := one.value
		if p.Rate > 0 {
			v *= math.Exp(-rate * (float64(one.at.Sub(list[0].at)) / float64(p.Period)))
		}
		sum += v
	}
	return stat.Tidy(p.Margin * sum)
}
