package text

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/scene"
)

var sans = Font{Size: 10 * scene.Pixel}

// ems returns a width in ems of sans.
func ems(n float64) scene.Px { return scene.Px(n * float64(sans.Size)) }

func wrapped(s string, width scene.Px, maxLines int) []string {
	var lines []string
	for _, l := range Wrap(Clean(s), sans, width, maxLines).Lines {
		lines = append(lines, l.Text)
	}
	return lines
}

// A digit has 0.557 em, with the margin 0.568.
func TestLinesEndWhereTheyMay(t *testing.T) {
	const many = 99
	for name, c := range map[string]struct {
		in    string
		width float64 // ems
		want  []string
	}{
		"between words":                              {"000 000 000", 4.5, []string{"000 000", "000"}},
		"not at a no-break space":                    {"000 00\u00a000 0", 4.5, []string{"000", "00\u00a000 0"}},
		"not at a narrow no-break space":             {"00 12\u202f480", 4, []string{"00", "12\u202f480"}},
		"not at a word joiner":                       {"00/\u2060ab 0", 2.4, []string{"00/\u2060a", "b 0"}},
		"after a hyphen inside of a word":            {"abcd-efgh", 3.2, []string{"abcd-", "efgh"}},
		"not after a hyphen before a number":         {"aa -50", 2.5, []string{"aa", "-50"}},
		"not after a no-break hyphen":                {"aa bb\u2011cc", 3.6, []string{"aa", "bb\u2011cc"}},
		"after a slash before a letter":              {"abcd/efgh", 3.2, []string{"abcd/", "efgh"}},
		"not in a date":                              {"a 12/03", 3.2, []string{"a", "12/03"}},
		"after an en dash":                           {"abcd–efgh", 3.4, []string{"abcd–", "efgh"}},
		"at a zero-width space, which is not drawn":  {"abcd\u200befgh", 3.2, []string{"abcd", "efgh"}},
		"at a soft hyphen, which is then drawn":      {"abcd\u00adefgh", 3.2, []string{"abcd-", "efgh"}},
		"not at a soft hyphen without room for it":   {"aaa aaaa\u00adaa", 4.55, []string{"aaa", "aaaaaa"}},
		"a soft hyphen is not drawn elsewhere":       {"ab\u00adcd", 9, []string{"abcd"}},
		"not before a question mark after a space":   {"000 000 ?", 4.2, []string{"000", "000 ?"}},
		"not after an opening quotation mark":        {"000 « 00 »", 4.4, []string{"000", "« 00 »"}},
		"not between a bracket and what it holds":    {"0000 (00)", 4, []string{"0000", "(00)"}},
		"between ideographs":                         {"配送無料配送", 3.2, []string{"配送無", "料配送"}},
		"not before an ideographic stop":             {"配送無。料", 3.2, []string{"配送", "無。料"}},
		"not before small kana and marks of length":  {"ススッスー", 2.2, []string{"ス", "スッ", "スー"}},
		"not after an opening corner bracket":        {"配送「無料", 3.2, []string{"配送", "「無料"}},
		"between an ideograph and a word":            {"配送000無料", 3.9, []string{"配送000", "無料"}},
		"inside of a word without room":              {"00 00000000", 2.9, []string{"00", "00000", "000"}},
		"a first word without room begins the line":  {"00000000 0", 2.9, []string{"00000", "000 0"}},
		"not inside of an emoji":                     {"👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, []string{"👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"}},
		"after one character at least":               {"abc", 0.1, []string{"a", "b", "c"}},
		"nowhere in an empty text":                   {"", 5, nil},
		"blanks at the end of a line are not drawn":  {"000  000", 2, []string{"000", "000"}},
		"a space before a no-break space is a space": {"000 \u00a0000", 3, []string{"000", "000"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := wrapped(c.in, ems(c.width), many)
			for i := range got {
				got[i] = strings.Trim(got[i], "\u00a0")
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestALastLineSaysThatThereIsMore(t *testing.T) {
	got := Wrap("one two three four five", sans, ems(4.5), 2)
	assert.True(t, got.Shortened)
	require.Len(t, got.Lines, 2)
	assert.Equal(t, "one two", got.Lines[0].Text)
	assert.Equal(t, "three fo…", got.Lines[1].Text)
	assert.LessOrEqual(t, got.Lines[1].W, ems(4.5))

	assert.Equal(t, []string{"end…"}, wrapped("end. Then more of it", ems(3.2), 1), "no stop before the ellipsis")
	assert.Equal(t, []string{"end…"}, wrapped("end (of it all)", ems(3.2), 1), "nor a bracket that opens")
	assert.Equal(t, []string{"配送…"}, wrapped("配送。無料です", ems(4.4), 1), "nor a stop of ideographs")
	assert.Equal(t, []string{"الدفع…"}, wrapped("الدفع، بسرعة ومعرفة", ems(5.2), 1), "in Arabic it comes last too, which is at the left")
	assert.False(t, Wrap("one two", sans, ems(4.5), 1).Shortened)
	assert.Equal(t, []string{"…"}, wrapped("WWW", ems(0.5), 1))
	assert.Equal(t, []string{"on…"}, wrapped("one two", ems(2.2), 0), "there is one line at least")
}

// samples has texts of many scripts, and what is hard to break.
var samples = []string{
	"", "a", "Plain words, in a row; with stops: and more!", strings.Repeat("x", 200),
	"Où ça ? « Là-bas », dit-elle (12\u202f480\u00a0€).", "e-mail and/or SMS – today—or never…",
	"配送は無料です。「すぐに」届きます、たぶん。", "배송이 늦어요 그래서 취소했어요", "الدفع بسرعة ومعرفة يوم التوصيل", "עגלה ותשלום",
	"👩‍👩‍👧‍👦👍🏽🇫🇷🇩🇪❤️1️⃣ 🛒🛒🛒", "ตะกร้าสินค้าและการชำระเงิน", "कार्ट में उत्पाद जोड़ना", "soft\u00adhy\u00adphen\u00adation zero\u200bwidth",
	"a\u00a0b\u00a0c\u00a0d\u00a0e\u00a0f\u00a0g", "((((((((((((", "))))))))))))", "- - - -50 --- a-b-c", "\u0301\u0301 \u0301", "x\u200d\u200d\u200dy", "靴\u3000下\u3000",
}

func TestNothingIsLostOrTooWide(t *testing.T) {
	for _, s := range samples {
		for width := ems(0.5); width < ems(30); width += ems(0.7) {
			checkLines(t, Clean(s), width)
		}
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range samples {
		f.Add(s, uint16(3000))
	}
	f.Fuzz(func(t *testing.T, s string, width uint16) { checkLines(t, Clean(s), scene.Px(width)) })
}

func checkLines(t *testing.T, s string, width scene.Px) {
	t.Helper()
	got := Wrap(s, sans, width, 1<<30)
	require.False(t, got.Shortened)
	var all strings.Builder
	for _, l := range got.Lines {
		require.Equal(t, sans.Width(l.Text), l.W)
		size, _ := Font{}.cluster(l.Text + " ")
		require.True(t, l.W <= width || size >= len(l.Text), "%q is wider than %d", l.Text, width)
		all.WriteString(l.Text)
	}
	require.Equal(t, letters(s), letters(all.String()))
}

// letters returns s without what a break may take away or add.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == 0xad || r == 0x200b || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// slowWrap is Wrap without its single pass: it looks at every place where a
// line may end, and takes the last that fits.
func slowWrap(s string, f Font, width scene.Px) (lines []string) {
	for s != "" {
		best, next := "", 0
		for at := 1; at <= len(s); at++ {
			line, ok := lineUpTo(s, at)
			if ok && f.Width(line) <= width {
				best, next = line, at
			}
		}
		if next == 0 {
			best, next = firstClusters(s, f, width)
		}
		lines = append(lines, invisible.Replace(best))
		s = s[next:]
		for size, _ := f.cluster(s + "."); s != "" && size == 1 && s[0] == ' '; size, _ = f.cluster(s + ".") {
			s = s[1:]
		}
	}
	return lines
}

// lineUpTo returns the line that ends before s[at:], and whether one may.
func lineUpTo(s string, at int) (string, bool) {
	line := strings.TrimRight(s[:at], " ")
	if at == len(s) {
		return line, true
	}
	last, start, boundary := classBefore(s, at)
	size, _ := Font{}.cluster(s[at:])
	after := classAt(s, at, size, last, start < at)
	if !boundary || after == space || line == "" || !mayBreak(last, after, start < at) {
		return "", false
	}
	if last == softGap && start == at {
		line = strings.TrimSuffix(line, "\u00ad") + "-"
	}
	return line, true
}

func units(f Font, s string) (sum int) {
	for s != "" {
		size, width := f.cluster(s)
		sum, s = sum+width, s[size:]
	}
	return sum
}

// classBefore returns the class of the last cluster of s[:at] that is no space,
// where it ends, and whether a cluster ends at at.
func classBefore(s string, at int) (last class, end int, boundary bool) {
	last = glue
	for i := 0; i < at; {
		size, _ := Font{}.cluster(s[i:])
		if c := classAt(s, i, size, last, end < i); c != space {
			last, end = c, i+size
		}
		i += size
		boundary = i == at
	}
	return last, end, boundary
}

// firstClusters returns as many characters of a word as have room: up to a
// place where it may be split, if there is one.
func firstClusters(s string, f Font, width scene.Px) (string, int) {
	at, split := 0, 0
	for at < len(s) {
		size, _ := f.cluster(s[at:])
		before, end, _ := classBefore(s, at)
		after := classAt(s, at, size, before, end < at)
		if at > 0 && after != space && (end < at || splits(s, at, before, after)) {
			split = end
		}
		if at > 0 && f.Width(strings.TrimRight(s[:at+size], " ")) > width {
			if whole := strings.TrimRight(s[:at], " "); split > 0 && 2*units(f, s[:split]) >= units(f, whole) {
				return s[:split], split
			}
			break
		}
		at += size
	}
	return strings.TrimRight(s[:at], " "), at
}

func TestWrapAgreesWithItsSlowReference(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(5) {
			s := []rune(samples[r.IntN(len(samples))])
			from := r.IntN(len(s) + 1)
			b.WriteString(string(s[from:min(len(s), from+12)]))
		}
		s, width := Clean(b.String()), ems(1+10*r.Float64())
		require.Equal(t, slowWrap(s, sans, width), wrapped(s, width, 1<<30), "%q in %d", s, width)
	}
}

// A pass that went back over what it has seen would not end here.
func TestAMegabyteIsBrokenInOnePass(t *testing.T) {
	for name, part := range map[string]string{
		"letters": "x", "words": "word ", "blanks": " ", "ideographs": "配", "marks": "\u0301", "joiners": "\u200d",
		"no-break spaces": "\u00a0", "soft hyphens": "a\u00ad", "brackets": "(", "emoji": "👩‍👩‍👧‍👦", "hyphens": "-", "regional letters": "🇫",
	} {
		t.Run(name, func(t *testing.T) {
			s := strings.Repeat(part, 1<<20/len(part))
			Wrap(s, sans, ems(10), 1<<30)
			Wrap(Clean(s), sans, ems(10), 1<<30)
			Wrap(s, sans, ems(1e5), 3)
		})
	}
}

func BenchmarkWrap(b *testing.B) {
	s := "Réserver un créneau de livraison de deux heures, puis recevoir un message la veille pour le confirmer."
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Wrap(Clean(s), sans, ems(15), 6)
	}
}

// An evenFamily has all characters but the soft hyphen, each in that width.
type evenFamily int

func (w evenFamily) Advance(r rune, _ bool) (int, bool) { return int(w), r != 0xad }
func (w evenFamily) Subset(string, bool) ([]byte, bool) { return nil, false }
func (w evenFamily) HasBold() bool                      { return true }

func TestSignsThatAreAddedAreMeasuredInTheFamily(t *testing.T) {
	f := Font{Size: 10 * scene.Pixel, Family: evenFamily(1500)}
	for _, s := range []string{"Liefer\u00adkosten\u00aderstattung", "more and more and more"} {
		for width := 30 * scene.Pixel; width < 300*scene.Pixel; width += scene.Pixel {
			for _, most := range []int{1, 9} {
				for _, l := range Wrap(s, f, width, most).Lines {
					require.LessOrEqual(t, f.Width(l.Text), width, "%q", l.Text)
					require.Equal(t, f.Width(l.Text), l.W, "%q", l.Text)
				}
			}
		}
	}
}
