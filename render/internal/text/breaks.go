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
	letter      class = iota
	digit             // breaks from a hyphen before it only inside of a word
	space             // may end a line, and is then not drawn
	zeroGap           // U+200B: may end a line
	softGap           // U+00AD: may end a line, and is then drawn as a hyphen
	glue              // never at the end of a line
	dash              // may end a line
	wide              // ideographs and the like: may end or begin a line
	opening           // never ends a line
	wideOpening       // of ideographs: may begin a line
	closing           // never begins a line
	wideClosing       // of ideographs: may end a line
	exclamation       // never begins a line, and may end one
	quote             // a mark of which nobody knows which way it points

	// The class of what follows depends on where it stands: see classAt.

	hyphen       // may end a line inside of a word
	slash        // may end a line before a letter
	unit         // a currency or a degree: stays with a number before it
	ellipsis     // may end a line inside of a word, and begin one only after a space
	initialQuote // opening at the beginning of a word, in German closing at its end
	finalQuote   // closing at the end of a word, in Swedish opening at its beginning
)

// classAt returns the class of the cluster s[at:at+size] in its place: before
// is the class of the cluster before it, and spaces says whether some stand
// between them. s is what is left of the text where the line begins.
func classAt(s string, at, size int, before class, spaces bool) class {
	c := classOf(s[at : at+size])
	if c < hyphen {
		return c
	}
	begins := spaces || at == 0
	switch c {
	case hyphen: // a word may begin with one or two: -5, --help
		if begins || s[at-1] == '-' && (at == 1 || s[at-2] == ' ') {
			return letter
		}
		if strings.HasSuffix(s[:at], "-t") { // in French, a-t-il goes on with t-il
			return letter
		}
	case slash: // an address begins so: https://
		if at > 0 && s[at] == '/' && (s[at-1] == ':' || s[at-1] == '/') {
			return letter
		}
	case unit: // £5
		if next := at + size; next < len(s) && asciiClass(s[next]) == digit {
			return letter
		}
	case ellipsis: // …and
		if begins {
			return letter
		}
	case initialQuote:
		if begins || !endsWord(before) {
			return opening
		}
		return quote
	case finalQuote:
		if beginsWord(s[at+size:]) {
			return quote
		}
		return closing
	}
	return c
}

// endsWord reports whether a quotation mark after that class stands at the end
// of a word.
func endsWord(before class) bool {
	switch before {
	case letter, digit, unit, closing, exclamation, ellipsis, quote:
		return true
	}
	return false
}

// beginsWord reports whether a word follows at once.
func beginsWord(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	c := runeClass(r)
	return n > 0 && (c == letter || c == digit || c == unit)
}

func asciiClass(c byte) class {
	if c < utf8.RuneSelf {
		return asciiClasses[c]
	}
	return letter
}

// classOf returns the class of a cluster by its first character, wherever it
// stands. A space with a mark on it is a letter.
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
	case 0x2010, 0x2012, 0x2013, 0x2014, 0x2e3a, 0x2e3b, // hyphen and dashes
		0x58a, 0x5be, 0xf0b, 0x1361: // Armenian hyphen, Hebrew maqaf, Tibetan tsheg, Ethiopic word space
		return dash
	case 0x2024, 0x2025, 0x2026:
		return ellipsis
	case '°', '¢', '£', '¤', '¥', '‰', '‱':
		return unit
	case '«':
		return initialQuote
	case '»':
		return finalQuote
	}
	return otherClass(r)
}

// asciiClasses has the class of each ASCII character; letter is the zero class.
var asciiClasses = [utf8.RuneSelf]class{
	' ': space, '-': hyphen, '/': slash, '|': slash, '\\': slash, '(': opening, '[': opening, '{': opening,
	')': closing, ']': closing, '}': closing, '!': exclamation, '?': exclamation, ',': closing, '.': closing,
	';': closing, ':': closing, '%': closing, '"': quote, '\'': quote, '$': unit,
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
}

func otherClass(r rune) class {
	switch {
	case r < 0x660:
		return letter
	case unicode.IsDigit(r):
		return digit
	case r < 0x2010:
		return letter
	case r < 0x2e80:
		return symbolClass(r)
	case unicode.In(r, unicode.Ps, unicode.Pi):
		return wideOpening
	case unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune(noStart, r):
		return wideClosing
	case r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff, r >= 0xff01 && r <= 0xff60,
		r >= 0x20000 && r <= 0x3ffff, isPictograph(r), isRegional(r):
		return wide
	}
	return letter
}

// symbolClass returns the class of a character among the punctuation marks and
// symbols from U+2010 to U+2E7F.
func symbolClass(r rune) class {
	switch {
	case r >= 0x20a0 && r <= 0x20cf, r == '℃', r == '℉':
		return unit
	case unicode.Is(unicode.Pi, r):
		return initialQuote
	case unicode.Is(unicode.Pf, r):
		return finalQuote
	case unicode.Is(unicode.Ps, r):
		return opening
	case unicode.Is(unicode.Pe, r):
		return closing
	case isPictograph(r):
		return wide
	}
	return letter
}

// noStart lists what must not begin a line of Chinese or Japanese: small kana,
// marks of length and repetition, stops (JIS X 4051, line start prohibition).
const noStart = "、。，．・：；？！゛゜ヽヾゝゞ々ー〜゠" +
	"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ" +
	"｡､･ｰｧｨｩｪｫｬｭｮｯﾞﾟ％"

func isOpening(c class) bool { return c == opening || c == wideOpening }

func isClosing(c class) bool { return c == closing || c == wideClosing || c == exclamation }

// mayBreak reports whether a line may end between two neighbours. Neither is a
// space; spaces reports whether some stand between them.
func mayBreak(before, after class, spaces bool) bool {
	switch {
	case before == zeroGap:
		return true
	case after == zeroGap || isOpening(before) || isClosing(after) || after == slash || after == glue && !spaces || before == glue:
		return false
	case after == unit && before == digit:
		return false
	case spaces:
		return true
	}
	return mayBreakInside(before, after)
}

// mayBreakInside reports whether a line may end between two neighbours that no
// space parts.
func mayBreakInside(before, after class) bool {
	switch {
	case before == softGap:
		return true
	case before == dash:
		return after != dash && after != hyphen && after != digit && after != ellipsis
	case after == softGap || after == hyphen || after == dash || after == ellipsis:
		return false
	case before == quote || after == quote:
		return false
	case before == hyphen || before == slash || before == exclamation || before == ellipsis:
		return after == letter || after == wide || isOpening(after) || after == digit && before == ellipsis
	}
	return before == wide || before == wideClosing || after == wide || after == wideOpening
}

// maySplit reports whether a word without room on a line may be split between
// two neighbours. It leaves marks with what they belong to, and vowels with
// their consonants where those have a place of their own in a line (Thai, Lao).
func maySplit(before, after class, last, next rune) bool {
	switch after {
	case glue, hyphen, dash, slash, ellipsis:
		return false
	}
	return !isOpening(before) && !isClosing(after) && before != glue && !isVowelBefore(last) && !isVowelAfter(next)
}

func isVowelBefore(r rune) bool { return r >= 0xe40 && r <= 0xe44 || r >= 0xec0 && r <= 0xec4 }

func isVowelAfter(r rune) bool {
	return r >= 0xe00 && r < 0xf00 && strings.ContainsRune(afterConsonant, r)
}

// afterConsonant lists the vowels and marks of Thai and Lao that stand after
// their consonant.
const afterConsonant = "ะาำๅๆฯະາຳໆຯ"
