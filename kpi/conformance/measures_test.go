package conformance

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

func TestMeasuredMapsAreValidAndTellTheResult(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	tried := 0
	for range 300 {
		l, m, opt := randomCase(r)
		if m == nil {
			continue
		}
		result, err := Compute(m, l, &opt)
		if err != nil {
			continue
		}
		before := asJSON(t, m)
		measured := result.Measured(m)
		require.NoError(t, measured.Validate())
		require.Equal(t, before, asJSON(t, m), "the map is left as it is")
		require.Equal(t, asJSON(t, measured), asJSON(t, result.Measured(measured)), "measuring again is measuring once")
		found := 0
		for stage, point := range measured.Touchpoints() {
			for _, s := range result.Steps {
				var completed journey.Measure
				switch s.Place {
				case Place{stage.Name, point.Name}:
					completed, _ = point.Measure(MeasureCompleted)
				case Place{"", stage.Name}:
					completed, _ = stage.Measure(MeasureCompleted)
				default:
					continue
				}
				require.Equal(t, s.Completed, completed)
				found++
			}
		}
		require.GreaterOrEqual(t, found, len(result.Steps))
		fitness, ok := measured.Measure(MeasureFitness)
		require.True(t, ok)
		require.Equal(t, result.Fitness.Average, fitness)
		tried++
	}
	assert.Greater(t, tried, 50)
}

func TestOfASequenceOnlyTheMapIsMeasured(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{{Name: "a", Touchpoints: []journey.Touchpoint{{Name: "a", Events: []string{"a"}}}}}}
	result, err := Compute(m, walked(t, "ab"), &Options{Sequence: []string{"a", "b"}, By: Stages})
	require.NoError(t, err)
	measured := result.Measured(m)
	assert.Equal(t, m.Stages, measured.Stages)
	assert.Len(t, measured.Measures, 3)
}
