package flow_test

import (
	"math/rand/v2"
	"testing"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for range 40 {
		opt := someOptions(r)
		sharedtest.Follow(t, r, someEvents(r, 1+r.IntN(12)), func(log *event.Log) (*flow.Tally, error) { return flow.New(log, &opt) })
	}
}

func TestWorkOfAFollowedStreamIsThatOfOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2))
	for range 40 {
		events := someEvents(r, 1+r.IntN(12))
		for i := range events {
			events[i].Attrs["l"] = []string{"start", "complete", "schedule", ""}[r.IntN(4)]
		}
		l := flow.Lifecycle{Attr: "l", Instance: []string{"", "session"}[r.IntN(2)]}
		sharedtest.Follow(t, r, events, func(log *event.Log) (*flow.WorkTally, error) { return flow.NewWork(log, l) })
	}
}
