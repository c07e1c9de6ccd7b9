package render

import (
	"math"

	"github.com/parcours-go/parcours/render/scene"
)

// What text needs at least (Web Content Accessibility Guidelines 2.2, success
// criteria 1.4.3 and 1.4.6). It is more than graphics need.
const (
	textContrast = 4.5
	fullContrast = 7 // for those who see little
)

// contrast returns the contrast ratio of two colours, from 1 to 21 (the same
// guidelines, definitions of contrast ratio and of relative luminance).
func contrast(a, b scene.Paint) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(p scene.Paint) float64 {
	r, g, b := p.Channels()
	return float64(0.2126*linearChannel(r)) + float64(0.7152*linearChannel(g)) + float64(0.0722*linearChannel(b))
}

// linearChannel returns the amount of light, from 0 to 1, of a channel.
func linearChannel(c uint8) float64 {
	v := float64(c) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
