package journey

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every constant of the source has a label, and no label is left without one.
func TestEveryNamedConstantHasALabel(t *testing.T) {
	constants := readComments(t, ".").constants
	check := func(of string, labels map[string]label, also ...string) {
		require.NotEmpty(t, constants[of], of)
		want := slices.Sorted(slices.Values(append(also, constants[of]...)))
		assert.Equal(t, want, slices.Sorted(maps.Keys(labels)), of)
		for name, l := range labels {
			assert.NotEmpty(t, l.en, "%s %q", of, name)
			assert.NotEmpty(t, l.fr, "%s %q", of, name)
		}
	}
	check("Phase", plain(phaseLabels))
	check("Channel", plain(channelLabels))
	check("Kind", plain(kindLabels), "")
	check("State", plain(stateLabels), "")
	for name, value := range constants {
		if strings.HasPrefix(name, "Measure") {
			constants["measures"] = append(constants["measures"], value...)
		}
	}
	check("measures", measureLabels)
}

func plain[K ~string](labels map[K]label) map[string]label {
	m := make(map[string]label)
	for k, l := range labels {
		m[string(k)] = l
	}
	return m
}

func TestLabels(t *testing.T) {
	type labelled interface{ Label(Lang) string }
	tests := []struct {
		name   string
		what   labelled
		en, fr string
	}{
		{"a phase", Onboarding, "Onboarding", "Intégration"},
		{"a phase of the user's own", Phase("tea time"), "tea time", "tea time"},
		{"a channel", Store, "Store", "Magasin"},
		{"a channel of the user's own", Channel("pigeon"), "pigeon", "pigeon"},
		{"a kind", ExperienceMap, "Experience map", "Carte d’expérience"},
		{"the kind of a map that says none", Kind(""), "Customer journey", "Parcours client"},
		{"a state", Future, "Future state", "État futur"},
		{"the state of a map that says none", State(""), "Current state", "État actuel"},
		{"a severity", Critical, "critical", "critique"},
		{"no severity", Severity(0), "", ""},
		{"a severity off the scale", Severity(9), "", ""},
		{"an impact", HighImpact, "high impact", "effet fort"},
		{"no impact", Impact(0), "", ""},
		{"a measure", Measure{Name: MeasureNPS}, "NPS", "NPS"},
		{"a measure of the user's own", Measure{Name: "calls"}, "calls", "calls"},
		{"an emotion", Pleased, "pleased", "content"},
		{"an emotion between two", Emotion(2.4), "annoyed", "contrarié"},
		{"an emotion in the middle of two", Emotion(4.5), "delighted", "ravi"},
		{"no emotion", Emotion(0), "", ""},
		{"an emotion off the scale", Emotion(5.01), "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.en, test.what.Label(English))
			assert.Equal(t, test.en, test.what.Label("de"), "English stands in for other languages")
			assert.Equal(t, test.fr, test.what.Label(French))
			assert.Equal(t, test.fr, test.what.Label("fr-CA"))
		})
	}
}

func TestEveryRankHasALabelAndAWord(t *testing.T) {
	for s := Minor; int(s) < len(severityNames); s++ {
		assert.NotEmpty(t, s.Label(English))
		assert.NotEmpty(t, s.Label(French))
		assertText(t, s, new(Severity))
	}
	for i := LowImpact; int(i) < len(impactNames); i++ {
		assert.NotEmpty(t, i.Label(English))
		assert.NotEmpty(t, i.Label(French))
		assertText(t, i, new(Impact))
	}
	for e := Frustrated; e <= Delighted; e++ {
		assert.NotEmpty(t, e.Label(English))
		assert.NotEmpty(t, e.Label(French))
	}
	assert.Len(t, severityLabels, len(severityNames)-1)
	assert.Len(t, impactLabels, len(impactNames)-1)
	assert.Len(t, emotionLabels, int(Delighted)+1)
}

// assertText writes a rank as text and reads it again.
func assertText[T comparable, P interface {
	*T
	UnmarshalText([]byte) error
}](t *testing.T, rank interface{ MarshalText() ([]byte, error) }, back P) {
	t.Helper()
	text, err := rank.MarshalText()
	require.NoError(t, err)
	assert.NotEmpty(t, text)
	require.NoError(t, back.UnmarshalText(text))
	assert.Equal(t, rank, any(*back))
	assert.Error(t, back.UnmarshalText([]byte(strings.ToUpper(string(text)))))
}

func TestRanksOffTheScaleHaveNoText(t *testing.T) {
	for _, off := range []int{-1, 4} {
		_, err := Severity(off).MarshalText()
		assert.ErrorContains(t, err, "want a value from 0 to 3")
		_, err = Impact(off).MarshalText()
		assert.ErrorContains(t, err, "want a value from 0 to 3")
	}
}

func TestEmotionKnown(t *testing.T) {
	for _, e := range []Emotion{Frustrated, 2.5, Delighted} {
		assert.True(t, e.Known())
	}
	for _, e := range []Emotion{0, 0.99, 5.01, -3} {
		assert.False(t, e.Known())
	}
}
