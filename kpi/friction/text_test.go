package friction

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// Every kind has a sentence in either language, with its numbers and its place,
// for whom and when.
func TestEveryKindHasASentence(t *testing.T) {
	f := Found{
		Stage: "STAGE", Touchpoint: "POINT", Other: "OTHER", Signal: "SIGNAL", Segment: Segment{"KEY", "VALUE"},
		Period:   Period{From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), LastDay: 8},
		Measure:  journey.Measure{Name: "x", Value: 0.5, Unit: journey.Ratio},
		Baseline: journey.Measure{Name: "x", Value: 0.25, Unit: journey.Ratio},
	}
	seen := map[string]bool{}
	for _, kind := range []Kind{DropOff, Decline, SegmentGap, Repeat, BackAndForth, ErrorSignal, ChannelHop, LongStay, GrowingStay, UnmetExpectation} {
		for lang, half := range map[journey.Lang]string{journey.English: "50.0%", journey.French: "50,0\u202f%"} {
			f.Kind = kind
			text := writer{lang: lang}.sentence(&f)
			assert.Contains(t, text, half, kind)
			assert.False(t, seen[text+string(lang)] && kind != SegmentGap, text)
			assert.NotContains(t, text, "%!")
			seen[text+string(lang)] = true
			if kind != GrowingStay && kind != UnmetExpectation {
				assert.Contains(t, text, "KEY = VALUE")
				assert.Contains(t, text, "2026")
			}
		}
	}
}

func TestSeverityFollowsTheExcess(t *testing.T) {
	at := func(value, usual float64) journey.Severity {
		f := Found{Measure: journey.Measure{Unit: journey.Ratio, Value: value}, Baseline: journey.Measure{Value: usual}}
		return f.severity()
	}
	assert.Equal(t, journey.Critical, at(0.9, 0.5))
	assert.Equal(t, journey.Major, at(0.7, 0.5))
	assert.Equal(t, journey.Minor, at(0.55, 0.5))
}

// What is found stands on the map behind what somebody wrote, with the number
// that shows it; on a map that was searched before it stands once.
func TestWhatIsFoundStandsOnTheMapOnce(t *testing.T) {
	log := market{customers: 1500, seed: 1, bug: &bug{3, 60, 80, "mobile", 0.3}}.log()
	m := marketMap()
	address := &m.Stage("Check out").Touchpoints[0]
	address.Frictions = []journey.Friction{{Text: "supposed"}}
	first, err := Find(m, log, nil)
	require.NoError(t, err)
	again, err := Find(first.Map, log, nil)
	require.NoError(t, err)
	assert.Equal(t, first.Map, again.Map)
	list := first.Map.Stage("Check out").Touchpoints[0].Frictions
	require.Len(t, list, 2)
	assert.Equal(t, "supposed", list[0].Text)
	require.NotNil(t, list[1].Because)
	assert.Contains(t, list[1].Evidence, "customers")
	assert.True(t, strings.Contains(list[1].Text, "device = mobile"), list[1].Text)
	require.NoError(t, first.Map.Validate())
}

func TestASmallProbabilityIsSaidToBeSmallNotZero(t *testing.T) {
	w := writer{lang: journey.English}
	assert.Equal(t, "<\u00a00.001", w.probability(0.0004))
	assert.Equal(t, "=\u00a00.012", w.probability(0.0123))
	assert.Equal(t, "<\u00a00,001", writer{lang: journey.French}.probability(0))
}
