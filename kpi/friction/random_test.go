package friction

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// someJourney returns a map and a log that have something to do with each other:
// few days or many, few customers or one, amounts without measure, answers,
// errors, channels, attributes.
func someJourney(r *rand.Rand) (*journey.Map, *event.Log) {
	names := []string{"home", "product_view", "add_to_cart", "checkout", "payment_details", "purchase", "error", "rage_click", "csat", "nps", "ces", "x"}
	m := &journey.Map{Lang: []journey.Lang{"", "fr"}[r.IntN(2)]}
	for i := range r.IntN(5) {
		s := journey.Stage{Name: fmt.Sprint("S", i), Emotion: journey.Emotion(r.IntN(6))}
		for j := range r.IntN(4) {
			s.Touchpoints = append(s.Touchpoints, journey.Touchpoint{Name: fmt.Sprint("T", j), Channel: journey.Channel(fmt.Sprint("c", i, j)), Events: []string{names[r.IntN(len(names))]}})
		}
		m.Stages = append(m.Stages, s)
	}
	customers, days := 1+r.IntN(200), []float64{0.01, 3, 40, 20_000}[r.IntN(4)]
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for range r.IntN(4000) {
			e := event.Event{
				Customer: fmt.Sprint(r.IntN(customers)), Name: names[r.IntN(len(names))], Channel: journey.Channel([]string{"", "web", "app"}[r.IntN(3)]),
				Time:  time.Unix(0, 0).Add(time.Duration(r.Float64() * days * 24 * float64(time.Hour))),
				Value: []float64{0, 3, 10, -5, math.MaxFloat64}[r.IntN(5)], NoValue: r.IntN(2) == 0,
			}
			if r.IntN(3) > 0 {
				e.Attrs = map[string]string{"k": fmt.Sprint(r.IntN(3)), "s": fmt.Sprint(r.IntN(1000))}
			}
			if !yield(e) {
				return
			}
		}
	})
	if err != nil {
		panic(err)
	}
	return m, log
}

// Whatever the map and the log: no panic, no number that JSON cannot write, a map
// that is valid, and every p value within the error.
func TestAnyJourneyGivesAGoodResult(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 80 {
		m, log := someJourney(r)
		if m.Validate() != nil || log.Len() == 0 {
			continue
		}
		opt := &Options{Session: event.Cut{Silence: time.Duration(r.IntN(3)) * time.Hour}, Error: 0.5}
		if r.IntN(4) == 0 {
			opt.Session.Attr = "s"
		}
		result, err := Find(m, log, opt)
		require.NoError(t, err)
		_, err = json.Marshal(result)
		require.NoError(t, err)
		require.NoError(t, result.Map.Validate())
		for _, f := range result.Frictions {
			require.LessOrEqual(t, f.P, 0.5)
			require.NotEmpty(t, f.Text)
			require.LessOrEqual(t, f.Customers, log.Customers())
		}
	}
}
