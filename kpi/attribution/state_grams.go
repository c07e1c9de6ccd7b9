package attribution

import "github.com/parcours-go/parcours/kpi/internal/stat"

// savedGrams is the JSON form of grams, in their order: states as lists of the
// indices of their channels.
type savedGrams struct {
	States      [][]int     `json:"states"`
	Starts      []int       `json:"starts"`
	Conversions []int       `json:"conversions"`
	Nulls       []int       `json:"nulls"`
	Values      []*stat.Sum `json:"values,omitempty"` // nil where a state has none
	Transitions [][3]int    `json:"transitions"`      // from, to, how often
}

func (g *grams) save() *savedGrams {
	states, from, edges := g.sorted()
	s := &savedGrams{States: [][]int{}, Transitions: [][3]int{}}
	for i, key := range states {
		touches := []int{}
		for k := range g.order {
			if at := key.channel(g.order, k); at >= 0 {
				touches = append(touches, at)
			}
		}
		s.States = append(s.States, touches)
		s.Starts = append(s.Starts, from[i].starts)
		s.Conversions = append(s.Conversions, from[i].conversions)
		s.Nulls = append(s.Nulls, from[i].nulls)
		s.Values = append(s.Values, from[i].value)
	}
	for _, e := range edges {
		s.Transitions = append(s.Transitions, [3]int{int(e.from), int(e.to), e.times})
	}
	return s
}

// readGrams takes in saved grams, and reports whether they may be those of the
// paths that were counted.
func (t *Tally) readGrams(s *savedGrams) bool {
	if (s != nil) != (t.grams != nil) {
		return false
	}
	if s == nil {
		return true
	}
	n := len(s.States)
	if n > maxStates || len(s.Transitions) > maxTransitions || len(s.Starts) != n || len(s.Conversions) != n ||
		len(s.Nulls) != n || len(s.Values) != n {
		return false
	}
	for i, touches := range s.States {
		key, ok := t.grams.key(touches, len(t.channels))
		if !ok || int(t.grams.id(key)) != i {
			return false
		}
		if s.Values[i] != nil && (!t.Values || !fair(s.Values[i])) {
			return false
		}
		t.grams.from[i] = ending{s.Starts[i], s.Conversions[i], s.Nulls[i], s.Values[i]}
	}
	for _, e := range s.Transitions {
		if !t.grams.follows(e[0], e[1]) || e[2] == 0 || !countable(e[2]) {
			return false
		}
		t.grams.edges[[2]int32{int32(e[0]), int32(e[1])}] += e[2]
	}
	return len(t.grams.edges) == len(s.Transitions) && t.soundGrams()
}

// key returns the gram of some touches, and false if it is none.
func (g *grams) key(touches []int, channels int) (key gram, ok bool) {
	if len(touches) == 0 || len(touches) > g.order {
		return 0, false
	}
	for k, at := range touches {
		if at < 0 || at >= channels {
			return 0, false
		}
		key |= gram(at+1) << (gramBits * (g.order - 1 - k))
	}
	return key, true
}

// follows reports whether a state may follow another: both are full, and slide
// by one touch.
func (g *grams) follows(from, to int) bool {
	if from < 0 || to < 0 || from >= len(g.list) || to >= len(g.list) || from == to {
		return false
	}
	last := g.order - 1
	for k := range last {
		if g.list[from].channel(g.order, k+1) != g.list[to].channel(g.order, k) {
			return false
		}
	}
	return g.list[from].channel(g.order, last) >= 0 && g.list[to].channel(g.order, last) >= 0
}

// soundGrams reports whether whoever comes to a state goes on, and whether as
// many paths end as the counts say.
func (t *Tally) soundGrams() bool {
	g := t.grams
	balance := make([]int, len(g.list))
	conversions, nulls := 0, 0
	for i, e := range g.from {
		if !countable(e.starts) || !countable(e.conversions) || !countable(e.nulls) {
			return false
		}
		balance[i] = e.starts - e.conversions - e.nulls
		conversions += e.conversions
		nulls += e.nulls
	}
	for e, times := range g.edges {
		balance[e[0]] -= times
		balance[e[1]] += times
	}
	for _, b := range balance {
		if b != 0 {
			return false
		}
	}
	for i := range t.channels {
		conversions -= t.conversions(i)
		nulls -= t.nulls(i)
	}
	return conversions == 0 && nulls == 0
}
