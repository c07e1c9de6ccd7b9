package kpi

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/template"
)

// What a tally keeps of a customer grows with visits and orders, by doubling,
// and never with every event.
func TestNothingIsAllocatedPerEvent(t *testing.T) {
	m := template.Ecommerce(journey.English)
	var names []string
	for _, s := range m.Stages {
		for _, p := range s.Touchpoints {
			names = append(names, p.Events...)
		}
	}
	require.Greater(t, len(names), 5)
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for i := range 20_000 {
			e := event.Event{Customer: "ada", Name: names[i%len(names)], Time: time.Unix(int64(i)*60, 0), Value: 1}
			if !yield(e) {
				return
			}
		}
	})
	require.NoError(t, err)
	opt, err := (*Options)(nil).settled(log)
	require.NoError(t, err)
	s, err := settle(m, log, opt)
	require.NoError(t, err)
	tally := newTally(s)
	tally.Add(log.Trace(0))
	assert.Less(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }), 20.0)
}
