package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// px is one pixel: lengths in this package are written as multiples of it.
const px = scene.Pixel

// The type scale: one family, two weights, five sizes.

func (t Theme) title() layout.Style {
	return layout.Style{Family: t.family, Size: 26 * px, Leading: 32 * px, Bold: true, Fill: t.Ink}
}

func (t Theme) figure() layout.Style {
	return layout.Style{Family: t.family, Size: 22 * px, Leading: 28 * px, Bold: true, Fill: t.Ink}
}

func (t Theme) head() layout.Style {
	return layout.Style{Family: t.family, Size: 14 * px, Leading: 18 * px, Bold: true, Fill: t.Ink}
}

func (t Theme) lead() layout.Style {
	return layout.Style{Family: t.family, Size: 14 * px, Leading: 20 * px, Fill: t.Ink}
}

func (t Theme) body() layout.Style {
	return layout.Style{Family: t.family, Size: 12 * px, Leading: 17 * px, Fill: t.Ink}
}

func (t Theme) strong() layout.Style {
	s := t.body()
	s.Bold = true
	return s
}

func (t Theme) small() layout.Style {
	return layout.Style{Family: t.family, Size: 11 * px, Leading: 15 * px, Fill: t.Muted}
}

func (t Theme) smallStrong() layout.Style {
	s := t.small()
	s.Bold = true
	return s
}

// eyebrow is for fixed words in capitals.
func (t Theme) eyebrow() layout.Style {
	s := t.smallStrong()
	s.Spacing = px * 3 / 5
	return s
}
