package survival

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/persona/field"
)

// A Tally counts observations by group and time, which is all that curves,
// hazards and log-rank tests look at. Parts of the observations may be counted
// on their own, saved as JSON, restored and merged in any order: the results
// are the same, to the last bit. The zero Tally is empty and ready to use.
//
// A Tally keeps its first mistake, which every result returns.
type Tally struct {
	lanes map[string]*lane
	err   error
}

// Add counts one observation. A time that is negative or not finite is a
// mistake.
func (t *Tally) Add(o Observation) {
	if !(o.Time >= 0 && o.Time <= math.MaxFloat64) {
		t.fail(mistake("time", field.ErrRange, "want a finite time of 0 or more, got %v", o.Time))
		return
	}
	t.lane(o.Group).add(o.Time, o.Event)
}

// lane returns the lane of a group, a new one if need be.
func (t *Tally) lane(group string) *lane {
	l, known := t.lanes[group]
	if !known {
		if t.lanes == nil {
			t.lanes = map[string]*lane{}
		}
		l = new(lane)
		t.lanes[strings.Clone(group)] = l
	}
	return l
}

// take adds a settled lane, which becomes the tally's own.
func (t *Tally) take(group string, l *lane) {
	own := t.lane(group)
	if own.settle(); len(own.times) == 0 {
		*own = *l
		return
	}
	own.merge(l)
}

// Merge adds what another tally counted of other observations. It leaves the
// other as it is and keeps nothing of its memory.
func (t *Tally) Merge(other *Tally) {
	t.fail(other.err)
	for _, group := range other.groups() {
		t.take(group, other.lanes[group].copied())
	}
}

func (t *Tally) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// groups returns the names of the groups, sorted.
func (t *Tally) groups() []string {
	return slices.Sorted(maps.Keys(t.lanes))
}

// ready settles all groups and returns their names, sorted.
func (t *Tally) ready() ([]string, error) {
	switch {
	case t.err != nil:
		return nil, t.err
	case len(t.lanes) == 0:
		return nil, noData()
	}
	for _, l := range t.lanes {
		l.settle()
	}
	return t.groups(), nil
}
