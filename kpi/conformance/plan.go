package conformance

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// ErrNoData: there is nothing to compare, since the plan has no steps or the
// log no events.
var ErrNoData = stat.ErrNoData

// maxSteps bounds the memory of an analysis, which may count every pair of
// steps.
const maxSteps = 1000

// A Place is a step of the plan as people know it.
type Place struct {
	Stage string `json:"stage,omitempty"` // of a touchpoint
	Name  string `json:"name"`            // of the touchpoint, of the stage or of the event
}

// A plan is the drawn journey as a sequence of steps. Several steps of a
// Sequence may have one symbol: the index of the first of them.
type plan struct {
	steps   []planned
	symbols []int32 // of each step
	again   []int32 // the next step of the same symbol, or none
	ofMap   []int32 // of each touchpoint or stage of the map, its symbol or none
}

// A planned is one step, with all that decides which events are of it.
type planned struct {
	Place
	Events  []string         `json:"events,omitempty"`
	Under   []string         `json:"under,omitempty"` // the channel of each of Events
	Targets []journey.Target `json:"targets,omitempty"`
}

// newPlan returns the plan that a map or the options draw.
func newPlan(m *journey.Map, opt *Options) (*plan, error) {
	p := &plan{}
	switch {
	case opt.Sequence != nil:
		if err := p.addSequence(opt); err != nil {
			return nil, err
		}
	case m == nil:
		return nil, errors.New("want a map or options.sequence, got neither")
	default:
		if err := m.Validate(); err != nil {
			return nil, err
		}
		p.addMap(m, opt)
	}
	switch n := len(p.steps); {
	case n == 0:
		return nil, fmt.Errorf("%w: no step names an event that is recorded", ErrNoData)
	case n > maxSteps:
		return nil, fmt.Errorf("%d steps: want at most %d", n, maxSteps)
	}
	p.link()
	return p, nil
}

// addSequence makes each name a step. The second of a name is "name (2)" to
// people.
func (p *plan) addSequence(opt *Options) error {
	first, times := map[string]int32{}, map[string]int{}
	for i, name := range opt.Sequence {
		if name == "" {
			return &field.Error{Path: fmt.Sprintf("options.sequence[%d]", i), Err: field.ErrMissing}
		}
		if !utf8.ValidString(name) {
			return &field.Error{Path: fmt.Sprintf("options.sequence[%d]", i), Err: field.ErrEncoding}
		}
		if !opt.records(name) {
			continue
		}
		times[name]++
		label := name
		if times[name] == 1 {
			first[name] = int32(len(p.steps))
		} else {
			label += " (" + strconv.Itoa(times[name]) + ")"
		}
		p.steps = append(p.steps, planned{Place: Place{Name: label}, Events: []string{name}})
		p.symbols = append(p.symbols, first[name])
	}
	return nil
}

// addMap makes each touchpoint or each stage a step, if it names an event that
// is recorded.
func (p *plan) addMap(m *journey.Map, opt *Options) {
	for s := range m.Stages {
		stage := &m.Stages[s]
		whole := planned{Place: Place{Name: stage.Name}, Targets: timeTargets(stage.Targets)}
		recorded := false
		for t := range stage.Touchpoints {
			point := &stage.Touchpoints[t]
			step := planned{Place: Place{stage.Name, point.Name}, Events: point.Events, Targets: timeTargets(point.Targets)}
			for range point.Events {
				step.Under = append(step.Under, string(point.Channel))
			}
			is := slices.ContainsFunc(point.Events, opt.records)
			recorded = recorded || is
			if opt.By == Touchpoints {
				p.add(step, is)
			}
			whole.Events, whole.Under = append(whole.Events, step.Events...), append(whole.Under, step.Under...)
		}
		if opt.By == Stages {
			p.add(whole, recorded)
		}
	}
}

// add takes a touchpoint or a stage of the map into the plan if it is a step.
func (p *plan) add(step planned, is bool) {
	if !is {
		p.ofMap = append(p.ofMap, none)
		return
	}
	symbol := int32(len(p.steps))
	p.ofMap, p.symbols = append(p.ofMap, symbol), append(p.symbols, symbol)
	p.steps = append(p.steps, step)
}

// timeTargets returns the targets on times.
func timeTargets(all []journey.Target) []journey.Target {
	var times []journey.Target
	for _, t := range all {
		switch t.Measure {
		case journey.MeasureTimeMedian, journey.MeasureTimeMean, journey.MeasureTimeP90:
			times = append(times, t)
		}
	}
	return times
}

// link finds the next step of each symbol.
func (p *plan) link() {
	p.again = make([]int32, len(p.steps))
	last := make([]int32, len(p.steps))
	for i, s := range p.symbols {
		p.again[i] = none
		if int(s) != i {
			p.again[last[s]] = int32(i)
		}
		last[s] = int32(i)
	}
}

// A reader tells the symbols of the events of one log.
type reader struct {
	byName  []int32 // of a Sequence: the symbol of each name id, or none
	binding *bind.Binding
	stages  bool
	ofMap   []int32 // the symbol of each touchpoint or stage, or none
	cutter  *event.Cutter
}

func newReader(m *journey.Map, p *plan, log *event.Log, opt *Options) *reader {
	r := &reader{stages: opt.By == Stages, ofMap: p.ofMap}
	if opt.Per == Sessions {
		r.cutter = log.Cutter(opt.Cut)
	}
	if opt.Sequence == nil {
		r.binding = bind.To(m, log)
		return r
	}
	r.byName = slices.Repeat([]int32{none}, len(log.Names()))
	for i, step := range p.steps {
		if id, ok := log.NameID(step.Events[0]); ok {
			r.byName[id] = p.symbols[i]
		}
	}
	return r
}

// append appends the symbol of each event of t, or none, to dst.
func (r *reader) append(dst []int32, t event.Trace) []int32 {
	if r.binding == nil {
		return t.AppendCodes(dst, r.byName)
	}
	start := len(dst)
	if r.stages {
		dst = r.binding.AppendStages(dst, t)
	} else {
		dst = r.binding.AppendTouchpoints(dst, t)
	}
	for i, c := range dst[start:] {
		if c != none {
			dst[start+i] = r.ofMap[c]
		}
	}
	return dst
}

// appendStarts appends where the sessions of t begin, or with customers, where
// t does.
func (r *reader) appendStarts(dst []int32, t event.Trace) []int32 {
	if r.cutter == nil {
		return append(dst, 0)
	}
	return r.cutter.Append(dst, t)
}
