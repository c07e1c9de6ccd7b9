package journeytest

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A Shop makes the log of a synthetic online shop over 120 days.
//
// Customers arrive in the first 30 days and have gone through their journey
// by the 90th; those who do not churn come back once in the last 29. An
// analysis that takes 30 days of silence for a departure can so be held
// against the truth. Regulars, if the truth has any, buy up to the last day.
type Shop struct {
	Customers int       // 0 means 5,000, which give some 30,000 events
	Seed      uint64    // shops of different seeds are independent
	Truth     Truth     // the zero Truth means Usual()
	Start     time.Time // the first day; zero means 5 January 2026, UTC
}

// Planted returns the truth of the shop.
func (s Shop) Planted() Truth {
	if s.Truth == (Truth{}) {
		return Usual()
	}
	return s.Truth
}

// Events returns an iterator over the events, customer by customer and not in
// the order of time.
func (s Shop) Events() iter.Seq[event.Event] {
	return func(yield func(event.Event) bool) {
		customers := s.Customers
		if customers == 0 {
			customers = 5000
		}
		w := s.walk()
		for i := range customers {
			w.goThrough(i)
			for _, e := range w.events {
				if !yield(e) {
					return
				}
			}
		}
	}
}

const day = 24 * time.Hour

// names are the events by which customers show that they are at a stage: the
// first is the one they arrive by.
var names = [Stages][]string{
	{"home", "promo_page"},
	{"product_view", "search", "catalog", "compare", "product_view"},
	{"add_to_cart", "cart"},
	{"checkout", "shipping_details", "payment_details"},
	{"purchase"},
	{"delivery", "account_page", "support_chat"},
	{"review_page"},
}

// extras is how many more events of the stage follow at most.
var extras = [Stages]int{1, 6, 2, 2, 0, 2, 0}

// A walk is one customer after the other on their way through the shop.
type walk struct {
	truth Truth
	start time.Time

	source  *rand.PCG
	rand    *rand.Rand
	seed    uint64
	id      string
	channel journey.Channel
	events  []event.Event
}

func (s Shop) walk() *walk {
	start := s.Start
	if start.IsZero() {
		start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	}
	source := rand.NewPCG(0, 0)
	return &walk{truth: s.Planted(), start: start, source: source, rand: rand.New(source), seed: s.Seed}
}

// goThrough makes the events of customer i, whatever was made before.
func (w *walk) goThrough(i int) {
	w.source.Seed(w.seed, uint64(i))
	w.id = fmt.Sprintf("c%06d", i+1)
	w.channel = w.chooseChannel()
	w.events = w.events[:0]
	w.goOn()
}

func (w *walk) chooseChannel() journey.Channel {
	switch u := w.rand.Float64(); {
	case u < 0.52:
		return journey.Web
	case u < 0.90:
		return journey.App
	}
	return journey.Store
}

func (w *walk) goOn() {
	at := w.start.Add(time.Duration(w.rand.Float64() * float64(30*day)))
	stage := discover
	var bought time.Time
	for {
		goesOn := stage < recommend && w.chance(w.truth.Conversion[stage])
		dwell := 5 * time.Minute
		if goesOn {
			dwell = w.dwell(stage)
		}
		w.visit(stage, at, dwell)
		if stage == purchase {
			bought = at
		}
		if !goesOn {
			break
		}
		at = at.Add(dwell)
		stage++
	}
	w.comeBack(stage >= purchase)
	if stage >= purchase {
		w.goOnBuying(bought)
	}
}

// goOnBuying adds the orders of a regular up to the end of the log.
func (w *walk) goOnBuying(first time.Time) {
	basket := 0.0
	until := w.start.Add(120 * day).Sub(first)
	for days := range w.truth.Regulars.Orders(w.rand, until.Hours()/24) {
		if basket == 0 {
			basket = math.Exp(w.truth.Basket * w.rand.NormFloat64())
		}
		at := first.Add(time.Duration(days * float64(day)))
		w.add(at, names[purchase][0], math.Round(100*basket*w.amount(purchase))/100)
	}
}

// visit is at the stage from at on, for less than dwell.
func (w *walk) visit(stage int, at time.Time, dwell time.Duration) {
	w.add(at, names[stage][0], w.amount(stage))
	within := func() time.Time { return at.Add(time.Duration(w.rand.Float64() * float64(dwell))) }
	if more := extras[stage]; more > 0 {
		for range w.rand.IntN(more + 1) {
			w.add(within(), names[stage][w.rand.IntN(len(names[stage]))], 0)
		}
	}
	if w.chance(w.truth.Answers) {
		w.add(within(), "csat", float64(w.answer(w.truth.Satisfaction[stage])))
	}
	if stage == purchase && w.chance(w.truth.Answers) {
		w.add(within(), "nps", float64(w.recommendation()))
	}
}

// comeBack adds the visit of the last days: to order again, or to look.
func (w *walk) comeBack(buyer bool) {
	last := w.start.Add(91*day + time.Duration(w.rand.Float64()*float64(29*day)))
	again := buyer && w.chance(w.truth.Repeat)
	switch {
	case w.chance(w.truth.Churn):
	case again:
		w.add(last, names[purchase][0], w.amount(purchase))
	default:
		w.add(last, names[discover][0], 0)
	}
}

func (w *walk) add(at time.Time, name string, value float64) {
	w.events = append(w.events, event.Event{
		Customer: w.id, Time: at, Name: name, Channel: w.channel,
		Value: value, NoValue: value == 0 && name != "nps",
	})
}

func (w *walk) chance(p float64) bool { return w.rand.Float64() < p }

func (w *walk) dwell(stage int) time.Duration {
	d := w.truth.Dwell[stage]
	return time.Duration(float64(d.Median) * math.Exp(d.Spread*w.rand.NormFloat64())).Round(time.Millisecond)
}

// amount is the value of an order in whole cents; other stages have none.
func (w *walk) amount(stage int) float64 {
	if stage != purchase {
		return 0
	}
	order := w.truth.Order
	return max(1, math.Round(100*order.Median*math.Exp(order.Spread*w.rand.NormFloat64()))/100)
}

func (w *walk) answer(probabilities [5]float64) int {
	u := w.rand.Float64()
	for i, p := range probabilities {
		if u -= p; u < 0 {
			return i + 1
		}
	}
	return len(probabilities)
}

func (w *walk) recommendation() int {
	switch u := w.rand.Float64(); {
	case u < w.truth.Promoters:
		return 9 + w.rand.IntN(2)
	case u < w.truth.Promoters+w.truth.Detractors:
		return w.rand.IntN(7)
	}
	return 7 + w.rand.IntN(2)
}
