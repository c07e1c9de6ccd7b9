package conformance

import (
	"github.com/parcours-go/parcours/journey"
)

// A promise counts how often the time from a completed step to the next
// completed one meets a target of the plan.
type promise struct {
	Step int `json:"step"`
	N    int `json:"n"`
	Kept int `json:"kept"`

	target journey.Target
}

func newPromises(p *plan) []promise {
	var list []promise
	for i, step := range p.steps {
		for _, t := range step.Targets {
			list = append(list, promise{Step: i, target: t})
		}
	}
	return list
}

// keep counts the promises of the unit.
func (t *Tally) keep(nanos []int64) {
	if len(t.promises) == 0 {
		return
	}
	n := &t.now
	last := none // the index of the last event that completes a step
	for i, p := range n.step {
		if p == none {
			continue
		}
		if last != none {
			t.keepAt(int(n.step[last]), elapsed(nanos[n.row[last]], nanos[n.row[i]]))
		}
		last = i
	}
}

// keepAt counts the promises of a step that took so long.
func (t *Tally) keepAt(step int, nanos uint64) {
	for k := range t.promises {
		if p := &t.promises[k]; p.Step == step {
			p.N++
			if p.target.Met(journey.Measure{Value: seconds(float64(nanos))}) {
				p.Kept++
			}
		}
	}
}
