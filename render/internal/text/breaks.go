package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A class says how a character behaves at the end of a line. The classes are
// those of Unicode Standard Annex 14, joined where the rules that follow treat
// them alike.
type class byte

const (
	letter  class = iota
	digit         // breaks from a hyphen before it only inside of a word
	space         // may end a line, and is then not drawn
	zeroGap       // U+200B: may end a line
	softGap       // U+00AD: may end a line, and is then drawn as a hyphen
	glue          // never at the end of a line
	hyphen        // may end a line inside of a word
	dash          // may end a line
	slash         // may end a line before a letter
	wide          // ideographs and the like: may end or begin a line
	opening       // never ends a line
	closing       // never begins a line
)

// classOf returns the class of a cluster by its first character. A space with
// a mark on it is a letter.
func classOf(cluster string) class {
	if len(cluster) == 1 && cluster[0] < utf8.RuneSelf {
		return asciiClasses[cluster[0]]
	}
	r, size := utf8.DecodeRuneInString(cluster)
	c := runeClass(r)
	if c == space && size < len(cluster) {
		return letter
	}
	return c
}

func runeClass(r rune) class {
	if r < utf8.RuneSelf {
		return asciiClasses[r]
	}
	switch r {
	case 0x200b:
		return zeroGap
	case 0xad:
		return softGap
	case 0xa0, 0x2007, 0x202f, 0x2060, 0x2011, 0xfeff:
		return glue
	case 0x2010, 0x58a, 0x2012, 0x2013:
		return dash
	case 0x2014, 0x2e3a, 0x2e3b:
		return dash
	case 0x2026, 0x2025:
		return closing
	}
	return otherClass(r)
}

// asciiClasses has the class of each ASCII character; letter is the zero class.
var asciiClasses = [utf8.RuneSelf]class{
	' ': space, '-': hyphen, '/': slash, '|': slash, '\\': slash, '(': opening, '[': opening, '{': opening,
	')': closing, ']': closing, '}': closing, '!': closing, '?': closing, ',': closing, '.': closing,
	';': closing, ':': closing, '%': closing,
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
}

func otherClass(r rune) class {
	switch {
	case r == '«':
		return opening
	case r == '»':
		return closing
	case r < 0x660:
		return letter
	case unicode.IsDigit(r):
		return digit
	case r < 0x2010:
		return letter
	case unicode.In(r, unicode.Ps, unicode.Pi):
		return opening
	case unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune(noStart, r):
		return closing
	case r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xff01 && r <= 0xff60, r >= 0x20000 && r <= 0x3ffff, isPictograph(r), isRegional(r):
		return wide
	}
	return letter
}

// noStart lists what must not begin a line of Chinese or Japanese: small kana,
// marks of length and repetition, stops (JIS X 4051, line start prohibition).
const noStart = "、。，．・：；？！゛゜ヽヾゝゞ々ー―〜゠–" +
	"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ" +
	"｡､･ｰｧｨｩｪｫｬｭｮｯﾞﾟ％‰℃"

// mayBreak reports whether a line may end between two neighbours. Neither is a
// space; spaces reports whether some stand between them.
func mayBreak(before, after class, spaces bool) bool {
	switch {
	case before == zeroGap:
		return true
	case after == zeroGap || before == opening || after == closing || after == glue && !spaces || before == glue:
		return false
	case spaces:
		return true
	case before == softGap:
		return true
	case after == softGap:
		return false
	case before == hyphen:
		return after == letter || after == wide || after == opening
	case before == dash:
		return after != dash && after != hyphen && after != digit
	case before == slash:
		return after == letter || after == wide || after == opening
	case before == wide:
		return after != hyphen && after != dash && after != slash
	case after == wide:
		return before != hyphen
	}
	return false
}
