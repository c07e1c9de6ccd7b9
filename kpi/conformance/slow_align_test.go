package conformance

import (
	"cmp"
	"slices"
)

// A tie of a slow alignment: an event and the step that it completes.
type tie struct{ event, step int }

// bestSlowly tries all alignments and returns the best, as the package doc says.
func bestSlowly(seq, symbols []int32) []tie {
	var best, now []tie
	var try func(event, step int)
	try = func(event, step int) {
		if better(now, best) {
			best = slices.Clone(now)
		}
		for i := event; i < len(seq); i++ {
			for p := step; p < len(symbols); p++ {
				if seq[i] == symbols[p] {
					now = append(now, tie{i, p})
					try(i+1, p+1)
					now = now[:len(now)-1]
				}
			}
		}
	}
	try(0, 0)
	return best
}

func better(a, b []tie) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	for k := len(a) - 1; k >= 0; k-- {
		if a[k] != b[k] {
			return cmp.Or(cmp.Compare(a[k].step, b[k].step), cmp.Compare(a[k].event, b[k].event)) < 0
		}
	}
	return false
}
