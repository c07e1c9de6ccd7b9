package bridge

import (
	"bytes"
	"errors"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/clv"
)

type lifetimeValueParams struct {
	Calendar clv.Calendar         `json:"calendar"`
	Terms    clv.Terms            `json:"terms"`
	Events   eventsParams         `json:"events"`
	Options  lifetimeValueOptions `json:"options"`
}

type lifetimeValueOptions struct {
	clv.ObserveOptions
	valuationOptions
}

// valuationOptions are those of all steps from histories to values.
type valuationOptions struct {
	Family    clv.Family
	LeaveOut  bool // see clv.SpendOptions
	Customers bool // lists them one by one
	clv.ValueOptions
}

// A lifetimeValue is what customers are worth and how that was found: what was
// counted, the models, the values, and how the model does after the observation.
type lifetimeValue struct {
	Observed  *observed         `json:"observed,omitempty"` // nil of a table
	Purchases *clv.Fitted       `json:"purchases"`
	Spend     *clv.FittedSpend  `json:"spend,omitempty"` // nil with terms.per_purchase
	Value     valuation         `json:"value"`
	Holdout   *clv.HoldoutCheck `json:"holdout,omitempty"` // nil without one
}

// An observed is a clv.Observed as counts: the histories are left out unless
// they were asked for, since there may be millions.
type observed struct {
	Customers   int       `json:"customers"`
	Origin      time.Time `json:"origin"`
	Until       time.Time `json:"until"`
	T           float64   `json:"t"`
	HoldoutTime float64   `json:"holdout_time,omitempty"`
	clv.Counts
	Histories []clv.Customer `json:"histories,omitempty"`
}

// A valuation is a clv.Valuation whose customers may be missing.
type valuation struct {
	clv.Valuation
	Customers []clv.Worth `json:"customers,omitempty"`
}

// worth replies with what the customers of a log are worth.
func worth(p lifetimeValueParams, events []byte) (answer, error) {
	if err := p.Options.judge(p.Terms); err != nil {
		return answer{}, err
	}
	return analysis(p.Events, events, func(log *event.Log) (*lifetimeValue, error) {
		found, err := clv.Observe(log, p.Calendar, &p.Options.ObserveOptions)
		if err != nil {
			return nil, err
		}
		v, err := p.Options.value(found.Histories(), p.Terms)
		if err != nil {
			return nil, err
		}
		v.Observed = p.Options.observed(found)
		if found.HoldoutTime > 0 {
			v.Holdout, err = clv.CheckHoldout(v.Purchases.Model, found.Customers, found.HoldoutTime, nil)
		}
		return v, err
	})
}

// judge finds mistakes in what is said of values before a model is searched for,
// which may take seconds or end at a degenerate case: it values nobody.
func (o valuationOptions) judge(terms clv.Terms) error {
	model, err := clv.New(clv.NBD, 1, 1)
	if o.Family == clv.BGBB {
		model, err = clv.New(clv.BGBB, 1, 1, 1, 1) // of which periods are whole
	}
	if err != nil {
		return err
	}
	var spend *clv.FittedSpend
	if terms.PerPurchase == 0 {
		m, err := clv.NewSpend(1, 2, 1)
		if err != nil {
			return err
		}
		spend = &clv.FittedSpend{Model: m}
	}
	if _, err = clv.Value(nil, &clv.Fitted{Model: model}, spend, terms, &o.ValueOptions); errors.Is(err, clv.ErrNoData) {
		return nil
	}
	return err
}

// value fits the models to histories and values them.
func (o valuationOptions) value(histories []clv.History, terms clv.Terms) (*lifetimeValue, error) {
	var v lifetimeValue
	var err error
	if v.Purchases, err = clv.Fit(histories, &clv.Options{Family: o.Family, Level: o.Level}); err != nil {
		return nil, err
	}
	if terms.PerPurchase == 0 {
		if v.Spend, err = clv.FitSpend(histories, &clv.SpendOptions{Level: o.Level, LeaveOut: o.LeaveOut}); err != nil {
			return nil, err
		}
	}
	valued, err := clv.Value(histories, v.Purchases, v.Spend, terms, &o.ValueOptions)
	if err != nil {
		return nil, err
	}
	v.Value.Valuation = *valued
	if o.Customers {
		v.Value.Customers = valued.Customers
	}
	return &v, nil
}

func (o valuationOptions) observed(found *clv.Observed) *observed {
	out := &observed{
		Customers: len(found.Customers), Origin: found.Origin, Until: found.Until,
		T: found.T, HoldoutTime: found.HoldoutTime, Counts: found.Counts,
	}
	if o.Customers {
		out.Histories = found.Customers
	}
	return out
}

type historiesParams struct {
	Terms   clv.Terms        `json:"terms"`
	Columns clv.ReadOptions  `json:"columns"`
	Options valuationOptions `json:"options"`
}

// worthOfHistories does the same of a table of histories.
func worthOfHistories(p historiesParams, table []byte) (answer, error) {
	if err := p.Options.judge(p.Terms); err != nil {
		return answer{}, err
	}
	p.Columns.NoID = p.Columns.NoID || !p.Options.Customers // nobody would see them
	histories, err := clv.ReadHistories(bytes.NewReader(table), &p.Columns)
	if err != nil {
		return answer{}, atParameter("columns", err)
	}
	return payloadOf(p.Options.value(histories, p.Terms))
}
