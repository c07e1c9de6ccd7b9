package event

import (
	"bytes"
	"strconv"
	"strings"
)

// endEvent adds the event that has been read, or asks Skip about it.
func (r *xesReader) endEvent() error {
	if !r.wanted() {
		return nil
	}
	who, name := r.eventCustomer(), r.eventName()
	if len(who) == 0 || len(name) == 0 {
		return r.bad(ErrEmpty)
	}
	nano, ok := r.clock.nano(r.when.text())
	if !ok {
		return r.bad(ErrTime)
	}
	v, hasValue, ok := r.amount()
	if !ok {
		return r.bad(ErrValue)
	}
	if id := r.id.text(); len(id) > 0 && r.ids.seen(id) {
		return nil
	}
	if r.b.len() == r.opt.MaxEvents {
		return &SyntaxError{r.line, r.column, inLine{errEvents}}
	}
	r.b.room()
	f := &r.b.filling
	f.who = append(f.who, r.b.who.id(who))
	f.name = append(f.name, r.b.name.id(name))
	f.channel = append(f.channel, r.b.channel.id(r.channel.text()))
	f.value.add(v, hasValue)
	r.attrs()
	f.nano = append(f.nano, nano)
	return nil
}

// bad asks Skip about the event that has been read.
func (r *xesReader) bad(err error) error {
	fault := &SyntaxError{r.line, r.column, inLine{err}}
	if r.opt.Skip == nil {
		return fault
	}
	return r.opt.Skip(fault)
}

// eventCustomer returns the customer of the event, or nothing.
func (r *xesReader) eventCustomer() []byte {
	who := r.customer.text()
	if len(who) == 0 && r.opt.Customer == "" && r.in == inTrace {
		r.number = strconv.AppendInt(append(r.number[:0], "case "...), int64(r.traces), 10)
		return r.number
	}
	return who
}

// wanted reports whether the event has a transition that is asked for.
func (r *xesReader) wanted() bool {
	transition := r.transition.text()
	if len(transition) == 0 {
		return true
	}
	for _, t := range r.opt.Transitions {
		if strings.EqualFold(t, string(transition)) {
			return true
		}
	}
	return false
}

// amount returns the value of the event, and whether it has one.
func (r *xesReader) amount() (v float64, has, ok bool) {
	text := bytes.TrimSpace(r.value.text())
	if len(text) == 0 {
		return 0, false, true
	}
	v, ok = number(text)
	return v, true, ok
}

// attrs adds the attributes of the event; its own come after those of its
// trace, and before them where a key is the same.
func (r *xesReader) attrs() {
	if !r.shared {
		r.share()
	}
	for _, a := range r.onEach {
		r.put(a.column, a.id)
	}
	for _, k := range r.event.listed {
		if text, column := r.event.text(k), r.event.keys[k].column; len(text) > 0 && column >= 0 {
			r.put(column, r.b.attrs[column].id(text))
		}
	}
}

// share notes what all events of the trace have from it.
func (r *xesReader) share() {
	r.shared = true
	r.onEach = r.onEach[:0]
	for _, k := range r.trace.listed {
		if text, column := r.trace.text(k), r.trace.keys[k].column; len(text) > 0 && column >= 0 {
			r.onEach = append(r.onEach, attrID{column, r.b.attrs[column].id(text)})
		}
	}
}

// put puts the number of a text into a column of the row that is being added.
func (r *xesReader) put(column int, id uint32) {
	f := &r.b.filling
	a, row := f.attrs[column], len(f.nano)
	if len(a) > row {
		a[row] = id
		return
	}
	for len(a) < row {
		a = append(a, 0)
	}
	f.attrs[column] = append(a, id)
}

// eventName returns the name of the event, or nothing.
func (r *xesReader) eventName() []byte {
	if r.opt.Classifier == "" {
		return r.name.text()
	}
	r.joined = r.joined[:0]
	any := false
	for i, k := range r.byClassifier {
		if i > 0 {
			r.joined = append(r.joined, '+')
		}
		text := r.event.text(k)
		r.joined = append(r.joined, text...)
		any = any || len(text) > 0
	}
	if !any {
		return nil
	}
	return r.joined
}

// classifier takes the classifier that is asked for.
func (r *xesReader) classifier(t *tag) error {
	if r.opt.Classifier == "" || string(r.xml.of("name")) != r.opt.Classifier || string(r.xml.of("scope")) == "trace" {
		return nil
	}
	r.byClassifier = nil
	for _, key := range classifierKeys(string(r.xml.of("keys"))) {
		if len(r.event.keys) >= r.opt.MaxColumns {
			return r.fault(t, errKeys)
		}
		r.byClassifier = append(r.byClassifier, r.key(&r.event, key))
	}
	return nil
}

// classifierKeys returns the keys of a list: white space stands between them,
// and one that holds some is in single quotes.
func classifierKeys(list string) (keys []string) {
	for list = strings.TrimLeft(list, " "); list != ""; list = strings.TrimLeft(list, " ") {
		end, skip := strings.IndexByte(list, ' '), 0
		if list[0] == '\'' {
			if end, skip = strings.IndexByte(list[1:], '\''), 1; end >= 0 {
				keys = append(keys, list[1:1+end])
				list = list[end+2:]
				continue
			}
			end = -1
		}
		if end < 0 {
			end = len(list)
		}
		keys = append(keys, list[skip:end])
		list = list[end:]
	}
	return keys
}
