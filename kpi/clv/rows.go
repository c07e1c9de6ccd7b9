package clv

import (
	"cmp"
	"math"
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
	d := distinct{place: make([]int32, 1<<10)}
	for i := range histories {
		h := &histories[i]
		d.add(float64(h.Frequency), h.Recency+0, h.T+0, float64(h.customers())) // +0 leaves no −0
	}
	slices.SortFunc(d.rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.tx, b.tx), cmp.Compare(a.t, b.t))
	})
	return d.rows
}

// distinct is a set of rows, found by hashing with open addresses: a million
// histories make it the greater part of a fit, and a map takes several times as
// long.
type distinct struct {
	rows  []row
	place []int32 // of a row in rows, from 1; 0 is free. The length is a power of 2
}

func (d *distinct) add(x, tx, t, n float64) {
	for at := hash(x, tx, t); ; at++ {
		place := &d.place[at&uint64(len(d.place)-1)]
		if *place == 0 {
			d.rows = append(d.rows, row{x, tx, t, n})
			*place = int32(len(d.rows))
			if 2*len(d.rows) > len(d.place) {
				d.grow()
			}
			return
		}
		if r := &d.rows[*place-1]; r.x == x && r.tx == tx && r.t == t {
			r.n += n
			return
		}
	}
}

func (d *distinct) grow() {
	d.place = make([]int32, 4*len(d.place))
	for i, r := range d.rows {
		at := hash(r.x, r.tx, r.t)
		for d.place[at&uint64(len(d.place)-1)] != 0 {
			at++
		}
		d.place[at&uint64(len(d.place)-1)] = int32(i + 1)
	}
}

// hash mixes the bits of three numbers, by the multiplication with odd numbers
// near 2⁶⁴ times irrational ones.
func hash(x, tx, t float64) uint64 {
	h := (math.Float64bits(x)*0x9e3779b97f4a7c15 ^ math.Float64bits(tx)) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>32 ^ math.Float64bits(t)) * 0x94d049bb133111eb
	return h ^ h>>32
}

// A summary is what the starting values and the diagnoses look at.
type summary struct {
	customers, repeaters, purchases float64
	time, meanT, longest            float64 // of all customers, of one, and of the one with the longest
	most                            float64 // repeat purchases of one customer
}

func summarise(rows []row) summary {
	var s summary
	for _, r := range rows {
		s.customers += r.n
		s.purchases += float64(r.n * r.x)
		s.time += float64(r.n * r.t)
		s.most = max(s.most, r.x)
		s.longest = max(s.longest, r.t)
		if r.x > 0 {
			s.repeaters += r.n
		}
	}
	s.meanT = s.time / s.customers
	return s
}
