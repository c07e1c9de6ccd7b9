package flow

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// By says what the nodes of a path are.
type By string

// What nodes can be.
const (
	ByEvent      By = "event"      // names of events
	ByTouchpoint By = "touchpoint" // touchpoints of Options.Map
	ByStage      By = "stage"      // stages of Options.Map
	ByChannel    By = "channel"    // channels
	ByAttr       By = "attr"       // values of the attribute Options.Attr
)

// Other is the node that stands for all those that Options.Nodes or Options.Top
// does not keep.
const Other = "(other)"

// Options says what paths are made of, and what is asked of them. The zero
// value, like a nil pointer, takes the names of events as nodes and everything
// that a customer did as one path, and asks for nodes and transitions: what is
// not asked for costs nothing.
type Options struct {
	// By says what the nodes are. "" means ByEvent. An event that is no node,
	// such as one that no touchpoint names or that has no channel, is left out
	// of the path: those around it become neighbours.
	By By

	Map  *journey.Map // whose touchpoints or stages are the nodes
	Attr string       // whose values are the nodes

	// Nodes are the nodes to keep; nil keeps all. Others are left out of the
	// paths, or become Other if Group says so.
	Nodes []string
	Group bool

	// Top keeps the so many commonest nodes of the log, and groups all others
	// as Other. 0 keeps all. New settles it into Nodes from the log that it is
	// given: parts of a log that are to be merged need the same Nodes instead.
	Top int

	// Collapse makes one of a node that repeats at once. It keeps the time of
	// the first.
	Collapse bool

	// A path is everything that a customer did, or with Sessions what they did
	// in one session, which ends and begins as Session says: the zero Cut is 30
	// minutes of silence. Events that are no nodes count for that too.
	Sessions bool
	Session  event.Cut

	// What more is asked.
	Customers  bool // how many paths and customers were at a node and took a transition
	Times      bool // times of transitions and of paths; keeps 8 bytes a transition
	Eventually bool // who was anywhere later; costs the number of nodes for each event
	Repeats    bool // rework, distances to itself, going back and forth
	Steps      int  // where paths are at each of so many steps; 0 to 100

	// Paths asks for the so many commonest paths. Depth is how many steps of a
	// path are told apart, from 1 to 10,000; 0 means 100. MaxPaths bounds the
	// memory: it is how many different paths are kept, at least 1; 0 means
	// 1,000,000. Where there are more, Depth is lowered until there are not, so
	// that all counts stay exact: Result.Depth says to what.
	Paths    int
	Depth    int
	MaxPaths int

	// Around asks for what came before and after a node.
	Around Around

	// Routes are runs of nodes of which each is looked for: at most 100 of at
	// most 100 nodes.
	Routes [][]string

	// Level is the confidence level of intervals, from 0.5 to 0.999999. 0 means
	// 0.95.
	Level float64
}

// Around asks for the paths before and after a node.
type Around struct {
	Node string `json:"node,omitempty"` // "" does not ask

	// Occurrence says which of its occurrences in a path count. "" means First.
	Occurrence Occurrence `json:"occurrence,omitempty"`

	Before int `json:"before,omitempty"` // steps before it, 0 to 100
	After  int `json:"after,omitempty"`  // steps after it, 0 to 100

	// Within is how far away in time a step may be. 0 means as far as it likes.
	Within time.Duration `json:"within,omitempty"`
}

// An Occurrence says which occurrences of a node in a path count.
type Occurrence string

// The occurrences.
const (
	First Occurrence = "first"
	Last  Occurrence = "last"
	Every Occurrence = "every"
)

// A question is what a tally was asked: the options with every default filled
// in, and without what belongs to one log.
type question struct {
	By         By            `json:"by"`
	Attr       string        `json:"attr,omitempty"`
	Vocabulary []string      `json:"vocabulary,omitempty"` // nodes in the order of the map
	Nodes      []string      `json:"nodes,omitempty"`
	Limited    bool          `json:"limited,omitempty"` // to Nodes
	Group      bool          `json:"group,omitempty"`
	Collapse   bool          `json:"collapse,omitempty"`
	Sessions   bool          `json:"sessions,omitempty"`
	Silence    time.Duration `json:"silence,omitempty"`
	Midnight   string        `json:"midnight,omitempty"` // the name of the location
	Session    string        `json:"session,omitempty"`  // the key of the attribute
	Customers  bool          `json:"customers,omitempty"`
	Times      bool          `json:"times,omitempty"`
	Eventually bool          `json:"eventually,omitempty"`
	Repeats    bool          `json:"repeats,omitempty"`
	Steps      int           `json:"steps,omitempty"`
	Paths      int           `json:"paths,omitempty"`
	Depth      int           `json:"depth,omitempty"`
	MaxPaths   int           `json:"max_paths,omitempty"`
	Around     Around        `json:"around"`
	Routes     [][]string    `json:"routes,omitempty"`
	Level      float64       `json:"level"`
}

// onlyCounts reports whether nothing but counts of events is asked.
func (q *question) onlyCounts() bool {
	return q.By == ByEvent && !q.Sessions && !q.Customers && !q.Times && !q.Repeats &&
		q.Steps == 0 && q.Paths == 0 && q.Around.Node == "" && len(q.Routes) == 0
}

