package render

import "github.com/parcours-go/parcours/render/scene"

// The distances between series that the documentation of the themes names are
// those of CIEDE2000, in which 2.3 is just seen; for people who do not see red,
// green or blue at all, those of what Machado, Oliveira and Fernandes (2009)
// say that they see.

// Light is the theme for a white page.
//
// Any two of its twelve series are at least 12.9 apart, and 9.0 for those who do
// not see red, green or blue; of the first six 15.3, and 10.7.
func Light() Theme {
	return Theme{
		Background: scene.RGB(0xffffff),
		Band:       scene.RGB(0xf6f7f9),
		Line:       scene.RGB(0xdfe3e8),
		Ink:        scene.RGB(0x17202c),
		Muted:      scene.RGB(0x576272),
		Accent:     tone(0x4a3f9f, 0xe9e7f6),
		Good:       tone(0x1a6b4f, 0xdcefe6),
		Fair:       tone(0x7a5a14, 0xf7ecd2),
		Bad:        tone(0xb0301f, 0xfbe6e1),
		Stages: []Tone{
			tone(0x3a4d99, 0xe6eaf7),
			tone(0x12656a, 0xdcf0f0),
			tone(0x7c5407, 0xf8edd6),
			tone(0x8c3468, 0xf6e6ef),
			tone(0x4f6114, 0xebf0da),
			tone(0x1c5d87, 0xdfeef8),
			tone(0x8f451f, 0xf8e8de),
			tone(0x63449a, 0xede7f7),
			tone(0x2a673a, 0xe1f1e4),
			tone(0x675439, 0xf0eae1),
			tone(0x445567, 0xe6ebf0),
			tone(0x943350, 0xf9e5ea),
		},
		Series: paintsOf(
			0x4a3f9f, 0xb1551e, 0x197d6f, 0x333440, 0x626da1, 0x5d502e,
			0x7a4952, 0x0d3c2a, 0x6b734e, 0x245d76, 0x4c2e04, 0x5d0968,
		),
	}
}

// Dark is the theme for a page that is nearly black.
//
// Any two of its twelve series are at least 13.6 apart, and 9.8 for those who do
// not see red, green or blue; of the first six 17.2, and 10.5.
func Dark() Theme {
	return Theme{
		Background: scene.RGB(0x13171e),
		Band:       scene.RGB(0x1c222b),
		Line:       scene.RGB(0x36404c),
		Ink:        scene.RGB(0xe8ecf1),
		Muted:      scene.RGB(0xaab4c0),
		Accent:     tone(0xb5b5ff, 0x2b2b4d),
		Good:       tone(0x73d4ac, 0x153528),
		Fair:       tone(0xe1b767, 0x392b11),
		Bad:        tone(0xfca392, 0x422520),
		Stages: []Tone{
			tone(0xa5bbfd, 0x252d45),
			tone(0x83ccd1, 0x0a3437),
			tone(0xe2b574, 0x3b2b12),
			tone(0xf2a1cb, 0x3e2432),
			tone(0xb2c97e, 0x2a3117),
			tone(0x86c6f5, 0x183042),
			tone(0xf9a781, 0x41261a),
			tone(0xc6affc, 0x302942),
			tone(0x91d09d, 0x1d3421),
			tone(0xd0ba9c, 0x352d22),
			tone(0xadc0d5, 0x28303a),
			tone(0xfa9fb4, 0x41242b),
		},
		Series: paintsOf(
			0xb5b5ff, 0xf8c261, 0x499c8d, 0x76fed7, 0xe76081, 0xc9a5c0,
			0x9a9022, 0x8e88bb, 0xd8916c, 0xb6defc, 0xd1f1ab, 0xb5b7a9,
		),
	}
}

// Print is the theme for paper, in grey too: a white page, tints that take
// nearly no toner, dark inks. Series differ in lightness as well as in colour;
// good, fair and bad differ in lightness from each other.
//
// Any two of its twelve series are at least 13.1 apart, and 9.5 for those who do
// not see red, green or blue; of the first six 22.3, and 9.9. The first four are
// told apart in grey.
func Print() Theme {
	return Theme{
		Background: scene.RGB(0xffffff),
		Band:       scene.RGB(0xf6f6f6),
		Line:       scene.RGB(0xbdbdbd),
		Ink:        scene.RGB(0x000000),
		Muted:      scene.RGB(0x454545),
		Accent:     tone(0x38336f, 0xe6e6f0),
		Good:       tone(0x1f6a4b, 0xf1f6f3),
		Fair:       tone(0x563f06, 0xf7f4ec),
		Bad:        tone(0x6b0f0a, 0xf9f1f0),
		Stages: []Tone{
			tone(0x293871, 0xf0f2f9),
			tone(0x04464a, 0xecf5f6),
			tone(0x533702, 0xf7f3ec),
			tone(0x612347, 0xf8f0f4),
			tone(0x364402, 0xf2f5ec),
			tone(0x044164, 0xedf4f9),
			tone(0x662802, 0xf9f1ed),
			tone(0x442f6a, 0xf3f1f9),
			tone(0x054a1f, 0xeef5ef),
			tone(0x4c3a1f, 0xf5f3ef),
			tone(0x2e3f50, 0xf0f3f6),
			tone(0x662136, 0xf9f0f2),
		},
		sparing: true,
		Series: paintsOf(
			0x2b2a6e, 0xb04b3c, 0x251a03, 0x075c5d, 0x771f42, 0x6b687f,
			0x605a0f, 0x1d6eaf, 0x3c0c35, 0x2a4211, 0x587060, 0x161d1b,
		),
	}
}

// HighContrast is the theme for those who see little: all text has a contrast
// of 7 at least. It is light on black, like the contrast themes of Windows, and
// its hairlines can be seen. [Theme.Validate] holds what is changed in it to the
// same.
//
// Any two of its twelve series are at least 15.3 apart, and 9.5 for those who do
// not see red, green or blue; of the first six 15.6, and 13.3.
func HighContrast() Theme {
	return Theme{
		Background: scene.RGB(0x000000),
		Band:       scene.RGB(0x161616),
		Line:       scene.RGB(0x6b6b6b),
		Ink:        scene.RGB(0xffffff),
		Muted:      scene.RGB(0xe6e6e6),
		Accent:     tone(0x61dde5, 0x002d30),
		Good:       tone(0x4ee6af, 0x002f1f),
		Fair:       tone(0xf8bc40, 0x342301),
		Bad:        tone(0xffb0a2, 0x4a150e),
		Stages: []Tone{
			tone(0xb2c5fe, 0x192348),
			tone(0x61dde5, 0x002d30),
			tone(0xf0bd72, 0x362200),
			tone(0xfea9d6, 0x3e162d),
			tone(0xbbd381, 0x212b00),
			tone(0x91cffe, 0x002943),
			tone(0xfeb391, 0x411904),
			tone(0xcebaff, 0x2b1d44),
			tone(0x92dca1, 0x042f12),
			tone(0xe0c9a4, 0x302614),
			tone(0xb6cadf, 0x182838),
			tone(0xfeadbe, 0x411522),
		},
		strict: true,
		Series: paintsOf(
			0xacfafa, 0xb5aa0e, 0xff7f9b, 0xe1fdbd, 0xce8df6, 0xf8e859,
			0xa8a4c1, 0xf2ac75, 0xe7bfca, 0xb4d2ff, 0x75b39f, 0xf5f4e5,
		),
	}
}
