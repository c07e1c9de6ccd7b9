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
	truth := journeytest.Usual()
	truth.Repeat, truth.Basket = 0, 0.5
	truth.Regulars = journeytest.Regulars{R: 0.8, Alpha: 20, A: 0.8, B: 2.4}
	log, err := event.Collect(journeytest.Shop{Customers: 3000, Seed: 8, Truth: truth}.Events())
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
	worth, _ := whole.lifetime()
	require.NotEmpty(t, worth)
	want := whole.measure(m.Clone(), worth)

	r := rand.New(rand.NewPCG(2, 3))
	for range 20 {
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
		worth, _ = shards[0].lifetime()
		assert.Equal(t, want, shards[0].measure(m.Clone(), worth))
		assert.Equal(t, whole.doubts(want, log), shards[0].doubts(want, log))
		assert.Equal(t, whole.orders.segments(), shards[0].orders.segments())
	}
}
