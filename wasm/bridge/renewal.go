package bridge

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/churn/renewal"
)

type renewalParams struct {
	Cohorts []renewal.Cohort `json:"cohorts"`
	Last    int              `json:"last"`   // the renewal up to which to project
	Margin  float64          `json:"margin"` // of a renewal; with Rate it says what the customers are worth
	Rate    float64          `json:"rate"`   // of discount, a period
	Options renewal.Options  `json:"options"`
}

// A projection is what a table of retention leads to.
type projection struct {
	Fit    *renewal.Fitted `json:"fit"`
	Points []renewal.Point `json:"points"`

	Lifetime         *journey.Measure `json:"lifetime,omitempty"` // nil where it is infinite
	InfiniteLifetime bool             `json:"infinite_lifetime,omitempty"`

	Base *renewal.Base `json:"base,omitempty"` // nil without a margin and a rate
}

// project replies with how long customers will stay who renew.
func project(p renewalParams) (answer, error) {
	found, err := p.projection()
	return lineOf("projection", found, err)
}

func (p renewalParams) projection() (*projection, error) {
	fit, err := renewal.Fit(p.Cohorts, &p.Options)
	if err != nil {
		return nil, err
	}
	out := &projection{Fit: fit}
	if out.Points, err = fit.Project(p.Last); err != nil {
		return nil, err
	}
	lifetime, finite, err := fit.Lifetime()
	if err != nil {
		return nil, err
	}
	if out.InfiniteLifetime = !finite; finite {
		out.Lifetime = &lifetime
	}
	if p.Margin != 0 || p.Rate != 0 {
		out.Base, err = fit.Base(p.Cohorts, p.Margin, p.Rate)
	}
	return out, err
}
