package friction

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A hypothesis is a comparison that may turn out to be a finding.
type hypothesis struct {
	p     float64 // that there is nothing to find
	trial *trial  // that it is about, or nil
	found Found
}

// significant returns the findings of those hypotheses that are rejected with
// the part of the error that they have together: the most certain first. Of two
// of one segment, where one trial lies within the other, the second is left out:
// it is the same matter.
func (c *sessions) significant(list []hypothesis, part float64) []Found {
	p := make([]float64, len(list))
	for i, h := range list {
		p[i] = h.p
	}
	for i, adjusted := range stat.Holm(p) {
		list[i].found.P = stat.Tidy(min(1, adjusted/part))
	}
	slices.SortStableFunc(list, func(a, b hypothesis) int { return cmp.Compare(a.p, b.p) })
	var kept []hypothesis
	var found []Found
	for _, h := range list {
		if h.found.P > c.opt.Error {
			break
		}
		said := slices.ContainsFunc(kept, func(k hypothesis) bool {
			return h.trial != nil && k.trial != nil && k.found.Segment == h.found.Segment && explains(k.trial, h.trial)
		})
		if !said {
			kept, found = append(kept, h), append(found, h.found)
		}
	}
	return found
}
