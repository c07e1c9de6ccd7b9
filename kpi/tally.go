package kpi

import (
	"sort"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/clv"
	"github.com/parcours-go/parcours/kpi/dwell"
)

// A tally is all that an analysis counts, in one pass over the traces. Tallies
// of parts of a log merge into that of the whole: they hold counts, and lists
// that are sorted before anything is computed from them.
type tally struct {
	*setting
	customers, events int
	first, last       int64 // times of events
	late              int   // events after the end of the observation
	ancient           int   // events before the year 2000

	reach   reach
	dwell   *dwell.Tally
	orders  orders
	buyers  *clv.Tally // nil where no event is a purchase
	answers answers
}

// year2000 is the start of that year in Unix nanoseconds: a log from a shop
// that shows an earlier time shows a clock that was never set.
const year2000 = 946_684_800_000_000_000

func newTally(s *setting) *tally {
	c := &tally{
		setting: s,
		reach:   newReach(s),
		dwell:   s.dwell.Fresh(),
		orders:  newOrders(s),
		answers: s.answers.fresh(),
	}
	if s.buyers != nil {
		c.buyers = s.buyers.Fresh()
	}
	return c
}

// Add counts one customer.
func (c *tally) Add(t event.Trace) {
	n := sort.Search(t.Len(), func(i int) bool { return t.Nano(i) > c.at })
	c.late += t.Len() - n
	if n == 0 {
		return
	}
	c.span(t.Nano(0), t.Nano(n-1))
	c.customers++
	c.events += n
	for i := 0; i < n && t.Nano(i) < year2000; i++ {
		c.ancient++
	}
	c.reach.add(t, n)
	c.dwell.Add(t)
	c.orders.add(t, n)
	if c.buyers != nil {
		c.buyers.Add(t.First(n))
	}
	c.answers.add(t)
}

// span takes in the times from first to last.
func (c *tally) span(first, last int64) {
	if c.customers == 0 {
		c.first, c.last = first, last
	}
	c.first, c.last = min(c.first, first), max(c.last, last)
}

// Merge adds what another tally counted.
func (c *tally) Merge(other *tally) {
	if other.customers > 0 {
		c.span(other.first, other.last)
	}
	c.customers += other.customers
	c.events += other.events
	c.late += other.late
	c.ancient += other.ancient
	c.reach.merge(&other.reach)
	c.dwell.Merge(other.dwell)
	c.orders.merge(&other.orders)
	if c.buyers != nil {
		c.buyers.Merge(other.buyers)
	}
	c.answers.merge(other.answers)
}

// addCounts adds the counts of one part to those of another.
func addCounts(to, from []int) {
	for i, n := range from {
		to[i] += n
	}
}
