package text

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/render/scene"
)

// The widths are those of Adobe's metrics for Helvetica and Helvetica-Bold
// (Core 14 AFM files, 1997), which Arial and Liberation Sans share.
func TestWidthsAreThoseOfHelvetica(t *testing.T) {
	for r, want := range map[rune][2]int{
		' ': {278, 278}, '!': {278, 333}, 'A': {667, 722}, 'W': {944, 944}, 'a': {556, 556}, 'b': {556, 611},
		'i': {222, 278}, 'm': {833, 889}, '@': {1015, 975}, '0': {556, 556}, 'é': {556, 556}, 'ß': {611, 611},
		'€': {556, 556}, '—': {1000, 1000}, '“': {333, 500}, '…': {1000, 1000},
	} {
		assert.InDelta(t, want[0], Font{}.advance(r), 1, "%c", r)
		assert.InDelta(t, want[1], Font{Bold: true}.advance(r), 1, "%c bold", r)
	}
}

func TestEveryCharacterHasAWidthOrIsDrawnAsNothing(t *testing.T) {
	for r := rune(0x20); r <= unicode.MaxRune; r++ {
		if r >= 0xd800 && r < 0xe000 || unicode.Is(unicode.Cc, r) {
			continue
		}
		w := Font{}.advance(r)
		if w == 0 && !isMark(r) && !isIgnorable(r) {
			t.Fatalf("%U has no width", r)
		}
		if w < 0 || w > 9000 {
			t.Fatalf("%U has the width %d", r, w)
		}
	}
}

func TestMarksAreThoseOfUnicode(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if isMark(r) != unicode.Is(unicode.M, r) {
			t.Fatalf("%U", r)
		}
	}
}

func TestAWidthIsThatOfItsCharactersAndALittleMore(t *testing.T) {
	f := Font{Size: 12 * scene.Pixel}
	exact := float64(667+556+556) * 12 / 1000 * 100 // "Aaa"
	assert.InDelta(t, exact*1.02, float64(f.Width("Aaa")), 4)
	assert.Zero(t, f.Width(""))
	assert.Zero(t, f.Width("\u200b\u2060\ufeff"))
}

func TestWhatAReaderSeesAsOneIsOneCluster(t *testing.T) {
	for name, cluster := range map[string]string{
		"a letter":                           "a",
		"a letter with an accent of its own": "e\u0301",
		"a family":                           "👩‍👩‍👧‍👦",
		"a skin tone":                        "👍🏽",
		"a heart in colour":                  "❤️",
		"a flag":                             "🇫🇷",
		"a flag made of tags":                "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
		"a key":                              "1️⃣",
		"a Hangul syllable":                  "한",
		"a Hangul syllable made of jamo":     "\u1112\u1161\u11ab",
		"a syllable with its last consonant": "가\u11a8",
		"a conjunct":                         "क्ष",
		"a vowel beside its consonant":       "கா",
		"an ideograph and its variation":     "葛\U000e0100",
	} {
		t.Run(name, func(t *testing.T) {
			for _, after := range []string{"", "a", "配", "한", "🇩", "👍"} {
				if name == "a flag" && after == "🇩" {
					after = "🇩🇪"
				}
				size, _ := Font{}.cluster(cluster + after)
				assert.Equal(t, cluster, (cluster + after)[:size], "before %q", after)
			}
		})
	}
}

func TestAnEmojiIsAsWideAsAnyFontDrawsIt(t *testing.T) {
	for _, s := range []string{"🛒", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "🇫🇷", "1️⃣", "🏳️‍🌈", "☎️"} {
		size, width := Font{}.cluster(s)
		assert.Equal(t, len(s), size, s)
		assert.Equal(t, emojiWidth, width, s)
	}
}

func TestAMarkWithoutABaseHasAWidth(t *testing.T) {
	_, width := Font{}.cluster("\u0301")
	assert.Equal(t, markWidth, width)
}

func TestCutKeepsWholeCharacters(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "abc…"}, {"abc", 0, "…"},
		{"e\u0301e\u0301", 1, "e\u0301…"}, {"👩‍👩‍👧‍👦!", 1, "👩‍👩‍👧‍👦…"},
	} {
		assert.Equal(t, c.want, Cut(c.s, c.n))
	}
	assert.Equal(t, "🇫🇷", First("🇫🇷🇩🇪"))
	assert.Equal(t, "", First(""))
}

func TestCleanMakesOneLineOfAnything(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain text is kept":                 {"Pay by card", "Pay by card"},
		"accents are kept":                   {"Où ça ? À côté…", "Où ça ? À côté…"},
		"line breaks become spaces":          {"a\nb\r\nc\u2028d\u2029e\u0085f\vg\fh", "a b c d e f g h"},
		"tabs and runs of blanks become one": {"a \t  b", "a b"},
		"blanks at the ends go":              {"  a ", "a"},
		"nothing is left of blanks":          {" \n\t\u2003 ", ""},
		"wide and narrow spaces become one":  {"a\u2003b\u2009c\u1680d", "a b c d"},
		"spaces that do not break are kept":  {"12\u202f480\u00a0€", "12\u202f480\u00a0€"},
		"the ideographic space is a space":   {"靴\u3000下", "靴 下"},
		"controls go":                        {"a\x00b\x1bc\x7fd\u009be", "abcde"},
		"overrides of direction go":          {"a\u202eb\u202cc\u2066d\u2069", "abcd"},
		"marks of direction are kept":        {"a\u200fb\u200e", "a\u200fb\u200e"},
		"a byte order mark goes":             {"\ufeffa", "a"},
		"invalid bytes become U+FFFD":        {"a\xffb", "a\ufffdb"},
		"noncharacters become U+FFFD":        {"a\uffffb\ufdd0", "a\ufffdb\ufffd"},
		"piles of marks are cut":             {"Z" + strings.Repeat("\u0301", 50) + "x", "Z" + strings.Repeat("\u0301", 4) + "x"},
		"emoji are kept whole":               {"👩‍👩‍👧‍👦 ❤️", "👩‍👩‍👧‍👦 ❤️"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, Clean(c.in)) })
	}
}

func TestCleanIsDoneOnce(t *testing.T) {
	for _, s := range samples {
		assert.Equal(t, Clean(s), Clean(Clean(s)))
	}
}

func TestTheFirstLetterSaysWhereATextBegins(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "12 €": false, "order": false, "اطلب": true, "עגלה": true, "123 اطلب": true,
		"“اطلب” now": true, "Visa בכרטיס": false, "靴 اطلب": false, "ﷲ": true,
	} {
		assert.Equal(t, want, RightToLeft(s), s)
	}
}
