package event

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
)

// A tree is JSON as encoding/json tells it: a member may be there twice. A
// value is a []treeMember, a []any, a string, a json.Number, a bool or nil.
type treeMember struct {
	name  string
	value any
}

// parseTree reads one JSON value, and nothing behind it.
func parseTree(text []byte) (any, error) {
	if !json.Valid(text) {
		return nil, ErrJSON
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return parseValue(d, 0)
}

func parseValue(d *json.Decoder, depth int) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return token, nil
	}
	if depth >= maxNesting {
		return nil, errNesting
	}
	var members []treeMember
	var list []any
	for d.More() {
		name := ""
		if delim == '{' {
			token, err := d.Token()
			if err != nil {
				return nil, err
			}
			name = token.(string)
		}
		v, err := parseValue(d, depth+1)
		if err != nil {
			return nil, err
		}
		members, list = append(members, treeMember{name, v}), append(list, v)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if delim == '[' {
		return list, nil
	}
	return members, nil
}

// A slowLine reads a line by way of encoding/json.
type slowLine struct {
	o    JSONOptions
	used map[string]bool // paths that count as something other than an attribute
}

// inside returns what a text that is JSON holds, an object or a list of pairs,
// where something within counts.
func inside(v any, list bool) (any, error) {
	s, ok := v.(string)
	if !ok {
		return v, nil
	}
	s = strings.TrimLeft(s, " \t\r\n")
	if !strings.HasPrefix(s, "{") && !(list && strings.HasPrefix(s, "[")) {
		return v, nil
	}
	return parseTree([]byte(s))
}

// valuesAt returns all values at a path.
func valuesAt(root any, steps []step) ([]any, error) {
	values := []any{root}
	for i, s := range steps {
		var next []any
		for _, v := range values {
			if i > 0 {
				var err error
				if v, err = inside(v, s.pair); err != nil {
					return nil, err
				}
			}
			if s.pair {
				next = append(next, valuesOfKey(v, s.name)...)
				continue
			}
			members, _ := v.([]treeMember)
			for _, m := range members {
				if m.name == s.name {
					next = append(next, m.value)
				}
			}
		}
		if values = next; s.pair && len(values) > 1 {
			values = values[:1]
		}
	}
	return values, nil
}

// pairsOf returns the keys and the values of a list of pairs.
func pairsOf(v any) (keys []string, values []any) {
	list, _ := v.([]any)
	for _, pair := range list {
		var key, value any
		members, _ := pair.([]treeMember)
		for _, m := range members {
			typed, isObject := m.value.([]treeMember)
			switch {
			case m.name == "key" && key == nil && isScalar(m.value):
				key = m.value
			case m.name == "value" && isObject:
				for _, t := range typed {
					if value == nil && isScalar(t.value) && slices.Contains([]string{"string_value", "int_value", "float_value", "double_value"}, t.name) {
						value = t.value
					}
				}
			case m.name == "value" && value == nil && isScalar(m.value):
				value = m.value
			}
		}
		if name, ok := key.(string); ok && value != nil {
			keys, values = append(keys, name), append(values, value)
		}
	}
	return keys, values
}

func valuesOfKey(v any, key string) []any {
	var out []any
	keys, values := pairsOf(v)
	for i, k := range keys {
		if k == key {
			out = append(out, values[i])
		}
	}
	return out
}

func isScalar(v any) bool {
	switch v.(type) {
	case string, json.Number, bool:
		return true
	}
	return false
}

// scalarAt returns the only scalar at a path, nil for none.
func (s *slowLine) scalarAt(root any, path string) (any, error) {
	steps, _, err := pathOf(path, false)
	if err != nil {
		return nil, err
	}
	values, err := valuesAt(root, steps)
	if err != nil {
		return nil, err
	}
	values = slices.DeleteFunc(values, func(v any) bool {
		return !isScalar(v) || s.o.Absent[path] != "" && textOf(v) == s.o.Absent[path]
	})
	switch len(values) {
	case 0:
		return nil, nil
	case 1:
		return values[0], nil
	}
	return nil, ErrTwice
}

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// first returns the first of the paths that says something.
func (s *slowLine) first(root any, paths []string) (found any, err error) {
	for _, p := range paths {
		v, e := s.scalarAt(root, p)
		if err = errors.Join(err, e); found == nil && textOf(v) != "" {
			found = v
			s.used[p] = true
		}
	}
	return found, err
}

