package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// broken returns s with a bar wherever a line may end.
func broken(s string) string {
	var b strings.Builder
	before, end := glue, 0
	for at := 0; at < len(s); {
		size, _ := Font{}.cluster(s[at:])
		c := classAt(s, at, size, before, end < at)
		if c != space {
			if at > 0 && mayBreak(before, c, end < at) {
				b.WriteByte('|')
			}
			before, end = c, at+size
		}
		b.WriteString(s[at : at+size])
		at += size
	}
	return b.String()
}

func TestALineEndsWhereATypographerWouldEndIt(t *testing.T) {
	for name, want := range map[string]string{
		"French, with no-break spaces":              "Où |ça\u00a0? |Là-|bas\u202f; |«\u00a0ici\u00a0»\u202f!",
		"French, with spaces as they are typed":     "Où |ça ? |Là-|bas ; |« ici » ! |Oui : |50 %",
		"French, with the subject behind the verb":  "Quand |arrivera-|t-il\u202f? |Y |a-|t-elle |mis |le |t-|shirt",
		"French quotation marks without spaces":     "dit |«non» |encore",
		"German quotation marks":                    "das |„Haus“ |und |»Wort« |hier",
		"Swedish quotation marks":                   "ett |”ord” |till",
		"an apostrophe, and one that begins a word": "l’été |aujourd’hui |in |the |’80s |rock |’n’ |roll",
		"straight quotation marks":                  `say |"yes |no" |it's`,
		"nested quotation marks":                    "(“‘a’ |b”) |c",
		"brackets":                                  "see |(page |12) |and |[1]",
		"numbers":                                   "1,200.50 |and |12:30 |of |3.14, |-5 |or |+5, |50%",
		"a number and its unit":                     "12 € |25 °C |£5 |$5 |7 ‰",
		"a range of numbers":                        "2019–2021 |Mon–|Fri |12/03/2026 |2026-11-22",
		"a hyphen inside of a word":                 "e-|mail |semi-|marathon |A4-|size",
		"a hyphen that begins a word":               "cmd |-v |--verbose |- |x",
		"a no-break hyphen, and a soft one":         "a\u2011b |c\u00ad|d",
		"dashes":                                    "word—|word |— |word",
		"slashes":                                   "and/|or |n / |a |24/7 |km/|h",
		"an address":                                "https://www.example.org/|a/|b?|c=d&e=f#g",
		"a path of Windows":                         `C:\|Users\|me`,
		"a mail address":                            "a.b@example.org |@me |#tag",
		"names with signs":                          "C++ |R&D |AT&T",
		"an ellipsis":                               "wait… |what…|now |[…] |…and",
		"ideographs, and stops that begin no line":  "配|送|は|無|料|で|す。|「す|ぐ|に」|届|き|ま|す、|た|ぶ|ん。",
		"ideographs and Latin":                      "新|し|い|iPhone、|Apple|の|「15Pro」|を|買|う",
		"small kana and marks of length":            "サッ|カー|チョ|コ",
		"Chinese quotation marks":                   "他|说|“你|好”|然|后",
		"Hangul by syllables":                       "배|송|이 |늦|어|요",
		"emoji":                                     "👩‍👩‍👧‍👦|👍🏽|🇫🇷|🇩🇪 |❤️|ok",
		"a keycap":                                  "1️⃣ |first",
		"combining marks":                           "e\u0301te\u0301 |o\u0302",
		"Thai and Devanagari have spaces alone":     "ตะกร้า |สินค้า |कार्ट |में",
		"Hebrew, with its hyphen":                   "בית־|ספר |עגלה",
		"Arabic, with its marks":                    "الدفع |بسرعة",
		"Tibetan, after each syllable":              "བོད་|སྐད",
		"a zero-width space and a word joiner":      "a\u200b|b |c/\u2060d",
		"a bullet":                                  "one |· |two |• |three",
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, want, broken(strings.ReplaceAll(want, "|", "")))
		})
	}
}

// usual are texts on which the rules of Unicode need no tailoring. What is
// tailored: quotation marks that point, units after a number, ranges of
// numbers, signs after each other, addresses.
var usual = [][]string{
	{"word", "Été", "e-mail", "semi-marathon", "and/or", "it’s", "(so", "so)", "x,", "x.", "x;", "x:", "x!", "x?", "word —", "– word", "50%", "3.14", "1,200", "12:30", "[1]", "…", "R&D", "🛒", "🇫🇷", "❤️", "e\u0301", "الدفع", "בית", "उत्पाद", "배송이"},
	{"配", "送", "。", "、", "「", "」", "ス", "ッ", "ー", "は", "無料", "iPhone", "12", "（", "）", "！", "한국", "🛒", "々"},
}

// The reference is uniseg, which follows Unicode Standard Annex 14 of 2022.
func TestBreaksAreThoseOfUnicode(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	for range 20_000 {
		kind := r.IntN(2)
		parts := make([]string, 1+r.IntN(8))
		for i := range parts {
			parts[i] = usual[kind][r.IntN(len(usual[kind]))]
		}
		s := Clean(strings.Join(parts, []string{" ", ""}[kind]))
		require.Equal(t, brokenByUniseg(s), broken(s))
	}
}

func brokenByUniseg(s string) string {
	var lines []string
	for state := -1; s != ""; {
		var line string
		line, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		lines = append(lines, line)
	}
	return strings.Join(lines, "|")
}

// Clusters are compared on single characters after each other: what cluster
// knows of properties, it knows from package unicode.
func TestClustersAreThoseOfUnicode(t *testing.T) {
	r := rand.New(rand.NewPCG(29, 29))
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			s := samples[r.IntN(len(samples))]
			for _, part := range usual[r.IntN(2)] {
				if r.IntN(8) == 0 {
					s += part
				}
			}
			b.WriteString(s)
		}
		for s := Clean(b.String()); s != ""; {
			want, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
			size, _ := Font{}.cluster(s)
			if !strings.ContainsAny(s[:size], "\u094d\u09cd") { // what a virama joins has been one since 2023
				require.Equal(t, want, s[:size], "%+q", s)
			}
			s = s[size:]
		}
	}
}
