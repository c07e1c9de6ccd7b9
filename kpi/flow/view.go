package flow

import (
	"cmp"
	"slices"
)

// A view is a tally as its result needs it: its nodes in order.
type view struct {
	*Tally
	edges *edges
	order []int32 // the codes of nodes, in order
	rank  []int32 // where each code is in order
	count []int   // how often each node was
}

func (t *Tally) view() *view {
	v := &view{Tally: t, edges: t.edges.settled(), order: identity(len(t.names)), count: make([]int, len(t.names))}
	if t.question.Vocabulary == nil {
		slices.SortFunc(v.order, func(a, b int32) int {
			x, y := t.names[a], t.names[b]
			return cmp.Or(differs(x == Other, y == Other), cmp.Compare(x, y))
		})
	}
	v.rank = make([]int32, len(v.order))
	for i, a := range v.order {
		v.rank[a] = int32(i)
		v.count[a] = t.nodes[a].exits
	}
	for i, k := range v.edges.keys {
		v.count[k[0]] += v.edges.cells[i].n
	}
	return v
}

// differs compares no and yes: no comes first.
func differs(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (v *view) nodes() []Node {
	list := []Node{}
	for _, a := range v.order {
		if v.count[a] == 0 {
			continue
		}
		c := v.Tally.nodes[a]
		n := Node{
			Name: v.names[a], Count: v.count[a], Entries: c.entries, Exits: c.exits,
			ExitRate: float64(c.exits) / float64(v.count[a]),
		}
		n.Paths, n.Customers = v.who(c.times)
		if n.Paths > 0 {
			n.ExitShare = float64(n.Exits) / float64(n.Paths)
		}
		if v.repeats != nil && v.repeats.nodes[a].n > 0 {
			n.Repeats = v.repeat(a)
		}
		list = append(list, n)
	}
	return list
}

// who returns the paths and the customers of a count.
func (v *view) who(c times) (paths, customers int) {
	if !v.question.Sessions {
		return int(c.units), int(c.units)
	}
	return int(c.units), int(c.customers)
}

func (v *view) repeat(a int32) *Repeats {
	n := v.repeats.nodes[a]
	r := &Repeats{Count: n.n, Distance: int(n.distance)}
	r.Paths, r.Customers = v.who(n.times)
	if s := v.edges.find(a, a); s >= 0 {
		r.AtOnce = v.edges.cells[s].n
	}
	return r
}

// slots returns the slots of edges, the commonest first and then in the order
// of the nodes.
func (v *view) slots(e *edges) []int {
	slots := make([]int, 0, len(e.keys))
	for i := range e.keys {
		if e.cells[i].n > 0 {
			slots = append(slots, i)
		}
	}
	slices.SortFunc(slots, func(i, j int) int {
		a, b := e.keys[i], e.keys[j]
		return cmp.Or(e.cells[j].n-e.cells[i].n, int(v.rank[a[0]]-v.rank[b[0]]), int(v.rank[a[1]]-v.rank[b[1]]))
	})
	return slots
}

func (v *view) transitions() []Transition {
	list := []Transition{}
	for _, i := range v.slots(v.edges) {
		a, b := v.edges.keys[i][0], v.edges.keys[i][1]
		n := v.edges.cells[i].n
		t := Transition{
			From: v.names[a], To: v.names[b], Count: n,
			Probability: float64(n) / float64(v.count[a]), ShareIn: float64(n) / float64(v.count[b]),
			Share: float64(n) / float64(v.events-v.Tally.paths),
		}
		t.Paths, t.Customers = v.who(v.edges.cells[i])
		if v.edges.timed {
			t.Times = timesOf(&v.edges.took[i])
		}
		list = append(list, t)
	}
	return list
}

func (v *view) later() []Later {
	list := []Later{}
	e := &v.eventually.edges
	for _, i := range v.slots(e) {
		l := Later{From: v.names[e.keys[i][0]], To: v.names[e.keys[i][1]], Count: e.cells[i].n}
		l.Paths, l.Customers = v.who(e.cells[i])
		list = append(list, l)
	}
	return list
}

func (v *view) returns() []Return {
	list := []Return{}
	e := &v.repeats.back
	for _, i := range v.slots(e) {
		r := Return{From: v.names[e.keys[i][0]], Via: v.names[e.keys[i][1]], Count: e.cells[i].n}
		r.Paths, r.Customers = v.who(e.cells[i])
		list = append(list, r)
	}
	return list
}
