package flow

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Result is what paths customers take. Its lists are never long by accident:
// nodes, transitions and the like are those that occur.
type Result struct {
	Customers int `json:"customers"` // who were at a node at all
	Paths     int `json:"paths"`     // one a customer, unless the options cut sessions
	Events    int `json:"events"`    // steps of all paths

	// Nodes are in bytewise order of their names, or in the order of the map;
	// Other is the last.
	Nodes []Node `json:"nodes"`

	// Transitions are in order of Count, the commonest first, and then in the
	// order of the nodes.
	Transitions []Transition `json:"transitions"`

	// Duration is the time from the first to the last step of a path; nil
	// unless Options.Times asks for it.
	Duration *Times `json:"duration,omitempty"`

	// Later are the pairs of nodes of which the second came anywhere after the
	// first, at once or not, in the order of Transitions, if
	// Options.Eventually asks for them.
	Later []Later `json:"later,omitempty"`

	// Returns are the pairs of nodes between which paths went back and forth,
	// in the order of Transitions, if Options.Repeats asks for them.
	Returns []Return `json:"returns,omitempty"`

	// Steps says where paths are at their first step, their second and so on,
	// and Links how they go on from each, if Options.Steps asks for it.
	Steps []Step `json:"steps,omitempty"`
	Links []Link `json:"links,omitempty"`

	// Variants are the commonest paths, if Options.Paths asks for them.
	Variants *Variants `json:"variants,omitempty"`

	// Around is what came before and after a node, if Options.Around asks.
	Around *AroundResult `json:"around,omitempty"`

	// Routes are the runs of nodes that Options.Routes asks for, in its order.
	Routes []Route `json:"routes,omitempty"`

	Level float64 `json:"level"` // of intervals
}

// A Node is what is known of one node. Paths and Customers are 0 unless
// Options.Customers asks for them.
type Node struct {
	Name      string `json:"name"`
	Count     int    `json:"count"`               // how often it was
	Paths     int    `json:"paths,omitempty"`     // paths with it
	Customers int    `json:"customers,omitempty"` // customers with it

	Entries  int     `json:"entries"`   // paths that begin with it
	Exits    int     `json:"exits"`     // paths that end with it
	ExitRate float64 `json:"exit_rate"` // Exits of Count, in [0, 1]

	// ExitShare is Exits of Paths, in [0, 1].
	ExitShare float64 `json:"exit_share,omitempty"`

	Repeats *Repeats `json:"repeats,omitempty"` // nil unless Options.Repeats asks, or none
}

// Repeats is how a node comes again in a path.
type Repeats struct {
	Count     int `json:"count"`     // occurrences that are not the first of their path
	AtOnce    int `json:"at_once"`   // of them, directly after another
	Paths     int `json:"paths"`     // paths with more than one: rework
	Customers int `json:"customers"` // customers with such a path
	Distance  int `json:"distance"`  // the fewest steps between two occurrences, themselves left out
}

// A Transition is a step from one node to the next. Paths and Customers are 0
// unless Options.Customers asks for them.
type Transition struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Count     int    `json:"count"`
	Paths     int    `json:"paths,omitempty"`     // with it, once or more
	Customers int    `json:"customers,omitempty"` // with it, once or more

	// Probability is how often From is followed by To: Count of all that came
	// after From, the end of a path being one of them. In [0, 1].
	Probability float64 `json:"probability"`

	// ShareIn is how often To follows From: Count of all that came before To,
	// the beginning of a path being one of them. In [0, 1].
	ShareIn float64 `json:"share_in"`

	Share float64 `json:"share"` // of all transitions, in [0, 1]

	Times *Times `json:"times,omitempty"` // nil unless Options.Times asks for them
}

// A Later is a node that comes anywhere after another.
type Later struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Count     int    `json:"count"`     // pairs of occurrences, From before To
	Paths     int    `json:"paths"`     // with at least one
	Customers int    `json:"customers"` // with at least one
}

// A Return is a way from one node to another and back.
type Return struct {
	From      string `json:"from"` // and back to it
	Via       string `json:"via"`
	Count     int    `json:"count"`
	Paths     int    `json:"paths"`
	Customers int    `json:"customers"`
}

// Node returns the node of that name, and whether there is one.
func (r *Result) Node(name string) (Node, bool) {
	for _, n := range r.Nodes {
		if n.Name == name {
			return n, true
		}
	}
	return Node{}, false
}

// Transition returns the transition between two nodes, and whether there is
// one.
func (r *Result) Transition(from, to string) (Transition, bool) {
	for _, t := range r.Transitions {
		if t.From == from && t.To == to {
			return t, true
		}
	}
	return Transition{}, false
}

// DropOff returns the share of the customers at node from in whom node to came
// nowhere later in the path, with Wilson's interval; and whether there is one,
// which needs Options.Eventually and a customer at from. See the package
// documentation on what leaving means.
func (r *Result) DropOff(from, to string) (journey.Measure, bool) {
	at, ok := r.Node(from)
	if !ok || at.Customers == 0 || r.Later == nil {
		return journey.Measure{}, false
	}
	left := at.Customers
	for _, l := range r.Later {
		if l.From == from && l.To == to {
			left -= l.Customers
		}
	}
	i := stat.Wilson(left, at.Customers, r.Level)
	return journey.Measure{
		Name: journey.MeasureDropOff, Value: stat.Tidy(float64(left) / float64(at.Customers)), Unit: journey.Ratio, N: at.Customers,
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: r.Level, Source: journey.FromLog,
	}, true
}

// Result returns what was counted, at any time and again and again. Where no
// customer was at any node it is [ErrNoData]; what went wrong in Add or Merge
// is an error here.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, t.err
	}
	if t.paths == 0 {
		return nil, fmt.Errorf("flow: %w: no customer at any node", ErrNoData)
	}
	v := t.view()
	r := &Result{Customers: t.customers, Paths: t.paths, Events: t.events, Level: t.question.Level}
	r.Nodes = v.nodes()
	r.Transitions = v.transitions()
	if t.duration != nil {
		r.Duration = timesOf(t.duration)
	}
	if t.eventually != nil {
		r.Later = v.later()
	}
	if t.repeats != nil {
		r.Returns = v.returns()
	}
	if t.steps != nil {
		r.Steps, r.Links = v.steps(), v.links()
	}
	if t.variants != nil {
		r.Variants = v.variants(t.variants, t.question.Paths, t.paths, false)
	}
	if t.around != nil {
		r.Around = v.around()
	}
	r.Routes = v.routes()
	return r, nil
}
