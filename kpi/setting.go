package kpi

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A setting is all that counting needs to know of the map, the log and the
// options. Shards share it and none changes it.
type setting struct {
	Options
	*binding
	stages   int
	channels []journey.Channel
	at       int64 // the end of the observation, in Unix nanoseconds

	isPurchase, isCart, isGoal, isNPS, isCSAT, isCES nameSet
}

func settle(m *journey.Map, log *event.Log, opt Options) *setting {
	s := &setting{
		Options:    opt,
		binding:    bind(m, log),
		stages:     len(m.Stages),
		channels:   log.Channels(),
		at:         opt.At.UnixNano(),
		isPurchase: setOf(log, opt.Purchase),
		isCart:     setOf(log, opt.Cart),
		isNPS:      setOf(log, opt.NPS),
		isCSAT:     setOf(log, opt.CSAT),
		isCES:      setOf(log, opt.CES),
	}
	s.isGoal = s.goalOf(m, log)
	return s
}

// goalOf returns the events that reach the goal, as Options.Goal says.
func (s *setting) goalOf(m *journey.Map, log *event.Log) nameSet {
	switch {
	case s.Goal != nil:
		return setOf(log, s.Goal)
	case slices.Contains(s.isPurchase, true):
		return s.isPurchase
	}
	goal, conversion := setOf(log, nil), false
	for i := range m.Stages {
		stage := &m.Stages[i]
		shown := setOf(log, eventsOf(stage))
		isConversion := stage.Phase == journey.Conversion
		if slices.Contains(shown, true) && (isConversion || !conversion) {
			goal, conversion = shown, isConversion
		}
	}
	return goal
}

func eventsOf(s *journey.Stage) []string {
	var names []string
	for i := range s.Touchpoints {
		names = append(names, s.Touchpoints[i].Events...)
	}
	return names
}
