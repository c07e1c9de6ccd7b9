package friction

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A market makes logs of sessions for these tests: customers who differ in how
// readily they go on, weekends on which fewer do, devices and countries that
// convert differently, and whatever is planted.
type market struct {
	customers int // 0 means 600
	seed      uint64
	differ    float64 // standard deviation of the customers' readiness, on the log odds
	alike     bool    // devices and countries convert the same
	bug       *bug
	shock     float64 // standard deviation of the days' own log odds
	drift     float64 // change of the log odds over the whole time

	// change changes the events of a session, which has one event a step.
	change func(r *rand.Rand, day int, session []event.Event) []event.Event
}

// A bug lets fewer sessions go on from a step.
type bug struct {
	step     int // from it to the next
	from, to int // days
	device   string
	keeps    float64 // part of the probability to go on that is left
}

const marketDays = 150

var marketSteps = []string{"home", "product_view", "add_to_cart", "checkout", "payment_details", "purchase"}

// goOn are the log odds to go on from each step.
var goOn = []float64{1.2, 0.1, 0.5, 1.0, 1.5}

func (m market) events() iter.Seq[event.Event] {
	return func(yield func(event.Event) bool) {
		customers := m.customers
		if customers == 0 {
			customers = 600
		}
		for i := range customers {
			r := rand.New(rand.NewPCG(m.seed, uint64(i)))
			for _, e := range m.customer(r, fmt.Sprintf("c%05d", i)) {
				if !yield(e) {
					return
				}
			}
		}
	}
}

func (m market) customer(r *rand.Rand, name string) []event.Event {
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	ready := m.differ * r.NormFloat64()
	country := []string{"fr", "de", "it", "es"}[r.IntN(4)]
	usual := []string{"desktop", "mobile", "tablet"}[min(2, r.IntN(5)/2)]
	var list []event.Event
	day := r.Float64() * marketDays
	for day < marketDays-0.1 {
		device := usual
		if r.IntN(5) == 0 {
			device = []string{"desktop", "mobile"}[r.IntN(2)]
		}
		at := start.Add(time.Duration(day * 24 * float64(time.Hour)))
		var session []event.Event
		for step, what := range marketSteps {
			e := event.Event{Customer: name, Time: at, Name: what, NoValue: true, Attrs: map[string]string{"device": device, "country": country}}
			if what == "purchase" {
				e.Value, e.NoValue = 40+math.Round(r.Float64()*40), false
			}
			session = append(session, e)
			if step == len(goOn) || r.Float64() >= m.probability(step, int(day), at, ready, device, country) {
				break
			}
			at = at.Add(time.Duration(20+r.IntN(200)) * time.Second)
		}
		if m.change != nil {
			session = m.change(r, int(day), session)
		}
		list = append(list, session...)
		day += 0.05 + r.ExpFloat64()*25
	}
	return list
}

func (m market) probability(step, day int, at time.Time, ready float64, device, country string) float64 {
	odds := goOn[step] + ready + m.drift*(float64(day)/marketDays-0.5)
	if m.shock > 0 {
		odds += m.shock * rand.New(rand.NewPCG(m.seed+1e6, uint64(day))).NormFloat64()
	}
	if w := at.Weekday(); w == time.Saturday || w == time.Sunday {
		odds -= 0.5
	}
	if !m.alike {
		odds += map[string]float64{"mobile": -0.3, "tablet": 0.2}[device] + map[string]float64{"de": 0.3, "es": -0.2}[country]
	}
	p := 1 / (1 + math.Exp(-odds))
	if b := m.bug; b != nil && step == b.step && day >= b.from && day <= b.to && (b.device == "" || b.device == device) {
		p *= b.keeps
	}
	return p
}

func (m market) log() *event.Log {
	log, err := event.Collect(m.events())
	if err != nil {
		panic(err)
	}
	return log
}

// marketMap draws the steps of a market.
func marketMap() *journey.Map {
	stage := func(name string, points ...journey.Touchpoint) journey.Stage {
		return journey.Stage{Name: name, Touchpoints: points}
	}
	point := func(name string, events ...string) journey.Touchpoint {
		return journey.Touchpoint{Name: name, Events: events}
	}
	return &journey.Map{Stages: []journey.Stage{
		stage("Discover", point("Home", "home")),
		stage("Explore", point("Product", "product_view")),
		stage("Cart", point("Basket", "add_to_cart")),
		stage("Check out", point("Address", "checkout"), point("Payment", "payment_details")),
		stage("Buy", point("Order", "purchase")),
	}}
}
