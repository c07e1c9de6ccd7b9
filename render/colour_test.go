package render

import (
	"math"

	"github.com/parcours-go/parcours/render/scene"
)

// A labColour is a colour of CIELAB, for the white of sRGB (D65).
type labColour struct{ l, a, b float64 }

// linear returns the channels of a colour as amounts of light from 0 to 1.
func linear(p scene.Paint) [3]float64 {
	r, g, b := p.Channels()
	var all [3]float64
	for i, c := range [3]uint8{r, g, b} {
		all[i] = linearChannel(c)
	}
	return all
}

// lab returns a colour given as amounts of light in CIELAB (IEC 61966-2-1 for
// the primaries, CIE 15 for the rest).
func lab(light [3]float64) labColour {
	mixed := func(r, g, b float64) float64 { return r*light[0] + g*light[1] + b*light[2] }
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f(mixed(0.4124564, 0.3575761, 0.1804375) / 0.95047)
	y := f(mixed(0.2126729, 0.7151522, 0.0721750))
	z := f(mixed(0.0193339, 0.1191920, 0.9503041) / 1.08883)
	return labColour{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// A vision says how the three amounts of light of a colour are seen.
type vision [3][3]float64

// visions are those of Machado, Oliveira and Fernandes, A physiologically-based
// model for simulation of color vision deficiency (2009), at severity 1.
var visions = map[string]vision{
	"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"without red": {
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998},
	},
	"without green": {
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881},
	},
	"without blue": {
		{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900},
	},
}

// sees returns how a colour looks.
func (v vision) sees(p scene.Paint) labColour {
	light, seen := linear(p), [3]float64{}
	for i, row := range v {
		for j, share := range row {
			seen[i] += share * light[j]
		}
		seen[i] = max(0, min(seen[i], 1))
	}
	return lab(seen)
}

// apart returns how different two colours look: CIEDE2000 (Sharma, Wu and
// Dalal, The CIEDE2000 color-difference formula, 2005, equations 2 to 22).
func apart(x, y labColour) float64 {
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	pull := func(c float64) float64 { return math.Sqrt(math.Pow(c, 7) / (math.Pow(c, 7) + math.Pow(25, 7))) }
	g := (1 - pull((math.Hypot(x.a, x.b)+math.Hypot(y.a, y.b))/2)) / 2
	c1, h1 := chromaAndHue(x.a*(1+g), x.b)
	c2, h2 := chromaAndHue(y.a*(1+g), y.b)
	turn, mean := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		turn, mean = 0, h1+h2
	case turn > 180:
		turn -= 360
		mean += 180
	case turn < -180:
		turn += 360
		mean += 180
	}
	l, c := (x.l+y.l)/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos(rad(mean-30)) + 0.24*math.Cos(rad(2*mean)) + 0.32*math.Cos(rad(3*mean+6)) - 0.20*math.Cos(rad(4*mean-63))
	mean = math.Mod(mean, 360)
	middle := (l - 50) * (l - 50)
	dl := (y.l - x.l) / (1 + 0.015*middle/math.Sqrt(20+middle))
	dc := (c2 - c1) / (1 + 0.045*c)
	dh := 2 * math.Sqrt(c1*c2) * math.Sin(rad(turn/2)) / (1 + 0.015*c*t)
	rotation := -2 * pull(c) * math.Sin(rad(60*math.Exp(-math.Pow((mean-275)/25, 2))))
	return math.Sqrt(dl*dl + dc*dc + dh*dh + rotation*dc*dh)
}

// chromaAndHue returns a pair as its length and its angle in degrees.
func chromaAndHue(a, b float64) (c, h float64) {
	if a == 0 && b == 0 {
		return 0, 0
	}
	h = math.Atan2(b, a) * 180 / math.Pi
	if h < 0 {
		h += 360
	}
	return math.Hypot(a, b), h
}
