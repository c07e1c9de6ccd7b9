package bridge

import (
	"errors"

	"github.com/parcours-go/parcours/kpi/churn/renewal"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/clv"
)

// A verdict says why data have no answer, however long one searches.
type verdict struct {
	Family string `json:"family,omitempty"` // the model that was asked for
	Case   string `json:"case,omitempty"`
	Limit  string `json:"limit,omitempty"` // the model that the data lead to
}

// The cases that are not those of a clv.Case or a renewal.Case.
const (
	caseUnusable = "unusable_values"
	caseOneGroup = "one_group"
	caseNoEvents = "no_events"
)

// verdictOf returns the verdict that an error is.
func verdictOf(err error) (verdict, bool) {
	if d, ok := errors.AsType[*clv.Degenerate](err); ok {
		return verdict{string(d.Family), string(d.Case), d.Limit}, true
	}
	if d, ok := errors.AsType[*renewal.Degenerate](err); ok {
		return verdict{string(d.Family), string(d.Case), d.Limit}, true
	}
	if _, ok := errors.AsType[*clv.Unusable](err); ok {
		return verdict{Family: string(clv.GammaGamma), Case: caseUnusable}, true
	}
	switch {
	case errors.Is(err, survival.ErrOneGroup):
		return verdict{Case: caseOneGroup}, true
	case errors.Is(err, survival.ErrNoEvents):
		return verdict{Case: caseNoEvents}, true
	}
	return verdict{}, false
}
