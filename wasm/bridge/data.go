package bridge

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
)

// dataOf reads data in the form in which this module writes them.
func dataOf[T any](data []byte) (T, error) {
	var v T
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, badData(data, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return v, badRequest("data", "want one value of JSON")
	}
	return v, nil
}

// badData says what encoding/json complains of, without the types of Go and
// without what stands in the data: a name may stand where a time should.
func badData(data []byte, err error) error {
	if err == io.EOF {
		return badRequest("data", "missing")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return badRequest("data", "the JSON ends too early")
	}
	if bad, ok := errors.AsType[*json.SyntaxError](err); ok {
		at := placeAt(data, int(bad.Offset)-1) // the offset is behind the offending byte
		at.Path = "data"
		return &fault{Code: codeBadRequest, Message: at.before("want JSON"), place: at}
	}
	if bad, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return badRequest(strings.TrimSuffix("data."+bad.Field, "."), "want %s", kindOf(bad.Type))
	}
	if _, ok := errors.AsType[*time.ParseError](err); ok {
		return badRequest("data", "want times in the form of RFC 3339")
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		if key, err := strconv.Unquote(name); err == nil {
			return badRequest("data", "unknown key %s", quoted(key))
		}
	}
	return badRequest("data", "want what this module replies with")
}

// placeAt returns the line and column of a byte.
func placeAt(data []byte, at int) place {
	before := data[:min(max(at, 0), len(data))]
	begin := bytes.LastIndexByte(before, '\n') + 1
	return place{Line: 1 + bytes.Count(before, []byte{'\n'}), Column: 1 + len([]rune(string(before[begin:])))}
}

// kindOf says what of JSON is read into a type.
func kindOf(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// mapIn reads a map that is a part of something, at that path. Mistakes have
// their path in the whole; lines would count in the part, which nobody has.
func mapIn(path string, part json.RawMessage, as code) (*journey.Map, error) {
	list := []mistake{{Message: "missing"}}
	if len(part) > 0 {
		text, err := textOf(part)
		if err != nil {
			return nil, err
		}
		m, err := journey.Read(bytes.NewReader(text))
		if list = mistakesOf(err); len(list) == 0 {
			return m, err
		}
	}
	for i, bad := range list {
		list[i].place = place{Path: strings.TrimSuffix(path+"."+bad.Path, ".")}
	}
	f := invalidMap(list)
	if f.Code = as; as != codeInvalidMap {
		f.Mistakes = nil
	}
	return nil, f
}

// textOf returns the JSON of a map that is given as such, or as a text of it.
func textOf(raw json.RawMessage) ([]byte, error) {
	if raw[0] != '"' {
		return raw, nil
	}
	var s string
	err := json.Unmarshal(raw, &s)
	return []byte(s), err
}
