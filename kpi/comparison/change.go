package comparison

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parcours-go/parcours/journey"
)

// An Emotion is how a place felt before and after. 0 means that it is not known.
type Emotion struct {
	Place
	Before journey.Emotion `json:"before,omitempty"`
	After  journey.Emotion `json:"after,omitempty"`
}

// A Friction is one that was added, where Before is nil, removed, where After is
// nil, or whose severity changed. Two of one text are the same; two that were
// found in data (Because) are, too, if only the numbers in their texts differ.
type Friction struct {
	Place
	Before *journey.Friction `json:"before,omitempty"`
	After  *journey.Friction `json:"after,omitempty"`
}

// An Opportunity is one that was added, where Before is nil, removed, where After
// is nil, or whose impact changed. Which are the same is as with a [Friction].
type Opportunity struct {
	Place
	Before *journey.Opportunity `json:"before,omitempty"`
	After  *journey.Opportunity `json:"after,omitempty"`
}

// A Target is one of the map after, or else of the map before, with what each
// measure makes of it.
type Target struct {
	Place
	journey.Target
	Unit   journey.Unit `json:"unit,omitempty"` // of its measure
	Before Outcome      `json:"before,omitempty"`
	After  Outcome      `json:"after,omitempty"`
}

// An Outcome is whether a target was met. "" means that nobody measured it.
type Outcome string

// The outcomes.
const (
	Met    Outcome = "met"
	Missed Outcome = "missed"
)

func (c *comparer) frictions(at Place, before, after []journey.Friction) {
	key := func(f journey.Friction) (string, bool) { return f.Text, f.Because != nil }
	matched(before, after, key, func(old, now *journey.Friction) {
		if old == nil || now == nil || old.Severity != now.Severity {
			c.Frictions = append(c.Frictions, Friction{at, old, now})
		}
	})
}

func (c *comparer) opportunities(at Place, before, after []journey.Opportunity) {
	key := func(o journey.Opportunity) (string, bool) { return o.Text, o.Because != nil }
	matched(before, after, key, func(old, now *journey.Opportunity) {
		if old == nil || now == nil || old.Impact != now.Impact {
			c.Opportunities = append(c.Opportunities, Opportunity{at, old, now})
		}
	})
}

// matched tells of each entry after with the same one before, or nil, then of
// those before that are gone. key returns the text of an entry, and whether it was
// found in data. What is told shares no memory with the lists but that of the
// measures behind an entry.
func matched[T any](before, after []T, key func(T) (string, bool), tell func(old, now *T)) {
	before, after = distinct(before, key), distinct(after, key)
	partner := partners(before, after, key)
	taken := make([]bool, len(before))
	for i, now := range after {
		if partner[i] < 0 {
			tell(nil, &now)
			continue
		}
		old := before[partner[i]]
		taken[partner[i]] = true
		tell(&old, &now)
	}
	for j, old := range before {
		if !taken[j] {
			tell(&old, nil)
		}
	}
}

// distinct returns the entries without those whose text stood before.
func distinct[T any](list []T, key func(T) (string, bool)) []T {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(list), func(e T) bool {
		text, _ := key(e)
		was := seen[text]
		seen[text] = true
		return was
	})
}

// partners returns, for each entry after, the index of the same one before, or −1.
func partners[T any](before, after []T, key func(T) (string, bool)) []int {
	exact, loose := map[string]int{}, map[string][]int{}
	for j, e := range before {
		text, _ := key(e)
		exact[text] = j
	}
	partner, taken := make([]int, len(after)), make([]bool, len(before))
	for i, e := range after {
		text, _ := key(e)
		j, same := exact[text]
		if partner[i] = -1; same {
			partner[i], taken[j] = j, true
		}
	}
	for j, e := range before {
		if text, found := key(e); found && !taken[j] {
			loose[withoutNumbers(text)] = append(loose[withoutNumbers(text)], j)
		}
	}
	for i, e := range after {
		text, found := key(e)
		if left := loose[withoutNumbers(text)]; found && partner[i] < 0 && len(left) > 0 {
			partner[i], loose[withoutNumbers(text)] = left[0], left[1:]
		}
	}
	return partner
}

// withoutNumbers returns a text with a # for each number, as both languages write
// them.
func withoutNumbers(text string) string {
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		if !unicode.IsDigit(runes[i]) {
			b.WriteRune(runes[i])
			continue
		}
		for i+1 < len(runes) && (unicode.IsDigit(runes[i+1]) || i+2 < len(runes) && strings.ContainsRune(".,\u202f", runes[i+1]) && unicode.IsDigit(runes[i+2])) {
			i++
		}
		b.WriteByte('#')
	}
	return b.String()
}

// targets judges both maps by the targets after, and by those before that are
// given up.
func (c *comparer) targets(at Place, old, now entry) {
	same := func(t journey.Target) func(journey.Target) bool {
		return func(o journey.Target) bool { return o.Measure == t.Measure && o.Op == t.Op }
	}
	wanted := slices.Clone(now.targets)
	for _, t := range old.targets {
		if !slices.ContainsFunc(now.targets, same(t)) {
			wanted = append(wanted, t)
		}
	}
	for _, t := range wanted {
		unit := t.UnitIn(slices.Concat(now.measures, old.measures))
		if unit == journey.Money && !c.money {
			continue
		}
		judged := Target{Place: at, Target: t, Unit: unit, Before: outcome(t, old.measures), After: outcome(t, now.measures)}
		if judged.Before != "" || judged.After != "" {
			c.Targets = append(c.Targets, judged)
		}
	}
}

func outcome(t journey.Target, measures []journey.Measure) Outcome {
	i := slices.IndexFunc(measures, func(m journey.Measure) bool { return m.Name == t.Measure })
	switch {
	case i < 0:
		return ""
	case t.Met(measures[i]):
		return Met
	}
	return Missed
}
