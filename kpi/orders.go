package kpi

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// orders counts carts, purchases and departures.
type orders struct {
	*setting
	all        outcome
	byChannel  []outcome // by channel id
	buyers     int
	repeaters  int
	valued     int       // purchases with a value
	blank      int       // purchases without one
	revenue    []float64 // of each buyer
	observable int       // customers who were there long enough to be missed
	churned    int
	former     int // customers with a purchase in the window before the last
	retained   int // of those, with one in the last window too
}

// An outcome counts what became of some customers.
type outcome struct {
	customers, reachedGoal, carts, abandoned int
}

// A shopper is what matters of one customer here.
type shopper struct {
	channel   int
	goal      bool
	carts     int
	purchases int
	spent     float64
	valued    int  // purchases
	before    bool // bought in the window before the last
	lately    bool // bought in the last window
}

// elapsed is the time from a to b, not before it. It is right for any two times
// of a log, where a signed difference would overflow after 292 years.
func elapsed(a, b int64) uint64 { return uint64(b) - uint64(a) }

func newOrders(s *setting) orders {
	return orders{setting: s, byChannel: make([]outcome, len(s.channels))}
}

func (o *orders) add(t event.Trace, n int) {
	who := o.look(t, n)
	o.all.count(who)
	o.byChannel[who.channel].count(who)
	if who.purchases > 0 {
		o.buyers++
		o.revenue = append(o.revenue, who.spent)
		o.valued += who.valued
		o.blank += who.purchases - who.valued
	}
	if who.purchases > 1 {
		o.repeaters++
	}
	if who.before {
		o.former++
		if who.lately {
			o.retained++
		}
	}
	if elapsed(t.Nano(0), o.at) >= uint64(o.Silence) {
		o.observable++
		if elapsed(t.Nano(n-1), o.at) >= uint64(o.Silence) {
			o.churned++
		}
	}
}

func (o *orders) look(t event.Trace, n int) shopper {
	who := shopper{channel: t.ChannelID(0)}
	for i := range n {
		name := t.NameID(i)
		who.goal = who.goal || o.reachesGoal(t, i)
		if o.isCart[name] {
			who.carts++
			who.channel = t.ChannelID(i)
		}
		if o.isPurchase[name] {
			who.purchases++
			switch elapsed(t.Nano(i), o.at) / uint64(o.Silence) {
			case 0:
				who.lately = true
			case 1:
				who.before = true
			}
			if v, ok := t.Value(i); ok {
				who.spent += v
				who.valued++
			}
		}
	}
	return who
}

func (c *outcome) count(who shopper) {
	c.customers++
	if who.goal {
		c.reachedGoal++
	}
	if who.carts > 0 {
		c.carts++
		if who.purchases == 0 {
			c.abandoned++
		}
	}
}

func (o *orders) merge(other *orders) {
	o.all.merge(other.all)
	for i, c := range other.byChannel {
		o.byChannel[i].merge(c)
	}
	o.buyers += other.buyers
	o.repeaters += other.repeaters
	o.valued += other.valued
	o.blank += other.blank
	o.revenue = append(o.revenue, other.revenue...)
	o.observable += other.observable
	o.churned += other.churned
	o.former += other.former
	o.retained += other.retained
}

func (c *outcome) merge(other outcome) {
	c.customers += other.customers
	c.reachedGoal += other.reachedGoal
	c.carts += other.carts
	c.abandoned += other.abandoned
}

// measures returns what is known of the journey as a whole.
func (o *orders) measures() []journey.Measure {
	m := o.all.measures(o.setting)
	if o.observable > 0 {
		m = append(m, figure.Ratio(journey.MeasureChurn, o.churned, o.observable, o.Level))
	}
	if o.former > 0 {
		m = append(m, figure.Ratio(journey.MeasureRetention, o.retained, o.former, o.Level))
	}
	if o.buyers > 0 {
		m = append(m, figure.Ratio(journey.MeasureRepeat, o.repeaters, o.buyers, o.Level))
	}
	if o.valued > 0 && o.all.customers > 1 {
		m = append(m, o.revenueMeasure())
	}
	return m
}

// measures returns the conversion and the abandonment of some customers.
func (c outcome) measures(s *setting) []journey.Measure {
	var m []journey.Measure
	if c.customers > 0 && s.hasGoal() {
		m = append(m, figure.Ratio(journey.MeasureConversion, c.reachedGoal, c.customers, s.Level))
	}
	if c.carts > 0 {
		m = append(m, figure.Ratio(journey.MeasureAbandonment, c.abandoned, c.carts, s.Level))
	}
	return m
}

// largest returns the channels with most customers, in the order of their ids.
func (o *orders) largest() []int {
	var ids []int
	for id, c := range o.byChannel {
		if c.customers > 0 && o.channels[id] != "" {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b int) int {
		return cmp.Compare(o.byChannel[b].customers, o.byChannel[a].customers)
	})
	ids = ids[:min(most, len(ids))]
	slices.Sort(ids)
	return ids
}

func (o *orders) revenueMeasure() journey.Measure {
	each := slices.Concat(o.revenue, make([]float64, o.all.customers-len(o.revenue)))
	slices.Sort(each)
	mean, interval := stat.Mean(each, o.Level)
	if each[0] >= 0 {
		interval.Lo = max(0, interval.Lo) // nobody was paid for buying
	}
	return figure.Estimate(journey.MeasureRevenue, mean, journey.Money, len(each), interval)
}

// most is the number of channels that a report tells apart.
const most = 100

// segments returns the outcome of the channels that the log names.
func (o *orders) segments() []Segment {
	var list []Segment
	for _, id := range o.largest() {
		c := o.byChannel[id]
		measures := append(
			[]journey.Measure{figure.Count(journey.MeasureReached, c.customers, o.all.customers)},
			c.measures(o.setting)...)
		list = append(list, Segment{Name: string(o.channels[id]), Measures: measures})
	}
	return list
}
