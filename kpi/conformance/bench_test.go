package conformance

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
)

// BenchmarkConformance measures the e-commerce template on half a million
// events: the alignment by itself, then all that is counted, then with times.
func BenchmarkConformance(b *testing.B) {
	log, err := event.Collect(journeytest.Shop{Customers: 80_000, Seed: 1}.Events())
	require.NoError(b, err)
	m := template.Ecommerce(journey.English)
	perEvent := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(log.Len()), "ns/event")
	}
	b.Run("align", func(b *testing.B) {
		s, err := settle(m, log, nil)
		require.NoError(b, err)
		a := newAligner(s.symbols)
		codes, step := make([]int32, 0, log.Len()), make([]int32, log.Len())
		b.ReportAllocs()
		for b.Loop() {
			for trace := range log.Traces() {
				codes = s.reader.append(codes[:0], trace)
				planned := codes[:0]
				for _, c := range codes {
					if c != none {
						planned = append(planned, c)
					}
				}
				a.align(planned, step[:len(planned)])
			}
		}
		perEvent(b)
	})
	for _, bench := range []struct {
		name string
		opt  Options
	}{{"customers", Options{}}, {"sessions", Options{Per: Sessions}}, {"times", Options{Times: true}}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := Compute(m, log, &bench.opt)
				require.NoError(b, err)
			}
			perEvent(b)
		})
	}
}
