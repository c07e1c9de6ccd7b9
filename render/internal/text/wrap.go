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
	var (
		here   cut    // what stands on the line up to now, if it were cut before the next character
		blank  int64  // width of the spaces after it
		last   cut    // the last place at which the line may be cut
		before = glue // class of the last cluster that is no space
		hyphen = int64(w.font.advance('-'))
	)
	for here.next < len(s) {
		size, width := w.font.cluster(s[here.next:])
		after := classOf(s[here.next : here.next+size])
		if after == space {
			blank, here.next = blank+int64(width), here.next+size
			continue
		}
		if spaces := here.next > here.end; here.next > 0 && mayBreak(before, after, spaces) {
			c := here
			if before == softGap && !spaces {
				c.hyphen, c.units = true, c.units+hyphen
			}
			if c.units <= w.limit {
				last = c
			}
		}
		units := here.units + blank + int64(width)
		if units > w.limit && here.end > 0 {
			if last.next == 0 { // a word without room
				last = here
			}
			return w.cut(s, last)
		}
		here = cut{end: here.next + size, next: here.next + size, units: units}
		blank, before = 0, after
	}
	return w.cut(s, here)
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

// shorten puts an ellipsis at the end of the last line, in the place of as
// much as has no room beside it.
func (w *wrapper) shorten() {
	last := &w.lines[len(w.lines)-1]
	keep, units := 0, int64(w.font.advance([]rune(Ellipsis)[0]))
	for keep < len(last.Text) {
		size, width := w.font.cluster(last.Text[keep:])
		if units += int64(width); units > w.limit {
			break
		}
		keep += size
	}
	last.Text = strings.TrimRight(last.Text[:keep], " ,;:.") + Ellipsis
	last.W = w.font.Width(last.Text)
}
