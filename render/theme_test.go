package render

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/render/scene"
)

// shipped are the themes of this package.
var shipped = map[string]Theme{
	"light": Light(), "dark": Dark(), "print": Print(), "high contrast": HighContrast(),
}

// leastText is what text in a theme has for contrast.
func leastText(name string) float64 {
	if name == "high contrast" {
		return fullContrast
	}
	return textContrast
}

// tones returns all tones of a theme by name.
func (t Theme) tones() map[string]Tone {
	all := map[string]Tone{"accent": t.Accent, "good": t.Good, "fair": t.Fair, "bad": t.Bad}
	for i, tone := range t.Stages {
		all[fmt.Sprint("stage ", i)] = tone
	}
	return all
}

func TestTextCanBeReadOnEveryGroundOfEveryTheme(t *testing.T) {
	for name, theme := range shipped {
		least := leastText(name)
		grounds := map[string]scene.Paint{"page": theme.Background, "band": theme.Band}
		for of, tone := range theme.tones() {
			assert.GreaterOrEqual(t, contrast(tone.Ink, tone.Tint), least, "%s: %s on its tint", name, of)
			assert.GreaterOrEqual(t, contrast(tone.Ink, theme.Background), least, "%s: %s on the page", name, of)
			assert.GreaterOrEqual(t, contrast(tone.Ink, theme.Band), least, "%s: %s on a band", name, of)
			grounds["tint of "+of] = tone.Tint
		}
		for on, ground := range grounds {
			assert.GreaterOrEqual(t, contrast(theme.Ink, ground), 7.0, "%s: ink on %s", name, on)
			assert.GreaterOrEqual(t, contrast(theme.Muted, ground), least, "%s: muted on %s", name, on)
		}
	}
}

// A series is a graphic, for which 3 would be enough, but its name may be
// written in its colour.
func TestTextCanBeReadInTheColourOfASeries(t *testing.T) {
	for name, theme := range shipped {
		for i := range theme.Series {
			assert.GreaterOrEqual(t, contrast(theme.series(i), theme.Background), leastText(name), "%s: series %d on the page", name, i)
			assert.GreaterOrEqual(t, contrast(theme.series(i), theme.Band), leastText(name), "%s: series %d on a band", name, i)
		}
	}
}

func TestContrastIsThatOfTheGuidelines(t *testing.T) {
	white, black := scene.RGB(0xffffff), scene.RGB(0)
	assert.InDelta(t, 21, contrast(white, black), 1e-9)
	assert.InDelta(t, 4.48, contrast(scene.RGB(0x777777), white), 0.005, "the usual example of a grey that is just too light")
}

func TestTwelveStagesHaveTwelveColours(t *testing.T) {
	for name, theme := range shipped {
		seen, inks := map[Tone]bool{}, map[scene.Paint]bool{}
		for i := range 12 {
			seen[theme.stage(i)] = true
			inks[theme.stage(i).Ink] = true
		}
		assert.Len(t, seen, 12, name)
		assert.Len(t, inks, 12, name)
		assert.Equal(t, theme.stage(0), theme.stage(len(theme.Stages)), name)
	}
}

// least are the distances (CIEDE2000) that the documentation of the themes
// names: between any two of the first six series, and of all twelve, as people
// see who see all colours and as those do who see no red, green or blue.
var least = map[string]struct{ six, sixBlind, all, allBlind float64 }{
	"light":         {15.3, 10.7, 12.9, 9.0},
	"dark":          {17.2, 10.5, 13.6, 9.8},
	"print":         {22.3, 9.9, 13.1, 9.5},
	"high contrast": {15.6, 13.3, 15.3, 9.5},
}

func TestSeriesCanBeToldApartByColourBlindPeople(t *testing.T) {
	for name, theme := range shipped {
		want := least[name]
		assert.Len(t, theme.Series, 12, name)
		for _, seer := range slices.Sorted(maps.Keys(visions)) {
			six, all := want.sixBlind, want.allBlind
			if seer == "normal" {
				six, all = want.six, want.all
			}
			assert.GreaterOrEqual(t, round(closest(theme.Series[:6], visions[seer])), six, "%s, %s", name, seer)
			assert.GreaterOrEqual(t, round(closest(theme.Series, visions[seer])), all, "%s, %s", name, seer)
		}
	}
}

// round returns a number as the documentation has it.
func round(v float64) float64 { return math.Round(10*v) / 10 }

// closest returns how far apart the two colours are that look most alike.
func closest(series []scene.Paint, v vision) float64 {
	nearest := 100.0
	for i, a := range series {
		for _, b := range series[:i] {
			nearest = min(nearest, apart(v.sees(a), v.sees(b)))
		}
	}
	return nearest
}

func TestOnPaperTheFirstSeriesDifferInLightness(t *testing.T) {
	for i, a := range Print().Series[:4] {
		for _, b := range Print().Series[:i] {
			assert.Greater(t, abs(visions["normal"].sees(a).l-visions["normal"].sees(b).l), 8.0, "%s and %s", a, b)
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }

func TestWhatAThemeLeavesOutIsThatOfLight(t *testing.T) {
	assert.Equal(t, Light(), Theme{}.orLight())
	own := Theme{Accent: tone(0x123456, 0xeeeeee), Ink: scene.RGB(0x000001)}.orLight()
	assert.Equal(t, tone(0x123456, 0xeeeeee), own.Accent)
	assert.Equal(t, scene.RGB(0x000001), own.Ink)
	assert.Equal(t, Light().Muted, own.Muted)
	assert.Equal(t, Light().Stages, own.Stages)
	assert.Equal(t, Light().Series, own.Series)
	half := Theme{Bad: Tone{Ink: scene.RGB(0x550000)}}.orLight()
	assert.Equal(t, Tone{Ink: scene.RGB(0x550000), Tint: Light().Bad.Tint}, half.Bad)
}

func TestHalfAToneAmongStagesIsThatOfLight(t *testing.T) {
	given := Theme{Stages: []Tone{{}, {Ink: scene.RGB(0x550000)}}, Series: []scene.Paint{scene.None, scene.RGB(0x112233)}}
	whole := given.orLight()
	assert.Equal(t, []Tone{Light().Stages[0], {Ink: scene.RGB(0x550000), Tint: Light().Stages[1].Tint}}, whole.Stages)
	assert.Equal(t, []scene.Paint{Light().Series[0], scene.RGB(0x112233)}, whole.Series)
	assert.Equal(t, Tone{}, given.Stages[0], "and the theme of the caller stays as it is")
}
