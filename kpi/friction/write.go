package friction

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/journey"
)

// rank puts findings into order: by the value of what was lost, or where no
// order has one, by how many were lost; then by how many customers met them.
func rank(list []Found) {
	slices.SortStableFunc(list, func(a, b Found) int {
		return cmp.Or(
			cmp.Compare(b.Lost, a.Lost), cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.P, b.P))
	})
}

// written returns a copy of the map with what was found on it. What an earlier
// search left on the map, frictions and opportunities with the same text, is
// replaced.
func written(m *journey.Map, r *Result) *journey.Map {
	c := m.Clone()
	w := writer{c.Lang, c.Currency}
	for i := range r.Frictions {
		f := &r.Frictions[i]
		f.Text = w.sentence(f)
		because := f.Measure
		put(placeOf(c, f.Stage, f.Touchpoint), journey.Friction{
			Text: f.Text, Severity: f.severity(), Because: &because, Evidence: w.evidence(f),
		})
	}
	for i := range r.Changes {
		r.Changes[i].Text = w.change(&r.Changes[i])
	}
	for i := range r.Moments {
		m := &r.Moments[i]
		m.Text = w.moment(m)
		because := m.With
		offer(placeOf(c, m.Stage, m.Touchpoint), journey.Opportunity{
			Text: m.Text, Impact: m.impact(), Because: &because, Evidence: w.momentEvidence(m),
		})
	}
	return c
}

// A place is where a finding is written: on a stage or on a touchpoint.
type place struct {
	frictions     *[]journey.Friction
	opportunities *[]journey.Opportunity
}

// placeOf returns the touchpoint of that name, or else the stage, or else the
// first stage; on a map without stages a place of which nothing is seen.
func placeOf(m *journey.Map, stage, touchpoint string) place {
	s := m.Stage(stage)
	switch {
	case s == nil && len(m.Stages) == 0:
		s = &journey.Stage{}
	case s == nil:
		s = &m.Stages[0]
	}
	for i := range s.Touchpoints {
		if t := &s.Touchpoints[i]; touchpoint != "" && t.Name == touchpoint {
			return place{&t.Frictions, &t.Opportunities}
		}
	}
	return place{&s.Frictions, &s.Opportunities}
}

func put(at place, f journey.Friction) {
	same := func(old journey.Friction) bool { return old.Because != nil && old.Text == f.Text }
	*at.frictions = append(slices.DeleteFunc(*at.frictions, same), f)
}

func offer(at place, o journey.Opportunity) {
	same := func(old journey.Opportunity) bool { return old.Because != nil && old.Text == o.Text }
	*at.opportunities = append(slices.DeleteFunc(*at.opportunities, same), o)
}

// impact ranks a moment by its adjusted difference: one of 1 in 5 and more is
// high, one of 1 in 20 and more is medium.
func (m *Moment) impact() journey.Impact {
	switch {
	case m.Adjusted.Value >= 0.2:
		return journey.HighImpact
	case m.Adjusted.Value >= 0.05:
		return journey.MediumImpact
	}
	return journey.LowImpact
}

// severity ranks a finding by how many more sessions than usual it goes badly
// with: 3 in 10 and more are critical, 1 in 10 and more are major. What is no
// share of sessions is major.
func (f *Found) severity() journey.Severity {
	switch excess := f.Measure.Value - f.Baseline.Value; {
	case f.Measure.Unit != journey.Ratio:
		return journey.Major
	case excess >= 0.3:
		return journey.Critical
	case excess >= 0.1:
		return journey.Major
	}
	return journey.Minor
}
