package event

import (
	"io"
	"math"
	"time"
)

// JSONOptions says how to read a file of JSON lines. The zero value reads what
// most tools write; [GA4], [Mixpanel], [Amplitude], [PostHog] and [Segment]
// return those for the exports of these.
//
// Members are named by their paths: event is one of the event itself,
// properties.plan one within another, and event_params[page_title] the value of
// a pair in a list such as
//
//	[{"key":"page_title","value":{"string_value":"Home"}}]
//
// where the value may also stand without an object, and the first of
// string_value, int_value, float_value and double_value that is there counts. A
// dot or a bracket in a name has a backslash before it. Within a text that is
// JSON itself, paths go on: exports from SQL write properties like that.
//
// What is null, a list or an object counts as absent where a text, a number, or
// true or false could be; so does a text that is "".
type JSONOptions struct {
	// The paths of what makes an event. The first that an event has counts. nil
	// means the first that an event has of the usual names that [CSVOptions]
	// lists, whatever their case.
	Customer, Time, Name, Channel, Value []string

	// Kind is the path of what kind of record a line is. Those of Kinds are
	// events, or if that is empty, all but those of Except. A file may hold
	// others too, which are left out, and of which nothing has to be right but
	// their JSON. A record without a kind is an event. "" means that all are.
	Kind          string
	Kinds, Except []string

	// Other hears the kind of each record that is left out as not an event. nil
	// means that nobody does.
	Other func(kind string)

	// Aliases are the paths of what else the customer of a record is called, be
	// it an event or not, if it is not bad. Alias hears of each name that differs
	// from the customer's, as often as it is there: the pairs are what
	// [Log.Rename] may be made of. nil means that there are none, or that nobody
	// hears.
	Aliases []string
	Alias   func(alias, customer string)

	// ID are the paths of what is the same in two events only if one of them was
	// sent twice: the first path is that of an id, and events that lack it are
	// all kept. KeepLast keeps the last of several in the file, else the first
	// stays. [Log.Duplicates] counts the others. An id takes 24 to 48 bytes while
	// the file is read, 30 to 60 with KeepLast, and counts as known if a hash of
	// 128 bits is. nil means that no event was sent twice.
	ID       []string
	KeepLast bool

	// Order are the paths of whole numbers that say which of the events of a
	// customer at one time came first: the first number counts most. One that is
	// not there is 0. Of several, small numbers are made that compare like them,
	// within this log: see Event.Order.
	Order []string

	// Attrs are attributes of the events: the path of each by its name. Spread
	// are the paths of objects, and with [] behind them of lists of pairs, all
	// of whose texts, numbers, and trues and falses are attributes by their own
	// names, but for what counts as something else; "" is the event itself.
	// Where two have one name, one in Attrs counts, or else that in the object
	// that stands first in Spread. A nil Spread means the event itself; an empty
	// one, nothing.
	Attrs  map[string]string
	Spread []string

	// Absent is what stands for nothing at some paths, such as -1 for the
	// session of an event that has none.
	Absent map[string]string

	// Layout is that of the times: UnixSeconds, UnixMilli, UnixMicro, or a
	// layout of package time. "" means RFC 3339, where a space may stand for
	// the T and the zone may be missing, " UTC", +0100 or +01, and a date alone
	// is its midnight; and for numbers the unit that their size tells: seconds
	// up to 10^11, milliseconds up to 10^14, microseconds up to 10^17, and
	// nanoseconds from there. (As milliseconds, 10^11 is in March 1973.)
	Layout string

	// Location is where times without a zone were taken. nil means UTC.
	Location *time.Location

	// Skip is asked about each bad line, in the order of the file and in the
	// goroutine of ReadJSONL: if it returns nil the line is left out, else its
	// error ends the reading. nil means that the first bad line ends it.
	Skip func(*SyntaxError) error

	// The limits that keep a hostile file from taking all memory. A larger line
	// is a bad line; more attributes, events or bytes end the reading. 0 means
	// the default.
	MaxLine   int   // bytes of a line; 1 MiB
	MaxAttrs  int   // names of attributes; 1,024
	MaxEvents int   // 67,108,864
	MaxBytes  int64 // of the file, decompressed; 4 GiB
}

// ReadJSONL reads an event log from JSON lines in UTF-8 (RFC 8259, an object a
// line), plain or as [Decompress] takes it, in any order. Blank lines count for
// nothing. A file that is one list of objects, over lines as it likes, is read
// too: what is said of lines is then said of the objects in the list.
//
// A line is bad, and the error a *[SyntaxError] with the byte of the line, if it
// is not a JSON object or goes on behind it, if objects and lists are nested
// more than 64 deep, if it is not UTF-8, if customer or name is absent, if the
// time is not one or does not fit in nanoseconds since 1970 (years 1678 to
// 2262), if the value is not a finite number, be it in quotes or not, if
// something that counts is there twice, and if it is too long. Half of a
// surrogate pair is read as U+FFFD.
func ReadJSONL(r io.Reader, opt *JSONOptions) (*Log, error) {
	return readJSONL(r, opt, blockSize)
}

// readJSONL is ReadJSONL with blocks of that many bytes, but for longer lines.
func readJSONL(r io.Reader, opt *JSONOptions, block int) (*Log, error) {
	var o JSONOptions
	if opt != nil {
		o = *opt
	}
	if err := checkJSONPaths(&o); err != nil {
		return nil, err
	}
	if o.Spread == nil {
		o.Spread = []string{""}
	}
	limit(&o.MaxLine, 1<<20, 1<<29)
	limit(&o.MaxAttrs, 1<<10, 1<<16)
	limit(&o.MaxEvents, 1<<26, math.MaxInt32)
	limit(&o.MaxBytes, 4<<30, 1<<62)
	return newJSONReader(r, &o, block).log()
}
