package pattern

import (
	"fmt"
	"sort"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/persona/field"
)

// A Query is what is looked for.
type Query struct {
	// Pattern is what the events of a customer must do, in the language of the
	// package documentation, such as "(?1).*(?2)".
	Pattern string `json:"pattern,omitempty"`

	// Conditions are what the numbers of the pattern stand for: each is a set
	// of event names, and an event meets it if it has one of them. There may be
	// up to 32. Names that the log does not show are met by no event.
	Conditions [][]string `json:"conditions,omitempty"`

	// Path is the other way to say it, by the names of events themselves and
	// without Pattern and Conditions: see the package documentation on paths.
	Path string `json:"path,omitempty"`
}

const maxConditions = 32

// clone returns a copy that shares no memory.
func (q Query) clone() Query { return Query{q.Pattern, cloned(q.Conditions), q.Path} }

// A Matcher looks for a pattern in one trace after the other. It is not for
// several goroutines at once.
type Matcher struct {
	compiled
	byName []int32 // the conditions that a name id meets, a bit each
	needed int32   // bits without which nothing matches
	ends   []int   // where each single event of the pattern ends
	sequence
	first [][]int32 // see solve
	codes []int32
}

// A sequence is the visible events of a trace.
type sequence struct {
	bits  []int32
	at    []int64
	index []int32 // in the trace
}

// NewMatcher returns a matcher for traces of log. A mistake in the query is a
// *[field.Error] with a path such as "query.pattern", which wraps a
// *[SyntaxError] where the pattern cannot be read.
func NewMatcher(log *event.Log, q Query) (*Matcher, error) {
	c, err := q.check()
	if err != nil {
		return nil, err
	}
	m := &Matcher{compiled: *c, byName: c.meets(log)}
	for i, p := range m.parts {
		if p.kind == single {
			m.ends = append(m.ends, i+1)
		}
		if p.kind == single && p.bit != -1 {
			m.needed |= p.bit
		}
	}
	return m.fresh(), nil
}

// fresh returns a matcher of the same query that shares no memory that changes.
func (m *Matcher) fresh() *Matcher {
	return &Matcher{
		compiled: m.compiled, byName: m.byName, needed: m.needed, ends: m.ends,
		first: make([][]int32, len(m.parts)+1),
	}
}

func (q Query) check() (*compiled, error) {
	if q.Path != "" {
		if q.Pattern != "" || len(q.Conditions) > 0 {
			return nil, &field.Error{Path: "query.path", Err: fmt.Errorf("%w: want either a path or a pattern with conditions", field.ErrInvalid)}
		}
		c, err := parsePath(q.Path)
		if err != nil {
			return nil, &field.Error{Path: "query.path", Err: err}
		}
		return c, nil
	}
	if err := checkConditions("query.conditions", q.Conditions); err != nil {
		return nil, err
	}
	parts, err := parse(q.Pattern, len(q.Conditions))
	if err != nil {
		return nil, &field.Error{Path: "query.pattern", Err: err}
	}
	c := &compiled{parts: parts}
	for _, names := range q.Conditions {
		c.classes = append(c.classes, class{names: names})
	}
	return c, nil
}

// meets says of each name id of log of which classes it is, a bit each.
func (c *compiled) meets(log *event.Log) []int32 {
	bits := make([]int32, len(log.Names()))
	for k, class := range c.classes {
		for id, is := range bind.Names(log, class.names) {
			if is != class.not {
				bits[id] |= 1 << k
			}
		}
	}
	if c.allVisible {
		for id := range bits {
			bits[id] |= visible
		}
	}
	return bits
}

func checkConditions(path string, conditions [][]string) error {
	if n := len(conditions); n < 1 || n > maxConditions {
		return &field.Error{Path: path, Err: fmt.Errorf("%w: want 1 to %d conditions, got %d", field.ErrRange, maxConditions, n)}
	}
	for i, names := range conditions {
		if len(names) == 0 {
			return &field.Error{Path: fmt.Sprintf("%s[%d]", path, i), Err: field.ErrMissing}
		}
	}
	return nil
}

// meets says of each name id of log which conditions it meets, a bit each.
func meets(log *event.Log, conditions [][]string) []int32 {
	c := &compiled{}
	for _, names := range conditions {
		c.classes = append(c.classes, class{names: names})
	}
	return c.meets(log)
}

// Match reports whether the trace matches: ClickHouse's sequenceMatch.
func (m *Matcher) Match(t event.Trace) bool {
	return m.look(t) && m.solve(len(m.parts))
}

// Count returns how many matches the trace has that share no event:
// ClickHouse's sequenceCount.
func (m *Matcher) Count(t event.Trace) int {
	n := 0
	m.each(t, func(int, int) { n++ })
	return n
}

// AppendChain appends to dst the indices of the events of the first match, those
// between them left out, and returns it. Where the whole pattern does not match,
// it is the longest beginning of the pattern that does: ClickHouse's
// sequenceMatchEvents. Only events that the pattern names by a condition are in
// it, not those that stand for a ".".
func (m *Matcher) AppendChain(dst []int, t event.Trace) []int {
	m.see(t)
	goal := m.longest()
	if goal == 0 || !m.solve(goal) {
		return dst
	}
	m.walk(0, goal, func(part, i int) {
		if m.parts[part].bit != -1 {
			dst = append(dst, int(m.index[i]))
		}
	})
	return dst
}

// longest returns how many parts the longest beginning of the pattern has that
// matches and ends with an event, or 0.
func (m *Matcher) longest() int {
	// A beginning of what matches matches too.
	n := sort.Search(len(m.ends), func(i int) bool { return !m.solve(m.ends[i]) })
	if n == 0 {
		return 0
	}
	return m.ends[n-1]
}

// each calls found with the first and the last event of each match, as indices
// of visible events.
func (m *Matcher) each(t event.Trace, found func(from, to int)) {
	if !m.look(t) || !m.solve(len(m.parts)) {
		return
	}
	for start := 0; start < len(m.bits) && int(m.first[0][start]) <= len(m.bits); {
		from, to := -1, -1
		m.walk(start, len(m.parts), func(_, i int) {
			if from < 0 {
				from = i
			}
			to = i
		})
		found(from, to)
		start = to + 1
		if m.fromStart || m.toEnd {
			return
		}
	}
}

// look gathers the visible events, and reports whether a match is possible at
// all.
func (m *Matcher) look(t event.Trace) bool { return m.see(t)&m.needed == m.needed }

// see gathers the visible events, and returns which conditions they meet.
func (m *Matcher) see(t event.Trace) (all int32) {
	m.codes = t.AppendCodes(m.codes[:0], m.byName)
	m.bits, m.at, m.index = m.bits[:0], m.at[:0], m.index[:0]
	nanos := t.Nanos()
	for i, bits := range m.codes {
		if bits != 0 {
			all |= bits
			m.bits = append(m.bits, bits)
			m.at = append(m.at, nanos[i])
			m.index = append(m.index, int32(i))
		}
	}
	return all
}
