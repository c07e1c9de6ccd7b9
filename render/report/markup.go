package report

import (
	"bytes"
	"html"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/render"
)

// A markup writes HTML that is well-formed XML, too. Names of elements and
// attributes are fixed words; text of users goes through text alone.
type markup struct{ out *bytes.Buffer }

// raw writes markup.
func (m *markup) raw(parts ...string) {
	for _, p := range parts {
		m.out.WriteString(p)
	}
}

// text writes a text of a user.
func (m *markup) text(s string) { m.raw(html.EscapeString(clean(s))) }

// element writes a text in an element. open is its name with fixed attributes.
func (m *markup) element(open, said string) {
	if said == "" {
		return
	}
	name, _, _ := strings.Cut(open, " ")
	m.raw("<", open, ">")
	m.text(said)
	m.raw("</", name, ">\n")
}

// table writes a table without the columns in which nothing stands, unless it has
// no row.
func (m *markup) table(t render.Table) {
	if len(t.Rows) == 0 {
		return
	}
	t = filled(t)
	m.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n")
	m.element("caption", t.Title)
	m.raw("<thead><tr>")
	for _, c := range t.Columns {
		m.cell("th scope=\"col\"", c.Numeric, c.Name)
	}
	m.raw("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		m.row(t.Columns, row)
	}
	m.raw("</tbody></table></div>\n")
	for _, note := range t.Notes {
		m.element("p class=\"note\"", note)
	}
}

// tables writes several, one below the other.
func (m *markup) tables(list []render.Table) {
	for _, t := range list {
		m.table(t)
	}
}

// anyRow reports whether one of the tables says something.
func anyRow(list []render.Table) bool {
	return slices.ContainsFunc(list, func(t render.Table) bool { return len(t.Rows) > 0 })
}

// filled returns the table without its empty columns.
func filled(t render.Table) render.Table {
	out := t
	out.Columns, out.Rows = nil, make([][]string, len(t.Rows))
	for i, c := range t.Columns {
		if i > 0 && !slices.ContainsFunc(t.Rows, func(row []string) bool { return i < len(row) && row[i] != "" }) {
			continue
		}
		out.Columns = append(out.Columns, c)
		for r, row := range t.Rows {
			if i < len(row) {
				out.Rows[r] = append(out.Rows[r], row[i])
			}
		}
	}
	return out
}

// row writes a row of a table. Its first entry names it.
func (m *markup) row(columns []render.Column, row []string) {
	m.raw("<tr>")
	for i, said := range row {
		open := "td"
		if i == 0 {
			open = "th scope=\"row\""
		}
		m.cell(open, i < len(columns) && columns[i].Numeric, said)
	}
	m.raw("</tr>\n")
}

// cell writes an entry of a table. What stands on a second line is small.
func (m *markup) cell(open string, numeric bool, said string) {
	name, _, _ := strings.Cut(open, " ")
	if numeric {
		open += " class=\"number\""
	}
	m.raw("<", open, ">")
	first, below, more := strings.Cut(said, "\n")
	m.text(first)
	if more {
		m.raw("<br/><small>")
		m.text(below)
		m.raw("</small>")
	}
	m.raw("</", name, ">")
}

// clean replaces what neither HTML nor XML allows in a text.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < 0x20, 0x7f <= r && r <= 0x9f, 0xfdd0 <= r && r <= 0xfdef, r&0xfffe == 0xfffe:
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
