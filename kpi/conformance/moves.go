package conformance

import "github.com/parcours-go/parcours/journey/event"

// A Move is one row of an alignment: an event beside the step that it completes,
// an event beside nothing, or a step beside nothing.
type Move struct {
	Kind  MoveKind `json:"kind"`
	Event int      `json:"event"`         // its index in the trace; -1 where there is none
	Step  Place    `json:"step,omitzero"` // none beside an unplanned event
}

// A MoveKind is a kind of move.
type MoveKind string

// The kinds of moves.
const (
	Together  MoveKind = "together"   // the event completes the step
	EventOnly MoveKind = "event_only" // the event is of the step, if any, and completes none
	StepOnly  MoveKind = "step_only"  // the step is not completed
)

// Align returns the alignment behind the counts, for each unit of one customer,
// and counts nothing. A step that is left out stands right before the next
// completed one, or at the end. Events that are not compared, which are the
// unplanned ones without Options.CountUnplanned and all but the first of a run
// with Collapse, are not there.
//
// The trace must be of the log that the tally was made for; a tally that was
// read from JSON has none, which is an error.
func (t *Tally) Align(trace event.Trace) ([][]Move, error) {
	switch {
	case t.err != nil:
		return nil, t.err
	case t.setting == nil || t.reader == nil:
		return nil, errTraces
	case trace.Len() == 0:
		return nil, nil
	}
	var units [][]Move
	t.open(trace)
	for k := range t.now.starts {
		from, to := t.unit(k)
		t.gather(trace, from, to)
		t.aligner.align(t.now.seq, t.now.step)
		units = append(units, t.moves())
	}
	return units, nil
}

// moves returns the alignment of the unit.
func (t *Tally) moves() []Move {
	n := &t.now
	list := []Move{}
	planned := 0 // the first step that is not in the list
	skip := func(until int) {
		for ; planned < until; planned++ {
			list = append(list, Move{StepOnly, none, t.plan.steps[planned].Place})
		}
	}
	i := 0 // the first event of the plan that is not in the list
	for k, symbol := range n.shown {
		if symbol == none {
			list = append(list, Move{EventOnly, int(n.shownRow[k]), Place{}})
			continue
		}
		if p := n.step[i]; p != none {
			skip(int(p))
			list = append(list, Move{Together, int(n.row[i]), t.place(p)})
			planned++
		} else {
			list = append(list, Move{EventOnly, int(n.row[i]), t.place(symbol)})
		}
		i++
	}
	skip(len(t.plan.steps))
	return list
}
