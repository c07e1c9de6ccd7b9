package render

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

func TestATargetThatTheNumberSeemsToMeetIsJustMissed(t *testing.T) {
	p, err := newPage(&Options{Lang: journey.English}, "", 960, 0)
	require.NoError(t, err)
	atLeast := journey.Target{Measure: "x", Op: journey.AtLeast, Value: 4.2}
	for value, want := range map[float64]string{4.2: "met", 4.19: "just missed", 4.1: "missed", 5: "met"} {
		m := journey.Measure{Name: "x", Unit: journey.Score, Value: value}
		assert.Equal(t, "Target ≥\u00a04.2 "+want, p.targetText(atLeast, m), "%v", value)
	}
	french, err := newPage(&Options{Lang: journey.French}, "", 960, 0)
	require.NoError(t, err)
	assert.Equal(t, "manqué de peu", french.outcome(atLeast, journey.Measure{Unit: journey.Score, Value: 4.19}))
}
