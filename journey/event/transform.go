package event

import (
	"cmp"
	"iter"
	"slices"
)

// Filter returns the log of the events that keep holds for. Customers of whom
// no event is kept are gone.
func (l *Log) Filter(keep func(Event) bool) *Log {
	return l.keep(func(t Trace, i int) bool { return keep(t.Event(i)) })
}

// keep is Filter without an Event for each.
func (l *Log) keep(keep func(t Trace, i int) bool) *Log {
	var customers []int
	var from, order []uint32
	for c := range l.Customers() {
		t := l.Trace(c)
		start := len(order)
		for i := range t.Len() {
			if keep(t, i) {
				order = append(order, uint32(t.lo+i))
			}
		}
		if len(order) > start {
			customers, from = append(customers, c), append(from, uint32(start))
		}
	}
	out := newTaker(l).take(order)
	out.who, out.from = l.who.some(customers), append(from, uint32(len(order)))
	return out
}

// Rename returns the log in which each customer has the name that to gives
// them, or where that is "", the one they had. Customers who get one name
// become one: their events are in time order, and those at one time in the
// order of the input.
func (l *Log) Rename(to func(customer string) string) *Log {
	names := make([]string, l.Customers())
	customers := make([]int, l.Customers())
	for c := range customers {
		old := l.who.at(c)
		names[c], customers[c] = cmp.Or(to(old), old), c
	}
	slices.SortStableFunc(customers, func(a, b int) int { return cmp.Compare(names[a], names[b]) })
	var who []string
	var from []uint32
	order := make([]uint32, 0, l.Len())
	for run := range runs(customers, func(a, b int) bool { return names[a] == names[b] }) {
		who, from = append(who, names[run[0]]), append(from, uint32(len(order)))
		order = l.merged(order, run)
	}
	out := newTaker(l).take(order)
	out.who, out.from = wordsOf(who), append(from, uint32(len(order)))
	return out
}

// merged appends the rows of those customers, as one, to order.
func (l *Log) merged(order []uint32, customers []int) []uint32 {
	start := len(order)
	for _, c := range customers {
		for row := l.from[c]; row < l.from[c+1]; row++ {
			order = append(order, row)
		}
	}
	if len(customers) > 1 {
		slices.SortFunc(order[start:], func(a, b uint32) int {
			return cmp.Or(cmp.Compare(l.nano[a], l.nano[b]), l.compareOrder(a, b), cmp.Compare(l.seq[a], l.seq[b]))
		})
	}
	return order
}

// compareOrder compares the Order of two rows.
func (l *Log) compareOrder(a, b uint32) int {
	if l.order == nil {
		return 0
	}
	return cmp.Compare(l.order[a], l.order[b])
}

// Split returns the log in parts, in bytewise order of their names. Each
// customer is in one part, whose name is what of says of them; of is called
// once a customer before the first part is there, and a part is made when it
// is asked for.
func (l *Log) Split(of func(customer string) string) iter.Seq2[string, *Log] {
	return func(yield func(string, *Log) bool) {
		part := make([]string, l.Customers())
		customers := make([]int, l.Customers())
		for c := range customers {
			part[c], customers[c] = of(l.who.at(c)), c
		}
		slices.SortStableFunc(customers, func(a, b int) int { return cmp.Compare(part[a], part[b]) })
		taker := newTaker(l)
		for run := range runs(customers, func(a, b int) bool { return part[a] == part[b] }) {
			if !yield(part[run[0]], taker.customers(run)) {
				return
			}
		}
	}
}

// runs returns the longest stretches of a whose neighbours are the same.
func runs(a []int, same func(a, b int) bool) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		for len(a) > 0 {
			n := 1
			for n < len(a) && same(a[n-1], a[n]) {
				n++
			}
			if !yield(a[:n]) {
				return
			}
			a = a[n:]
		}
	}
}
