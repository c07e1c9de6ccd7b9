package friction

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/template"
)

// The shop's log holds two incidents that whoever made it planted: a bug of the
// mobile checkout on days 99 to 130 and one of payments on days 139 to 159,
// counted from 1 January 2024. The log begins on 4 January, day 0 here, so they
// are on days 96 to 127 and 136 to 156. Events of the log that nothing here looks
// at before the periods are found bear it out: it shows checkout_bug on days 100
// to 126, and payment_error on days 136 to 156.
func TestThePlantedIncidentsOfAShopAreFound(t *testing.T) {
	log := shopLog(t)
	r, err := Find(template.Ecommerce(journey.English), log, nil)
	require.NoError(t, err)
	for _, f := range r.Frictions {
		t.Logf("%s %v days %d–%d lost %.1f p %.3f: %s", f.Kind, f.Segment, f.Period.FirstDay, f.Period.LastDay, f.Lost, f.P, f.Text)
	}
	for _, m := range r.Moments {
		t.Log(m.Text, m.Adjusted, m.Ratio, m.P)
	}
	for _, x := range r.Changes {
		t.Log(x.Text, x.P)
	}
	payment := assertFound(t, r, 3, "Payment", Segment{}, 136, 156)
	assert.Equal(t, "payment_error", payment.Signals[0].Name)
	mobile := assertFound(t, r, 3, "Delivery details", Segment{"platform", "mobile"}, 96, 127)
	assert.Equal(t, "checkout_bug", mobile.Signals[0].Name)
	require.NoError(t, r.Map.Validate())
}

// assertFound returns the drop-off at a touchpoint among the first most
// frictions, whose days are off by five at most.
func assertFound(t *testing.T, r *Result, most int, touchpoint string, segment Segment, from, to int) Found {
	t.Helper()
	for _, f := range r.Frictions[:min(most, len(r.Frictions))] {
		if f.Kind == DropOff && f.Touchpoint == touchpoint && f.Segment == segment && f.Period != (Period{}) {
			assert.InDelta(t, from, f.Period.FirstDay, 5)
			assert.InDelta(t, to, f.Period.LastDay, 5)
			assert.Less(t, f.Measure.N, f.Sessions+1)
			assert.Greater(t, f.Measure.Lo, f.Baseline.Value, "the interval is above what is usual")
			assert.LessOrEqual(t, f.P, 0.05)
			return f
		}
	}
	require.Fail(t, "not found", touchpoint)
	return Found{}
}

func TestASeedGivesTheSameBytes(t *testing.T) {
	log := shopLog(t)
	m := template.Ecommerce(journey.French)
	first, err := Find(m, log, nil)
	require.NoError(t, err)
	again, err := Find(m, log, &Options{})
	require.NoError(t, err)
	a, err := json.Marshal(first)
	require.NoError(t, err)
	b, err := json.Marshal(again)
	require.NoError(t, err)
	assert.Equal(t, string(a), string(b))
	assert.Contains(t, first.Frictions[0].Text, "ne sont pas allées plus loin que Paiement")
	assert.Equal(t, template.Ecommerce(journey.French), m, "the map that was given stays as it was")
}