const (
	maxSteps  = 100
	maxDepth  = 10_000
	maxRoutes = 100
)

// settled returns the question behind the options, but for what the log and
// the map say of it.
func (o *Options) settled() (question, error) {
	var s Options
	if o != nil {
		s = *o
	}
	q := question{
		By: s.By, Attr: s.Attr, Nodes: slices.Clone(s.Nodes), Limited: s.Nodes != nil, Group: s.Group && s.Nodes != nil,
		Collapse: s.Collapse, Sessions: s.Sessions,
		Customers: s.Customers || s.Eventually, Times: s.Times, Eventually: s.Eventually, Repeats: s.Repeats, Steps: s.Steps,
		Paths: s.Paths, Around: s.Around, Level: s.Level,
	}
	if s.By == "" {
		q.By = ByEvent
	}
	if s.Sessions {
		q.Silence, q.Session = s.Session.Silence, s.Session.Attr
		if s.Session.Midnight != nil {
			q.Midnight = s.Session.Midnight.String()
		}
	}
	if s.Level == 0 {
		q.Level = 0.95
	}
	if s.Around.Node != "" && s.Around.Occurrence == "" {
		q.Around.Occurrence = First
	}
	for _, r := range s.Routes {
		q.Routes = append(q.Routes, slices.Clone(r))
	}
	if s.Paths > 0 || s.Around.Node != "" {
		q.Depth, q.MaxPaths = s.Depth, s.MaxPaths
		if s.Depth == 0 {
			q.Depth = 100
		}
		if s.MaxPaths == 0 {
			q.MaxPaths = 1_000_000
		}
	}
	if s.By == ByTouchpoint || s.By == ByStage {
		if s.Map == nil {
			return q, wrong("map", field.ErrMissing, "want a map of whose touchpoints or stages the nodes are")
		}
	}
	if s.Top < 0 || s.Top > 0 && s.Nodes != nil {
		return q, wrong("top", field.ErrRange, "want no negative number, and no Nodes beside it")
	}
	return q, q.check()
}

// wrong is a mistake in an option.
func wrong(option string, err error, want string, args ...any) error {
	return &field.Error{Path: "options." + option, Err: fmt.Errorf("%w: "+want, append([]any{err}, args...)...)}
}

// check reports what is wrong with a question, from options or from a saved
// state.
func (q *question) check() error {
	switch q.By {
	case ByEvent, ByTouchpoint, ByStage, ByChannel:
	case ByAttr:
		if q.Attr == "" {
			return wrong("attr", field.ErrMissing, "want the attribute whose values are the nodes")
		}
	default:
		return wrong("by", field.ErrUnknown, "want one of event, touchpoint, stage, channel, attr")
	}
	switch {
	case q.Steps < 0 || q.Steps > maxSteps:
		return wrong("steps", field.ErrRange, "want a value from 0 to %d, got %d", maxSteps, q.Steps)
	case q.Paths < 0:
		return wrong("paths", field.ErrRange, "want no negative number")
	case !(q.Level >= 0.5 && q.Level <= 0.999999):
		return wrong("level", field.ErrRange, "want a value from 0.5 to 0.999999")
	}
	if err := q.checkLists(); err != nil {
		return err
	}
	return q.checkPaths()
}

func (q *question) checkLists() error {
	seen := make(map[string]bool)
	for i, name := range q.Nodes {
		path := fmt.Sprintf("nodes[%d]", i)
		if name == "" || name == Other {
			return wrong(path, field.ErrInvalid, "want the name of a node")
		}
		if seen[name] {
			return wrong(path, field.ErrDuplicate, "want each node once")
		}
		seen[name] = true
	}
	if len(q.Routes) > maxRoutes {
		return wrong("routes", field.ErrRange, "want at most %d routes", maxRoutes)
	}
	for i, r := range q.Routes {
		if len(r) < 2 || len(r) > maxSteps || slices.Contains(r, "") {
			return wrong(fmt.Sprintf("routes[%d]", i), field.ErrInvalid, "want from 2 to %d nodes", maxSteps)
		}
	}
	return nil
}

func (q *question) checkPaths() error {
	if q.Paths > 0 || q.Around.Node != "" {
		if q.Depth < 1 || q.Depth > maxDepth {
			return wrong("depth", field.ErrRange, "want a value from 1 to %d, got %d", maxDepth, q.Depth)
		}
		if q.MaxPaths < 1 {
			return wrong("max_paths", field.ErrRange, "want at least 1, got %d", q.MaxPaths)
		}
	}
	a := q.Around
	switch {
	case a.Node == "":
		return nil
	case a.Occurrence != First && a.Occurrence != Last && a.Occurrence != Every:
		return wrong("around.occurrence", field.ErrUnknown, "want one of first, last, every")
	case a.Before < 0 || a.Before > maxSteps:
		return wrong("around.before", field.ErrRange, "want a value from 0 to %d, got %d", maxSteps, a.Before)
	case a.After < 0 || a.After > maxSteps:
		return wrong("around.after", field.ErrRange, "want a value from 0 to %d, got %d", maxSteps, a.After)
	case a.Within < 0:
		return wrong("around.within", field.ErrRange, "want no negative time")
	}
	return nil
}
