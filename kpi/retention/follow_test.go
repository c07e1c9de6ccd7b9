package retention

import (
	"math/rand/v2"
	"testing"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for range 60 {
		p := pick(r, Day, Week, Month)
		events := randomEvents(r, p)
		o := randomOptions(t, r, p)
		o.From, o.At = someTime(r, events), someTime(r, events)
		target, returns := randomNames(r), randomNames(r)
		sharedtest.Follow(t, r, events, func(log *event.Log) (*Tally, error) { return New(log, target, returns, o) })
		active := &ActivityOptions{Period: p, WeekStart: o.WeekStart, Location: o.Location, From: o.From, At: o.At}
		sharedtest.Follow(t, r, events, func(log *event.Log) (*ActivityTally, error) { return NewActivity(log, target, active) })
	}
}
