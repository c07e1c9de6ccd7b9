package clv

import (
	"cmp"
	"slices"
)

// A row is a history and how many customers have it: equal ones are collapsed,
// so that each is looked at once.
type row struct {
	x, tx, t float64
	n        float64
}

// collapse returns the distinct rows in the order of x, tx and t, which does
// not depend on the order of the histories.
func collapse(histories []History) []row {
	type key struct {
		x     int
		tx, t float64
	}
	place := make(map[key]int32, min(len(histories), 1<<16))
	var rows []row
	for i := range histories {
		h := &histories[i]
		k := key{h.Frequency, h.Recency, h.T}
		at, known := place[k]
		if !known {
			at = int32(len(rows))
			place[k] = at
			rows = append(rows, row{x: float64(h.Frequency), tx: h.Recency, t: h.T})
		}
		rows[at].n += float64(h.customers())
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.tx, b.tx), cmp.Compare(a.t, b.t))
	})
	return rows
}

// A summary is what the starting values and the diagnoses look at.
type summary struct {
	customers, repeaters, purchases float64
	time, meanT                     float64 // of all customers, and of one
	most                            float64 // repeat purchases of one customer
}

func summarise(rows []row) summary {
	var s summary
	for _, r := range rows {
		s.customers += r.n
		s.purchases += float64(r.n * r.x)
		s.time += float64(r.n * r.t)
		s.most = max(s.most, r.x)
		if r.x > 0 {
			s.repeaters += r.n
		}
	}
	s.meanT = s.time / s.customers
	return s
}
