package flow

import (
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
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
	Eventually bool // who was anywhere later, and Customers; costs the number of nodes for each event
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
