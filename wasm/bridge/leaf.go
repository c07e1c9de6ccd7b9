package bridge

import (
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
)

func (d *decoder) leaf(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		s, err := d.wantText("want a text")
		v.SetString(s)
		return err
	case reflect.Int32:
		return d.character(v)
	}
	start := d.at
	d.skip()
	number := string(d.line[start:d.at])
	switch v.Kind() {
	case reflect.Bool:
		if v.SetBool(number == "true"); number != "true" && number != "false" {
			return d.fail("want true or false")
		}
		return nil
	case reflect.Int:
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return d.fail("want a whole number")
		}
		v.SetInt(n)
		return nil
	case reflect.Uint64:
		n, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			return d.fail("want a whole number from 0 on")
		}
		v.SetUint(n)
		return nil
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return d.fail("want a number")
	}
	v.SetFloat(n)
	return nil
}

// wantText steps behind a text and returns it, or complains as want says.
func (d *decoder) wantText(want string) (string, error) {
	if d.line[d.at] != '"' {
		return "", d.fail("%s", want)
	}
	return d.text(), nil
}

// character reads a text of one character; "" is none.
func (d *decoder) character(v reflect.Value) error {
	const want = "want one ASCII character"
	s, err := d.wantText(want)
	if err != nil || s == "" {
		return err
	}
	r, size := utf8.DecodeRuneInString(s)
	if size < len(s) || r <= 0 || r >= utf8.RuneSelf {
		return d.fail(want)
	}
	v.SetInt(int64(r))
	return nil
}

var (
	durationType = reflect.TypeFor[time.Duration]()
	instantType  = reflect.TypeFor[time.Time]()
	zoneType     = reflect.TypeFor[*time.Location]()
)

// isTime reports whether values of a type are what inTime reads.
func isTime(t reflect.Type) bool { return t == durationType || t == instantType || t == zoneType }

func (d *decoder) inTime(v reflect.Value) error {
	switch v.Type() {
	case durationType:
		return d.duration(v)
	case instantType:
		return d.instant(v)
	}
	return d.zone(v)
}

// longest is the longest time in seconds: 285 years, which a time.Duration can
// hold.
const longest = 9e9

// duration reads seconds. The nanosecond that -1 becomes is what the options of
// the module take for no time at all or for no limit, where they know such a
// thing, and refuse elsewhere.
func (d *decoder) duration(v reflect.Value) error {
	start := d.at
	d.skip()
	n, err := strconv.ParseFloat(string(d.line[start:d.at]), 64)
	switch {
	case err != nil:
		return d.fail("want a number of seconds")
	case n == -1:
		v.SetInt(-1)
	case n < 0 || n > longest:
		return d.fail("want 0 to %.0f seconds", float64(longest))
	default:
		v.SetInt(int64(n * float64(time.Second)))
	}
	return nil
}

// instant reads a time that a log can hold; "" is none.
func (d *decoder) instant(v reflect.Value) error {
	const want = `want a time in the form of RFC 3339, such as "2026-03-01T00:00:00Z", from 1678 to 2261`
	s, err := d.wantText(want)
	if err != nil || s == "" {
		return err
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1678 || t.Year() > 2261 {
		return d.fail(want)
	}
	v.Set(reflect.ValueOf(t))
	return nil
}

// zone reads a time zone without summer time; "" is that of the method.
func (d *decoder) zone(v reflect.Value) error {
	const want = `want "UTC" or an offset such as "+02:00"`
	s, err := d.wantText(want)
	if err != nil || s == "" {
		return err
	}
	location := time.UTC
	if s != "UTC" {
		t, err := time.Parse("Z07:00", s)
		if err != nil {
			return d.fail(want)
		}
		_, offset := t.Zone()
		location = time.FixedZone("", offset)
	}
	v.Set(reflect.ValueOf(location))
	return nil
}
