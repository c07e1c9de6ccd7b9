package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey"
)

// Measures that rest on a time somebody chose say which, in the footer; those
// that somebody wrote, and times that are not known, say nothing.
func TestMeasuresThatRestOnATimeAreDefined(t *testing.T) {
	m := shop(journey.English)
	m.Measures = append(m.Measures,
		ratio(journey.MeasureRetention, 0.37, 100, 0.28, 0.47),
		journey.Measure{Name: journey.MeasureCLV, Value: 99, Unit: journey.Money, N: 522, Lo: 71, Hi: 138, Level: 0.95, Source: journey.FromLog})
	m.Observed.Silence, m.Observed.Horizon = 30*86400, 365*86400
	plain := func(text string) string { return strings.NewReplacer("\u00a0", " ", "\n", " ").Replace(text) }
	out := plain(said(drawn(t, m)))
	assert.Contains(t, out, "Churn: customers without an event for 30 d.")
	assert.Contains(t, out, "Retention: of the buyers of one period of 30 d, those who bought in the next, the last of the log.")
	assert.Contains(t, out, "Customer lifetime value: what a buyer will spend in the next 365 d, as the BG/NBD and Gamma-Gamma models expect.")

	out = plain(said(compactMap(t, m)))
	assert.NotContains(t, out, "BG/NBD", "a compact map has no room for that measure")

	m.Lang = journey.French
	out = plain(said(drawn(t, m)))
	assert.Contains(t, out, "Attrition : clients sans événement depuis 30 j.")
	assert.Contains(t, out, "Valeur vie client : ce qu’un acheteur dépensera dans les 365 j à venir")

	m.Observed.Horizon = 0
	m.Measures[len(m.Measures)-2].Source = ""
	out = plain(said(drawn(t, m)))
	assert.NotContains(t, out, "dépensera")
	assert.NotContains(t, out, "Rétention :")
}
