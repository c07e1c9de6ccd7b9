package event

import (
	"fmt"
	"iter"
	"math"
	"time"
	"unicode/utf8"
)

// Collect makes a log of events in any order. An event without a customer or a
// name, with a time that does not fit in nanoseconds since 1970 (years 1678 to
// 2262), with a value that is not finite or with a text that is not UTF-8 is an
// error that says which one it is, counted from 1. An attribute that is ""
// counts as absent.
func Collect(seq iter.Seq[Event]) (*Log, error) {
	c := newCollector()
	n := 0
	for e := range seq {
		n++
		if err := c.add(e); err != nil {
			return nil, fmt.Errorf("event %d: %w", n, err)
		}
	}
	return c.b.log(), nil
}

type collector struct {
	b    *builder
	key  map[string]int // index of each attribute in b
	text []byte         // of the text that is being looked up
}

func newCollector() *collector {
	return &collector{b: newBuilder(), key: make(map[string]int)}
}

func (c *collector) add(e Event) error {
	nano, err := checked(e)
	if err != nil {
		return err
	}
	c.b.room()
	f := &c.b.filling
	f.who = append(f.who, c.id(c.b.who, e.Customer))
	f.name = append(f.name, c.id(c.b.name, e.Name))
	f.channel = append(f.channel, c.id(c.b.channel, string(e.Channel)))
	f.value.add(e.Value, !e.NoValue)
	for key, s := range e.Attrs {
		if s != "" {
			c.attr(key, s)
		}
	}
	c.b.setOrder(e.Order)
	f.nano = append(f.nano, nano)
	return nil
}

// attr notes an attribute of the event that is being added.
func (c *collector) attr(key, s string) {
	k, ok := c.key[key]
	if !ok {
		k = c.b.attr(key)
		c.key[key] = k
	}
	f := &c.b.filling
	a := f.attrs[k]
	a = append(a, make([]uint32, len(f.nano)-len(a))...)
	f.attrs[k] = append(a, c.id(c.b.attrs[k], s))
}

func (c *collector) id(d *dict, s string) uint32 {
	c.text = append(c.text[:0], s...)
	return d.id(c.text)
}

// checked returns the time of e, or what is wrong with e.
func checked(e Event) (nano int64, err error) {
	nano = e.Time.UnixNano()
	switch {
	case e.Customer == "" || e.Name == "":
		return 0, ErrEmpty
	case !time.Unix(0, nano).Equal(e.Time):
		return 0, ErrTime
	case !e.NoValue && (math.IsNaN(e.Value) || math.IsInf(e.Value, 0)):
		return 0, ErrValue
	case !utf8.ValidString(e.Customer) || !utf8.ValidString(e.Name) || !utf8.ValidString(string(e.Channel)):
		return 0, ErrText
	}
	for key, s := range e.Attrs {
		if !utf8.ValidString(key) || !utf8.ValidString(s) {
			return 0, ErrText
		}
	}
	return nano, nil
}
