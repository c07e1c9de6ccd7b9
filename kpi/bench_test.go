package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
)

// BenchmarkAnalyze measures the e-commerce template on a million events held
// in a log.
func BenchmarkAnalyze(b *testing.B) {
	log, err := event.Collect(journeytest.Shop{Customers: 155_000, Seed: 1}.Events())
	require.NoError(b, err)
	require.Greater(b, log.Len(), 1_000_000)
	m := template.Ecommerce(journey.English)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := kpi.Analyze(m, log, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(log.Len()), "ns/event")
}
