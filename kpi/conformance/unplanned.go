package conformance

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/journey/event"
)

// unplanned counts the events that no step explains, by their names.
type unplanned struct {
	list  []foreign
	index map[string]int32 // where each name is in list
	names []string         // of the log, by id; nil in a tally that was read from JSON
	byID  []int32          // where each name id is in list, plus 1; 0 where it is not
}

// A foreign is a name of unplanned events.
type foreign struct {
	Name string `json:"name"`
	count
	After []insertion `json:"after"`
}

// An insertion is where unplanned events of a name stand.
type insertion struct {
	Step int32 `json:"step"` // the last completed step before them, or none
	count
}

func newUnplanned(names []string) unplanned {
	return unplanned{index: map[string]int32{}, names: names, byID: make([]int32, len(names))}
}

// countUnplanned counts the unplanned events of the unit that goes from one
// index of the trace up to another.
func (t *Tally) countUnplanned(trace event.Trace, from, to int) {
	n := &t.now
	next, after := 0, int32(none)
	for i := from; i < to; i++ {
		if n.codes[i] != none {
			continue
		}
		for ; next < len(n.row) && int(n.row[next]) < i; next++ {
			if n.step[next] != none {
				after = n.step[next]
			}
		}
		f := t.unplanned.ofID(trace.NameID(i))
		f.see(n)
		f.after(after).see(n)
	}
}

func (u *unplanned) ofID(id int) *foreign {
	if u.byID[id] == 0 {
		u.of(u.names[id])
		u.byID[id] = u.index[u.names[id]] + 1
	}
	return &u.list[u.byID[id]-1]
}

// of returns what is counted of a name.
func (u *unplanned) of(name string) *foreign {
	i, ok := u.index[name]
	if !ok {
		i = int32(len(u.list))
		u.index[name] = i
		u.list = append(u.list, foreign{Name: name})
	}
	return &u.list[i]
}

// after returns what is counted after a step.
func (f *foreign) after(step int32) *count {
	for i := range f.After {
		if f.After[i].Step == step {
			return &f.After[i].count
		}
	}
	f.After = append(f.After, insertion{Step: step})
	return &f.After[len(f.After)-1].count
}

func (u *unplanned) merge(other *unplanned) {
	for i := range other.list {
		from := &other.list[i]
		to := u.of(from.Name)
		to.merge(&from.count)
		for k := range from.After {
			to.after(from.After[k].Step).merge(&from.After[k].count)
		}
	}
}

// sorted returns the list in an order that does not depend on how it came.
func (u *unplanned) sorted() []foreign {
	list := slices.Clone(u.list)
	slices.SortFunc(list, func(a, b foreign) int { return cmp.Compare(a.Name, b.Name) })
	for i := range list {
		list[i].After = slices.Clone(list[i].After)
		slices.SortFunc(list[i].After, func(a, b insertion) int { return int(a.Step - b.Step) })
	}
	return list
}
