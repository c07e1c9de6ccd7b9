package text

import (
	"strings"

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
	w := wrapper{font: f, width: width}
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
	width scene.Px
	lines []Line
}

// line takes one line from s and returns the rest.
func (w *wrapper) line(s string) string {
	var (
		units   int64  // width of s[:at], without the spaces at its end
		blank   int64  // width of those spaces
		at      int    // bytes scanned
		end     int    // s[:end] is what would stand on the line if it were cut at the last break
		next    int    // where the line after it would begin
		before  = glue // class of the last cluster that is no space
		spaces  bool   // whether spaces stand after it
		hyphens bool   // whether the last break is at a soft hyphen
	)
	word := 0 // end of s[:at] without the spaces
	for at < len(s) {
		size, width := w.font.cluster(s[at:])
		after := classOf(s[at : at+size])
		if after == space {
			blank, spaces, at = blank+int64(width), true, at+size
			continue
		}
		if at > 0 && mayBreak(before, after, spaces) && w.fits(units+softWidth(w.font, before, spaces)) {
			end, next, hyphens = word, at, before == softGap && !spaces
		}
		if units += blank + int64(width); !w.fits(units) && word > 0 {
			if next == 0 { // a word without room
				w.add(s[:word])
				return s[at:]
			}
			return w.cut(s, end, next, hyphens)
		}
		blank, spaces, before, at = 0, false, after, at+size
		word = at
	}
	w.add(s[:word])
	return ""
}

func (w *wrapper) fits(units int64) bool { return w.font.px(units) <= w.width }

func softWidth(f Font, before class, spaces bool) int64 {
	if before == softGap && !spaces {
		return int64(f.advance('-'))
	}
	return 0
}

func (w *wrapper) cut(s string, end, next int, hyphen bool) string {
	line := s[:end]
	if hyphen {
		line = strings.TrimSuffix(line, "\u00ad") + "-"
	}
	w.add(line)
	return s[next:]
}

// invisible takes out what only said where a line may end: not all programs
// that show SVG leave it out.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "")

func (w *wrapper) add(line string) {
	if strings.Contains(line, "\u00ad") || strings.Contains(line, "\u200b") {
		line = invisible.Replace(line)
	}
	w.lines = append(w.lines, Line{Text: line, W: w.font.Width(line)})
}

// shorten puts an ellipsis at the end of the last line, in the place of as
// much as has no room beside it.
func (w *wrapper) shorten() {
	last := &w.lines[len(w.lines)-1]
	room := w.width - w.font.Width(Ellipsis)
	keep, units := 0, int64(0)
	for keep < len(last.Text) {
		size, width := w.font.cluster(last.Text[keep:])
		if w.font.px(units+int64(width)) > room {
			break
		}
		keep, units = keep+size, units+int64(width)
	}
	last.Text = strings.TrimRight(last.Text[:keep], " ,;:.") + Ellipsis
	last.W = w.font.Width(last.Text)
}
