package event

import "strings"

// A pattern is a layout of package time that is made of 2006, 01, 02, 15, 04
// and 05, a fraction .000 at its end, and signs between them: a text of one
// length with each part at its place. It reads fewer texts than package time
// does, and those it reads it reads alike. The zero pattern reads none.
type pattern struct {
	like  string // the layout
	marks []int  // where signs are that the text must have too
	at    [6]int // where year, month, day, hour, minute and second are; -1 means nowhere
	frac  int    // where the digits of the fraction begin; 0 means nowhere
}

var elements = [6]string{"2006", "01", "02", "15", "04", "05"}

// patternOf returns the pattern of a layout, or the zero pattern if the layout
// has other parts.
func patternOf(layout string) pattern {
	p := pattern{like: layout, at: [6]int{-1, -1, -1, -1, -1, -1}}
	for i := 0; i < len(layout); {
		if k := elementAt(layout[i:]); k >= 0 && p.at[k] < 0 {
			p.at[k] = i
			i += len(elements[k])
			continue
		}
		afterSecond := p.at[5] >= 0 && i == p.at[5]+2
		point := layout[i] == '.' || layout[i] == ','
		if point && afterSecond && isFraction(layout[i+1:]) {
			p.frac = i + 1
			p.marks = append(p.marks, i)
			break
		}
		if point && afterSecond || isSpecial(layout[i:]) {
			return pattern{}
		}
		p.marks = append(p.marks, i)
		i++
	}
	if min(p.at[0], p.at[1], p.at[2]) < 0 {
		return pattern{}
	}
	return p
}

// elementAt returns the index of the element that s begins with, or -1.
func elementAt(s string) int {
	for k, e := range elements {
		if strings.HasPrefix(s, e) {
			return k
		}
	}
	return -1
}

func isFraction(s string) bool {
	return s != "" && len(s) <= 9 && strings.Trim(s, "0") == ""
}

// isSpecial reports whether s may begin with another element of a layout.
func isSpecial(s string) bool {
	if strings.IndexByte("0123456789_JMPpZ", s[0]) >= 0 {
		return true
	}
	return strings.IndexByte("-.,", s[0]) >= 0 && len(s) > 1 && s[1]-'0' <= 9 && elementAt(s[1:]) < 0
}

// read returns the seconds and the nanoseconds since 1970, in the time of a
// place, that b stands for.
func (p *pattern) read(b []byte) (sec, nano int64, ok bool) {
	if len(b) != len(p.like) || len(b) == 0 {
		return 0, 0, false
	}
	for _, i := range p.marks {
		if b[i] != p.like[i] {
			return 0, 0, false
		}
	}
	var part [6]int64
	for k, at := range p.at {
		if at >= 0 {
			if part[k], ok = digits(b[at : at+len(elements[k])]); !ok {
				return 0, 0, false
			}
		}
	}
	if part[3] > 23 || part[4] > 59 || part[5] > 59 {
		return 0, 0, false
	}
	if p.frac > 0 {
		if _, ok = digits(b[p.frac:]); !ok {
			return 0, 0, false
		}
		nano, _, _ = fraction(b[p.frac-1:])
	}
	sec, ok = midnight(part[0], part[1], part[2])
	return sec + part[3]*3600 + part[4]*60 + part[5], nano, ok
}
