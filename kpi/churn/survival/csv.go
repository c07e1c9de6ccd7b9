package survival

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/table"
	"github.com/parcours-go/parcours/persona/field"
)

// CSVOptions says which columns of a file are what. Headings are told apart
// neither by case nor by space around them. The zero value, like a nil pointer,
// reads time, event and, if there is one, group.
type CSVOptions struct {
	Time  string // heading of the durations; "" means time, duration, tenure or t
	Event string // heading of whether the event ended them; "" means event, status or churned
	Group string // heading of the group; "" means group, which may be absent

	// Happened are the words of the event column that mean the event; all other
	// words mean censored. nil means 1, true and yes for the event and 0, false
	// and no for censored, in any case, and no other word. R's data often have
	// 2 for the event and 1 for censored.
	Happened []string

	Stratum    string   // heading of the strata; "" means none
	Covariates []string // headings of the numbers that a Cox model is of

	// DropGaps leaves out observations with a covariate that is empty or NA, as
	// R does. Otherwise such a cell is an error.
	DropGaps bool
}

// ReadCSV reads observations from a file with a header and fields separated by
// commas. A mistake in the file is an [*event.SyntaxError] with its line, an
// event column with words that nobody explained a [*field.Error]. A file
// without rows is empty data, of which nothing can be computed.
//
// [*event.SyntaxError]: https://pkg.go.dev/github.com/parcours-go/parcours/journey/event#SyntaxError
func ReadCSV(r io.Reader, opt *CSVOptions) (*Data, error) {
	var o CSVOptions
	if opt != nil {
		o = *opt
	}
	read, err := table.Read(r, o.columns()...)
	if err != nil {
		return nil, fmt.Errorf("survival: %w", err)
	}
	c := read.Columns
	happened, err := o.happened(c[1].Words)
	if err != nil {
		return nil, err
	}
	d := &Data{Times: c[0].Numbers, Events: make([]bool, read.Rows)}
	for i, id := range c[1].IDs {
		d.Events[i] = happened[id]
	}
	if c[2].Found() {
		d.Groups, d.Names = c[2].IDs, c[2].Words
	}
	if o.Stratum != "" {
		d.Strata = c[3].IDs
	}
	for i, name := range o.Covariates {
		d.Covariates = append(d.Covariates, Covariate{name, c[4+i].Numbers})
	}
	for i, t := range d.Times {
		if (t < 0 || math.IsInf(t, 0)) && !d.gap(i) {
			return nil, fmt.Errorf("survival: %w", &event.SyntaxError{Line: read.Line(i), Err: fmt.Errorf("%w: want a finite time of 0 or more, got %v", field.ErrRange, t)})
		}
	}
	if o.DropGaps {
		d.dropGaps()
	}
	return d, nil
}

// columns returns what is asked of the file: time, event, group, stratum and
// the covariates.
func (o *CSVOptions) columns() []table.Column {
	named := func(name string, usual ...string) []string {
		if name != "" {
			return []string{name}
		}
		return usual
	}
	list := []table.Column{
		{Names: named(o.Time, "time", "duration", "tenure", "t")},
		{Names: named(o.Event, "event", "status", "churned"), Text: true},
		{Names: named(o.Group, "group"), Text: true, Optional: o.Group == ""},
		{Names: named(o.Stratum), Text: true, Optional: o.Stratum == ""},
	}
	for _, name := range o.Covariates {
		list = append(list, table.Column{Names: []string{name}, Gaps: o.DropGaps})
	}
	return list
}

// happened returns which words mean the event.
func (o *CSVOptions) happened(words []string) ([]bool, error) {
	out := make([]bool, len(words))
	for i, word := range words {
		if o.Happened != nil {
			out[i] = slices.Contains(o.Happened, word)
			continue
		}
		switch strings.ToLower(strings.TrimSpace(word)) {
		case "1", "true", "yes":
			out[i] = true
		case "0", "false", "no":
		default:
			return nil, mistake("options.happened", field.ErrMissing, "the event column has other words than 1 and 0, true and false, yes and no")
		}
	}
	return out, nil
}

// dropGaps leaves out the observations of which a covariate is not known.
func (d *Data) dropGaps() {
	kept := 0
	for i := range d.Times {
		if d.gap(i) {
			continue
		}
		d.Times[kept], d.Events[kept] = d.Times[i], d.Events[i]
		if d.Groups != nil {
			d.Groups[kept] = d.Groups[i]
		}
		if d.Strata != nil {
			d.Strata[kept] = d.Strata[i]
		}
		for _, c := range d.Covariates {
			c.Values[kept] = c.Values[i]
		}
		kept++
	}
	d.Times, d.Events = d.Times[:kept], d.Events[:kept]
	if d.Groups != nil {
		d.Groups = d.Groups[:kept]
	}
	if d.Strata != nil {
		d.Strata = d.Strata[:kept]
	}
	for i := range d.Covariates {
		d.Covariates[i].Values = d.Covariates[i].Values[:kept]
	}
}

func (d *Data) gap(i int) bool {
	for _, c := range d.Covariates {
		if math.IsNaN(c.Values[i]) {
			return true
		}
	}
	return false
}
