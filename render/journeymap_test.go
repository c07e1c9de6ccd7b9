package render_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func TestAJourneyMapIsDrawnWithItsTitle(t *testing.T) {
	var b bytes.Buffer
	err := render.SVG(&b, render.JourneyMap{Map: &journey.Map{Title: "Buy <shoes>"}}, nil)
	require.NoError(t, err)
	assert.Contains(t, b.String(), "Buy &lt;shoes&gt;")
}

func TestAJourneyMapWithoutAMapIsAnError(t *testing.T) {
	assert.Error(t, render.SVG(&bytes.Buffer{}, render.JourneyMap{}, nil))
}
