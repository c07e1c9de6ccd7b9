package event

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
)

// CSVOptions says how to read a CSV file. The zero value reads what most tools
// write.
type CSVOptions struct {
	// The headers of the columns; "" means the first of the usual names that is
	// there. Channel and Value may be missing unless they are named here.
	Customer, Time, Name, Channel, Value string

	Comma    rune           // between fields; 0 means ','
	Layout   string         // of times, as package time writes layouts; "" means RFC 3339
	Location *time.Location // of times without a zone; nil means UTC

	// Skip is asked about each bad row: nil leaves the row out, an error ends
	// the reading with that error. A nil Skip ends it at the first bad row.
	Skip func(*SyntaxError) error

	MaxLine    int // bytes of a row; 0 means 1 MiB
	MaxColumns int // 0 means 1024
	MaxEvents  int // 0 means 67,108,864
}

// Layouts of times that are numbers: how much time has passed since 1970 in
// UTC.
const (
	UnixSeconds = "unix seconds"
	UnixMilli   = "unix milliseconds"
	UnixMicro   = "unix microseconds"
)

// ReadCSV reads an event log from a CSV file, which may be compressed with
// gzip.
func ReadCSV(r io.Reader, opt *CSVOptions) (*Log, error) {
	var o CSVOptions
	if opt != nil {
		o = *opt
	}
	buf := bufio.NewReader(r)
	if magic, _ := buf.Peek(2); string(magic) == "\x1f\x8b" {
		z, err := gzip.NewReader(buf)
		if err != nil {
			return nil, &SyntaxError{1, 0, err}
		}
		buf = bufio.NewReader(z)
	}
	rows := csv.NewReader(buf)
	if o.Comma != 0 {
		rows.Comma = o.Comma
	}
	header, err := rows.Read()
	if err != nil {
		return nil, &SyntaxError{1, 0, ErrHeader}
	}
	pick := func(name string, usual ...string) int {
		if name != "" {
			return slices.Index(header, name)
		}
		for _, u := range usual {
			if i := slices.Index(header, u); i >= 0 {
				return i
			}
		}
		return -1
	}
	who := pick(o.Customer, "customer", "customer_id", "user", "user_id", "case:concept:name")
	when := pick(o.Time, "time", "timestamp", "event_time", "time:timestamp")
	what := pick(o.Name, "event", "event_name", "event_type", "activity", "name", "concept:name")
	by := pick(o.Channel, "channel")
	much := pick(o.Value, "value", "revenue", "amount")
	if who < 0 || when < 0 || what < 0 || by < 0 && o.Channel != "" || much < 0 && o.Value != "" {
		return nil, &SyntaxError{1, 0, ErrHeader}
	}
	var all []Event
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return build(all), nil
		}
		line, _ := rows.FieldPos(0)
		if err != nil {
			return nil, &SyntaxError{line, 0, err}
		}
		e := Event{Customer: row[who], Name: row[what], NoValue: true}
		bad := func(column int, err error) *SyntaxError { return &SyntaxError{line, column + 1, err} }
		var fault *SyntaxError
		if e.Time, err = o.time(row[when]); err != nil {
			fault = bad(when, ErrTime)
		}
		if by >= 0 {
			e.Channel = journey.Channel(row[by])
		}
		if much >= 0 && row[much] != "" {
			e.NoValue = false
			if e.Value, err = strconv.ParseFloat(row[much], 64); err != nil || math.IsNaN(e.Value) || math.IsInf(e.Value, 0) {
				fault = bad(much, ErrValue)
			}
		}
		if e.Customer == "" || e.Name == "" {
			fault = bad(who, ErrEmpty)
		}
		if fault != nil {
			if o.Skip == nil {
				return nil, fault
			}
			if err := o.Skip(fault); err != nil {
				return nil, err
			}
			continue
		}
		for i, cell := range row {
			if i != who && i != when && i != what && i != by && i != much && cell != "" {
				if e.Attrs == nil {
					e.Attrs = map[string]string{}
				}
				e.Attrs[header[i]] = cell
			}
		}
		all = append(all, e)
	}
}

func (o *CSVOptions) time(s string) (time.Time, error) {
	loc := o.Location
	if loc == nil {
		loc = time.UTC
	}
	unit := map[string]int64{UnixSeconds: 1e9, UnixMilli: 1e6, UnixMicro: 1e3}[o.Layout]
	if unit != 0 {
		n, err := strconv.ParseInt(s, 10, 64)
		return time.Unix(0, n*unit), err
	}
	if o.Layout != "" {
		return time.ParseInLocation(o.Layout, s, loc)
	}
	s = strings.Replace(s, " ", "T", 1)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	return time.ParseInLocation("2006-01-02T15:04:05", s, loc)
}
