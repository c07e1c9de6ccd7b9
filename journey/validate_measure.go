package journey

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/persona/field"
)

// checkNumbers checks the measures and the targets of one object.
func (r *rules) checkNumbers(at string, measures []Measure, targets []Target) {
	names := make(map[string]string)
	for i, m := range measures {
		path := itemPath(at+"measures", i)
		unique(r, names, m.Name, path+".name")
		r.checkMeasure(path+".", m)
		if unit, known := measureUnits[m.Name]; known && m.Unit != "" && m.Unit != unit {
			r.add(path+".unit", fmt.Errorf("%w: want %s, the unit of %s", field.ErrInvalid, unit, m.Name))
		}
	}
	type goal struct {
		measure string
		op      Op
	}
	goals := make(map[goal]string)
	for i, t := range targets {
		path := itemPath(at+"targets", i)
		if t.Measure != "" {
			unique(r, goals, goal{t.Measure, t.Op}, path+".measure")
		}
		r.checkRange(path+".value", t.Value, t.UnitIn(measures))
	}
}

// UnitIn returns the unit of the measure that t is for: one of measures, or else
// one that package kpi writes. It is "" for any other.
func (t Target) UnitIn(measures []Measure) Unit {
	if m, ok := find(measures, t.Measure); ok {
		return m.Unit
	}
	return measureUnits[t.Measure]
}

var measureUnits = map[string]Unit{
	MeasureReached:      Count,
	MeasureConversion:   Ratio,
	MeasureDropOff:      Ratio,
	MeasureTimeMedian:   Seconds,
	MeasureTimeMean:     Seconds,
	MeasureTimeP90:      Seconds,
	MeasureSatisfaction: Score,
	MeasureCSAT:         Ratio,
	MeasureCES:          Score,
	MeasureNPS:          Points,
	MeasureAbandonment:  Ratio,
	MeasureChurn:        Ratio,
	MeasureRetention:    Ratio,
	MeasureRepeat:       Ratio,
	MeasureRevenue:      Money,
	MeasureCLV:          Money,
}

func (r *rules) checkMeasure(at string, m Measure) {
	r.checkRange(at+"value", m.Value, m.Unit)
	switch {
	case m.Level == 0:
		if m.Lo != 0 || m.Hi != 0 {
			r.add(at+"level", fmt.Errorf("%w: want the level of the interval from lo to hi", field.ErrMissing))
		}
		return
	case m.Counted():
		r.checkCounted(at, m)
		return
	}
	r.checkRange(at+"lo", m.Lo, m.Unit)
	r.checkRange(at+"hi", m.Hi, m.Unit)
	if m.Value < m.Lo || m.Value > m.Hi {
		r.add(at+"value", fmt.Errorf("%w: want a value from lo (%v) to hi (%v), got %v", field.ErrRange, m.Lo, m.Hi, m.Value))
	}
}

func (r *rules) checkCounted(at string, m Measure) {
	if math.IsNaN(m.Value) {
		return // equals nothing, and is a mistake without this
	}
	if m.Lo != m.Value {
		r.add(at+"lo", fmt.Errorf("%w: want the value (%v) at level 1, got %v", field.ErrRange, m.Value, m.Lo))
	}
	if m.Hi != m.Value {
		r.add(at+"hi", fmt.Errorf("%w: want the value (%v) at level 1, got %v", field.ErrRange, m.Value, m.Hi))
	}
}

func (r *rules) checkRange(path string, v float64, u Unit) {
	switch s, ok := unitRanges[u]; {
	case !ok || v >= s.lo && v <= s.hi:
	case math.IsInf(s.hi, 1):
		r.add(path, fmt.Errorf("%w: want at least %v in unit %s, got %v", field.ErrRange, s.lo, u, v))
	default:
		r.add(path, fmt.Errorf("%w: want a value from %v to %v in unit %s, got %v", field.ErrRange, s.lo, s.hi, u, v))
	}
}

// unitRanges holds the units that have a range. Money may be owed, and a score
// has the scale of its question.
var unitRanges = map[Unit]struct{ lo, hi float64 }{
	Count:   {0, math.Inf(1)},
	Ratio:   {0, 1},
	Change:  {-1, 1},
	Times:   {0, math.Inf(1)},
	Seconds: {0, math.Inf(1)},
	Points:  {-100, 100},
}
