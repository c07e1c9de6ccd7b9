package dwell

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// What a tally can not be used for. Its Result returns it.
var (
	ErrOtherQuestion = figure.ErrOtherQuestion
	ErrNoLog         = figure.ErrNoLog
)

// A Tally counts the visits of customers, each of whom must be in one tally
// with all their events. It is an [event.Accumulator].
//
// A Tally keeps its first mistake, which Result returns: it was given traces
// after it was restored from JSON, which knows no log; or it was merged with
// one that was asked something else.
type Tally struct {
	binding *bind.Binding // nil in a tally that was restored
	asked   question
	stages  []visits
	err     error

	codes []int32 // of the trace that is being added
}

// A question is what an analysis was asked.
type question struct {
	Level   float64  `json:"level"`
	Silence uint64   `json:"silence"`
	At      int64    `json:"at"`
	Stages  []string `json:"stages"`
}

// visits are those of one stage.
type visits struct {
	Nanoseconds stat.Sample `json:"nanoseconds"`
	Open        int         `json:"open"`
}

// New returns an empty tally for traces of log. Errors are those of [Compute].
func New(m *journey.Map, log *event.Log, opt *Options) (*Tally, error) {
	if m == nil || log == nil {
		return nil, errors.New("dwell: want a map and a log, got nil")
	}
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("dwell: %w", err)
	}
	level, silence, at, err := opt.settled()
	if err != nil {
		return nil, err
	}
	t := &Tally{binding: bind.To(m, log), asked: question{Level: level, Silence: silence, At: at}}
	for _, s := range m.Stages {
		t.asked.Stages = append(t.asked.Stages, s.Name)
	}
	return t.Fresh(), nil
}

// Fresh returns an empty tally for traces of the same log that was asked the
// same.
func (t *Tally) Fresh() *Tally {
	return &Tally{binding: t.binding, asked: t.asked, stages: make([]visits, len(t.asked.Stages))}
}

// Add counts the visits of one customer.
func (t *Tally) Add(trace event.Trace) {
	if t.binding == nil {
		t.fail(ErrNoLog)
		return
	}
	nanos := trace.Nanos()
	if n := len(nanos); n > 0 && nanos[n-1] > t.asked.At {
		nanos = nanos[:sort.Search(n, func(i int) bool { return nanos[i] > t.asked.At })]
	}
	if len(nanos) == 0 {
		return
	}
	t.codes = t.binding.AppendStages(t.codes[:0], trace)
	stages := t.codes[:len(nanos)]
	if t.asked.Silence == math.MaxUint64 || uint64(nanos[len(nanos)-1])-uint64(nanos[0]) <= t.asked.Silence {
		t.countWhole(nanos, stages)
	} else {
		t.count(nanos, stages)
	}
}

// countWhole is count where no silence ends a visit.
func (t *Tally) countWhole(nanos []int64, stages []int32) {
	current, since := int32(bind.None), 0
	for i, stage := range stages {
		if stage == current || stage == bind.None {
			continue
		}
		if current != bind.None {
			t.stages[current].Nanoseconds.Add(uint64(nanos[i]) - uint64(nanos[since]))
		}
		current, since = stage, i
	}
	if current != bind.None {
		t.stages[current].Open++
	}
}

// count counts the visits of a customer who was at those times in those stages.
// Differences are unsigned: that of two signed times overflows after 292 years.
func (t *Tally) count(nanos []int64, stages []int32) {
	current, since, before := int32(bind.None), int64(0), nanos[0]
	for i, stage := range stages {
		at := nanos[i]
		if uint64(at)-uint64(before) > t.asked.Silence && current != bind.None {
			t.stages[current].Open++
			current = bind.None
		}
		before = at
		if stage == bind.None || stage == current {
			continue
		}
		if current != bind.None {
			t.stages[current].Nanoseconds.Add(uint64(at) - uint64(since))
		}
		current, since = stage, at
	}
	if current != bind.None {
		t.stages[current].Open++
	}
}

// Merge adds what another tally counted of other customers.
func (t *Tally) Merge(other *Tally) {
	if other == nil || figure.Asked(t.asked) != figure.Asked(other.asked) {
		t.fail(ErrOtherQuestion)
		return
	}
	t.fail(other.err)
	for i := range other.stages {
		t.stages[i].Nanoseconds.Merge(&other.stages[i].Nanoseconds)
		t.stages[i].Open += other.stages[i].Open
	}
}

func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Result returns what was counted so far.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("dwell: %w", t.err)
	}
	if !slices.ContainsFunc(t.stages, func(v visits) bool { return v.Open+v.Nanoseconds.N() > 0 }) {
		return nil, fmt.Errorf("dwell: %w: no event of a stage", ErrNoData)
	}
	r := &Result{Stages: make([]Stage, len(t.stages))}
	var wait sync.WaitGroup
	for i := range t.stages {
		wait.Go(func() { r.Stages[i] = t.stage(i) })
	}
	wait.Wait()
	return r, nil
}

func (t *Tally) stage(i int) Stage {
	v := &t.stages[i]
	return Stage{
		Name: t.asked.Stages[i], Visits: v.Nanoseconds.N(), Open: v.Open,
		Total: v.Nanoseconds.Total() / 1e9, Measures: figure.Times(&v.Nanoseconds, t.asked.Level),
	}
}

// A state is a saved tally.
type state struct {
	Asked  question `json:"asked"`
	Visits []visits `json:"visits"`
}

// MarshalJSON saves the tally: what it was asked and what it counted.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("dwell: %w", t.err)
	}
	return json.Marshal(state{t.asked, t.stages})
}

// UnmarshalJSON restores a tally that was saved. It has no log: it may be merged
// and asked for its result, but be given no traces.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("dwell: %w", err)
	}
	level, err := figure.Level(s.Asked.Level)
	if err != nil || level != s.Asked.Level || len(s.Visits) != len(s.Asked.Stages) {
		return fmt.Errorf("dwell: %w", stat.ErrState)
	}
	for _, v := range s.Visits {
		if v.Open < 0 {
			return fmt.Errorf("dwell: %w", stat.ErrState)
		}
	}
	*t = Tally{asked: s.Asked, stages: s.Visits}
	return nil
}
