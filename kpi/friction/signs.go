package friction

import (
	"cmp"
	"slices"
)

// A Signal is an event that betrays friction by itself, and how many of the
// sessions of a finding that went badly met it.
type Signal struct {
	Name     string `json:"name"`
	Sessions int    `json:"sessions"`
}

// signalsOf returns the signals that the bad sessions of a trial met inside a
// spot at least three times as often as those outside, and one in ten of them or
// more: the commonest first.
func (c *sessions) signalsOf(t *trial, inside []bool) []Signal {
	var n [2]int
	met := make([][2]int, len(c.signals))
	for i, row := range t.row {
		k := 0
		if inside[row] {
			if k = 1; !t.bad[i] {
				continue
			}
		}
		n[k]++
		for s := range met {
			if c.troubled.has(int(row), s) {
				met[s][k]++
			}
		}
	}
	var list []Signal
	for s, m := range met {
		if m[1]*10 >= n[1] && m[1]*n[0] >= 3*m[0]*n[1] && m[1] > 0 {
			list = append(list, Signal{c.signals[s].name, m[1]})
		}
	}
	slices.SortStableFunc(list, func(a, b Signal) int { return cmp.Compare(b.Sessions, a.Sessions) })
	return list
}
