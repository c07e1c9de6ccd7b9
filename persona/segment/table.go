package segment

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/field"
)

// A table gathers purchases by customer.
type table struct {
	Options
	zone   clock
	at     time.Time // the moment of the scores; zero if it is the last purchase
	buyers [][]buyer // in pages: no page is ever copied to make room
	n      int32     // of buyers
	newest string    // the one who was met last

	// Customers come one by one in the order of their names, from an event log.
	// Where they do not, their places are looked up.
	place map[string]int32
	last  int32 // the place of the customer who came last

	// All days of purchases, for customers whose purchases are not in the order
	// of time.
	dates []date
	mixed bool // there is such a customer

	latest time.Time
}

// A buyer is what a customer bought.
type buyer struct {
	customer    string
	purchases   int
	days        int // distinct, as long as purchases are in the order of time
	first, last int // numbers of days
	amount      int64
}

// A date is a day on which a customer bought.
type date struct {
	place, day int32
}

func newTable(o Options, at time.Time) *table {
	return &table{Options: o, zone: clock{loc: o.Location}, at: at}
}

// add takes in a purchase, the n-th.
func (t *table) add(i *persona.Interaction, n int) error {
	switch {
	case i.Customer == "":
		return wrong(n, "customer", field.ErrMissing)
	case i.Time.IsZero():
		return wrong(n, "time", field.ErrMissing)
	case math.IsNaN(i.Value) || math.IsInf(i.Value, 0):
		return wrong(n, "value", field.ErrNotFinite)
	case math.Abs(i.Value) > mostValue:
		return ErrTooLarge
	case !t.at.IsZero() && i.Time.After(t.at):
		return nil
	}
	second := i.Time.Unix()
	if !inRange(second) {
		return wrong(n, "time", field.ErrRange)
	}
	if t.at.IsZero() && (i.Time.After(t.latest) || t.latest.IsZero()) {
		t.latest = i.Time
	}
	return t.buys(i.Customer, t.zone.day(second), int64(math.Round(i.Value*micro)))
}

const (
	// Amounts are added as whole millionths, so that their sum depends on no
	// order, and 0.1 + 0.2 is 0.3.
	micro     = 1e6
	mostValue = math.MaxInt64 / micro / 2

	// mostSeconds is about 100,000 years: days fit 32 bits.
	mostSeconds = 1 << 42
)

func inRange(second int64) bool { return -mostSeconds < second && second < mostSeconds }

func wrong(n int, name string, err error) error {
	return &field.Error{Path: fmt.Sprintf("interactions[%d].%s", n, name), Err: err}
}

// buys notes a purchase of a customer.
func (t *table) buys(customer string, day int, amount int64) error {
	at := t.find(customer)
	b := t.buyer(at)
	t.dates = append(t.dates, date{at, int32(day)})
	switch {
	case b.purchases == 0:
		b.first, b.last, b.days = day, day, 1
	case day > b.last:
		b.last = day
		b.days++
	case day < b.last:
		b.first = min(b.first, day)
		t.mixed = true
	}
	b.purchases++
	sum := b.amount + amount
	if (sum > b.amount) != (amount > 0) && amount != 0 {
		return ErrTooLarge
	}
	b.amount = sum
	return nil
}

// find returns the place of a customer.
func (t *table) find(customer string) int32 {
	if t.n > 0 && t.buyer(t.last).customer == customer {
		return t.last
	}
	if t.place == nil && t.n > 0 && customer < t.newest {
		t.place = make(map[string]int32, t.n)
		for i := range t.n {
			t.place[t.buyer(i).customer] = i
		}
	}
	if t.place != nil {
		if at, ok := t.place[customer]; ok {
			t.last = at
			return at
		}
		t.place[customer] = t.n
	}
	if t.n%page == 0 {
		t.buyers = append(t.buyers, make([]buyer, page))
	}
	t.last, t.newest = t.n, customer
	t.n++
	t.buyer(t.last).customer = customer
	return t.last
}

// page is how many buyers a page holds.
const page = 1024

func (t *table) buyer(at int32) *buyer { return &t.buyers[at/page][at%page] }

// scores returns the scores of what was gathered.
func (t *table) scores() *Scores {
	if t.mixed {
		t.countDays()
	}
	if t.at.IsZero() {
		t.at = t.latest
	}
	today := t.zone.day(t.at.Unix())
	s := &Scores{Customers: make([]Customer, t.n), HighestScore: t.Scores}
	for i := range s.Customers {
		b, c := t.buyer(int32(i)), &s.Customers[i]
		c.Customer, c.Purchases, c.Days = b.customer, b.purchases, b.days
		c.Recency, c.T = b.last-b.first, today-b.first
		c.Monetary = float64(b.amount) / micro
	}
	if t.place != nil {
		slices.SortFunc(s.Customers, func(a, b Customer) int { return strings.Compare(a.Customer, b.Customer) })
	}
	s.score()
	return s
}

// countDays counts the distinct days of all customers, whose purchases came in
// any order.
func (t *table) countDays() {
	slices.SortFunc(t.dates, func(a, b date) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.day, b.day))
	})
	for i := range t.n {
		t.buyer(i).days = 0
	}
	for i, d := range t.dates {
		if i == 0 || d != t.dates[i-1] {
			t.buyer(d.place).days++
		}
	}
}
