package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/render/scene"
)

// Text needs a contrast of 4.5 and graphics one of 3 (Web Content
// Accessibility Guidelines 2.2, success criteria 1.4.3 and 1.4.11).
func TestEverythingCanBeReadInTheLightTheme(t *testing.T) {
	theme := Light()
	grounds := map[string]scene.Paint{"page": theme.Background, "band": theme.Band}
	tones := map[string]Tone{"accent": theme.Accent, "good": theme.Good, "fair": theme.Fair, "bad": theme.Bad}
	for i, tone := range theme.Stages {
		tones[string(rune('A'+i))+" stage"] = tone
	}
	for on, ground := range grounds {
		assert.GreaterOrEqual(t, contrast(theme.Ink, ground), 7.0, "ink on %s", on)
		assert.GreaterOrEqual(t, contrast(theme.Muted, ground), 4.5, "muted on %s", on)
		for name, tone := range tones {
			assert.GreaterOrEqual(t, contrast(tone.Ink, ground), 4.5, "%s on %s", name, on)
		}
	}
	for name, tone := range tones {
		assert.GreaterOrEqual(t, contrast(tone.Ink, tone.Tint), 4.5, "%s on its tint", name)
		assert.GreaterOrEqual(t, contrast(theme.Ink, tone.Tint), 7.0, "ink on %s", name)
	}
}

func TestContrastIsThatOfTheGuidelines(t *testing.T) {
	white, black := scene.RGB(0xffffff), scene.RGB(0)
	assert.InDelta(t, 21, contrast(white, black), 1e-9)
	assert.InDelta(t, 4.48, contrast(scene.RGB(0x777777), white), 0.005, "the usual example of a grey that is just too light")
}

func TestTwelveStagesHaveTwelveColours(t *testing.T) {
	theme := Light()
	seen := map[Tone]bool{}
	for i := range 12 {
		seen[theme.stage(i)] = true
	}
	assert.Len(t, seen, 12)
	assert.Equal(t, theme.stage(0), theme.stage(len(theme.Stages)))
}

func TestWhatAThemeLeavesOutIsThatOfLight(t *testing.T) {
	assert.Equal(t, Light(), Theme{}.orLight())
	own := Theme{Accent: tone(0x123456, 0xeeeeee), Ink: scene.RGB(0x000001)}.orLight()
	assert.Equal(t, tone(0x123456, 0xeeeeee), own.Accent)
	assert.Equal(t, scene.RGB(0x000001), own.Ink)
	assert.Equal(t, Light().Muted, own.Muted)
	assert.Equal(t, Light().Stages, own.Stages)
}

func TestTextOnEveryShadeOfHeatCanBeRead(t *testing.T) {
	for i := range 1001 {
		fill, ink := Light().heat(float64(i) / 1000)
		assert.GreaterOrEqual(t, contrast(fill, ink), 4.5, "a share of %d in 1,000", i)
	}
}
