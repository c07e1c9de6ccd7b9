package clv

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Birth is a number of customers who first bought At a time since the origin.
type Birth struct {
	At        float64 `json:"at"`
	Customers int     `json:"customers"`
}

// A Tracking compares period by period how many repeat purchases a model expects
// of customers since they first bought, and how many they made.
type Tracking struct {
	Period float64 `json:"period"` // the length of one
	Steps  []Step  `json:"steps"`
}

// A Step is a period, which ends At a time since the origin and counts in what
// was bought at that time, but not what was at the end of the period before.
// Customers are those who had bought once by its end.
type Step struct {
	At        float64 `json:"at"`
	Customers int     `json:"customers"`

	// Actual and Expected are the repeat purchases in the period, Total and
	// TotalExpected those from the origin to its end.
	Actual        int     `json:"actual"`
	Expected      float64 `json:"expected"`
	Total         int     `json:"total"`
	TotalExpected float64 `json:"total_expected"`
}

const maxSteps = 10_000

// Track compares periods of one length, the first of which begins at the origin.
// repeats must be all repeat purchases of the customers up to the end of the
// last period. With births and repeats of whole purchase opportunities and a
// period of 1 it tracks a model that counts these.
//
// Expected of a customer born at b is E[X(t−b)], [Model.Expected]. Source: the
// tracking plots of P. S. Fader, B. G. S. Hardie and K. L. Lee, Counting your
// customers the easy way, Marketing Science 24 (2005) 275–284.
//
// No birth is [ErrNoData], a length or a number of periods out of range a
// *[field.Error].
func Track(m *Model, births []Birth, repeats []Repeat, period float64, periods int) (*Tracking, error) {
	switch {
	case !(period > 0) || period > maxTime:
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("period", "want a length above 0"))
	case periods < 1 || periods > maxSteps:
		return nil, fmt.Errorf("clv: %w", figure.OutOfRange("periods", "want 1 to %d, got %d", maxSteps, periods))
	case len(births) == 0:
		return nil, fmt.Errorf("clv: %w: nobody bought", ErrNoData)
	}
	births, err := gathered(births)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	made, err := perPeriod(repeats, period, periods)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	out := &Tracking{Period: period}
	total, before := 0, 0.0
	for k, n := range made {
		at := float64(k+1) * period
		customers, expected, err := expectedUntil(m, births, at)
		if err != nil {
			return nil, err
		}
		total += n
		out.Steps = append(out.Steps, Step{
			At: stat.Tidy(at), Customers: customers, Actual: n, Expected: stat.Tidy(max(0, expected-before)),
			Total: total, TotalExpected: stat.Tidy(expected),
		})
		before = expected
	}
	return out, nil
}

// gathered returns one birth for each time, in order.
func gathered(births []Birth) ([]Birth, error) {
	births = slices.Clone(births)
	for i, b := range births {
		if !(b.At >= 0) || b.At > maxTime || b.Customers < 0 {
			return nil, figure.OutOfRange(fmt.Sprintf("births[%d]", i), "want a time from 0 to %g and customers not below 0", maxTime)
		}
	}
	slices.SortFunc(births, func(a, b Birth) int { return cmp.Compare(a.At, b.At) })
	last := 0
	for _, b := range births[1:] {
		if b.At == births[last].At {
			births[last].Customers += b.Customers
			continue
		}
		last++
		births[last] = b
	}
	return births[:last+1], nil
}

// perPeriod counts purchases by the period that they are in.
func perPeriod(repeats []Repeat, period float64, periods int) ([]int, error) {
	made := make([]int, periods)
	for i, r := range repeats {
		if !(r.At >= 0) || r.At > maxTime || r.N < 0 {
			return nil, figure.OutOfRange(fmt.Sprintf("repeats[%d]", i), "want a time from 0 to %g and a number not below 0", maxTime)
		}
		// Times that are the ends of periods but for rounding are ends.
		if k := max(0, math.Ceil(r.At/period-1e-9)-1); k < float64(periods) {
			made[int(k)] += r.N
		}
	}
	return made, nil
}

// expectedUntil returns how many customers had bought once by then, and how many
// repeat purchases they are expected to have made.
func expectedUntil(m *Model, births []Birth, at float64) (customers int, expected float64, err error) {
	var sum stat.Sum
	for _, b := range births {
		if b.At > at {
			break
		}
		each, err := m.Expected(at - b.At)
		if err != nil {
			return 0, 0, err
		}
		customers += b.Customers
		sum.Add(float64(b.Customers) * each)
	}
	return customers, sum.Float64(), nil
}

// Births returns when the customers first bought.
func (o *Observed) Births() []Birth {
	list := make([]Birth, len(o.Customers))
	for i := range o.Customers {
		list[i] = Birth{o.Customers[i].Birth, 1}
	}
	list, _ = gathered(list)
	return list
}

// Track compares the observation and its holdout with what a model expects, in
// as many whole periods as there are. A time that is shorter than one is
// [ErrNoData].
func (o *Observed) Track(m *Model, period float64) (*Tracking, error) {
	if period > 0 && o.T+o.HoldoutTime < period {
		return nil, fmt.Errorf("clv: %w: less than one period was observed", ErrNoData)
	}
	return Track(m, o.Births(), o.Repeats, period, int(min(maxSteps, math.Floor((o.T+o.HoldoutTime)/period+1e-9))))
}
