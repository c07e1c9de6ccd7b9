package bridge

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decode reads parameters. Left alone, encoding/json would pass over unknown
// keys, match the others regardless of case, take the last of several, and take
// null for nothing, so that an answer that a page computed as NaN would count
// as 0. It judges here whether the text is JSON, and the decoder the rest.
func decode[P any](line []byte) (P, error) {
	var p P
	if len(bytes.Trim(line, " \t\r")) == 0 {
		return p, nil
	}
	if !utf8.Valid(line) {
		return p, badRequest("", "want UTF-8")
	}
	if err := json.Unmarshal(line, new(json.RawMessage)); err != nil {
		return p, notJSON(line, err)
	}
	d := decoder{line: line}
	err := d.value(reflect.ValueOf(&p).Elem())
	return p, err
}

// notJSON gives an error of encoding/json its place.
func notJSON(line []byte, err error) *fault {
	at := place{Line: 1, Column: 1}
	if bad, ok := errors.AsType[*json.SyntaxError](err); ok {
		at.Column += utf8.RuneCount(line[:max(0, int(bad.Offset)-1)]) // the offset is behind the offending byte
	}
	return &fault{Code: codeBadRequest, Message: at.before("want one JSON object"), place: at}
}

// A decoder walks through a text, which is JSON, beside the value that it fills,
// which is made of structs, lists, texts, numbers, truths, times and what is left
// as JSON.
type decoder struct {
	line []byte
	at   int // the offset of the next byte
	path []step
}

// A step leads to a value: a key, or an index if the key is "".
type step struct {
	key   string
	index int
}

func (d *decoder) value(v reflect.Value) error {
	d.blank()
	switch {
	case v.Type() == reflect.TypeFor[json.RawMessage]():
		return d.raw(v)
	case isTime(v.Type()):
		return d.inTime(v)
	case v.Kind() == reflect.Struct:
		return d.object(v)
	case v.Kind() == reflect.Slice:
		return d.list(v)
	}
	return d.leaf(v)
}

func (d *decoder) object(v reflect.Value) error {
	if d.line[d.at] != '{' {
		return d.fail("want an object")
	}
	known := parametersOf(v.Type())
	seen := make([]bool, len(known))
	for d.enter(); d.line[d.at] != '}'; d.next() {
		name := d.text()
		i := slices.IndexFunc(known, func(p parameter) bool { return p.key == name })
		if i < 0 {
			return d.fail("unknown key %s: want one of %s", quoted(name), keysOf(known))
		}
		d.path = append(d.path, step{key: name})
		if seen[i] {
			return d.fail("used twice")
		}
		seen[i] = true
		d.blank()
		d.at++ // the colon
		if err := d.value(v.FieldByIndex(known[i].index)); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
	}
	d.at++
	return nil
}

func (d *decoder) list(v reflect.Value) error {
	if d.line[d.at] != '[' {
		return d.fail("want a list")
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // an empty list is not a missing one
	here := len(d.path)
	d.path = append(d.path, step{})
	for d.enter(); d.line[d.at] != ']'; d.next() {
		i := v.Len()
		d.path[here].index = i
		v.Grow(1)
		v.SetLen(i + 1)
		if err := d.value(v.Index(i)); err != nil {
			return err
		}
	}
	d.path = d.path[:here]
	d.at++
	return nil
}

// raw leaves a map to those who read maps.
func (d *decoder) raw(v reflect.Value) error {
	if d.line[d.at] == 'n' {
		return d.fail("want a map or its text, not null")
	}
	start := d.at
	d.skip()
	v.SetBytes(d.line[start:d.at])
	return nil
}

func (d *decoder) fail(format string, args ...any) error {
	return badRequest(pathOf(d.path), format, args...)
}

// pathOf writes a path as those of maps are: "options.goal[2]".
func pathOf(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		switch {
		case s.key == "":
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case i > 0:
			b.WriteString("." + s.key)
		default:
			b.WriteString(s.key)
		}
	}
	return b.String()
}
