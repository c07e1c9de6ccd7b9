package kpi

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
)

// Tallies of any split of the customers, merged in any order, give what one
// pass gives.
func TestShardsMergedAreOnePass(t *testing.T) {
	log, err := event.Collect(journeytest.Shop{Customers: 400, Seed: 8}.Events())
	require.NoError(t, err)
	m := template.Ecommerce(journey.English)
	opt, err := (*Options)(nil).settled(log)
	require.NoError(t, err)
	s, err := settle(m, log, opt)
	require.NoError(t, err)

	whole := newTally(s)
	for trace := range log.Traces() {
		whole.Add(trace)
	}
	want := whole.measure(m.Clone())

	r := rand.New(rand.NewPCG(2, 3))
	for range 50 {
		shards := make([]*tally, 1+r.IntN(9))
		for i := range shards {
			shards[i] = newTally(s)
		}
		for trace := range log.Traces() {
			shards[r.IntN(len(shards))].Add(trace)
		}
		r.Shuffle(len(shards), func(i, j int) { shards[i], shards[j] = shards[j], shards[i] })
		for _, other := range shards[1:] {
			shards[0].Merge(other)
		}
		assert.Equal(t, want, shards[0].measure(m.Clone()))
		assert.Equal(t, whole.doubts(want, log), shards[0].doubts(want, log))
		assert.Equal(t, whole.orders.segments(), shards[0].orders.segments())
	}
}
