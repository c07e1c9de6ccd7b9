package event

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

var (
	errNoLog      = fmt.Errorf("%w: want an element log", ErrHeader)
	errClassifier = fmt.Errorf("%w: no classifier of events has the name asked for", ErrHeader)
	errNoKey      = errors.New("attribute without a key")
	errLate       = errors.New("attribute of a trace after an event of it")
	errKeys       = fmt.Errorf("number of keys %w", ErrTooLarge)
	errBag        = fmt.Errorf("attributes of an element %w", ErrTooLarge)
)

// An xesReader makes a log of the tags of a file of XES.
type xesReader struct {
	opt   *XESOptions
	xml   *xmlScanner
	clock clock
	b     *builder
	ids   *dedupe

	customer, when, name, channel, value, id, transition role

	byClassifier []int // the keys of the event by which it is named

	in      container
	depth   int // of the container; what is deeper than its children does not count
	trace   bag
	event   bag
	columns map[string]int // of b, by key; -1 for what has a role

	// Of the trace that is being read.
	traces       int
	number       []byte   // "case 1"
	whole        bool     // an event has begun: nothing more is known of the trace
	shared       bool     // onEach is right
	onEach       []attrID // its attributes, to be put on each event
	line, column int      // of the event that is being read
	joined       []byte
}

// A container is an element whose attributes count.
type container int

const (
	inNothing container = iota
	inLog
	inTrace
	inEvent
	inTraceGlobals
	inEventGlobals
)

// A role is the key of what an event is made of.
type role struct {
	bag *bag // nil for none
	key int
}

// An attrID is a column of a builder and the number of a text in it.
type attrID struct {
	column int
	id     uint32
}

func newXESReader(s *xmlScanner, o *XESOptions) *xesReader {
	r := &xesReader{
		opt: o, xml: s, clock: newClock("", o.Location), b: newBuilder(), ids: newDedupe(false),
		columns: make(map[string]int),
	}
	r.customer = r.role(cmp.Or(o.Customer, "case:concept:name"))
	r.when = r.role(cmp.Or(o.Time, "time:timestamp"))
	r.id = r.role(cmp.Or(o.ID, "identity:id"))
	r.channel, r.value = r.role(o.Channel), r.role(o.Value)
	if o.Classifier == "" {
		r.name = r.role(cmp.Or(o.Name, "concept:name"))
	}
	if o.Transitions != nil {
		r.transition = role{&r.event, r.key(&r.event, "lifecycle:transition")}
	}
	return r
}

// role returns the role of a key; what has one is no attribute.
func (r *xesReader) role(key string) role {
	if key == "" {
		return role{}
	}
	r.columns[key] = -1
	of, own := &r.event, key
	if cut, ok := strings.CutPrefix(key, casePrefix); ok {
		of, own = &r.trace, cut
	}
	return role{of, of.add(own, -1)}
}

// casePrefix stands before the keys of traces.
const casePrefix = "case:"

// text returns what has a role in the event that has been read.
func (role role) text() []byte {
	if role.bag == nil {
		return nil
	}
	return role.bag.text(role.key)
}

func (r *xesReader) log() (*Log, error) {
	for {
		err := r.xml.next()
		if err == io.EOF {
			return r.ids.strip(r.b.log()), nil
		}
		if err != nil {
			return nil, err
		}
		t := &r.xml.tag
		depth := r.xml.depth()
		if t.ends {
			depth++
		}
		if t.begins && depth == r.depth+1 {
			if err := r.begin(t); err != nil {
				return nil, err
			}
		}
		if t.ends && depth == r.depth {
			if err := r.end(); err != nil {
				return nil, err
			}
		}
	}
}

// begin takes the tag by which a child of the container begins.
func (r *xesReader) begin(t *tag) error {
	switch {
	case r.in > inLog && isAttribute(t.name):
		return r.attribute(t)
	case r.in == inNothing:
		if string(t.name) != "log" {
			return r.fault(t, errNoLog)
		}
		r.enter(inLog)
	case r.in <= inTrace && string(t.name) == "event":
		return r.beginEvent(t)
	case r.in == inLog:
		return r.inLog(t)
	}
	return nil
}

// inLog takes a tag that is right within the log, but for those of events.
func (r *xesReader) inLog(t *tag) error {
	switch string(t.name) {
	case "trace":
		r.traces++
		r.whole, r.shared = false, false
		r.trace.reset()
		r.enter(inTrace)
		return r.started(t)
	case "global":
		if r.enter(inEventGlobals); string(r.xml.of("scope")) == "trace" {
			r.in = inTraceGlobals
		}
	case "classifier":
		return r.classifier(t)
	}
	return nil
}

func (r *xesReader) beginEvent(t *tag) error {
	if r.in == inLog { // and so of no trace
		r.trace.clear()
		r.shared = false
	}
	r.whole = true
	r.line, r.column = t.line, t.column
	r.event.reset()
	r.enter(inEvent)
	return r.started(t)
}

func (r *xesReader) enter(c container) {
	r.in = c
	r.depth++
}

// started says whether all is there that has to be before a trace or an event.
func (r *xesReader) started(t *tag) error {
	if r.opt.Classifier != "" && r.byClassifier == nil {
		return r.fault(t, errClassifier)
	}
	return nil
}

// end takes the end of the container.
func (r *xesReader) end() error {
	ended := r.in
	r.depth--
	r.in = [...]container{inNothing, inLog, inTrace}[r.depth]
	if ended == inEvent {
		return r.endEvent()
	}
	return nil
}

// fault returns err with the place of a tag.
func (r *xesReader) fault(t *tag, err error) error {
	return &SyntaxError{t.line, t.column, inLine{err}}
}

func isAttribute(name []byte) bool {
	switch string(name) {
	case "string", "date", "int", "float", "boolean", "id":
		return true
	}
	return false
}

// attribute takes an attribute of the container.
func (r *xesReader) attribute(t *tag) error {
	of := &r.event
	if r.in == inTrace || r.in == inTraceGlobals {
		of = &r.trace
	}
	if r.in == inTrace && r.whole {
		return r.fault(t, errLate)
	}
	key := r.xml.of("key")
	if len(key) == 0 {
		return r.fault(t, errNoKey)
	}
	k := of.find(key)
	if k < 0 {
		if len(of.keys) >= r.opt.MaxColumns {
			return r.fault(t, errKeys)
		}
		k = r.key(of, string(key))
	}
	value := r.xml.of("value")
	if r.in < inTraceGlobals {
		of.set(k, value)
	} else if r.opt.Globals {
		of.always(k, value)
	}
	if max(len(of.texts), of.bytes) > r.opt.MaxTag {
		return r.fault(t, errBag)
	}
	return nil
}

// key returns the number of a key, which is the column of an attribute unless
// it is not to be kept.
func (r *xesReader) key(of *bag, key string) int {
	if k := of.find([]byte(key)); k >= 0 {
		return k
	}
	full := key
	if of == &r.trace {
		full = casePrefix + key
	}
	if r.opt.Attrs != nil && !slices.Contains(r.opt.Attrs, full) {
		return of.add(key, -1)
	}
	column, ok := r.columns[full]
	if !ok {
		column = r.b.attr(full)
		r.columns[full] = column
	}
	return of.add(key, column)
}
