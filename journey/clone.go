package journey

import (
	"slices"

	"github.com/parcours-go/parcours/persona"
)

// Clone returns a copy that shares no memory with m.
func (m *Map) Clone() *Map {
	c := *m
	c.Persona = clonePersona(m.Persona)
	c.Stages = cloneEach(m.Stages, cloneStage)
	c.Measures = slices.Clone(m.Measures)
	c.Targets = slices.Clone(m.Targets)
	if m.Observed != nil {
		o := *m.Observed
		c.Observed = &o
	}
	return &c
}

func cloneEach[T any](s []T, clone func(T) T) []T {
	c := slices.Clone(s)
	for i := range c {
		c[i] = clone(c[i])
	}
	return c
}

func clonePersona(p persona.Persona) persona.Persona {
	for _, list := range []*[]string{
		&p.Goals, &p.Needs, &p.Frustrations, &p.Behaviours, &p.Channels,
		&p.Empathy.Says, &p.Empathy.Thinks, &p.Empathy.Does, &p.Empathy.Feels,
		&p.Empathy.Sees, &p.Empathy.Hears, &p.Empathy.Pains, &p.Empathy.Gains,
	} {
		*list = slices.Clone(*list)
	}
	p.Traits = slices.Clone(p.Traits)
	return p
}

func cloneStage(s Stage) Stage {
	s.Expectations = slices.Clone(s.Expectations)
	s.Actions = slices.Clone(s.Actions)
	s.Thoughts = slices.Clone(s.Thoughts)
	s.Props = slices.Clone(s.Props)
	s.Frontstage = slices.Clone(s.Frontstage)
	s.Backstage = slices.Clone(s.Backstage)
	s.Support = slices.Clone(s.Support)
	s.Touchpoints = cloneEach(s.Touchpoints, cloneTouchpoint)
	s.Frictions = cloneEach(s.Frictions, cloneFriction)
	s.Opportunities = cloneEach(s.Opportunities, cloneOpportunity)
	s.Measures = slices.Clone(s.Measures)
	s.Targets = slices.Clone(s.Targets)
	return s
}

func cloneTouchpoint(t Touchpoint) Touchpoint {
	t.Events = slices.Clone(t.Events)
	t.Frictions = cloneEach(t.Frictions, cloneFriction)
	t.Opportunities = cloneEach(t.Opportunities, cloneOpportunity)
	t.Measures = slices.Clone(t.Measures)
	t.Targets = slices.Clone(t.Targets)
	return t
}

func cloneFriction(f Friction) Friction {
	f.Because = cloneMeasure(f.Because)
	return f
}

func cloneOpportunity(o Opportunity) Opportunity {
	o.Because = cloneMeasure(o.Because)
	return o
}

func cloneMeasure(m *Measure) *Measure {
	if m == nil {
		return nil
	}
	c := *m
	return &c
}
