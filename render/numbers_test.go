package render_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// valueOf returns how a key figure is written.
func valueOf(t *testing.T, m journey.Measure, l journey.Lang) string {
	t.Helper()
	tables, err := render.Cards{Cards: []render.Card{{Measure: m}}}.Tables(&render.Options{Lang: l})
	require.NoError(t, err)
	return tables[0].Rows[0][1]
}

func TestSomeAreNeverWrittenAsNoneNorMostAsAll(t *testing.T) {
	tests := []struct {
		ratio  float64
		en, fr string
	}{
		{0, "0.0%", "0,0\u202f%"},
		{0.0004, "<0.1%", "<0,1\u202f%"},
		{0.0006, "0.1%", "0,1\u202f%"},
		{0.9994, "99.9%", "99,9\u202f%"},
		{0.9996, ">99.9%", ">99,9\u202f%"},
		{1 - 1e-12, "100.0%", "100,0\u202f%"},
		{1, "100.0%", "100,0\u202f%"},
	}
	for _, test := range tests {
		m := journey.Measure{Name: "share", Value: test.ratio, Unit: journey.Ratio}
		assert.Equal(t, test.en, valueOf(t, m, journey.English))
		assert.Equal(t, test.fr, valueOf(t, m, journey.French))
	}
}

func TestNoLevelIsWrittenAsCertainty(t *testing.T) {
	for level, want := range map[float64]string{0.95: "95%", 0.999: "99.9%", 0.9999: "99.99%", 0.999999: "99.9999%", 0.9375: "93.8%"} {
		v := render.Cards{Cards: []render.Card{{Measure: journey.Measure{Name: "share", Value: 0.5, Unit: journey.Ratio, Lo: 0.4, Hi: 0.6, Level: level}}}}
		tables, err := v.Tables(nil)
		require.NoError(t, err)
		assert.Equal(t, []string{"Intervals at a confidence level of " + want + "."}, tables[0].Notes)
	}
}
