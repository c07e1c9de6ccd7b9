package event

import (
	"fmt"
	"io"
	"math"
	"time"
)

// CSVOptions says how to read a CSV file. The zero value reads what most tools
// write.
type CSVOptions struct {
	// The headers of the columns. "" means the first of the usual headers that
	// is there, whatever its case:
	//
	//	Customer  customer, customer_id, user, user_id, uid, client_id, person_id,
	//	          distinct_id, visitor_id, actor, actor_id, userid,
	//	          user_pseudo_id, anonymousid, anonymous_id, case:concept:name,
	//	          case_id
	//	Time      time, timestamp, ts, event_time, event_timestamp, datetime,
	//	          occurred_at, created_at, time:timestamp, date
	//	Name      event, event_name, event_type, activity, action,
	//	          concept:name, name
	//	Channel   channel
	//	Value     value, revenue, amount, score
	//
	// A file may lack a channel and a value, unless they are named here. All
	// other columns are attributes of the events, but for one without a header.
	Customer, Time, Name, Channel, Value string

	// Every is the name of all events of a file that has no column of names, such
	// as "purchase" of a table of orders. With it, Name has to be "". "" means
	// that there is such a column.
	Every string

	// Anonymous is the header of the column that says who it was where the
	// customer is empty, such as anonymous_id beside user_id. "" means none.
	Anonymous string

	// Attrs are the headers of the columns to keep as attributes, whatever else
	// they are for. nil means all that are for nothing else; an empty list
	// means none, which takes the least memory.
	Attrs []string

	// ID is the header of the column with the ids of the events, whoever's
	// they are: of rows with one id that are not bad only the first counts, or
	// with KeepLast only the last, and [Log.Duplicates] are the others. Rows
	// without an id all count. 128 bits of a hash are kept of each id, which
	// takes 24 to 60 bytes. "" means that all rows count.
	ID       string
	KeepLast bool

	// Order are the headers of the columns that put the events of a customer
	// at one time in order, the first of them first: whole numbers of 64 bits,
	// the smaller before the larger; an empty field is 0. Of one column, that
	// is [Event.Order]; of several, it is a number from 0 on that tells the
	// same. Empty means that these events stand in the order of the file.
	Order []string

	// Comma stands between fields: an ASCII character. 0 means ','.
	Comma rune

	// Layout is that of the times: UnixSeconds, UnixMilli, UnixMicro, or a
	// layout of package time. "" means RFC 3339, where a space may stand for
	// the T, and the zone may be missing; a date alone is its midnight.
	Layout string

	// Location is where times without a zone were taken. nil means UTC. A time
	// that the clocks there skipped is read as if they had not.
	Location *time.Location

	// Skip is asked about each bad row, in the order of the file and in the
	// goroutine of ReadCSV: if it returns nil the row is left out, else its
	// error ends the reading. nil means that the first bad row ends it.
	Skip func(*SyntaxError) error

	// The limits that keep a hostile file from taking all memory. A larger
	// row is a bad row; more columns, events or bytes end the reading. 0 means
	// the default.
	MaxLine    int   // bytes of a row; 1 MiB
	MaxColumns int   // 1,024
	MaxEvents  int   // 67,108,864
	MaxBytes   int64 // of the file, decompressed; 4 GiB
}

// ReadCSV reads an event log from a CSV file in UTF-8 (RFC 4180), plain or as
// [Decompress] takes it: a header, then an event a row, in any order. Blank
// lines count for nothing. A field that is empty means no channel, no value or
// no attribute.
//
// A row is bad, and the error a *[SyntaxError], if it has not as many fields
// as the header, if a quote is out of place, if it is not UTF-8, if customer
// or name is empty, if the time is not one or does not fit in nanoseconds since
// 1970 (years 1678 to 2262), if the value is not a finite decimal number with a
// point, if an order is not a whole number, and if it is too long.
func ReadCSV(r io.Reader, opt *CSVOptions) (*Log, error) {
	return readCSV(r, opt, blockSize)
}

// blockSize is large beside a row, and small enough for what is made of a block
// to be in the processor's cache until it is used.
const blockSize = 128 << 10

// readCSV is ReadCSV with blocks of that many bytes, but for longer rows.
func readCSV(r io.Reader, opt *CSVOptions, block int) (*Log, error) {
	o, err := opt.checked()
	if err != nil {
		return nil, err
	}
	g := &logger{b: newBuilder()}
	if err := newReader(r, g, &o, block).read(); err != nil {
		return nil, err
	}
	return g.log(), nil
}

// checked returns the options with their defaults.
func (o *CSVOptions) checked() (CSVOptions, error) {
	var all CSVOptions
	if o != nil {
		all = *o
	}
	if all.Comma == 0 {
		all.Comma = ','
	}
	if c := all.Comma; c < 0 || c > 0x7e || c == '"' || c == '\n' || c == '\r' {
		return all, fmt.Errorf("event: comma %q is not an ASCII character that can stand between fields", c)
	}
	limit(&all.MaxLine, 1<<20, 1<<29)
	limit(&all.MaxColumns, 1<<10, 1<<20)
	limit(&all.MaxEvents, 1<<26, math.MaxInt32)
	limit(&all.MaxBytes, 4<<30, 1<<62)
	return all, nil
}

// limit gives a limit its default, and bounds it by what the reader can do.
func limit[T int | int64](n *T, otherwise, most T) {
	if *n <= 0 {
		*n = otherwise
	}
	*n = min(*n, most)
}
