package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/flow"
)

// The drop-off that the map shows and the one that the flow from stage to stage
// shows are one number, where no customer has events of two stages at one time.
func TestTheDropOffOfTheMapIsThatOfTheFlow(t *testing.T) {
	for seed := range uint64(3) {
		log, err := event.Collect(journeytest.Shop{Customers: 3000, Seed: seed}.Events())
		require.NoError(t, err)
		m := template.Ecommerce(journey.English)
		report, err := kpi.Analyze(m, log, nil)
		require.NoError(t, err)
		result, err := flow.Compute(log, &flow.Options{By: flow.ByStage, Map: m, Eventually: true})
		require.NoError(t, err)
		for i, stage := range report.Map.Stages {
			reached, ok := stage.Measure(journey.MeasureReached)
			require.True(t, ok)
			node, ok := result.Node(stage.Name)
			require.True(t, ok)
			assert.Equal(t, int(reached.Value), node.Customers, stage.Name)
			if i+1 == len(report.Map.Stages) {
				continue
			}
			want, ok := stage.Measure(journey.MeasureDropOff)
			require.True(t, ok)
			got, ok := result.DropOff(stage.Name, report.Map.Stages[i+1].Name)
			require.True(t, ok)
			assert.Equal(t, want, got, stage.Name)
		}
	}
}
