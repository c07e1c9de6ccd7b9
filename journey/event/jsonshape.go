package event

import (
	"cmp"
	"slices"
	"strings"
)

// A jsonShape knows what the lines of a file look like: which members count,
// what they are, and in which order they come. It learns as it reads, and
// reads one line at a time.
type jsonShape struct {
	jsonScanner
	root  *jsonNode
	slots []jsonSlot
	jsonRoles
	usual []usualRole

	attrs  []jsonAttr
	attrOf map[string]int
	known  int // bytes of members that have been met

	row   uint64     // that is being read, from 1
	found []attrCell // the attributes of the block's rows
	extra []byte     // texts that are not in the data as they are meant
	block []byte     // the data
	data  int        // its length: places from there on are in extra
	key   []byte     // scratch
	base  int        // place of the text
	host  int        // where the text that is being read within begins, or -1
}

// jsonRoles are the slots of what an event is made of, those that count more
// before the others.
type jsonRoles struct{ who, when, what, channel, value, kind, id, order, aliases []int }

// A jsonSlot is what a row says at a path.
type jsonSlot struct {
	jsonValue
	member *jsonMember
	rank   int    // among those of its role
	sole   bool   // of a role that has nothing to do with attributes
	row    uint64 // that the value is of
}

// A jsonValue is a text, a number, or true or false.
type jsonValue struct {
	cell
	kind byte // '"' for a text, '1' for a number, 't' for true and false
	at   int  // where it begins in the line's block
}

// A jsonAttr is an attribute that rows have.
type jsonAttr struct {
	name string
	row  uint64 // the last that had it
	at   int    // in found
	rank int
}

// An attrCell is an attribute of a row.
type attrCell struct {
	attr uint32
	cell
}

func newJSONShape(o *JSONOptions) *jsonShape {
	s := &jsonShape{root: newJSONNode(), attrOf: make(map[string]int)}
	s.root.root = true
	s.spread(o.Spread)
	for path, absent := range o.Absent {
		s.member(path).absent = absent
	}
	for _, role := range []struct {
		slots *[]int
		paths []string
		sole  bool
	}{
		{&s.who, o.Customer, false}, {&s.when, o.Time, false}, {&s.what, o.Name, false}, {&s.channel, o.Channel, false},
		{&s.value, o.Value, false}, {&s.kind, some(o.Kind), true}, {&s.id, o.ID, true}, {&s.order, o.Order, true},
		{&s.aliases, o.Aliases, true},
	} {
		for rank, p := range role.paths {
			s.slot(role.slots, s.member(p), rank, role.sole)
		}
	}
	for _, name := range sortedKeys(o.Attrs) {
		m := s.member(o.Attrs[name])
		m.attr, m.rank = s.attr(name), 0
	}
	s.usually(o)
	return s
}

// A usualRole is a role that has no paths.
type usualRole struct {
	slots *[]int
	names []string
}

// usually notes which roles have no paths.
func (s *jsonShape) usually(o *JSONOptions) {
	for _, role := range []struct {
		paths []string
		usualRole
	}{
		{o.Customer, usualRole{&s.who, usual.who}}, {o.Time, usualRole{&s.when, usual.when}},
		{o.Name, usualRole{&s.what, usual.what}}, {o.Channel, usualRole{&s.channel, usual.channel}},
		{o.Value, usualRole{&s.value, usual.value}},
	} {
		if role.paths == nil {
			s.usual = append(s.usual, role.usualRole)
		}
	}
	for _, m := range s.root.members {
		s.giveUsual(m)
	}
}

// giveUsual gives a member of the root the roles that its name usually has.
func (s *jsonShape) giveUsual(m *jsonMember) {
	name := strings.TrimSpace(m.name)
	for _, role := range s.usual {
		rank := slices.IndexFunc(role.names, func(u string) bool { return strings.EqualFold(name, u) })
		if rank >= 0 {
			s.slot(role.slots, m, rank, false)
		}
	}
}

// member returns the member at a path.
func (s *jsonShape) member(path string) *jsonMember {
	steps, _, _ := pathOf(path, false)
	return s.root.to(steps)
}

// spread makes attributes of the members of those objects, those first that
// hold the others.
func (s *jsonShape) spread(paths []string) {
	order := slices.Clone(paths)
	slices.SortStableFunc(order, func(a, b string) int { return len(a) - len(b) })
	for _, p := range order {
		steps, ofList, _ := pathOf(p, true)
		n := s.root.at(steps)
		if ofList {
			n = n.pairs()
		}
		n.spread = slices.Index(paths, p) + 1
	}
}

// slot gives a role another slot.
func (s *jsonShape) slot(role *[]int, m *jsonMember, rank int, sole bool) {
	m.slots = append(m.slots, len(s.slots))
	*role = append(*role, len(s.slots))
	s.slots = append(s.slots, jsonSlot{member: m, rank: rank, sole: sole})
	slices.SortFunc(*role, func(a, b int) int {
		a1, b1 := &s.slots[a], &s.slots[b]
		return cmp.Or(a1.rank-b1.rank, strings.Compare(a1.member.name, b1.member.name))
	})
}

// attr returns the index of an attribute.
func (s *jsonShape) attr(name string) int {
	k, ok := s.attrOf[name]
	if !ok {
		k = len(s.attrs)
		s.attrs, s.attrOf[name] = append(s.attrs, jsonAttr{name: name}), k
	}
	return k
}

// memberBytes is about what a member takes, but for its name.
const memberBytes = 256

// meet returns the member of n that has a name that has not been met, and gives
// it its roles.
func (s *jsonShape) meet(n *jsonNode, name string) *jsonMember {
	s.known += memberBytes + 2*len(name)
	m := n.member(strings.Clone(name))
	if n.root {
		s.giveUsual(m)
	}
	return m
}
