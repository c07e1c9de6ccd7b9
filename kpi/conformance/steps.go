package conformance

import (
	"cmp"
	"slices"
)

// A step is what is counted of one step of the plan.
type step struct {
	Completed  count `json:"completed"`    // events of the alignment
	OutOfOrder count `json:"out_of_order"` // out of order: there, but not in the alignment
	Repeated   count `json:"repeated"`     // more events of it than the plan has
	Reached    int   `json:"reached"`      // units with an event of it
	Always     int   `json:"always"`       // customers with an event of it in each of their units
	Before     int   `json:"before"`       // units that reached an earlier step of the plan before it
	After      int   `json:"after"`        // units that reached a later one after it
	Both       int   `json:"both"`         // units that reached it and the next one
	InOrder    int   `json:"in_order"`     // and this one first

	now sight
}

// A sight is what is known of a step in the unit that is being counted. Each
// number of a unit that is not the present one means that nothing is.
type sight struct {
	done, lost, met int   // the unit in which it was completed, out of order, reached
	arrival         int32 // the event that reached it, by its index in the sequence

	cursor int   // the unit in which
	next   int32 // is the next step of this symbol to be reached

	customer, units int // how many units of which customer had an event of it
}

func newSteps(p *plan) []step { return make([]step, len(p.steps)) }

func (s *step) merge(other *step) {
	s.Completed.merge(&other.Completed)
	s.OutOfOrder.merge(&other.OutOfOrder)
	s.Repeated.merge(&other.Repeated)
	s.Reached += other.Reached
	s.Always += other.Always
	s.Before += other.Before
	s.After += other.After
	s.Both += other.Both
	s.InOrder += other.InOrder
}

// countSteps counts what the alignment of the unit says of each step.
func (t *Tally) countSteps() {
	n := &t.now
	left := false
	n.reached = n.reached[:0]
	for i, s := range n.seq {
		t.reach(s, int32(i))
		if p := n.step[i]; p != none {
			t.steps[p].Completed.see(n)
			t.steps[p].now.done = n.unit
			t.present(p)
		} else {
			left = true
		}
	}
	t.countNeighbours()
	if left {
		t.countLeftOver()
	}
}

// countNeighbours counts which steps were reached after earlier ones of the plan
// and before later ones.
func (t *Tally) countNeighbours() {
	reached := t.now.reached
	earliest, latest := int32(len(t.steps)), int32(none)
	for _, p := range reached {
		if earliest < p {
			t.steps[p].Before++
		}
		earliest = min(earliest, p)
	}
	for _, p := range slices.Backward(reached) {
		if latest > p {
			t.steps[p].After++
		}
		latest = max(latest, p)
	}
}

// present notes that the unit has an event of step p. It is called once a unit.
func (t *Tally) present(p int32) {
	s := &t.steps[p].now
	if s.customer != t.now.customer {
		s.customer, s.units = t.now.customer, 0
	}
	s.units++
	if s.units == t.now.parts {
		t.steps[p].Always++
	}
}

// reach notes that event i, of symbol s, reaches the next step of its symbol, and
// counts the order in which that step and its neighbours were reached.
func (t *Tally) reach(s, i int32) {
	unit, first := t.now.unit, &t.steps[s].now
	if first.cursor != unit {
		first.cursor, first.next = unit, s
	}
	p := first.next
	if p == none {
		return
	}
	first.next = t.again[p]
	at := &t.steps[p]
	at.now.met, at.now.arrival = unit, i
	at.Reached++
	t.now.reached = append(t.now.reached, p)
	if p > 0 && t.steps[p-1].now.met == unit {
		t.steps[p-1].Both++
		t.steps[p-1].InOrder++
	}
	if int(p)+1 < len(t.steps) && t.steps[p+1].now.met == unit {
		at.Both++
	}
}

// countLeftOver counts the events of the plan that complete no step. The first
// ones of a symbol stand for its steps that were not completed, which are out of
// order; the others are repeats.
func (t *Tally) countLeftOver() {
	n := &t.now
	before := int32(none) // the last completed step so far
	after := 0            // the index of the first event from here that completes one
	for i, s := range n.seq {
		if n.step[i] != none {
			before = n.step[i]
			continue
		}
		for after = max(after, i); after < len(n.seq) && n.step[after] == none; {
			after++
		}
		p := t.uncompleted(s)
		if p == none {
			t.steps[s].Repeated.see(n)
			continue
		}
		t.steps[p].now.lost = n.unit
		t.steps[p].OutOfOrder.see(n)
		t.present(p)
		if after < len(n.seq) && n.step[after] < p {
			t.inverted.of(p, n.step[after]).see(n)
		} else if before > p {
			t.inverted.of(before, p).see(n)
		}
	}
}

// uncompleted returns the first step of a symbol that nothing yet is known to
// have completed or to have been out of order for, or none.
func (t *Tally) uncompleted(symbol int32) int32 {
	p := symbol
	for p != none && (t.steps[p].now.done == t.now.unit || t.steps[p].now.lost == t.now.unit) {
		p = t.again[p]
	}
	return p
}

// inversions counts the pairs of steps in the wrong order.
type inversions struct {
	steps int
	index []int32 // for steps a and b, at a·steps + b, where the pair is in list, plus 1; nil before there is one
	list  []inversion
}

// An inversion is step A before step B, which is planned first.
type inversion struct {
	A int32 `json:"a"`
	B int32 `json:"b"`
	count
}

// of returns what is counted of a pair.
func (v *inversions) of(a, b int32) *count {
	if v.index == nil {
		v.index = make([]int32, v.steps*v.steps)
	}
	at := int(a)*v.steps + int(b)
	if v.index[at] == 0 {
		v.list = append(v.list, inversion{A: a, B: b})
		v.index[at] = int32(len(v.list))
	}
	return &v.list[v.index[at]-1].count
}

// sorted returns the pairs in the order of the plan.
func (v *inversions) sorted() []inversion {
	list := slices.Clone(v.list)
	slices.SortFunc(list, func(x, y inversion) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return list
}
