package kpi

import (
	"errors"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/clv"
)

const day = 24 * time.Hour

// newBuyers returns an empty tally of what buyers bought when, by days, or nil
// where no event is a purchase.
func newBuyers(log *event.Log, o Options) (*clv.Tally, error) {
	if len(o.Purchase) == 0 {
		return nil, nil
	}
	return clv.NewTally(log, clv.Calendar{Location: o.Location, Occasion: clv.Day, Unit: clv.Day},
		&clv.ObserveOptions{Purchases: o.Purchase, Until: o.At})
}

// lifetime returns what buyers are worth in the time to come, or why nothing is
// known of it.
func (c *tally) lifetime() ([]journey.Measure, []Warning) {
	if c.orders.valued == 0 {
		return nil, nil // said by what is missing
	}
	worth, dependent, err := c.value()
	if errors.Is(err, errNobodyBought) {
		return nil, nil
	}
	if err != nil {
		return nil, []Warning{{Code: NoLifetimeValue, Measures: []string{journey.MeasureCLV}, Case: caseOf(err)}}
	}
	var doubts []Warning
	if dependent {
		doubts = append(doubts, Warning{Code: DependentValue, Measures: []string{journey.MeasureCLV}})
	}
	return []journey.Measure{worth}, doubts
}

// value fits the models and values the mean buyer. dependent reports that those
// who buy often spend otherwise than the rest, which the models do not know.
func (c *tally) value() (worth journey.Measure, dependent bool, err error) {
	observed, err := c.buyers.Result()
	if errors.Is(err, ErrNoData) {
		return worth, false, errNobodyBought
	}
	if err != nil {
		return worth, false, err
	}
	histories := observed.Histories()
	purchases, err := clv.Fit(histories, &clv.Options{Level: c.Level})
	if err != nil {
		return worth, false, err
	}
	spend, err := clv.FitSpend(histories, &clv.SpendOptions{Level: c.Level, LeaveOut: true})
	if err != nil {
		return worth, false, err
	}
	terms := clv.Terms{Margin: 1, Period: c.Horizon.Hours() / day.Hours(), Periods: 1}
	valued, err := clv.Value(histories, purchases, spend, terms, &clv.ValueOptions{Level: c.Level, UseMean: true})
	if err != nil {
		return worth, false, err
	}
	return valued.Mean, spend.Dependent, nil
}

// errNobodyBought is no doubt: there is nobody to be worth anything. That of a
// model, where too few bought, is one.
var errNobodyBought = errors.New("nobody bought")

// caseOf returns the case that an error of package clv is of.
func caseOf(err error) clv.Case {
	var degenerate *clv.Degenerate
	if errors.As(err, &degenerate) {
		return degenerate.Case
	}
	return clv.Unidentified
}
