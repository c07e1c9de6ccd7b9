package conformance

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
)

// The names of the measures in a result. All are shares of units but the
// fitness, which is a mean over them.
const (
	MeasureFitness    = "fitness"      // mean fitness of a unit
	MeasureFit        = "fit"          // units without a deviation
	MeasureCompleted  = "completed"    // units that completed a step in the order of the plan
	MeasureOutOfOrder = "out_of_order" // units with an event of the step that does not fit in that order
	MeasureMissing    = "missing"      // units without an event of the step
	MeasureRepeated   = "repeated"     // units with more events of the step than planned
	MeasureInOrder    = "in_order"     // of units that reached two neighbouring steps, those that reached them in the order of the plan
	MeasureOnTime     = "on_time"      // of units or times that are compared with limits, those within
)

// Measured returns a copy of m, the map that was compared, on which each step
// has its measures Completed, OutOfOrder and Missing, and the map those of the
// fitness and of the order. They replace measures of the same names.
//
// Of a Sequence there are no steps on the map: only the map itself is measured.
func (r *Result) Measured(m *journey.Map) *journey.Map {
	out := m.Clone()
	steps := map[Place]*Step{}
	for i := range r.Steps {
		steps[r.Steps[i].Place] = &r.Steps[i]
	}
	for i := range out.Stages {
		stage := &out.Stages[i]
		if s := steps[Place{Name: stage.Name}]; s != nil && r.By == Stages {
			stage.Measures = set(stage.Measures, s.Completed, s.OutOfOrder, s.Missing)
		}
		for j := range stage.Touchpoints {
			point := &stage.Touchpoints[j]
			if s := steps[Place{stage.Name, point.Name}]; s != nil {
				point.Measures = set(point.Measures, s.Completed, s.OutOfOrder, s.Missing)
			}
		}
	}
	out.Measures = set(out.Measures, r.Fitness.Average, r.Fitness.Fit, r.Order)
	return out
}

// set puts measures that have a value behind those of a list, in place of any
// with their names.
func set(list []journey.Measure, measures ...journey.Measure) []journey.Measure {
	for _, m := range measures {
		if m.Name != "" {
			list = slices.DeleteFunc(list, func(old journey.Measure) bool { return old.Name == m.Name })
			list = append(list, m)
		}
	}
	return list
}
