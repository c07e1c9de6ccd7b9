package friction

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// A setting is all that looking at sessions needs to know. Shards share it and
// none changes it.
type setting struct {
	*bind.Binding
	m        *journey.Map
	log      *event.Log
	opt      Options
	factors  []factor
	signals  []signal
	meanings []meaning
	meaning  []int32 // of each name id: an index in meanings
	hasGoal  bool
	pointOf  []pointName
}

// A meaning is what the events of a name say besides where they were. The first
// of a setting says nothing.
type meaning struct {
	goal     bool
	signal   int // counted from 1; 0 for none
	question int // as signal
}

// A signal is an event that betrays friction by itself.
type signal struct {
	name  string
	point int32 // the touchpoint that names it, or None
}

// A pointName is where a touchpoint stands on the map.
type pointName struct{ stage, touchpoint int }

// A question is one that customers answer with a number.
type question struct {
	measures  []string // that targets may name, the first that of the mean
	act       event.Act
	low, high float64
}

var questions = [...]question{
	{[]string{journey.MeasureSatisfaction, journey.MeasureCSAT}, event.AnswerCSAT, 1, 5},
	{[]string{journey.MeasureNPS}, event.AnswerNPS, 0, 10},
	{[]string{journey.MeasureCES}, event.AnswerCES, 1, 7},
}

func settle(m *journey.Map, log *event.Log, opt Options) *setting {
	s := &setting{Binding: bind.To(m, log), m: m, log: log, opt: opt, meanings: []meaning{{}}}
	for i := range m.Stages {
		for j := range m.Stages[i].Touchpoints {
			s.pointOf = append(s.pointOf, pointName{i, j})
		}
	}
	s.settleFactors(log)
	s.settleMeanings(m, log)
	return s
}

// maxValues is how many values an attribute may have that tells segments apart.
const maxValues = 12

func (s *setting) settleFactors(log *event.Log) {
	keys := s.opt.Segments
	if keys == nil {
		for _, key := range log.Attrs() {
			if n := len(log.Attr(key).Values()) - 1; n >= 2 && n <= maxValues && key != s.opt.Session.Attr {
				keys = append(keys, key)
			}
		}
	}
	for _, key := range keys {
		s.factors = append(s.factors, factor{name: key, values: log.Attr(key).Values(), attr: log.Attr(key)})
	}
	if f := channelFactor(log.Channels()); len(f.values) > 2 && len(f.values)-1 <= maxValues {
		s.factors = append(s.factors, f)
	}
}

func (s *setting) settleMeanings(m *journey.Map, log *event.Log) {
	byName := make([]meaning, len(log.Names()))
	set := func(names []string, say func(*meaning)) {
		for _, name := range names {
			if id, ok := log.NameID(name); ok {
				say(&byName[id])
			}
		}
	}
	var goal []string
	goal, s.hasGoal = s.opt.goal(m, log)
	set(goal, func(m *meaning) { m.goal = true })
	for _, act := range event.FrictionSignals() {
		for _, name := range act.Names() {
			set([]string{name}, func(m *meaning) {
				s.signals = append(s.signals, signal{name, s.pointNaming(name)})
				m.signal = len(s.signals)
			})
		}
	}
	for i, q := range questions {
		set(q.act.Names(), func(m *meaning) { m.question = i + 1 })
	}
	s.meaning = make([]int32, len(byName))
	for id, what := range byName {
		if what != (meaning{}) {
			s.meaning[id] = int32(len(s.meanings))
			s.meanings = append(s.meanings, what)
		}
	}
}

// pointNaming returns the first touchpoint that names an event, or None.
func (s *setting) pointNaming(name string) int32 {
	point := int32(0)
	for _, t := range s.m.Touchpoints() {
		if slices.Contains(t.Events, name) {
			return point
		}
		point++
	}
	return bind.None
}

// stageName returns the name of a stage.
func (s *setting) stageName(stage int) string { return s.m.Stages[stage].Name }

// pointName returns the name of a touchpoint, or "" for none.
func (s *setting) pointName(point int) string {
	if point < 0 {
		return ""
	}
	at := s.pointOf[point]
	return s.m.Stages[at.stage].Touchpoints[at.touchpoint].Name
}
