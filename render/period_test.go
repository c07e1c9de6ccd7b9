package render

import (
	"testing"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/stretchr/testify/assert"
)

func TestADateAfterSinceHasItsArticleInFrench(t *testing.T) {
	day := time.Date(2026, time.February, 9, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		period          Period
		french, english string
	}{
		{Period{From: day}, "le 9 février 2026", "9 February 2026"},
		{Period{From: day.AddDate(0, 0, -8)}, "février 2026", "February 2026"},
		{Period{From: day, Label: "la panne"}, "la panne", "la panne"},
	} {
		for lang, want := range map[journey.Lang]string{journey.French: c.french, journey.English: c.english} {
			p, err := newPage(&Options{Lang: lang}, "", 960, 0)
			if assert.NoError(t, err) {
				assert.Equal(t, want, p.sinceLabel([]Period{c.period}, 0))
			}
		}
	}
}
