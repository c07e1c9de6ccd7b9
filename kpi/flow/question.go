package flow

import (
	"fmt"
	"slices"
	"time"

	"github.com/parcours-go/parcours/persona/field"
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
