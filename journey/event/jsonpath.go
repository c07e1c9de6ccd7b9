package event

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	mistake "github.com/parcours-go/parcours/persona/field"
)

// A step of a path goes to a member of an object, or to the value of a key in a
// list of pairs.
type step struct {
	name string
	pair bool // in a list
}

// pathOf reads a path such as properties.plan or event_params[page_title]. With
// all, it is that of an object or, with [] behind it, of a list of pairs.
func pathOf(path string, all bool) (steps []step, ofList bool, err error) {
	rest := path
	if all {
		rest, ofList = strings.CutSuffix(rest, "[]")
	}
	if rest == "" && all && !ofList {
		return nil, false, nil
	}
	for {
		var name string
		if name, rest, err = firstName(rest, ".["); err != nil {
			return nil, false, err
		}
		steps = append(steps, step{name: name})
		for strings.HasPrefix(rest, "[") {
			if name, rest, err = firstName(rest[1:], "]"); err != nil || rest == "" {
				return nil, false, errPath
			}
			steps, rest = append(steps, step{name, true}), rest[1:]
		}
		if rest == "" {
			return steps, ofList, nil
		}
		if rest[0] != '.' {
			return nil, false, errPath
		}
		rest = rest[1:]
	}
}

var errPath = errors.New("not a path such as properties.plan or event_params[page_title]")

// firstName returns the name that a path begins with, up to one of the ends: a
// backslash takes the next byte for what it is.
func firstName(path, ends string) (name, rest string, err error) {
	var b strings.Builder
	i := 0
	for ; i < len(path) && strings.IndexByte(ends, path[i]) < 0; i++ {
		if path[i] == '\\' {
			if i++; i == len(path) {
				return "", "", errPath
			}
		}
		b.WriteByte(path[i])
	}
	if b.Len() == 0 {
		return "", "", errPath
	}
	return b.String(), path[i:], nil
}

// A jsonNode is an object, or a list of pairs, of which something may count.
type jsonNode struct {
	members map[string]*jsonMember
	order   []*jsonMember // those of the last object, in its order: most look the same
	spread  int           // members that are not told apart are attributes; fewer come first; 0 means that they are not
	root    bool          // the usual names count
	list    *jsonNode     // of the pairs, if it may be a list
}

// A jsonMember is a member of a jsonNode that has been met or that counts.
type jsonMember struct {
	raw    string // the name as files write it; "" where that is not one text
	name   string
	node   *jsonNode // what counts within it, or nil
	slots  []int     // what it may be
	attr   int       // its attribute, or -1
	lost   int       // that which it is when it has a role and another counts, or -1
	rank   int       // of its attribute: where two have a name, the smaller counts
	absent string    // what it says when there is nothing; "" is always that

	row uint64 // the row that it was last seen in
}

// tells reports whether a text, a number, or true or false counts there.
func (m *jsonMember) tells() bool { return m.slots != nil || m.attr >= 0 || m.rank > 0 }

func newJSONNode() *jsonNode { return &jsonNode{members: make(map[string]*jsonMember)} }

// member returns the member of a name, and makes it if there is none.
func (n *jsonNode) member(name string) *jsonMember {
	m := n.members[name]
	if m == nil {
		m = &jsonMember{name: name, attr: -1, lost: -1, rank: n.spread}
		if !strings.ContainsFunc(name, needsCare) && utf8.ValidString(name) {
			m.raw = `"` + name + `"`
		}
		if name == "" {
			m.rank = 0 // it could not be asked for
		}
		n.members[name] = m
	}
	return m
}

// needsCare reports whether r may or must have an escape.
func needsCare(r rune) bool { return r < ' ' || r == '"' || r == '\\' }

// at returns the node at the end of steps.
func (n *jsonNode) at(steps []step) *jsonNode {
	for _, s := range steps {
		m := n.stepTo(s)
		if m.node == nil {
			m.node = newJSONNode()
		}
		n = m.node
	}
	return n
}

// to returns the member at the end of steps, of which there is one.
func (n *jsonNode) to(steps []step) *jsonMember {
	last := len(steps) - 1
	return n.at(steps[:last]).stepTo(steps[last])
}

func (n *jsonNode) stepTo(s step) *jsonMember {
	if s.pair {
		n = n.pairs()
	}
	return n.member(s.name)
}

// pairs returns the node of the pairs of a list.
func (n *jsonNode) pairs() *jsonNode {
	if n.list == nil {
		n.list = newJSONNode()
	}
	return n.list
}

// checkJSONPaths reports the paths of options that are none, and what else is
// wrong with them.
func checkJSONPaths(o *JSONOptions) error {
	for _, paths := range []struct {
		name string
		all  []string
	}{
		{"customer", o.Customer}, {"time", o.Time}, {"name", o.Name}, {"channel", o.Channel}, {"value", o.Value},
		{"id", o.ID}, {"order", o.Order}, {"aliases", o.Aliases}, {"kind", some(o.Kind)},
		{"attrs", sortedValues(o.Attrs)}, {"absent", sortedKeys(o.Absent)}, {"spread", o.Spread},
	} {
		for _, p := range paths.all {
			if _, _, err := pathOf(p, paths.name == "spread"); err != nil {
				return &mistake.Error{Path: "options." + paths.name, Err: err}
			}
		}
	}
	if o.Kind == "" && len(o.Kinds)+len(o.Except) > 0 {
		return &mistake.Error{Path: "options.kind", Err: fmt.Errorf("%w: kinds of what?", mistake.ErrMissing)}
	}
	if len(o.Kinds) > 0 && len(o.Except) > 0 {
		return &mistake.Error{Path: "options.except", Err: errors.New("beside kinds, which are all that are events")}
	}
	if _, ok := o.Attrs[""]; ok {
		return &mistake.Error{Path: "options.attrs", Err: errors.New("an attribute without a name")}
	}
	return nil
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func sortedValues(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}
