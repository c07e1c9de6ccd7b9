package event

import (
	"io"
	"math"
	"time"
)

// XESOptions says how to read a file of XES. The zero value reads what process
// mining tools write.
//
// Keys are those of the attributes of an event, and those of its trace with
// "case:" before them.
type XESOptions struct {
	// The keys of what an event is made of; they are no attributes of the log.
	Customer string // "" means case:concept:name, and "case 1", "case 2"… for traces without it
	Time     string // "" means time:timestamp
	Name     string // "" means concept:name
	Channel  string // "" means that events have no channel
	Value    string // "" means that events have no value
	ID       string // of what was sent twice, the first stays; "" means identity:id

	// Classifier is one that the file defines for events: their names are then
	// the values of its keys with "+" between them, and Name does not count.
	Classifier string

	// Transitions are the lifecycle:transition of the events to keep, whatever
	// their case: "complete" counts an activity that has a start and an end
	// once. Events without one are always kept. None means all.
	Transitions []string

	// Attrs are the keys of the attributes to keep. nil means all; none, but
	// not nil, means none.
	Attrs []string

	// Globals gives events and traces that lack an attribute which the file
	// declares global its value there. By default they lack it, since many
	// tools write a value of no meaning there.
	Globals bool

	// Location is where times without a zone were taken. nil means UTC. A time
	// that the clocks there skipped is read as if they had not.
	Location *time.Location

	// Skip is asked about each bad event, in the order of the file: if it
	// returns nil the event is left out, else its error ends the reading. nil
	// means that the first bad event ends it.
	Skip func(*SyntaxError) error

	// The limits that keep a hostile file from taking all memory; whatever is
	// larger ends the reading. 0 means the default.
	MaxTag     int   // bytes of a tag, and of all that the attributes of an event or of a trace say; 1 MiB
	MaxColumns int   // keys of events, and of traces; 1,024
	MaxEvents  int   // 67,108,864
	MaxBytes   int64 // of the file, decompressed; 4 GiB
}

// ReadXES reads an event log from a file of XES (IEEE Std 1849-2016), plain or
// as [Decompress] takes it. A trace is what one customer did; several traces of
// one customer are one. Events at one time keep the order of the file.
//
// Attributes of an event become attributes of the log under their keys, and
// those of a trace, on each of its events, under "case:" and their keys, as in
// the tables of PM4Py. Whatever their type, they are kept as they are written.
// Of two with one key the last counts, and one that is "" is absent. What stands
// in other attributes, lists and containers with it, is passed over, and so are
// extensions and the attributes of the log.
//
// An event is bad if it has no customer or no name, if its time is not one as
// RFC 3339 writes it, zone, T and time of day aside, or does not fit in
// nanoseconds since 1970 (years 1678 to 2262), and if its value is not a finite
// decimal number.
// What is wrong with the file as such ends the reading: what is not well-formed,
// a document type, elements more than 64 deep, an attribute without a key, and
// one of a trace that comes after an event. Errors are a *[SyntaxError] with
// line and column; an event is where its tag begins.
func ReadXES(r io.Reader, opt *XESOptions) (*Log, error) {
	var o XESOptions
	if opt != nil {
		o = *opt
	}
	limit(&o.MaxTag, 1<<20, 1<<28)
	limit(&o.MaxColumns, 1<<10, 1<<20)
	limit(&o.MaxEvents, 1<<26, math.MaxInt32)
	limit(&o.MaxBytes, 4<<30, 1<<62)
	plain := Decompress(r, &DecompressOptions{MaxBytes: math.MaxInt64}) // the scanner counts
	return newXESReader(newXMLScanner(plain, o.MaxTag, o.MaxBytes), &o).log()
}
