package render

import (
	"bufio"
	"io"
	"strings"

	"github.com/parcours-go/parcours/render/internal/text"
)

// A Table says in words and numbers what a drawing shows: for those who do not
// see it, for a page that is to be searched, and for whoever wants the numbers.
type Table struct {
	Title   string
	Columns []Column
	Rows    [][]string // one entry for each column; the first names the row
	Notes   []string   // what the numbers rest on, in sentences
}

// A Column is the head of a column of a table.
type Column struct {
	Name    string
	Numeric bool // of numbers, which stand at the right
}

// WriteMarkdown writes the table as GitHub Flavored Markdown, which can be read
// as it is, too. Text of users stays text.
func (t Table) WriteMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	if t.Title != "" {
		b.WriteString("**" + markdown(t.Title) + "**\n\n")
	}
	names, rule := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i], rule[i] = c.Name, "---"
		if c.Numeric {
			rule[i] = "--:"
		}
	}
	markdownRow(b, names)
	b.WriteString("| " + strings.Join(rule, " | ") + " |\n")
	for _, row := range t.Rows {
		markdownRow(b, row)
	}
	for _, note := range t.Notes {
		b.WriteString("\n" + markdown(note) + "\n")
	}
	return b.Flush()
}

func markdownRow(b *bufio.Writer, cells []string) {
	for _, c := range cells {
		b.WriteString("| " + markdown(c) + " ")
	}
	b.WriteString("|\n")
}

// markdown returns a text as Markdown that shows it: in one line, the ASCII
// punctuation that may mean something escaped (CommonMark 0.31, section 2.4).
func markdown(s string) string {
	s = text.Clean(s)
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_{}[]<>#|~&!", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
