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
)

func TestAnAnalysisTellsItsProgressAndIsTheSame(t *testing.T) {
	log, err := event.Collect(journeytest.Shop{Customers: 40_000, Seed: 4}.Events())
	require.NoError(t, err)
	m := template.Ecommerce(journey.English)
	var told []float64
	got, err := kpi.Analyze(m, log, &kpi.Options{Progress: func(share float64) { told = append(told, share) }})
	require.NoError(t, err)
	want, err := kpi.Analyze(m, log, nil)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	assert.Greater(t, len(told), 2, "the log has several shards")
	assert.IsIncreasing(t, told)
	assert.Equal(t, 1.0, told[len(told)-1])
}
