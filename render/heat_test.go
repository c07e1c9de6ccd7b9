package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/render/scene"
)

func TestEveryColourOfTheHeatMapCarriesText(t *testing.T) {
	for name, theme := range shipped {
		brighter := luminance(theme.Accent.Ink) > luminance(theme.Accent.Tint)
		last, _ := theme.heat(0)
		for i := range 1001 {
			fill, ink := theme.heat(float64(i) / 1000)
			assert.GreaterOrEqual(t, contrast(fill, ink), leastText(name), "%s at %d", name, i)
			if last != fill {
				assert.Equal(t, brighter, luminance(fill) > luminance(last), "%s turns back at %d", name, i)
			}
			last = fill
		}
	}
}

func TestAHeatMapGoesFromTheTintToTheInkOfTheAccent(t *testing.T) {
	for name, theme := range shipped {
		if theme.sparing {
			continue
		}
		for share, want := range map[float64]scene.Paint{-1: theme.Accent.Tint, 0: theme.Accent.Tint, 1: theme.Accent.Ink, 2: theme.Accent.Ink} {
			fill, _ := theme.heat(share)
			assert.Equal(t, want, fill, "%s at %v", name, share)
		}
	}
}

func TestOnPaperAHeatMapIsNowhereDark(t *testing.T) {
	for i := range 101 {
		fill, ink := Print().heat(float64(i) / 100)
		assert.Equal(t, Print().Ink, ink, "black text at %d", i)
		assert.Greater(t, visions["normal"].sees(fill).l, 50.0)
	}
}

// A theme of a user may have any colours.
func TestAHeatMapOfAnyColoursCarriesText(t *testing.T) {
	for _, accent := range []Tone{
		tone(0x777777, 0x777777), tone(0xffffff, 0xffffff), tone(0x000000, 0x000000), tone(0xff0000, 0x00ff00), tone(0x808080, 0xffffff), tone(0x000000, 0x808080),
	} {
		for _, theme := range shipped {
			theme.Accent = accent
			for i := range 101 {
				fill, ink := theme.heat(float64(i) / 100)
				assert.GreaterOrEqual(t, contrast(fill, ink), textContrast, "%v at %d", accent, i)
			}
		}
	}
}
