package render_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func TestNoLevelIsWrittenAsCertainty(t *testing.T) {
	for level, want := range map[float64]string{0.95: "95%", 0.999: "99.9%", 0.9999: "99.99%", 0.999999: "99.9999%", 0.9375: "93.8%"} {
		v := render.Cards{Cards: []render.Card{{Measure: journey.Measure{Name: "share", Value: 0.5, Unit: journey.Ratio, Lo: 0.4, Hi: 0.6, Level: level}}}}
		tables, err := v.Tables(nil)
		require.NoError(t, err)
		assert.Equal(t, []string{"Intervals at a confidence level of " + want + "."}, tables[0].Notes)
	}
}
