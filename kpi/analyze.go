package kpi

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// Analyze measures the journey that m draws on the events of log. It changes
// neither.
//
// A map or an option that is not valid is a *[field.Error] with its path, such
// as "stages[2].name" or "options.level", or several, joined. A map of more
// than 1,000 stages is an error too. A log without an event up to the end of
// the observation is [ErrNoData], and amounts whose sum is no number any more
// are [ErrTooLarge]. Whatever else makes a number doubtful is a [Warning].
func Analyze(m *journey.Map, log *event.Log, opt *Options) (*Report, error) {
	if m == nil || log == nil {
		return nil, errors.New("analyze: want a map and a log, got nil")
	}
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("analyze: %w", err)
	}
	if len(m.Stages) > maxStages {
		return nil, fmt.Errorf("analyze: %d stages: want at most %d", len(m.Stages), maxStages)
	}
	settled, err := opt.settled(log)
	if err != nil {
		return nil, fmt.Errorf("analyze: %w", err)
	}
	s, err := settle(m, log, settled)
	if err != nil {
		return nil, fmt.Errorf("analyze: %w", err)
	}
	s.unknown = opt.unknown(log)
	c := event.FoldWithProgress(log, func() *tally { return newTally(s) }, settled.told(0.1, 0.9))
	if c.customers == 0 {
		return nil, fmt.Errorf("analyze: %w: no event up to the end of the observation", ErrNoData)
	}
	worth, doubts := c.lifetime()
	measured := c.measure(m.Clone(), worth)
	measured.Observed = c.observation()
	report := &Report{Map: measured, Channels: c.orders.segments(), Warnings: append(c.doubts(measured, log), doubts...)}
	if err := report.finite(); err != nil {
		return nil, err
	}
	settled.told(0, 1)(1)
	return report, nil
}

// maxStages bounds the memory of an analysis, which counts every pair of stages.
const maxStages = 1000

// measure writes the measures on m, in place of those of an earlier analysis:
// those of the counts, and what buyers are worth.
func (c *tally) measure(m *journey.Map, worth []journey.Measure) *journey.Map {
	m.Measures = written(m.Measures)
	stays, said := c.stays(), c.answers.said()
	point := 0
	for i := range m.Stages {
		stage := &m.Stages[i]
		forgetEmotion(stage)
		stage.Measures = written(stage.Measures)
		for j := range stage.Touchpoints {
			c.measureTouchpoint(&stage.Touchpoints[j], point)
			point++
		}
		stage.Measures = set(stage.Measures, c.reach.measures(i, c.customers)...)
		stage.Measures = set(stage.Measures, stays[i].Measures...)
		stage.Measures = set(stage.Measures, said.ofStage(i, c.Level)...)
		if felt, ok := stage.Measure(journey.MeasureSatisfaction); ok && felt.Source == journey.FromSurvey {
			stage.Emotion = journey.Emotion(felt.Value)
		}
	}
	m.Measures = set(m.Measures, c.orders.measures()...)
	m.Measures = set(m.Measures, worth...)
	m.Measures = set(m.Measures, said.overall()...)
	return m
}

// forgetEmotion takes back the emotion that an earlier analysis found.
func forgetEmotion(s *journey.Stage) {
	felt, ok := s.Measure(journey.MeasureSatisfaction)
	if ok && felt.Source == journey.FromSurvey && s.Emotion == journey.Emotion(felt.Value) {
		s.Emotion = 0
	}
}

// stays returns how long customers stay in each stage.
func (c *tally) stays() []dwell.Stage {
	if stays, err := c.dwell.Result(); err == nil {
		return stays.Stages
	}
	return make([]dwell.Stage, c.stages) // nobody was in any
}

func (c *tally) measureTouchpoint(t *journey.Touchpoint, index int) {
	t.Measures = written(t.Measures)
	if reached := c.reach.points[index]; reached > 0 {
		t.Measures = set(t.Measures, figure.Count(journey.MeasureReached, reached, c.customers))
	}
}

func (c *tally) observation() *journey.Observation {
	return &journey.Observation{
		Source: c.Source, From: time.Unix(0, c.first).UTC(), To: time.Unix(0, c.last).UTC(),
		Customers: c.customers, Events: c.events,
		Silence: c.Silence.Seconds(), Horizon: c.Horizon.Seconds(),
	}
}

// finite reports amounts so large that their sum is no number any more. Only
// what is made of amounts can be: counts and times have their bounds.
func (r *Report) finite() error {
	m, _ := r.Map.Measure(journey.MeasureRevenue)
	for _, v := range []float64{m.Value, m.Lo, m.Hi} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("analyze: %s: %w", m.Name, ErrTooLarge)
		}
	}
	return nil
}
