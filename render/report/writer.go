package report

import (
	"cmp"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/render"
)

// A writer writes the sections of a page.
type writer struct {
	markup
	r    *kpi.Report
	m    *journey.Map
	opt  Options
	lang journey.Lang

	usual  float64 // level of the intervals
	others bool    // whether some have another
}

func newWriter(r *kpi.Report, opt *Options) *writer {
	p := &writer{r: r, m: r.Map}
	p.usual, p.others = levelsOf(r)
	if opt != nil {
		p.opt = *opt
	}
	p.lang = cmp.Or(p.opt.Lang, p.m.Lang, journey.English)
	return p
}

// say returns the words in the language of the page.
func (p *writer) say(en, fr string) string {
	if p.lang.French() {
		return fr
	}
	return en
}

// A section is a part of the page with a heading of its own.
type section struct {
	id, heading string
	write       func()
}

// sections returns the parts that have something to say, in order.
func (p *writer) sections(drawings []drawing) []section {
	frictions := []render.Table{p.found(), p.known(), p.supposed()}
	advice := p.advice()
	all := []struct {
		section
		filled bool
	}{
		{section{"map", p.say("The journey", "Le parcours"), func() { p.drawing(drawings[0]) }}, true},
		{section{"numbers", p.say("The numbers", "Les chiffres"), p.numbers}, p.measured()},
		{section{"frictions", p.say("Frictions", "Points de friction"), func() { p.tables(frictions) }}, anyRow(frictions)},
		{section{"advice", p.say("What is worth doing", "Ce qui vaut la peine d’être fait"), func() { p.table(advice) }}, len(advice.Rows) > 0},
		{section{"drawings", p.say("In detail", "En détail"), func() { p.drawings(drawings[1:]) }}, len(drawings) > 1},
		{section{"doubts", p.say("What makes these numbers doubtful", "Ce qui rend ces chiffres douteux"), p.doubts}, len(p.r.Warnings) > 0},
		{section{"methods", p.say("How each number is computed", "Comment chaque chiffre est calculé"), p.methods}, p.measured()},
	}
	var list []section
	for _, s := range all {
		if s.filled {
			list = append(list, s.section)
		}
	}
	return list
}

// body writes what a reader sees.
func (p *writer) body(drawings []drawing) {
	sections := p.sections(drawings)
	p.raw("<header>\n")
	p.element("p class=\"kind\"", p.m.State.Label(p.lang))
	p.element("h1", p.title())
	p.element("p class=\"lead\"", p.m.Scenario)
	p.evidence()
	p.raw("</header>\n<nav><ul>\n")
	for _, s := range sections {
		p.raw("<li>")
		p.element("a href=\"#report-"+s.id+"\"", s.heading)
		p.raw("</li>")
	}
	p.raw("</ul></nav>\n<main>\n")
	for _, s := range sections {
		p.raw("<section id=\"report-", s.id, "\">\n")
		p.element("h2", s.heading)
		s.write()
		p.raw("</section>\n")
	}
	p.raw("</main>\n")
}

// title returns what the page is called.
func (p *writer) title() string { return cmp.Or(clean(p.m.Title), p.m.Kind.Label(p.lang)) }

// evidence says what the numbers were computed from.
func (p *writer) evidence() {
	o := p.m.Observed
	if o == nil {
		return
	}
	said := p.count(o.Customers, p.say("customer", "client")) + ", " + p.count(o.Events, p.say("event", "événement"))
	if !o.From.IsZero() && !o.To.IsZero() {
		said += " · " + p.lang.Period(o.From, o.To)
	}
	if o.Source != "" {
		said += " · " + o.Source
	}
	p.element("p class=\"evidence\"", said)
}

func (p *writer) number(n int) string { return p.lang.Number(float64(n), 0) }

// count writes a number of things, in the plural for all but one, and in French
// but none.
func (p *writer) count(n int, thing string) string {
	if n > 1 || n == 0 && !p.lang.French() {
		thing += "s"
	}
	return p.number(n) + " " + thing
}

// doubts writes the warnings of the analysis.
func (p *writer) doubts() {
	p.raw("<ul>\n")
	for _, w := range p.r.Warnings {
		p.element("li", w.Format(p.lang))
	}
	p.raw("</ul>\n")
}

// options returns those of one drawing, whose ids are its own.
func (p *writer) options(id string) *render.Options {
	theme, dark := p.themes()
	return &render.Options{Theme: theme, Dark: dark, Lang: p.lang, ID: "report-" + id}
}
