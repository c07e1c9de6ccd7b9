package funnel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

// BenchmarkCompute reports nanoseconds an event.
func BenchmarkCompute(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var events []event.Event
	for i := range 200_000 {
		events = append(events, event.Event{
			Customer: fmt.Sprint(r.IntN(16_000)), Name: fmt.Sprint(r.IntN(40)), NoValue: true,
			Time: epoch.Add(time.Duration(i) * time.Minute), Attrs: map[string]string{"colour": "red"},
		})
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(b, err)
	var steps []Step
	for i := range 5 {
		steps = append(steps, Step{Events: []string{fmt.Sprint(i)}})
	}
	month := 30 * 24 * time.Hour
	for _, c := range []struct {
		name string
		opt  Options
	}{
		{"brief", Options{Window: month, By: "colour", Brief: true}},
		{"full", Options{Window: month, By: "colour"}},
		{"within", Options{Window: month, Within: month / 2}},
		{"mixpanel", *Mixpanel()},
		{"unordered", Options{Window: month, Order: Unordered}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				_, err := Compute(log, steps, &c.opt)
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(log.Len()), "ns/event")
		})
	}
}
