package flow

import (
	"encoding/json"
	"fmt"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A state is a tally as JSON. Nodes are numbers: their places in Names.
type state struct {
	Asked     question    `json:"asked"`
	Names     []string    `json:"names"`
	Customers int         `json:"customers"`
	Paths     int         `json:"paths"`
	Events    int         `json:"events"`
	Nodes     [][4]int    `json:"nodes"` // entries, exits, paths, customers
	Edges     *edgesState `json:"edges"`

	Duration   *stat.Sample   `json:"duration,omitempty"`
	Eventually *edgesState    `json:"eventually,omitempty"`
	Repeats    *repeatsState  `json:"repeats,omitempty"`
	Steps      *stepsState    `json:"steps,omitempty"`
	Variants   *variantsState `json:"variants,omitempty"`
	Around     *aroundState   `json:"around,omitempty"`
	Routes     []routeState   `json:"routes,omitempty"`
}

type (
	// A timesState is n, paths, customers.
	timesState [3]int

	edgesState struct {
		Pairs [][2]int32     `json:"pairs"`
		Times []timesState   `json:"times"`
		Took  []*stat.Sample `json:"took,omitempty"`
	}
	repeatsState struct {
		Nodes     []timesState `json:"nodes"`
		Distances []int32      `json:"distances"` // 0 is none, else one more
		Back      *edgesState  `json:"back"`
	}
	stepsState struct {
		At    [][]timesState `json:"at"`
		Links []linksState   `json:"links"`
	}
	linksState struct {
		edgesState
		Totals []total `json:"totals"`
	}
	variantsState struct {
		Depth int          `json:"depth"`
		Nodes [][]int32    `json:"nodes"`
		More  []bool       `json:"more"`
		Times []timesState `json:"times"`
	}
	aroundState struct {
		Times  timesState     `json:"times"`
		Before *variantsState `json:"before"`
		After  *variantsState `json:"after"`
	}
	routeState struct {
		Times timesState   `json:"times"`
		Took  *stat.Sample `json:"took"`
	}
)

// MarshalJSON writes all that the tally counted and what it was asked.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	s := state{
		Asked: t.question, Names: t.names, Customers: t.customers, Paths: t.paths, Events: t.events,
		Nodes: [][4]int{}, Edges: t.edges.settled().state(), Duration: t.duration,
	}
	for _, n := range t.nodes {
		s.Nodes = append(s.Nodes, [4]int{n.entries, n.exits, int(n.units), int(n.customers)})
	}
	if t.eventually != nil {
		s.Eventually = t.eventually.state()
	}
	if t.repeats != nil {
		s.Repeats = t.repeats.state()
	}
	if t.steps != nil {
		s.Steps = t.steps.state()
	}
	if t.variants != nil {
		s.Variants = t.variants.state()
	}
	if t.around != nil {
		s.Around = &aroundState{t.around.times.state(), t.around.before.state(), t.around.after.state()}
	}
	for i := range t.routes {
		s.Routes = append(s.Routes, routeState{t.routes[i].times.state(), &t.routes[i].took})
	}
	return json.Marshal(s)
}

func (c times) state() timesState { return timesState{c.n, int(c.units), int(c.customers)} }

func (e *edges) state() *edgesState {
	s := &edgesState{Pairs: e.keys, Times: []timesState{}}
	for i := range e.cells {
		s.Times = append(s.Times, e.cells[i].state())
		if e.timed {
			s.Took = append(s.Took, &e.took[i])
		}
	}
	return s
}

func (r *repeats) state() *repeatsState {
	s := &repeatsState{Back: r.back.state()}
	for _, n := range r.nodes {
		s.Nodes = append(s.Nodes, n.times.state())
		s.Distances = append(s.Distances, (n.distance+1)&noDistance)
	}
	return s
}

func (s *steps) state() *stepsState {
	out := &stepsState{}
	for _, at := range s.at {
		list := []timesState{}
		for _, c := range at {
			list = append(list, c.state())
		}
		out.At = append(out.At, list)
	}
	for i := range s.links {
		out.Links = append(out.Links, linksState{*s.links[i].edges.state(), s.links[i].took})
	}
	return out
}

func (v *variants) state() *variantsState {
	s := &variantsState{Depth: v.depth}
	for i, k := range v.keys {
		nodes, more := readPath(k)
		s.Nodes, s.More, s.Times = append(s.Nodes, nodes), append(s.More, more), append(s.Times, v.cells[i].state())
	}
	return s
}

// UnmarshalJSON reads what MarshalJSON wrote, in place of what the tally held.
// It checks all of it, so that a state from anywhere may be read.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("flow: the state of a tally: %w", err)
	}
	read := &Tally{question: s.Asked}
	if err := read.restore(&s); err != nil {
		return fmt.Errorf("flow: the state of a tally: %w", err)
	}
	*t = *read
	return nil
}
