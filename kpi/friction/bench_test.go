package friction

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/template"
)

// BenchmarkFind looks at a shop of 31,106 events in which something is the matter,
// so that all draws are made, and at 100,000 events.
func BenchmarkFind(b *testing.B) {
	shop := shopLog(b)
	b.Run("shop", func(b *testing.B) {
		for b.Loop() {
			_, err := Find(template.Ecommerce(journey.English), shop, nil)
			require.NoError(b, err)
		}
	})
	market := market{customers: 9500, seed: 1, differ: 0.7, bug: &bug{3, 60, 80, "mobile", 0.4}}.log()
	b.Run("market", func(b *testing.B) {
		b.ReportMetric(float64(market.Len()), "events")
		for b.Loop() {
			_, err := Find(marketMap(), market, nil)
			require.NoError(b, err)
		}
	})
}
