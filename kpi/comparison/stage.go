package comparison

import (
	"slices"
	"sort"

	"github.com/parcours-go/parcours/journey"
)

// A Change is what became of a stage or of a touchpoint.
type Change string

// The changes. "" is none: it is in both maps.
const (
	Added   Change = "added"   // it is only in the map after
	Removed Change = "removed" // it is only in the map before
	Moved   Change = "moved"   // it is in both, elsewhere
)

// A Stage is a stage of either map.
type Stage struct {
	Name   string        `json:"name"`
	Phase  journey.Phase `json:"phase,omitempty"` // that after, if it is there
	Change Change        `json:"change,omitempty"`
}

// A Touchpoint is one that was added to a stage, removed from it, or moved to it.
// A new order within a stage is not told.
type Touchpoint struct {
	Place
	Change Change `json:"change"`
	From   string `json:"from,omitempty"` // the stage that it was moved from
}

// matchStages fills in the stages of either map.
func (c *comparer) matchStages() {
	kept := c.stayed()
	was := make(map[string]int, len(c.before.Stages)) // name → index before
	for i := range c.before.Stages {
		was[c.before.Stages[i].Name] = i
	}
	there := make(map[string]bool, len(c.after.Stages))
	for i := range c.after.Stages {
		there[c.after.Stages[i].Name] = true
	}
	gone := func(from int) {
		for _, s := range c.before.Stages[from:] {
			if there[s.Name] {
				return
			}
			c.Stages = append(c.Stages, Stage{s.Name, s.Phase, Removed})
		}
	}
	gone(0)
	for i := range c.after.Stages {
		s := &c.after.Stages[i]
		old, both := was[s.Name]
		switch {
		case !both:
			c.Stages = append(c.Stages, Stage{s.Name, s.Phase, Added})
			continue
		case kept[s.Name]:
			c.Stages = append(c.Stages, Stage{Name: s.Name, Phase: s.Phase})
		default:
			c.Stages = append(c.Stages, Stage{s.Name, s.Phase, Moved})
		}
		c.common++
		gone(old + 1)
	}
}

// stayed returns the stages that kept their order: as many of those in both maps
// as can be without any two of them changing sides. All others moved.
func (c *comparer) stayed() map[string]bool {
	now := make(map[string]int, len(c.after.Stages))
	for i := range c.after.Stages {
		now[c.after.Stages[i].Name] = i
	}
	var order []int // indices after, in the order before
	for i := range c.before.Stages {
		if at, ok := now[c.before.Stages[i].Name]; ok {
			order = append(order, at)
		}
	}
	kept := map[string]bool{}
	for _, at := range longestRise(order) {
		kept[c.after.Stages[at].Name] = true
	}
	return kept
}

// longestRise returns a longest increasing subsequence of different numbers: the
// one that patience sorting finds, after C. Schensted, Longest increasing and
// decreasing subsequences, Canadian Journal of Mathematics 13 (1961) 179–191.
func longestRise(order []int) []int {
	var piles []int                  // index in order of the top of each pile
	below := make([]int, len(order)) // index in order of the one before it, or −1
	for i, v := range order {
		p := sort.Search(len(piles), func(k int) bool { return order[piles[k]] >= v })
		below[i] = -1
		if p > 0 {
			below[i] = piles[p-1]
		}
		if p == len(piles) {
			piles = append(piles, i)
		} else {
			piles[p] = i
		}
	}
	var rise []int
	if len(piles) > 0 {
		for i := piles[len(piles)-1]; i >= 0; i = below[i] {
			rise = append(rise, order[i])
		}
	}
	slices.Reverse(rise)
	return rise
}

func touchpointOf(s *journey.Stage, name string) *journey.Touchpoint {
	if s == nil {
		return nil
	}
	i := slices.IndexFunc(s.Touchpoints, func(t journey.Touchpoint) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return &s.Touchpoints[i]
}

// findMoved makes one move of a touchpoint that was removed from one stage and
// added to another, if no other has its name. Those that came or went with their
// stage are told by it.
func (c *comparer) findMoved() {
	type pair struct{ added, removed []int }
	named := map[string]*pair{}
	for i, t := range c.Touchpoints {
		p := named[t.Touchpoint]
		if p == nil {
			p = new(pair)
			named[t.Touchpoint] = p
		}
		if t.Change == Added {
			p.added = append(p.added, i)
		} else {
			p.removed = append(p.removed, i)
		}
	}
	stayed := map[string]bool{}
	for _, s := range c.Stages {
		stayed[s.Name] = s.Change == "" || s.Change == Moved
	}
	left := c.Touchpoints[:0:0]
	for i, t := range c.Touchpoints {
		p := named[t.Touchpoint]
		moved := len(p.added) == 1 && len(p.removed) == 1
		switch {
		case moved && i == p.added[0]:
			t.Change, t.From = Moved, c.Touchpoints[p.removed[0]].Stage
			left = append(left, t)
		case !moved && stayed[t.Stage]:
			left = append(left, t)
		}
	}
	c.Touchpoints = left
}
