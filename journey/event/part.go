package event

import (
	"cmp"
	"slices"
)

// part takes the rows of part p from all pages, and brings those of each
// customer into the order of time.
func (a *arrangement) part(p int) {
	s := a.spare.Get().(*scratch)
	defer a.spare.Put(s)
	next := a.places(p, s)
	a.bits[p] = make([]uint64, (int(a.row[p]&63+a.row[p+1]-a.row[p])+63)/64)
	s.found = s.found[:0]
	for g := range a.runs {
		from, to := int(a.runs[g][p]), int(a.runs[g][p+1])
		if from == to {
			continue
		}
		s.to = slices.Grow(s.to[:0], to-from)[:to-from]
		for k, w := range a.b.whos.page[g][from:to] {
			c := w & (1<<partShift - 1)
			at := next[c]
			next[c] = at + 1
			s.to[k] = at
			a.l.seq[at] = uint32(g)<<pageShift | w>>16
		}
		spread(a.l.nano, a.b.nanos.page[g][from:to], s.to)
		for _, c := range a.columns {
			c.spread(g, from, s)
		}
		s.found = a.b.values.page[g].appendTo(s.found, from, s.to)
	}
	v := a.values(p, s)
	a.sort(p, v, s)
}

// places returns the row of the log where the first event of each customer of
// part p goes.
func (a *arrangement) places(p int, s *scratch) []uint32 {
	first := p << a.shift
	customers := min(1<<a.shift, a.l.who.len()-first)
	next := zeroed(&s.next, customers)
	for g, run := range a.runs {
		for _, w := range a.b.whos.page[g][run[p]:run[p+1]] {
			next[w&(1<<partShift-1)]++
		}
	}
	row := a.row[p]
	for c, n := range next {
		a.l.from[first+c], next[c] = row, row
		row += n
	}
	return next
}

// spread puts the rows of a run where they go.
func spread[T any](out, run []T, to []uint32) {
	run = run[:len(to)]
	for k, at := range to {
		out[at] = run[k]
	}
}

// spread puts the texts of the rows of page g from a row on where they go.
func (c *mapping) spread(g, from int, s *scratch) {
	if c.out.words.len() <= 1 {
		return
	}
	n, page, out := len(s.to), &c.from.page[g], &c.out.id
	s.ids = slices.Grow(s.ids[:0], n)[:n]
	switch {
	case page.b1 != nil:
		translate(s.ids, page.b1[from:from+n], c.to)
	case page.b2 != nil:
		translate(s.ids, page.b2[from:from+n], c.to)
	case page.b4 != nil:
		translate(s.ids, page.b4[from:from+n], c.to)
	default:
		for k := range s.ids {
			s.ids[k] = c.to[0]
		}
	}
	switch {
	case out.b1 != nil:
		narrowTo(out.b1, s.ids, s.to)
	case out.b2 != nil:
		narrowTo(out.b2, s.ids, s.to)
	default:
		spread(out.b4, s.ids, s.to)
	}
}

func translate[T uint8 | uint16 | uint32](out []uint32, run []T, to []uint32) {
	run = run[:len(out)]
	for k := range out {
		out[k] = to[run[k]]
	}
}

func narrowTo[T uint8 | uint16](out []T, ids, to []uint32) {
	ids = ids[:len(to)]
	for k, at := range to {
		out[at] = T(ids[k])
	}
}

// values puts the values that were found into the log, and returns those of
// part p as a column whose row 0 is the first row of the log's word of bits
// where the part begins.
func (a *arrangement) values(p int, s *scratch) *amounts {
	start := a.row[p] &^ 63
	v := &amounts{has: a.bits[p], num: a.l.value.num[a.num[p]:a.num[p+1]]}
	for _, f := range s.found {
		at := f.row - start
		v.has[at>>6] |= 1 << (at & 63)
	}
	v.count()
	for _, f := range s.found {
		v.num[v.before(int(f.row-start))] = f.value
	}
	return v
}

// sort brings the rows of each customer of part p into the order of time, where
// they are not, rows at one time into that of [Event.Order], and rows of one
// order into that of the input.
func (a *arrangement) sort(p int, v *amounts, s *scratch) {
	first := p << a.shift
	last := min(first+1<<a.shift, a.l.who.len())
	for c := first; c < last; c++ {
		lo, hi := a.l.from[c], a.row[p+1]
		if c+1 < last {
			hi = a.l.from[c+1]
		}
		if nano := a.l.nano[lo:hi]; a.b.orders != nil || !slices.IsSorted(nano) {
			a.sortRows(lo, hi, s)
			v.resort(int(lo-a.row[p]&^63), s)
		}
	}
}

// A timed is a row with its time, its order, and where it stood.
type timed struct {
	nano, order int64
	row         uint32 // of the input
	at          uint32
}

// sortRows sorts rows of the log, but for their values, and leaves in s how.
func (a *arrangement) sortRows(lo, hi uint32, s *scratch) {
	nano, seq := a.l.nano[lo:hi], a.l.seq[lo:hi]
	s.late = s.late[:0]
	for i, t := range nano {
		s.late = append(s.late, timed{t, a.b.orderOf(seq[i]), seq[i], uint32(i)})
	}
	slices.SortFunc(s.late, func(a, b timed) int {
		return cmp.Or(cmp.Compare(a.nano, b.nano), cmp.Compare(a.order, b.order), cmp.Compare(a.row, b.row))
	})
	for i, t := range s.late {
		nano[i], seq[i] = t.nano, t.row
	}
	for _, c := range a.columns {
		switch id := &c.out.id; {
		case id.b1 != nil:
			resort(id.b1[lo:hi], &s.b1, s.late)
		case id.b2 != nil:
			resort(id.b2[lo:hi], &s.b2, s.late)
		case id.b4 != nil:
			resort(id.b4[lo:hi], &s.ids, s.late)
		}
	}
}

func resort[T any](column []T, scratch *[]T, late []timed) {
	old := copied(scratch, column)
	for i, t := range late {
		column[i] = old[t.at]
	}
}
