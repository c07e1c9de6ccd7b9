package event

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	fields "github.com/parcours-go/parcours/persona/field"
)

// ReadOptions says what is different about a file from what its format tells
// of it. The zero value says nothing.
type ReadOptions struct {
	// The headers of the columns of a table, the paths of JSON, or the keys of
	// XES. "" means those of the format.
	Customer, Time, Name, Channel, Value string

	Anonymous string // of who it was where there is no customer; "" means that of the format, or none beside Customer
	ID        string // of what is the same only in an event that was sent twice; "" means that of the format

	Comma    rune           // of tables: see CSVOptions; 0 means that of the format
	Layout   string         // of times in tables and JSON: see CSVOptions; "" means that of the format
	Location *time.Location // where times without a zone were taken; nil means UTC

	// Skip is asked about each bad event, in the order of the file: if it
	// returns nil the event is left out, else its error ends the reading. nil
	// means that the first bad event ends it.
	Skip func(*SyntaxError) error
}

// Read reads an event log in the format of that name, one of [Formats]. With ""
// it looks at the first character: a file of XES begins with <, JSON with { or
// [, and what begins otherwise is a table.
//
// It is [ReadCSV], [ReadJSONL] or [ReadXES], with the options of the format:
// those say what is read and what is an error. An option that does not go with
// the format is a *field.Error.
func Read(r io.Reader, name string, opt *ReadOptions) (*Log, error) {
	var o ReadOptions
	if opt != nil {
		o = *opt
	}
	if name == "" {
		r, name = detect(r)
	}
	for _, f := range formats() {
		if f.name == name {
			if err := o.check(f); err != nil {
				return nil, err
			}
			return f.read(r, &o)
		}
	}
	return nil, &fields.Error{Path: "format", Err: fmt.Errorf("%w: want one of %s", fields.ErrUnknown, strings.Join(Formats(), ", "))}
}

// Formats returns the names of the formats that [Read] knows. First come csv,
// jsonl and xes, as whatever tool writes them; then the exports of tools as
// they are: ga4, mixpanel, amplitude, posthog and segment in JSON lines, and
// tables, among them snowplow_tsv for files of enriched events, and those that
// Fivetran (mixpanel_table, amplitude_table) and Segment (segment_tracks,
// segment_pages) write into warehouses.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// A format is a name for options: of a table, of JSON, or else of XES.
type format struct {
	name  string
	table *CSVOptions
	lines *JSONOptions
	tabs  bool // of Snowplow
}

func formats() []format {
	return []format{
		{name: "csv", table: &CSVOptions{}},
		{name: "jsonl", lines: &JSONOptions{}},
		{name: "xes"},
		{name: "ga4", lines: GA4()},
		{name: "mixpanel", lines: Mixpanel()},
		{name: "amplitude", lines: Amplitude()},
		{name: "posthog", lines: PostHog()},
		{name: "segment", lines: Segment()},
		{name: "pm4py", table: PM4PyCSV()},
		{name: "bupar", table: BupaRCSV("", "", "")},
		{name: "retentioneering", table: RetentioneeringCSV()},
		{name: "snowplow", table: SnowplowCSV()},
		{name: "snowplow_tsv", table: SnowplowCSV(), tabs: true},
		{name: "matomo", table: MatomoCSV()},
		{name: "posthog_table", table: PostHogCSV()},
		{name: "mixpanel_table", table: MixpanelCSV()},
		{name: "amplitude_table", table: AmplitudeCSV()},
		{name: "segment_tracks", table: SegmentCSV("event_text")},
		{name: "segment_pages", table: SegmentCSV("path")},
	}
}

// check reports options that do not go with a format.
func (o *ReadOptions) check(f format) error {
	switch {
	case o.Comma != 0 && (f.table == nil || f.tabs):
		return &fields.Error{Path: "options.comma", Err: fmt.Errorf("%w: the format %s has none", fields.ErrInvalid, f.name)}
	case o.Layout != "" && f.table == nil && f.lines == nil:
		return &fields.Error{Path: "options.layout", Err: fmt.Errorf("%w: the format %s has its own", fields.ErrInvalid, f.name)}
	case o.Anonymous != "" && f.table == nil && f.lines == nil:
		return &fields.Error{Path: "options.anonymous", Err: fmt.Errorf("%w: the format %s has none", fields.ErrInvalid, f.name)}
	}
	return nil
}

// read reads a file of the format.
func (f format) read(r io.Reader, o *ReadOptions) (*Log, error) {
	switch {
	case f.table != nil:
		return f.readTable(r, o)
	case f.lines != nil:
		return f.readLines(r, o)
	}
	return ReadXES(r, &XESOptions{
		Customer: o.Customer, Time: o.Time, Name: o.Name, Channel: o.Channel, Value: o.Value,
		ID: o.ID, Location: o.Location, Skip: o.Skip,
	})
}

func (f format) readTable(r io.Reader, o *ReadOptions) (*Log, error) {
	t := f.table
	instead(&t.Customer, o.Customer)
	instead(&t.Time, o.Time)
	instead(&t.Name, o.Name)
	instead(&t.Channel, o.Channel)
	instead(&t.Value, o.Value)
	instead(&t.Comma, o.Comma)
	instead(&t.Layout, o.Layout)
	instead(&t.ID, o.ID)
	if t.Location, t.Skip = o.Location, o.Skip; o.Customer != "" || o.Anonymous != "" {
		t.Anonymous = o.Anonymous
	}
	if f.tabs {
		r = SnowplowTSV(Decompress(r, nil))
	}
	return ReadCSV(r, t)
}

func (f format) readLines(r io.Reader, o *ReadOptions) (*Log, error) {
	j := f.lines
	for _, path := range []struct {
		of   *[]string
		with string
	}{{&j.Customer, o.Customer}, {&j.Time, o.Time}, {&j.Name, o.Name}, {&j.Channel, o.Channel}, {&j.Value, o.Value}, {&j.ID, o.ID}} {
		if path.with != "" {
			*path.of = []string{path.with}
		}
	}
	if o.Anonymous != "" {
		j.Customer = append(slices.Clone(j.Customer[:min(1, len(j.Customer))]), o.Anonymous)
	}
	instead(&j.Layout, o.Layout)
	j.Location, j.Skip = o.Location, o.Skip
	return ReadJSONL(r, j)
}

// instead puts a value in the place of another, unless it is zero.
func instead[T comparable](of *T, with T) {
	if with != *new(T) {
		*of = with
	}
}

// detect returns the format that a file seems to have, and a reader of it.
func detect(r io.Reader) (io.Reader, string) {
	b := bufio.NewReaderSize(Decompress(r, nil), 64<<10)
	head, _ := b.Peek(1 << 10) // what goes wrong here goes wrong again in the reader
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	switch {
	case len(head) == 0:
	case head[0] == '<':
		return b, "xes"
	case slices.Contains([]byte("{["), head[0]):
		return b, "jsonl"
	}
	return b, "csv"
}
