package journey

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"unicode/utf8"
)

// Read reads a map in its JSON form, to the end of r, and validates it. The
// form is that of [Schema].
//
// It reads what it fully understands and nothing else. A *[SyntaxError] with
// the place answers a key that is unknown (upper and lower case differ), used
// twice or missing, a value of another type, null, a number out of range, text
// behind the map, text that is not UTF-8 (half of a surrogate pair included),
// more than 8 MiB, 100,000 values or 64 levels. A byte order mark at the
// beginning is passed over. What [Map.Validate] finds comes back as it is.
func Read(r io.Reader) (*Map, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, err
	}
	if err := checkText(data, reflect.TypeFor[Map]()); err != nil {
		return nil, err
	}
	m := new(Map)
	if err := json.Unmarshal(bytes.TrimPrefix(data, byteOrderMark), m); err != nil {
		return nil, &SyntaxError{Line: 1, Column: 1, Err: err}
	}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return m, nil
}

// Write writes the map in its JSON form, for [Read]: indented by two spaces,
// with a newline at the end, the same bytes for the same map.
//
// A map that Read would refuse is an error, and nothing is written.
func (m *Map) Write(w io.Writer) error {
	if err := m.Validate(); err != nil {
		return err
	}
	c := *m
	if c.Stages == nil {
		c.Stages = []Stage{} // a list in JSON, not null
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(c); err != nil {
		return err
	}
	if err := checkText(text.Bytes(), reflect.TypeFor[Map]()); err != nil {
		return fmt.Errorf("journey: the map is too large to be read again: %w", err)
	}
	_, err := w.Write(text.Bytes())
	return err
}

// A SyntaxError is the place and the cause of a text that is not the JSON form
// of a map.
type SyntaxError struct {
	Line   int    // from 1
	Column int    // from 1, in characters of Unicode
	Path   string // of the value, such as "stages[1].measures[0].value"; "" where the text is not JSON, or outside of all values
	Err    error  // what is wrong: it may wrap an error of package field
}

// Error returns the place and the cause.
func (e *SyntaxError) Error() string {
	place := fmt.Sprintf("line %d, column %d: ", e.Line, e.Column)
	if e.Path != "" {
		place += e.Path + ": "
	}
	return place + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *SyntaxError) Unwrap() error { return e.Err }

// syntaxError returns err with the place of the byte at offset.
func syntaxError(data []byte, offset int, path string, err error) *SyntaxError {
	before := data[:min(offset, len(data))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return &SyntaxError{
		Line:   1 + bytes.Count(before, []byte{'\n'}),
		Column: 1 + utf8.RuneCount(line),
		Path:   path,
		Err:    err,
	}
}
