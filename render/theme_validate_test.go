package render

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/scene"
)

func TestTheShippedThemesAreValid(t *testing.T) {
	for name, theme := range shipped {
		assert.NoError(t, theme.Validate(), name)
	}
	assert.NoError(t, Theme{}.Validate(), "the zero theme is Light")
}

func TestAThemeThatCannotBeReadIsTold(t *testing.T) {
	pale := scene.RGB(0xb0b0b0)
	for name, c := range map[string]struct {
		theme Theme
		want  []string
	}{
		"muted text that is too pale": {
			Theme{Muted: pale},
			[]string{"theme.muted: out of range: contrast 1.77 on the tint of accent, want 4.5 or more"},
		},
		"a tone without contrast on its tint": {
			Theme{Good: Tone{Ink: scene.RGB(0x1a6b4f), Tint: scene.RGB(0x1a6b4f)}},
			[]string{
				"theme.ink: out of range: contrast 2.54 on the tint of good, want 4.5 or more",
				"theme.muted: out of range: contrast 1.04 on the tint of good, want 4.5 or more",
				"theme.good.ink: out of range: contrast 1.00 on its tint, want 4.5 or more",
			},
		},
		"one stage of two": {
			Theme{Stages: []Tone{Light().Stages[0], {Ink: pale, Tint: Light().Band}}},
			[]string{"theme.stages[1].ink: out of range: contrast 2.02 on the band, want 4.5 or more"},
		},
		"what was high contrast": {
			func() Theme {
				theme := HighContrast()
				theme.Bad.Ink = scene.RGB(0xff6050)
				return theme
			}(),
			[]string{"theme.bad.ink: out of range: contrast 5.01 on its tint, want 7 or more"},
		},
		"fonts that are none": {
			Theme{Fonts: []string{"Source Sans 3", "x'; }", "", "system-ui", strings.Repeat("long", 20)}},
			[]string{
				`theme.fonts[1]: invalid: family "x'; }": want ASCII letters, digits, spaces and hyphens`,
				`theme.fonts[2]: invalid: family "": want a name`,
				`theme.fonts[4]: invalid: family of 80 bytes: want at most 64`,
			},
		},
		"a series, whose name is text in its colour": {
			Theme{Series: []scene.Paint{scene.RGB(0x5a5a5a), scene.RGB(0x8a8a8a)}},
			[]string{"theme.series[1]: out of range: contrast 3.22 on the band, want 4.5 or more"},
		},
		"ink that is nearly dark enough": {
			Theme{Muted: scene.RGB(0x008a2c), Accent: Tone{Tint: scene.RGB(0xffffff)}, Stages: []Tone{{Tint: scene.RGB(0xffffff)}},
				Band: scene.RGB(0xffffff), Good: Tone{Tint: scene.RGB(0xffffff)}, Fair: Tone{Tint: scene.RGB(0xffffff)}, Bad: Tone{Tint: scene.RGB(0xffffff)}},
			[]string{"theme.muted: out of range: contrast 4.49 on the page, want 4.5 or more"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.theme.Validate()
			require.Error(t, err)
			assert.Equal(t, c.want, strings.Split(err.Error(), "\n"))
			var at *field.Error
			require.ErrorAs(t, err, &at)
			path, _, _ := strings.Cut(c.want[0], ":")
			assert.Equal(t, path, at.Path)
		})
	}
}
