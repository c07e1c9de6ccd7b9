package bridge

import (
	"encoding/json"
	"strings"
)

// These are the steps of a decoder through its text. Since that is JSON, they
// look for ends and at nothing else.

// enter steps behind a bracket, and next behind a value and its comma.
func (d *decoder) enter() { d.at++; d.blank() }

func (d *decoder) next() {
	d.blank()
	if d.line[d.at] == ',' {
		d.enter()
	}
}

func (d *decoder) blank() {
	for strings.IndexByte(" \t\r\n", d.line[d.at]) >= 0 {
		d.at++
	}
}

// text steps behind a text and returns it.
func (d *decoder) text() string {
	start := d.at
	d.skip()
	var s string
	if err := json.Unmarshal(d.line[start:d.at], &s); err != nil {
		panic(err)
	}
	return s
}

// skip steps behind a value.
func (d *decoder) skip() {
	for depth := 0; ; {
		switch c := d.line[d.at]; c {
		case '"':
			d.skipText()
		case '{', '[':
			depth++
			d.at++
		case '}', ']':
			depth--
			d.at++
		case ',', ':', ' ', '\t', '\r', '\n':
			d.at++
		default:
			d.skipWord()
		}
		if depth == 0 {
			return
		}
	}
}

func (d *decoder) skipText() {
	for d.at++; d.line[d.at] != '"'; d.at++ {
		if d.line[d.at] == '\\' {
			d.at++
		}
	}
	d.at++
}

// skipWord steps behind a number, true, false or null.
func (d *decoder) skipWord() {
	for d.at < len(d.line) && strings.IndexByte(",:]} \t\r\n", d.line[d.at]) < 0 {
		d.at++
	}
}
