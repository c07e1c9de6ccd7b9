package render

import (
	"math"

	"github.com/parcours-go/parcours/render/scene"
)

// contrast returns the contrast ratio of two colours, from 1 to 21 (Web Content
// Accessibility Guidelines 2.2, definitions of contrast ratio and of relative
// luminance). Text needs 4.5 (success criterion 1.4.3), graphics that mean
// something 3 (1.4.11).
func contrast(a, b scene.Paint) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(p scene.Paint) float64 {
	linear := func(c uint8) float64 {
		v := float64(c) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	r, g, b := p.Channels()
	return float64(0.2126*linear(r)) + float64(0.7152*linear(g)) + float64(0.0722*linear(b))
}

// heat returns the colour of a share from 0 to 1 on the way from the tint to the
// ink of the accent, and the colour in which text on it can be read.
func (t Theme) heat(share float64) (fill, ink scene.Paint) {
	fill = mix(t.Accent.Tint, t.Accent.Ink, share)
	return fill, t.readable(fill)
}

// readable returns the colour of the theme in which text on that ground can be
// read. Half way between light and dark neither may do, and it is black or white,
// of which one always has a contrast of 4.5.
func (t Theme) readable(ground scene.Paint) scene.Paint {
	best := t.Ink
	for i, c := range []scene.Paint{t.Background, scene.RGB(0), scene.RGB(0xffffff)} {
		if i == 1 && contrast(best, ground) >= 4.5 {
			break
		}
		if contrast(c, ground) > contrast(best, ground) {
			best = c
		}
	}
	return best
}

// mix returns the colour at that share of the way from a to b.
func mix(a, b scene.Paint, share float64) scene.Paint {
	share = max(0, min(share, 1))
	between := func(x, y uint8) uint32 {
		return uint32(math.Round(float64(x) + float64(share*(float64(y)-float64(x)))))
	}
	ar, ag, ab := a.Channels()
	br, bg, bb := b.Channels()
	return scene.RGB(between(ar, br)<<16 | between(ag, bg)<<8 | between(ab, bb))
}
