package kpi

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/clv"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// A setting is all that counting needs to know of the map, the log and the
// options. Shards share it and none changes it.
type setting struct {
	Options
	*bind.Binding
	dwell    *dwell.Tally // empty
	buyers   *clv.Tally   // empty
	answers  answers      // empty
	stages   int
	names    int // that events have
	channels []journey.Channel
	unknown  []string // names in the options that the log does not show
	at       int64    // the end of the observation, in Unix nanoseconds

	isPurchase, isCart, isGoal, isNPS, isCSAT, isCES []bool

	goalStage int // whose events reach the goal where isGoal has none, or bind.None
}

func settle(m *journey.Map, log *event.Log, opt Options) (*setting, error) {
	s := &setting{
		Options:    opt,
		Binding:    bind.To(m, log),
		stages:     len(m.Stages),
		names:      len(log.Names()),
		channels:   log.Channels(),
		at:         opt.At.UnixNano(),
		isPurchase: bind.Names(log, opt.Purchase),
		isCart:     bind.Names(log, opt.Cart),
		isNPS:      bind.Names(log, opt.NPS),
		isCSAT:     bind.Names(log, opt.CSAT),
		isCES:      bind.Names(log, opt.CES),
	}
	s.settleGoal(m, log)
	var err error
	s.dwell, err = dwell.New(m, log, &dwell.Options{Level: opt.Level, Silence: opt.Silence, At: opt.At})
	if err != nil {
		return s, err
	}
	if s.buyers, err = newBuyers(log, opt); err != nil {
		return s, err
	}
	s.answers, err = questions(m, log, opt)
	return s, err
}

// settleGoal finds what reaches the goal, as Options.Goal says.
func (s *setting) settleGoal(m *journey.Map, log *event.Log) {
	s.goalStage = bind.None
	switch {
	case s.Goal != nil:
		s.isGoal = bind.Names(log, s.Goal)
		return
	case slices.Contains(s.isPurchase, true):
		s.isGoal = s.isPurchase
		return
	}
	s.isGoal = bind.Names(log, nil)
	shown := event.Fold(log, func() *shownStages { return &shownStages{s, make([]bool, s.stages)} })
	conversion := false
	for i, is := range shown.shown {
		isConversion := m.Stages[i].Phase == journey.Conversion
		if is && (isConversion || !conversion) {
			s.goalStage, conversion = i, isConversion
		}
	}
}

// reachesGoal reports whether an event does.
func (s *setting) reachesGoal(t event.Trace, i int) bool {
	return s.isGoal[t.NameID(i)] || s.goalStage != bind.None && s.Stage(t, i) == s.goalStage
}

// hasGoal reports whether anything in the log could reach the goal.
func (s *setting) hasGoal() bool { return s.goalStage != bind.None || slices.Contains(s.isGoal, true) }

// shownStages says which stages the log shows up to the end of the observation.
type shownStages struct {
	*setting
	shown []bool
}

// Add looks at one customer.
func (s *shownStages) Add(t event.Trace) {
	for i := 0; i < t.Len() && t.Nano(i) <= s.at; i++ {
		if stage := s.Stage(t, i); stage != bind.None {
			s.shown[stage] = true
		}
	}
}

// Merge adds what another one saw.
func (s *shownStages) Merge(other *shownStages) {
	for i, is := range other.shown {
		s.shown[i] = s.shown[i] || is
	}
}
