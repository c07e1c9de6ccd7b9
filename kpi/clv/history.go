package clv

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// A History is what a model has to know of a customer: the x, t_x and T of the
// literature. Times are in whatever unit the user chose, the same for all.
type History struct {
	// ID says who the customer is, where that is known. No model looks at it.
	ID string `json:"id,omitempty"`

	// Frequency is the number of repeat purchases: those after the first.
	Frequency int `json:"frequency"`

	// Recency is the time from the first purchase to the last. It is 0 where
	// there was only one.
	Recency float64 `json:"recency"`

	// T is the time from the first purchase to the end of the observation.
	T float64 `json:"t"`

	// Monetary is the mean value of the repeat purchases. 0 means that it is not
	// known: the models of purchases do not look at it, that of spend does.
	Monetary float64 `json:"monetary,omitempty"`

	// Customers is how many customers have this history. 0 means 1.
	Customers int `json:"customers,omitempty"`
}

// check reports what no history can be. path is that of the history, such as
// "histories[3]".
func (h *History) check(path string) error {
	switch {
	case h.Frequency < 0 || h.Frequency > maxFrequency:
		return figure.OutOfRange(path+".frequency", "want 0 to %d, got %d", maxFrequency, h.Frequency)
	case !(h.T >= 0) || h.T > maxTime:
		return figure.OutOfRange(path+".t", "want a time from 0 to %g", maxTime)
	case !(h.Recency >= 0) || h.Recency > h.T:
		return figure.OutOfRange(path+".recency", "want a time from 0 to t")
	case h.Frequency == 0 && h.Recency > 0:
		return figure.OutOfRange(path+".recency", "want 0 without a repeat purchase")
	case h.Frequency > 0 && h.T == 0:
		return figure.OutOfRange(path+".t", "want some time for %d repeat purchases, got 0", h.Frequency)
	case !(math.Abs(h.Monetary) <= maxMoney):
		return figure.OutOfRange(path+".monetary", "want a value from -%g to %g", maxMoney, maxMoney)
	case h.Customers < 0:
		return figure.OutOfRange(path+".customers", "want at least 0, got %d", h.Customers)
	}
	return nil
}

// Bounds of what a history may hold, far beyond what customers do.
const (
	maxFrequency = 1_000_000
	maxTime      = 1e12
	maxMoney     = 1e15
)

func (h *History) customers() int { return max(1, h.Customers) }

// checkAll checks histories for a family, which may be discrete.
func checkAll(histories []History, discrete bool) error {
	check := func(h *History, path string) error {
		if err := h.check(path); err != nil || !discrete {
			return err
		}
		return h.checkCounts(path)
	}
	for i := range histories {
		if err := check(&histories[i], "histories"); err != nil {
			return check(&histories[i], fmt.Sprintf("histories[%d]", i))
		}
	}
	return nil
}
