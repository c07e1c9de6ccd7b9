package bridge

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decode reads parameters. Left alone, encoding/json would pass over unknown
// keys, match the others regardless of case, take the last of several, and take
// null for nothing, so that an answer that a page computed as NaN would count
// as 0.
func decode[P any](line []byte) (P, error) {
	var p P
	if len(bytes.TrimSpace(line)) == 0 {
		return p, nil
	}
	if !utf8.Valid(line) {
		return p, badRequest("", "want UTF-8")
	}
	d := decoder{Decoder: json.NewDecoder(bytes.NewReader(line)), line: line}
	if err := d.value(reflect.ValueOf(&p).Elem()); err != nil {
		return p, err
	}
	if len(bytes.TrimSpace(line[d.InputOffset():])) > 0 {
		return p, d.broken()
	}
	return p, nil
}

// A decoder walks through a text beside the value that it fills, which is made
// of structs, lists and values that encoding/json reads.
type decoder struct {
	*json.Decoder
	line []byte
	path []string
}

func (d *decoder) value(v reflect.Value) error {
	switch {
	case v.Kind() == reflect.Struct:
		return d.object(v)
	case v.Kind() == reflect.Slice && v.Type() != reflect.TypeFor[json.RawMessage]():
		return d.list(v)
	}
	return d.leaf(v)
}

func (d *decoder) object(v reflect.Value) error {
	if err := d.open('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return d.broken()
		}
		i := fieldOf(v.Type(), name)
		if i < 0 {
			return d.fail("unknown key %s: want one of %s", quoted(name), strings.Join(keysOf(v.Type()), ", "))
		}
		d.path = append(d.path, name)
		if seen[name] {
			return d.fail("used twice")
		}
		seen[name] = true
		if err := d.value(v.Field(i)); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
	}
	return d.close()
}

func (d *decoder) list(v reflect.Value) error {
	if err := d.open('['); err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // an empty list is not a missing one
	for i := 0; d.More(); i++ {
		d.path = append(d.path, strconv.Itoa(i))
		item := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(item); err != nil {
			return err
		}
		v.Set(reflect.Append(v, item))
		d.path = d.path[:len(d.path)-1]
	}
	return d.close()
}

func (d *decoder) leaf(v reflect.Value) error {
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return d.broken()
	}
	if string(raw) == "null" || json.Unmarshal(raw, v.Addr().Interface()) != nil {
		return d.fail("want %s", sortOf(v.Type()))
	}
	return nil
}

func (d *decoder) open(bracket json.Delim) error {
	token, err := d.Token()
	switch {
	case err != nil:
		return d.broken()
	case token != bracket && bracket == '{':
		return d.fail("want an object")
	case token != bracket:
		return d.fail("want a list")
	}
	return nil
}

func (d *decoder) close() error {
	if _, err := d.Token(); err != nil {
		return d.broken()
	}
	return nil
}

func (d *decoder) fail(format string, args ...any) error {
	return badRequest(pathOf(d.path), format, args...)
}

// broken reports that the parameters are not JSON, behind what was read.
func (d *decoder) broken() error {
	at := place{Path: pathOf(d.path), Line: 1, Column: 1 + utf8.RuneCount(d.line[:d.InputOffset()])}
	return &fault{Code: codeBadRequest, Message: at.before("want one JSON object on one line"), place: at}
}

// pathOf writes a path as those of maps are: "options.goal[2]".
func pathOf(steps []string) string {
	var b strings.Builder
	for i, s := range steps {
		switch {
		case s[0] >= '0' && s[0] <= '9':
			s = "[" + s + "]"
		case i > 0:
			s = "." + s
		}
		b.WriteString(s)
	}
	return b.String()
}

func fieldOf(t reflect.Type, name string) int {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("json") == name {
			return i
		}
	}
	return -1
}

func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("json"))
	}
	if keys == nil {
		return []string{"none"}
	}
	return keys
}

// quoted quotes a key of the caller, or the beginning of one that is long.
func quoted(key string) string {
	if r := []rune(key); len(r) > 40 {
		key = string(r[:40]) + "…"
	}
	return strconv.Quote(key)
}

// sortOf names what a parameter should be.
func sortOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	return "a map or its text"
}
