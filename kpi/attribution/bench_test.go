package attribution

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// From the text of the file to the credit, as in a program of its own.
func BenchmarkPathData(b *testing.B) {
	file, err := io.ReadAll(sharedtest.Open(b, "data/stats/ChannelAttribution_PathData.csv"))
	require.NoError(b, err)
	for order := 1; order <= 4; order++ {
		b.Run(fmt.Sprint("order", order), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				paths, err := ReadPaths(bytes.NewReader(file))
				require.NoError(b, err)
				_, err = FromPaths(paths, &Options{Order: order})
				require.NoError(b, err)
			}
		})
	}
}

// 30,000 paths of 20 channels, whose next touch says little of the one before:
// the worst that a chain can be.
func BenchmarkManyStates(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	paths := make([]Path, 30_000)
	for i := range paths {
		p := &paths[i]
		p.Conversions, p.Nulls = i%3/2, 1
		for range 1 + r.IntN(10) {
			p.Channels = append(p.Channels, journey.Channel(fmt.Sprint("c", r.IntN(1+r.IntN(20)))))
		}
	}
	for order := 2; order <= 4; order++ {
		b.Run(fmt.Sprint("order", order), func(b *testing.B) {
			t, err := OfPaths(paths, &Options{Order: order, Models: []Model{Markov}})
			require.NoError(b, err)
			for b.Loop() {
				_, err = t.Result()
				require.NoError(b, err)
			}
			b.ReportMetric(float64(len(t.grams.list)), "states")
			b.ReportMetric(float64(len(t.grams.edges)), "transitions")
		})
	}
}

// A million events in a log, by the default and by everything.
func BenchmarkCompute(b *testing.B) {
	log, err := event.Collect(journeytest.Shop{Customers: 155_000, Seed: 1}.Events())
	require.NoError(b, err)
	for _, c := range []struct {
		name string
		o    Options
	}{
		{"usual models", Options{}}, {"all models", Options{Models: models[:]}},
		{"all models by value", Options{Models: models[:], Values: true}}, {"order 4", Options{Order: 4}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := Compute(log, []string{"purchase"}, &c.o)
				require.NoError(b, err)
			}
		})
	}
}
