package text

import (
	"strings"
	"unicode/utf8"

	"github.com/parcours-go/parcours/render/scene"
)

// A Line is one line of a broken text.
type Line struct {
	Text string
	W    scene.Px
}

// Lines is a text broken into lines.
type Lines struct {
	Lines []Line

	// Shortened says that the text had more lines than it was given, and that
	// the last one ends in an ellipsis.
	Shortened bool
}

// Ellipsis ends a text that was shortened.
const Ellipsis = "…"

// Wrap breaks the cleaned text s into at most maxLines lines of at most that
// width. It breaks where Unicode allows, and inside of a word that has no room
// on a line of its own between two user-perceived characters. A line holds at
// least one of them, however narrow it is. An empty text has no lines.
func Wrap(s string, f Font, width scene.Px, maxLines int) Lines {
	w := wrapper{font: f, limit: f.limit(width)}
	for s != "" && len(w.lines) < max(maxLines, 1) {
		s = w.line(s)
	}
	if s != "" {
		w.shorten()
	}
	return Lines{Lines: w.lines, Shortened: s != ""}
}

type wrapper struct {
	font  Font
	limit int64 // the most that a line may measure, in 1/1000 em
	lines []Line
}

// A cut is a place where a line may end and the next may begin.
type cut struct {
	end, next int   // of the line, and of the line after it
	units     int64 // width of the line
	hyphen    bool  // whether it ends in a hyphen that is not in the text
}

// line takes one line from s and returns the rest.
func (w *wrapper) line(s string) string {
	if units, ok := w.room(s); ok {
		return w.cut(s, cut{end: len(s), next: len(s), units: units})
	}
	var (
		here   cut    // what stands on the line up to now, if it were cut before the next character
		blank  int64  // width of the spaces after it
		last   cut    // the last place at which the line may be cut
		split  cut    // the last place at which what has no room may be split
		before = glue // class of the last cluster that is no space
	)
	for here.next < len(s) {
		size, width := w.font.cluster(s[here.next:])
		spaces := here.next > here.end
		after := classAt(s, here.next, size, before, spaces)
		if after == space {
			blank, here.next = blank+int64(width), here.next+size
			continue
		}
		if here.next > 0 && mayBreak(before, after, spaces) {
			last = w.later(last, here, before == softGap && !spaces)
		}
		if here.end > 0 && last.next == 0 && (spaces || splits(s, here.end, before, after)) {
			split = here
		}
		units := here.units + blank + int64(width)
		if units > w.limit && here.end > 0 {
			return w.cut(s, bestOf(last, split, here))
		}
		here = cut{end: here.next + size, next: here.next + size, units: units}
		blank, before = 0, after
	}
	return w.cut(s, here)
}

// room measures s, and reports whether it has room on one line, as most texts
// have.
func (w *wrapper) room(s string) (units int64, ok bool) {
	for s != "" {
		size, width := w.font.cluster(s)
		if units += int64(width); units > w.limit {
			return 0, false
		}
		s = s[size:]
	}
	return units, true
}

// later returns the cut here, with its hyphen if it needs one, if that has
// room, and last if not.
func (w *wrapper) later(last, here cut, hyphen bool) cut {
	if hyphen {
		here.hyphen, here.units = true, here.units+w.font.sign("-")
	}
	if here.units > w.limit {
		return last
	}
	return here
}

// sign returns the width in 1/1000 em of a character that is not in the text, in
// the font that draws it.
func (f Font) sign(s string) int64 {
	_, width := f.cluster(s)
	return int64(width)
}

// bestOf returns the first of the cuts that there is. A word is not split so
// early that less than half of the line is left.
func bestOf(last, split, here cut) cut {
	switch {
	case last.next > 0:
		return last
	case split.next > 0 && 2*split.units >= here.units:
		return split
	}
	return here
}

// splits reports whether a word may be split before s[at:].
func splits(s string, at int, before, after class) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	next, _ := utf8.DecodeRuneInString(s[at:])
	return next != '-' && maySplit(before, after, last, next)
}

func (w *wrapper) cut(s string, c cut) string {
	line := s[:c.end]
	if strings.Contains(line, "\u00ad") || strings.Contains(line, "\u200b") {
		line = invisible.Replace(line)
	}
	if c.hyphen {
		line += "-"
	}
	w.lines = append(w.lines, Line{Text: line, W: w.font.px(c.units)})
	return s[c.next:]
}

// invisible takes out what only said where a line may end: not all programs
// that show SVG leave it out.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "")

// notBeforeEllipsis lists what would look odd before an ellipsis: spaces, stops
// and what opens something.
const notBeforeEllipsis = " \u00a0\u2007\u202f,;:.…،؛、。，·([{«“‘„「『（"

// shorten puts an ellipsis at the end of the last line, in the place of as
// much as has no room beside it.
func (w *wrapper) shorten() {
	last := &w.lines[len(w.lines)-1]
	keep, units := 0, w.font.sign(Ellipsis)
	for keep < len(last.Text) {
		size, width := w.font.cluster(last.Text[keep:])
		if units += int64(width); units > w.limit {
			break
		}
		keep += size
	}
	last.Text = strings.TrimRight(last.Text[:keep], notBeforeEllipsis) + Ellipsis
	last.W = w.font.Width(last.Text)
}
