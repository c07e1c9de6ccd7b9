package text

// A widthBound is an upper bound in 1/1000 em for a range of characters.
type widthBound struct {
	from, to rune
	width    int
}

// bounds cover what the measured face has not. They are rounded up from the
// widths that nine in ten characters of a script stay below in DejaVu Sans,
// Noto Sans and Noto Serif, regular and bold; the few characters that are far
// wider have lines of their own, before those of their script.
var bounds = [...]widthBound{
	{0x0250, 0x036f, 750},  // phonetic letters
	{0x2000, 0x200a, 1000}, // spaces
	{0x202f, 0x202f, 340},
	{0x0531, 0x058f, 950}, // Armenian
	{0x0591, 0x05ff, 750}, // Hebrew
	{0x0600, 0x0605, 2800},
	{0x0622, 0x0625, 450}, // alef
	{0x0627, 0x0627, 450},
	{0x062f, 0x0632, 650},  // dal, reh
	{0x0633, 0x0636, 1250}, // seen, sad
	{0x0648, 0x0648, 650},  // waw
	{0x0606, 0x06ff, 900},  // Arabic
	{0x0700, 0x07bf, 1100},
	{0x07c0, 0x07ff, 950},
	{0x0800, 0x08ff, 1250},
	{0x0900, 0x097f, 900}, // Devanagari
	{0x0980, 0x0aff, 950}, // Bengali, Gurmukhi, Gujarati
	{0x0b00, 0x0b7f, 1000},
	{0x0b80, 0x0bff, 1700}, // Tamil
	{0x0c00, 0x0cff, 1150}, // Telugu, Kannada
	{0x0d00, 0x0dff, 1550}, // Malayalam, Sinhala
	{0x0e00, 0x0eff, 800},  // Thai, Lao
	{0x0f00, 0x0fff, 1000}, // Tibetan
	{0x1000, 0x109f, 1200}, // Myanmar
	{0x10a0, 0x10ff, 950},  // Georgian
	{0x1100, 0x11ff, 1000}, // Hangul jamo
	{0x1680, 0x16ff, 1450},
	{0x1780, 0x17ff, 1100}, // Khmer
	{0x1d00, 0x1dff, 800},
	{0x2b00, 0x2bff, 1500},
	{0x2c60, 0x2c7f, 900},
	{0x2e3a, 0x2e3a, 2000}, // two-em dash
	{0x2e3b, 0x2e3b, 3000}, // three-em dash
	{0x2e80, 0xa4cf, wideWidth},
	{0xa9c1, 0xa9cf, 2500}, // Javanese signs
	{0xac00, 0xd7a3, wideWidth},
	{0xf900, 0xfaff, wideWidth},
	{0xfb00, 0xfb4f, 1100}, // ligatures of Latin, Armenian, Hebrew
	{0xfdf0, 0xfdfc, 2800}, // Arabic words in one character
	{0xfdfd, 0xfdfd, 9000},
	{0xfb50, 0xfdff, 1750},
	{0xfe30, 0xfe6f, wideWidth},
	{0xfe70, 0xfeff, 1400},
	{0xff00, 0xff60, wideWidth},
	{0xff61, 0xffdc, 600},
	{0xffe0, 0xffee, wideWidth},
	{0xfffc, 0xfffd, 1100},
	{0x12000, 0x12fff, 3100}, // cuneiform
	{0x11000, 0x11fff, 1750},
	{0x1d000, 0x1d7ff, 1150},
	{0x20000, 0x3ffff, wideWidth},
}
