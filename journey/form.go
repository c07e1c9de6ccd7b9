package journey

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/parcours-go/parcours/persona/field"
)

// checkForm reports the first place at which data, good JSON, is not what
// encoding/json writes for t. Left alone, encoding/json would match keys
// regardless of case, take the last of several, leave out what it does not
// know, and take null for nothing.
//
// It descends only where a type does, so that types bound its depth.
func checkForm(data []byte, t reflect.Type) error {
	f := form{data: data, keys: make(map[reflect.Type][]jsonKey)}
	f.blank()
	return f.value(t)
}

// A form walks through a text beside the types that it should have. Since the
// text is good JSON, it steps over commas and colons without a look.
type form struct {
	data   []byte
	at     int    // the offset of the next byte
	path   []byte // of the value at hand
	values int    // so far
	keys   map[reflect.Type][]jsonKey
}

func (f *form) fail(offset int, err error) error {
	return syntaxError(f.data, offset, string(f.path), err)
}

func (f *form) value(t reflect.Type) error {
	if f.values++; f.values > maxValues {
		return f.fail(f.at, fmt.Errorf("want at most %d values", maxValues))
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	want, found := sortOf(t), sortAt(f.data[f.at])
	switch {
	case want != found:
		return f.fail(f.at, fmt.Errorf("want %s, found %s", want, found))
	case want == anObject:
		return f.object(t)
	case want == aList:
		return f.list(t.Elem())
	}
	return f.leaf(t)
}

func (f *form) object(t reflect.Type) error {
	start, end := f.at, len(f.path)
	keys := f.keysOf(t)
	seen := make([]bool, len(keys))
	for f.enter(); f.data[f.at] != '}'; f.next() {
		i, err := f.key(keys, seen)
		if err != nil {
			return err
		}
		seen[i] = true
		if err := f.value(keys[i].of); err != nil {
			return err
		}
		f.path = f.path[:end]
	}
	f.at++
	for i, k := range keys {
		if k.always && !seen[i] {
			f.step(k.name)
			return f.fail(start, field.ErrMissing)
		}
	}
	return nil
}

// key reads a key and adds it to the path.
func (f *form) key(keys []jsonKey, seen []bool) (int, error) {
	start := f.at
	f.at = stringEnd(f.data, start)
	var name string
	if err := json.Unmarshal(f.data[start:f.at], &name); err != nil {
		return 0, f.fail(start, err)
	}
	i := slices.IndexFunc(keys, func(k jsonKey) bool { return k.name == name })
	if i < 0 {
		return 0, f.fail(start, fmt.Errorf("%w key: want one of %s", field.ErrUnknown, names(keys)))
	}
	f.step(name)
	if seen[i] {
		return 0, f.fail(start, field.ErrDuplicate)
	}
	f.blank()
	f.at++ // the colon
	f.blank()
	return i, nil
}

func (f *form) list(item reflect.Type) error {
	end, i := len(f.path), 0
	for f.enter(); f.data[f.at] != ']'; f.next() {
		f.path = strconv.AppendInt(append(f.path, '['), int64(i), 10)
		f.path = append(f.path, ']')
		if err := f.value(item); err != nil {
			return err
		}
		f.path = f.path[:end]
		i++
	}
	f.at++
	return nil
}

// leaf lets encoding/json judge a value that has none inside, so that what it
// refuses has its place.
func (f *form) leaf(t reflect.Type) error {
	start := f.at
	f.at = f.leafEnd()
	raw := f.data[start:f.at]
	if i := halfSurrogate(raw); i >= 0 {
		return f.fail(start+i, fmt.Errorf("%w: want both halves of a surrogate pair", field.ErrEncoding))
	}
	if err := json.Unmarshal(raw, reflect.New(t).Interface()); err != nil {
		return f.fail(start, leafError(t, err))
	}
	return nil
}

func (f *form) leafEnd() int {
	if f.data[f.at] == '"' {
		return stringEnd(f.data, f.at)
	}
	end := f.at
	for end < len(f.data) && !strings.ContainsRune(",]} \t\r\n", rune(f.data[end])) {
		end++
	}
	return end
}

// enter steps behind a bracket and next behind a value, each to what follows.
func (f *form) enter() { f.at++; f.blank() }

func (f *form) next() {
	f.blank()
	if f.data[f.at] == ',' {
		f.enter()
	}
}

func (f *form) blank() {
	for strings.ContainsRune(" \t\r\n", rune(f.data[f.at])) {
		f.at++
	}
}

func (f *form) step(name string) {
	if len(f.path) > 0 {
		f.path = append(f.path, '.')
	}
	f.path = append(f.path, name...)
}
