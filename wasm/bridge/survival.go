package bridge

import (
	"bytes"
	"errors"

	"github.com/parcours-go/parcours/kpi/churn"
	"github.com/parcours-go/parcours/kpi/churn/survival"
)

type survivalParams struct {
	Columns survivalColumns `json:"columns"`
	Options survivalOptions `json:"options"`
}

// survivalColumns are those of survival.CSVOptions that curves are made of.
type survivalColumns struct {
	Time, Event, Group, Stratum string
	Happened                    []string
}

// survivalOptions are those of all that is said of durations.
type survivalOptions struct {
	survival.Options
	survival.LogRankOptions

	Times   []float64        // at which curves are read, in place of all steps
	Hazards bool             // asks for cumulative hazards too
	Ties    survival.TieRule // of hazards
}

// A survived is what durations say: curves, how groups compare, and hazards.
type survived struct {
	Curves     []curve              `json:"curves"`
	Comparison *survival.Comparison `json:"comparison,omitempty"`

	// Case is why groups do not compare: "one_group" or "no_events".
	Case    string            `json:"case,omitempty"`
	Hazards []survival.Hazard `json:"hazards,omitempty"`

	Lifetimes []churn.Lifetime `json:"lifetimes,omitempty"` // of a log, if asked for
}

// A curve is a survival.Curve with what people ask of it.
type curve struct {
	survival.Curve
	Median survival.Quantile `json:"median"`
	Mean   survival.Mean     `json:"mean"`
}

// survive replies with what a table of durations says.
func survive(p survivalParams, table []byte) (answer, error) {
	c := p.Columns
	data, err := survival.ReadCSV(bytes.NewReader(table), &survival.CSVOptions{
		Time: c.Time, Event: c.Event, Group: c.Group, Stratum: c.Stratum, Happened: c.Happened,
	})
	if err != nil {
		return answer{}, atParameter("columns", err)
	}
	return payloadOf(p.Options.of(data))
}

func (o survivalOptions) of(data *survival.Data) (*survived, error) {
	curves, err := survival.KaplanMeier(data, &o.Options)
	if err != nil {
		return nil, err
	}
	var s survived
	for _, c := range curves {
		s.Curves = append(s.Curves, o.curve(c))
	}
	if err = s.compare(data, &o.LogRankOptions); err == nil && o.Hazards {
		s.Hazards, err = survival.NelsonAalen(data, o.ofHazards())
	}
	return &s, err
}

func (o survivalOptions) ofHazards() *survival.HazardOptions {
	out := &survival.HazardOptions{Ties: o.Ties, Level: o.Level, Transform: o.Transform}
	if out.Transform == survival.LogLog {
		out.Transform = survival.Log // the hazard is −log S, so that both are one scale
	}
	return out
}

func (o survivalOptions) curve(c survival.Curve) curve {
	out := curve{Curve: c, Median: c.Median(), Mean: c.Mean()}
	if o.Times != nil {
		out.Steps = make([]survival.Step, len(o.Times))
		for i, t := range o.Times {
			out.Steps[i] = c.At(t)
		}
	}
	return out
}

// compare compares the groups, or says why that can not be.
func (s *survived) compare(data *survival.Data, opt *survival.LogRankOptions) (err error) {
	s.Comparison, err = survival.LogRank(data, opt)
	if errors.Is(err, survival.ErrOneGroup) || errors.Is(err, survival.ErrNoEvents) {
		v, _ := verdictOf(err)
		s.Case, err = v.Case, nil
	}
	return err
}
