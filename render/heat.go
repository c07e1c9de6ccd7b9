package render

import (
	"math"

	"github.com/parcours-go/parcours/render/scene"
)

// sparingHeat is how far the heat map of a theme goes that spares toner: as far
// as black text can be read on it.
const sparingHeat = 0.6

// heat returns the colour of a share from 0 to 1 on the way from the tint to the
// ink of the accent, and the colour in which text on it can be read.
func (t Theme) heat(share float64) (fill, ink scene.Paint) {
	place := math.Round(heatPlaces*t.heatPlace(max(0, min(share, 1)))) / heatPlaces
	fill = mix(t.Accent.Tint, t.Accent.Ink, place)
	return fill, t.readable(fill)
}

// heatPlaces is the number of steps from tint to ink: more than can be told
// apart, and few enough that each can be looked at.
const heatPlaces = 256

// readable returns the colour of the theme in which text on that ground can be
// read. Half way between light and dark neither may do, and it is black or white,
// of which one always has a contrast of 4.5.
func (t Theme) readable(ground scene.Paint) scene.Paint {
	best := clearer(ground, t.Ink, t.Background)
	if contrast(best, ground) < t.wantedContrast() {
		best = clearer(ground, scene.RGB(0), scene.RGB(0xffffff))
	}
	return best
}

// clearer returns that of two inks which can be read better.
func clearer(ground, a, b scene.Paint) scene.Paint {
	if contrast(a, ground) >= contrast(b, ground) {
		return a
	}
	return b
}

// wantedContrast is what all text of the theme should have.
func (t Theme) wantedContrast() float64 {
	if t.strict {
		return fullContrast
	}
	return textContrast
}

// heatPlace returns where on the way from tint to ink a share stands: at itself,
// or, where little toner is to be used, nearer to the tint. Only where text wants
// a contrast of 7, which neither black nor white has on middling colours, the
// lower half of the shares stands before these and the upper half behind them.
func (t Theme) heatPlace(share float64) float64 {
	if t.sparing {
		return share * sparingHeat
	}
	if !t.strict {
		return share
	}
	before, behind := t.heatGap()
	switch {
	case behind > 1:
		return before * share
	case before < 0:
		return behind + float64((1-behind)*share)
	case share < 0.5:
		return before * 2 * share
	}
	return behind + float64((1-behind)*(2*share-1))
}

// heatGap returns the last place before, and the first one behind, the colours
// on which neither black nor white has a contrast of 7. Where there is none,
// before is less than 0, or behind more than 1.
func (t Theme) heatGap() (before, behind float64) {
	readable := func(i int) bool {
		c := mix(t.Accent.Tint, t.Accent.Ink, float64(i)/heatPlaces)
		return max(contrast(c, scene.RGB(0)), contrast(c, scene.RGB(0xffffff))) >= fullContrast
	}
	from := 0
	for from <= heatPlaces && readable(from) {
		from++
	}
	to := from
	for to <= heatPlaces && !readable(to) {
		to++
	}
	return float64(from-1) / heatPlaces, float64(to) / heatPlaces
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
