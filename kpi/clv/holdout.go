package clv

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// HoldoutOptions says how to compare. The zero value, like a nil pointer, puts
// customers with 7 repeat purchases or more together.
type HoldoutOptions struct {
	// Bins is the number of repeat purchases from which on customers are in one
	// bin; those with fewer have one for each number. It is at most 10,000. 0
	// means 7.
	Bins int
}

// A HoldoutCheck compares what a model expects of customers after their
// observation with what they then did.
type HoldoutCheck struct {
	Time      float64 `json:"time"` // of the holdout, in the unit of the histories
	Customers int     `json:"customers"`

	// Actual and Expected are the purchases of all customers in that time.
	Actual   int     `json:"actual"`
	Expected float64 `json:"expected"`

	// Bias is the mean over customers of Expected − Actual, MAE that of its
	// absolute value, and RMSE the root of that of its square. A model that is
	// right has no bias; the others are no less than what chance makes.
	Bias float64 `json:"bias"`
	MAE  float64 `json:"mae"`
	RMSE float64 `json:"rmse"`

	// Bins are the customers by their repeat purchases in the observation: those
	// with none, one and so on, and last those with many. Some may be empty.
	Bins []HoldoutBin `json:"bins"`
}

// A HoldoutBin has the customers who made From to To repeat purchases: no upper
// bound where To is −1. Actual and Expected are means of a customer; 0 where
// there is none.
type HoldoutBin struct {
	From      int     `json:"from"`
	To        int     `json:"to"`
	Customers int     `json:"customers"`
	Actual    float64 `json:"actual"`
	Expected  float64 `json:"expected"`
}

// CheckHoldout compares what a model expects of each customer in the time after
// their observation with what [Customer.Holdout] says. Nothing of the holdout
// may have been in the data that the model was fitted to.
//
// Source: the figure of conditional expectations in P. S. Fader, B. G. S. Hardie
// and K. L. Lee, Counting your customers the easy way, Marketing Science 24
// (2005) 275–284.
//
// No customer is [ErrNoData], a time that is not above 0 a *[field.Error].
func CheckHoldout(m *Model, customers []Customer, time float64, opt *HoldoutOptions) (*HoldoutCheck, error) {
	bins := 7
	if opt != nil && opt.Bins != 0 {
		bins = opt.Bins
	}
	switch {
	case bins < 1 || bins > 10_000:
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("options.bins", "want 1 to 10000, got %d", bins))
	case !(time > 0) || time > maxTime:
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("time", "want a time above 0"))
	case len(customers) == 0:
		return nil, fmt.Errorf("clv: %w: no customer", ErrNoData)
	}
	c := comparison{bins: make([]comparisonBin, bins+1)}
	expect := expectations{model: m, time: time, known: map[History]float64{}}
	for i := range customers {
		expected, err := expect.of(&customers[i].History)
		if err != nil {
			return nil, err
		}
		c.add(&customers[i], expected)
	}
	return c.check(time), nil
}

// expectations remembers what was computed of a history.
type expectations struct {
	model *Model
	time  float64
	known map[History]float64
}

func (e *expectations) of(h *History) (float64, error) {
	key := History{Frequency: h.Frequency, Recency: h.Recency, T: h.T}
	if v, known := e.known[key]; known {
		return v, nil
	}
	v, err := e.model.Conditional(*h, e.time)
	if err == nil {
		e.known[key] = v
	}
	return v, err
}

type comparison struct {
	bins                     []comparisonBin
	bias, distances, squares stat.Sum
}

type comparisonBin struct {
	customers, actual int
	expected          stat.Sum
}

func (c *comparison) add(who *Customer, expected float64) {
	n := who.customers()
	b := &c.bins[min(who.Frequency, len(c.bins)-1)]
	b.customers += n
	b.actual += n * who.Holdout
	b.expected.Add(float64(n) * expected)
	off := expected - float64(who.Holdout)
	c.bias.Add(float64(n) * off)
	c.distances.Add(float64(n) * math.Abs(off))
	c.squares.Add(float64(n) * float64(off*off))
}

func (c *comparison) check(time float64) *HoldoutCheck {
	out := &HoldoutCheck{Time: time}
	var expected stat.Sum
	for i := range c.bins {
		b := &c.bins[i]
		out.Customers += b.customers
		out.Actual += b.actual
		expected.Merge(&b.expected)
		bin := HoldoutBin{From: i, To: i, Customers: b.customers}
		if i == len(c.bins)-1 {
			bin.To = -1
		}
		if b.customers > 0 {
			bin.Actual = stat.Tidy(float64(b.actual) / float64(b.customers))
			bin.Expected = stat.Tidy(b.expected.Float64() / float64(b.customers))
		}
		out.Bins = append(out.Bins, bin)
	}
	n := float64(out.Customers)
	out.Expected = stat.Tidy(expected.Float64())
	out.Bias = stat.Tidy(c.bias.Float64() / n)
	out.MAE = stat.Tidy(c.distances.Float64() / n)
	out.RMSE = stat.Tidy(math.Sqrt(c.squares.Float64() / n))
	return out
}
