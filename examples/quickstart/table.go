package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
)

// print writes the measures of a report as a table, with their intervals.
func print(w io.Writer, r *kpi.Report, log *event.Log, lang journey.Lang) error {
	t := table{lang: lang, currency: r.Map.Currency, level: 0.95}
	t.headline(r, log)
	for i := range r.Map.Stages {
		t.section(r.Map.Stages[i].Name, r.Map.Stages[i].Measures)
	}
	t.section(t.say("Whole journey", "Ensemble du parcours"), r.Map.Measures)
	for _, segment := range r.Channels {
		t.section(t.say("Channel ", "Canal ")+t.channel(segment), segment.Measures)
	}
	t.carts(r)
	t.warnings(r.Warnings)
	_, err := io.WriteString(w, t.String())
	return err
}

// A table is text in columns, in one language.
type table struct {
	strings.Builder
	lang     journey.Lang
	currency string
	level    float64 // of the intervals that say none
}

func (t *table) say(en, fr string) string {
	if t.lang.French() {
		return fr
	}
	return en
}

func (t *table) number(n int) string { return t.lang.Number(float64(n), 0) }

// count writes a number of things, in the plural for all but one, and in French
// but none.
func (t *table) count(n int, thing string) string {
	if n > 1 || n == 0 && !t.lang.French() {
		thing += "s"
	}
	return t.number(n) + " " + thing
}

func (t *table) headline(r *kpi.Report, log *event.Log) {
	o := r.Map.Observed
	fmt.Fprintf(t, t.say("%s of %s, %s\n", "%s de %s, %s\n"),
		t.count(log.Len(), t.say("event", "événement")), t.count(log.Customers(), t.say("customer", "client")),
		t.lang.Period(o.From, o.To))
	t.row("", "", t.say("value", "valeur"), t.say("95% interval", "intervalle à 95\u202f%"), "n")
}

// section writes the measures of one place: its name stands on the first row.
func (t *table) section(place string, measures []journey.Measure) {
	for _, m := range measures {
		t.row(place, m.Label(t.lang), t.value(m, m.Value), t.interval(m), t.number(m.N))
		place = ""
	}
}

// value writes ratios with two decimals: a table has room for them.
func (t *table) value(m journey.Measure, v float64) string {
	if m.Unit == journey.Ratio {
		return t.lang.Percent(v, 2)
	}
	return m.Unit.Format(v, t.lang, t.currency)
}

func (t *table) interval(m journey.Measure) string {
	if !m.Estimated() {
		return ""
	}
	bounds := t.value(m, m.Lo) + " – " + t.value(m, m.Hi)
	if m.Level != t.level {
		bounds += " (" + t.lang.Percent(m.Level, 0) + ")" // too few observations for more
	}
	return bounds
}

func (t *table) row(place, label, value, interval, n string) {
	cells := []string{
		pad(place, -22), pad(label, -24), pad(value, 14), pad(interval, 30), pad(n, 8),
	}
	fmt.Fprintln(t, strings.TrimRight(strings.Join(cells, " "), " "))
}

// pad fills a cell to a width, on the left or for a negative width on the
// right.
func pad(s string, width int) string {
	left := width > 0
	space := strings.Repeat(" ", max(0, max(width, -width)-utf8.RuneCountInString(s)))
	if left {
		return space + s
	}
	return s + space
}

// carts says in a sentence what became of the carts.
func (t *table) carts(r *kpi.Report) {
	m, ok := r.Map.Measure(journey.MeasureAbandonment)
	if !ok {
		return
	}
	left := int(math.Round(m.Value * float64(m.N)))
	fmt.Fprintf(t, t.say("\n%s put something into a cart, %s of them bought nothing: %s", "\n%s ont mis un article au panier, %s d’entre eux n’ont rien acheté\u00a0: %s"),
		t.number(m.N), t.number(left), t.value(m, m.Value))
	var each []string
	for _, segment := range r.Channels {
		if m, ok := segment.Measure(journey.MeasureAbandonment); ok {
			each = append(each, t.channel(segment)+" "+t.value(m, m.Value))
		}
	}
	if each != nil {
		fmt.Fprintf(t, " (%s)", strings.Join(each, ", "))
	}
	fmt.Fprintln(t)
}

func (t *table) channel(s kpi.Segment) string { return journey.Channel(s.Name).Label(t.lang) }

func (t *table) warnings(list []kpi.Warning) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(t, t.say("\nMind:", "\nÀ noter\u00a0:"))
	for _, w := range list {
		fmt.Fprintln(t, " -", w.Format(t.lang))
	}
}