// event returns what a line says: nil for a record that is no event.
func (s *slowLine) event(line []byte) (*Event, error) {
	if !utf8.Valid(line) {
		return nil, ErrText
	}
	root, err := parseTree(line)
	if err != nil {
		return nil, err
	}
	if members, ok := root.([]treeMember); !ok && len(members) == 0 && line[0] != '{' {
		return nil, ErrJSON
	}
	s.used = map[string]bool{}
	var errs []error
	get := func(paths []string) any {
		v, err := s.first(root, paths)
		errs = append(errs, err)
		return v
	}
	who, when, what := get(s.o.Customer), get(s.o.Time), get(s.o.Name)
	channel, value := get(s.o.Channel), get(s.o.Value)
	e := &Event{Customer: textOf(who), Name: textOf(what), Channel: journey.Channel(textOf(channel)), NoValue: true}
	if e.Attrs, err = s.attrs(root); err != nil {
		return nil, err
	}
	order, kind := get(s.o.Order), get(some(s.o.Kind))
	for _, p := range slices.Concat(s.o.ID, s.o.Aliases) {
		get([]string{p})
	}
	if kind != nil && !slices.Contains(s.o.Kinds, textOf(kind)) && errors.Join(errs...) == nil {
		return nil, nil
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if who == nil || what == nil {
		return nil, ErrEmpty
	}
	if e.Time, err = s.time(when); err != nil {
		return nil, err
	}
	if order != nil {
		if e.Order, err = strconv.ParseInt(textOf(order), 10, 64); err != nil {
			return nil, ErrOrder
		}
	}
	if text := strings.TrimSpace(textOf(value)); text != "" {
		e.NoValue = false
		if e.Value, err = valueSlowly(text); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// attrs returns the attributes of an event.
func (s *slowLine) attrs(root any) (map[string]string, error) {
	out := map[string]string{}
	for i := len(s.o.Spread) - 1; i >= 0; i-- {
		path := s.o.Spread[i]
		steps, ofList, err := pathOf(path, true)
		if err != nil {
			return nil, err
		}
		values, err := valuesAt(root, steps)
		if err != nil {
			return nil, err
		}
		seen := map[string]bool{}
		for _, v := range values {
			if path != "" {
				if v, err = inside(v, ofList); err != nil {
					return nil, err
				}
			}
			names, scalars := pairsOf(v)
			if !ofList {
				members, _ := v.([]treeMember)
				names, scalars = nil, nil
				for _, m := range members {
					names, scalars = append(names, m.name), append(scalars, m.value)
				}
			}
			for k, name := range names {
				full := strings.TrimPrefix(path+"."+escapedName(name), ".")
				if ofList {
					full = path[:len(path)-1] + escapedName(name) + "]"
				}
				if name == "" || !isScalar(scalars[k]) || s.o.Absent[full] != "" && s.o.Absent[full] == textOf(scalars[k]) || s.isHost(full, scalars[k]) {
					continue
				}
				if seen[name] && ofList {
					continue
				}
				if seen[name] {
					return nil, ErrTwice
				}
				seen[name] = true
				if s.isRole(full) {
					continue
				}
				if text := textOf(scalars[k]); text != "" {
					out[name] = text
				}
			}
		}
	}
	for name, path := range s.o.Attrs {
		v, err := s.scalarAt(root, path)
		if err != nil {
			return nil, err
		}
		if text := textOf(v); text != "" {
			out[name] = text
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}

// isHost reports whether a text at a path is JSON of which something may count.
func (s *slowLine) isHost(path string, v any) bool {
	if _, ok := v.(string); !ok {
		return false
	}
	for _, p := range slices.Concat(s.o.Customer, s.o.Time, s.o.Name, s.o.Channel, s.o.Value, s.o.ID, s.o.Order, s.o.Spread, sortedValues(s.o.Attrs), sortedKeys(s.o.Absent)) {
		if strings.HasPrefix(p, path+".") || strings.HasPrefix(p, path+"[") || p == path && slices.Contains(s.o.Spread, p) {
			return true
		}
	}
	return false
}

// isRole reports whether the member at a path is something other than an
// attribute in this line.
func (s *slowLine) isRole(path string) bool {
	always := slices.Concat(some(s.o.Kind), s.o.ID, s.o.Order, s.o.Aliases, sortedValues(s.o.Attrs))
	return s.used[path] || slices.Contains(always, path)
}

// usualZones turn zones into those of RFC 3339.
var usualZones = []struct {
	other *regexp.Regexp
	usual string
}{
	{regexp.MustCompile(`^(.{16,36}) UTC$`), "${1}Z"},
	{regexp.MustCompile(`^(.{15,35}[+-]\d\d)(\d\d)$`), "$1:$2"},
	{regexp.MustCompile(`^(.{17,37}[+-]\d\d)$`), "$1:00"},
}

// isLax reports whether a time is one that package time takes and RFC 3339 does
// not have: an hour of one digit, or a zone of 24 hours or 60 minutes.
func isLax(s string) bool {
	if len(s) < 14 || s[4] != '-' {
		return false
	}
	zone := s[len(s)-6:]
	return s[13] != ':' || strings.ContainsAny(zone[:1], "+-") && (zone[1:3] >= "24" || zone[4:] >= "60")
}

func escapedName(name string) string {
	return strings.NewReplacer(`\`, `\\`, `.`, `\.`, `[`, `\[`, `]`, `\]`).Replace(name)
}

func (s *slowLine) time(v any) (time.Time, error) {
	if _, ok := v.(bool); ok || v == nil {
		return time.Time{}, ErrTime
	}
	text := strings.TrimSpace(textOf(v))
	for _, zone := range usualZones {
		text = zone.other.ReplaceAllString(text, zone.usual)
	}
	if s.o.Layout == "" && isLax(text) {
		return time.Time{}, ErrTime
	}
	if t, err := timeSlowly(text, CSVOptions{Layout: s.o.Layout, Location: s.o.Location}); err == nil {
		return t, nil
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || s.o.Layout != "" {
		return time.Time{}, ErrTime
	}
	var t time.Time
	switch size := max(n, -n); {
	case size < 1e11:
		t = time.Unix(n, 0)
	case size < 1e14:
		t = time.UnixMilli(n)
	case size < 1e17:
		t = time.UnixMicro(n)
	default:
		t = time.Unix(0, n)
	}
	if !time.Unix(0, t.UnixNano()).Equal(t) {
		return time.Time{}, ErrTime
	}
	return t.UTC(), nil
}

// readJSONSlowly is ReadJSONL by way of encoding/json, for options that name
// all roles, one Order at most and no ids. It returns the events and the lines that are bad.
func readJSONSlowly(data []byte, o JSONOptions) (events []Event, bad map[int]error) {
	if o.Spread == nil {
		o.Spread = []string{""}
	}
	s := slowLine{o: o}
	bad = map[int]error{}
	for i, line := range bytes.Split(data, newline) {
		if line = bytes.Trim(line, " \t\r"); len(line) == 0 {
			continue
		}
		e, err := s.event(line)
		if err != nil {
			bad[i+1] = err
		} else if e != nil {
			events = append(events, *e)
		}
	}
	return events, bad
}

// requireJSONAsSlow fails unless a file is read as encoding/json reads it.
func requireJSONAsSlow(t testing.TB, data []byte, o JSONOptions) {
	t.Helper()
	events, slowBad := readJSONSlowly(data, o)
	bad := map[int]error{}
	o.Skip = func(e *SyntaxError) error { bad[e.Line] = e.Err; return nil }
	l, err := ReadJSONL(bytes.NewReader(data), &o)
	require.NoError(t, err, "%q", data)
	for line, err := range bad {
		require.Error(t, slowBad[line], "line %d: %v\n%q", line, err, data)
	}
	for line, err := range slowBad {
		require.Error(t, bad[line], "line %d: %v\n%q", line, err, data)
	}
	slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(a.Order, b.Order) })
	requireLog(t, placed(events), l)
}
