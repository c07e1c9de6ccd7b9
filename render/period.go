package render

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/render/internal/text"
)

// A Period is a span of time with the value that a measure had in it: a point
// of a [Trend], or of the history of a [Card].
type Period struct {
	// Label is what the period is called. "" writes From: the year where all
	// periods begin with one, the month where they begin with one, or the date.
	Label string `json:"label,omitempty"`

	From time.Time `json:"from,omitzero"` // its first instant

	// Measure is the value. The zero Measure means that there is none: a gap.
	Measure journey.Measure `json:"measure,omitzero"`
}

// known reports whether the period has a value that can be drawn.
func (d Period) known() bool {
	m := d.Measure
	return m != journey.Measure{} && isFinite(m.Value)
}

// measuresOf returns the values that there are.
func measuresOf(periods []Period) []journey.Measure {
	var list []journey.Measure
	for _, d := range periods {
		if d.known() {
			list = append(list, d.Measure)
		}
	}
	return list
}

// bounds returns the ends of the interval of a value, and whether it has one.
func bounds(m journey.Measure) (lo, hi float64, ok bool) {
	return m.Lo, m.Hi, m.Estimated() && isFinite(m.Lo) && isFinite(m.Hi) && m.Lo <= m.Hi
}

const mostPeriods = 500

var errNoPeriods = errors.New("render: no period with a value")

// checkPeriods reports periods that cannot be drawn as one line.
func checkPeriods(periods []Period) error {
	if n := len(periods); n > mostPeriods {
		return fmt.Errorf("render: %d periods: at most %d can be drawn", n, mostPeriods)
	}
	first, stranger := firstKnown(periods)
	if first < 0 {
		return errNoPeriods
	}
	if stranger >= 0 {
		return fmt.Errorf("render: periods[%d]: another measure than periods[%d]", stranger, first)
	}
	return nil
}

// firstKnown returns the first period with a value, and the first one that is
// of another measure; -1 where there is none.
func firstKnown(periods []Period) (first, stranger int) {
	first = -1
	for i, d := range periods {
		switch {
		case !d.known():
		case first < 0:
			first = i
		case d.Measure.Unit != periods[first].Measure.Unit || d.Measure.Name != periods[first].Measure.Name:
			return first, i
		}
	}
	return first, -1
}

// extremesOf returns the first of the lowest and of the highest values, -1
// where there is none.
func extremesOf(periods []Period) (low, high int) {
	low, high = -1, -1
	for i, d := range periods {
		if !d.known() {
			continue
		}
		if low < 0 || d.Measure.Value < periods[low].Measure.Value {
			low = i
		}
		if high < 0 || d.Measure.Value > periods[high].Measure.Value {
			high = i
		}
	}
	return low, high
}

// periodLabels names the periods: in full, and as short as an axis wants it.
func (p *page) periodLabels(periods []Period) (full, short []string) {
	years, months := true, true
	for _, d := range periods {
		if text.Clean(d.Label) == "" && !d.From.IsZero() {
			months = months && d.From.Day() == 1
			years = years && months && d.From.Month() == time.January
		}
	}
	years = years && len(periods) > 1
	for i, d := range periods {
		label := text.Clean(d.Label)
		tick := label
		switch _, month, _ := strings.Cut(p.lang.Date(d.From), " "); {
		case label != "":
		case d.From.IsZero():
			label, tick = strconv.Itoa(i+1), strconv.Itoa(i+1)
		case years:
			label, tick = strconv.Itoa(d.From.Year()), strconv.Itoa(d.From.Year())
		case months:
			label, tick = month, p.shortMonth(d.From)+" "+strconv.Itoa(d.From.Year())
		default:
			label, tick = p.lang.Date(d.From), strconv.Itoa(d.From.Day())+"\u00a0"+p.shortMonth(d.From)+" "+strconv.Itoa(d.From.Year())
		}
		full, short = append(full, label), append(short, tick)
	}
	return full, short
}

// sinceLabel names the period i as a sentence does after "since".
func (p *page) sinceLabel(periods []Period, i int) string {
	full, _ := p.periodLabels(periods)
	if full[i] == p.lang.Date(periods[i].From) {
		return p.say("", "le ") + full[i]
	}
	return full[i]
}

// shortMonth returns the usual abbreviation of a month (Unicode CLDR 44).
func (p *page) shortMonth(t time.Time) string {
	return strings.Fields(p.say(
		"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
		"janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."))[t.Month()-1]
}

// PeriodsOf returns the periods of a survey, oldest first, and those in which
// nobody answered as gaps between them. Without [survey.Options.Period] there
// are none.
func PeriodsOf(r *survey.Result) []Period {
	if r == nil {
		return nil
	}
	var list []Period
	for _, span := range r.Periods {
		from, err := time.Parse(time.DateOnly, span.From)
		if err != nil {
			continue
		}
		d := Period{From: from}
		if span.Score != nil {
			d.Measure = span.Score.Measure
		}
		list = append(list, d)
	}
	return withGaps(list)
}

// withGaps returns the periods with those between them that are not there.
func withGaps(list []Period) []Period {
	next := stepBetween(list)
	if next == nil {
		return list
	}
	var full []Period
	for i, d := range list {
		if i > 0 {
			for from := next(list[i-1].From); from.Before(d.From); from = next(from) {
				if full = append(full, Period{From: from}); len(full) > mostPeriods {
					return list // too many gaps to draw
				}
			}
		}
		full = append(full, d)
	}
	return full
}

// stepBetween returns how to go from one period to the next: the longest step,
// in months or else in days, of which all distances are multiples.
func stepBetween(list []Period) func(time.Time) time.Time {
	months, days := 0, 0
	whole := true // whether all begin with a month
	for i, d := range list {
		whole = whole && d.From.Day() == 1
		if i == 0 {
			continue
		}
		a, b := list[i-1].From, d.From
		if !b.After(a) {
			return nil
		}
		months = divisor(12*(b.Year()-a.Year())+int(b.Month()-a.Month()), months)
		days = divisor(int(b.Sub(a).Hours()/24), days)
	}
	switch {
	case whole && months > 0:
		return func(t time.Time) time.Time { return t.AddDate(0, months, 0) }
	case days > 0:
		return func(t time.Time) time.Time { return t.AddDate(0, 0, days) }
	}
	return nil
}

// divisor returns the greatest common divisor (Euclid, Elements, book VII).
func divisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
