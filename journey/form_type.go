package journey

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/parcours-go/parcours/persona/field"
)

// A jsonSort is a sort of JSON values, as an error names it.
type jsonSort string

const (
	anObject jsonSort = "an object"
	aList    jsonSort = "a list"
	aText    jsonSort = "a text"
	aNumber  jsonSort = "a number"
	aBoolean jsonSort = "true or false"
	aNull    jsonSort = "null"
)

// sortAt returns the sort of the value that begins with c.
func sortAt(c byte) jsonSort {
	switch c {
	case '{':
		return anObject
	case '[':
		return aList
	case '"':
		return aText
	case 't', 'f':
		return aBoolean
	case 'n':
		return aNull
	}
	return aNumber
}

// sortOf returns the sort in which encoding/json writes a t.
func sortOf(t reflect.Type) jsonSort {
	switch kind := t.Kind(); {
	case kind == reflect.String || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return aText
	case kind == reflect.Struct:
		return anObject
	case kind == reflect.Slice:
		return aList
	case kind == reflect.Bool:
		return aBoolean
	}
	return aNumber
}

// A jsonKey is a field of a struct in JSON.
type jsonKey struct {
	name   string
	of     reflect.Type
	always bool // it is written whatever its value: neither omitempty nor omitzero
}

// keysOf returns the keys of an object, in the order in which they are written.
func (f *form) keysOf(t reflect.Type) []jsonKey {
	keys, ok := f.keys[t]
	if !ok {
		for i := range t.NumField() {
			name, option, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			keys = append(keys, jsonKey{name, t.Field(i).Type, option == ""})
		}
		f.keys[t] = keys
	}
	return keys
}

func names(keys []jsonKey) string {
	list := make([]string, len(keys))
	for i, k := range keys {
		list[i] = k.name
	}
	return strings.Join(list, ", ")
}

// leafError returns err, with which encoding/json refused to read a t,
// in words that repeat no text.
func leafError(t reflect.Type, err error) error {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return fmt.Errorf("%w: want a time such as 2026-03-13T09:30:00Z", field.ErrInvalid)
	case sortOf(t) == aText:
		return err // of UnmarshalText, which names the words that it knows
	case reflect.New(t).Elem().CanInt():
		return fmt.Errorf("%w: want a whole number of 64 bits", field.ErrRange)
	}
	return fmt.Errorf("%w: want a number of 64 bits", field.ErrRange)
}

// halfSurrogate returns the offset of the first escape in a JSON string that is
// one half of a surrogate pair without the other, or -1.
func halfSurrogate(raw []byte) int {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		switch first := surrogateAt(raw[i:]); {
		case first == 0:
			i++ // what follows the backslash
		case first >= 0xDC00 || surrogateAt(raw[i+6:]) < 0xDC00:
			return i
		default:
			i += 11
		}
	}
	return -1
}

// surrogateAt returns the surrogate whose escape raw begins with, or 0.
func surrogateAt(raw []byte) uint64 {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0
	}
	c, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	if err != nil || c < 0xD800 || c > 0xDFFF {
		return 0
	}
	return c
}
