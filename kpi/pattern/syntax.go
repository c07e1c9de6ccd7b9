package pattern

import (
	"fmt"
	"math"
	"strings"

	"github.com/parcours-go/parcours/persona/field"
)

// A SyntaxError says where in a pattern a mistake is.
type SyntaxError struct {
	Column int   // of the mistake, in bytes, from 1
	Err    error // what is wrong, and what was expected
}

// Error returns the column and the mistake.
func (e *SyntaxError) Error() string { return fmt.Sprintf("column %d: %v", e.Column, e.Err) }

// Unwrap returns e.Err.
func (e *SyntaxError) Unwrap() error { return e.Err }

// maxParts bounds the length of a pattern.
const maxParts = 100

// maxSeconds is what nanoseconds in 64 bits hold.
const maxSeconds = math.MaxUint64 / 1_000_000_000

// A part is one piece of a pattern.
type part struct {
	kind
	bit   int32  // of what an event, or those in a gap, must meet; all bits for any
	nanos uint64 // of a time
}

// A kind is what a part asks of the events.
type kind uint8

const (
	single kind = iota // one event
	gap                // any number of events
	atMost             // times since the event before
	under
	atLeast
	over
	exactly
)

// A parser reads a pattern from left to right.
type parser struct {
	text       string
	at         int
	conditions int
	parts      []part
}

// parse reads a pattern over so many conditions.
func parse(text string, conditions int) ([]part, error) {
	p := &parser{text: text, conditions: conditions}
	for p.at < len(p.text) {
		if err := p.part(); err != nil {
			return nil, err
		}
		if len(p.parts) > maxParts {
			return nil, p.fail(p.at, "want at most %d parts", maxParts)
		}
	}
	events := 0
	for i := len(p.parts) - 1; i >= 0; i-- {
		if p.parts[i].kind == single {
			events++
		} else if p.parts[i].isTime() && events == 0 {
			return nil, p.fail(len(text), "want an event after a time")
		}
	}
	if events == 0 {
		return nil, p.fail(len(text), "want at least one event, such as (?1)")
	}
	return p.parts, nil
}

func (p part) isTime() bool { return p.kind >= atMost }

func (p *parser) part() error {
	start := p.at
	switch {
	case p.takes("(?t"):
		return p.time(start)
	case p.takes("(?"):
		return p.event()
	case p.takes(".*"):
		if n := len(p.parts); n == 0 || p.parts[n-1].kind != gap { // ".*.*" is ".*"
			p.parts = append(p.parts, part{kind: gap, bit: -1})
		}
	case p.takes("."):
		p.parts = append(p.parts, part{kind: single, bit: -1})
	default:
		return p.fail(p.at, "want (?n), (?t…), . or .*")
	}
	return nil
}

func (p *parser) event() error {
	start := p.at
	n, err := p.number(math.MaxInt32)
	if err != nil {
		return err
	}
	if n < 1 || n > uint64(p.conditions) {
		return p.fail(start, "want a condition from 1 to %d", p.conditions)
	}
	p.parts = append(p.parts, part{kind: single, bit: 1 << (n - 1)})
	return p.close()
}

func (p *parser) time(start int) error {
	if n := len(p.parts); n > 0 && p.parts[n-1].isTime() {
		return p.fail(start, "want an event or .* between two times")
	}
	var t part
	switch {
	case p.takes("<="):
		t.kind = atMost
	case p.takes("<"):
		t.kind = under
	case p.takes(">="):
		t.kind = atLeast
	case p.takes(">"):
		t.kind = over
	case p.takes("=="):
		t.kind = exactly
	default:
		return p.fail(p.at, "want one of <= < >= > ==")
	}
	start = p.at
	n, err := p.number(maxSeconds)
	if err != nil {
		return err
	}
	unit := p.unit()
	if n > maxSeconds/unit {
		return p.fail(start, "want a time of at most 584 years")
	}
	t.nanos = n * unit * 1e9
	p.parts = append(p.parts, t)
	return p.close()
}

// unit takes a unit of time, and returns its seconds.
func (p *parser) unit() uint64 {
	switch {
	case p.takes("m"):
		return 60
	case p.takes("h"):
		return 60 * 60
	case p.takes("d"):
		return 24 * 60 * 60
	}
	p.takes("s")
	return 1
}

func (p *parser) number(limit uint64) (n uint64, err error) {
	start := p.at
	for ; p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9'; p.at++ {
		digit := uint64(p.text[p.at] - '0')
		if n > (limit-digit)/10 {
			return 0, p.fail(start, "want a number of at most %d", limit)
		}
		n = 10*n + digit
	}
	if p.at == start {
		return 0, p.fail(start, "want a whole number")
	}
	return n, nil
}

func (p *parser) close() error {
	if !p.takes(")") {
		return p.fail(p.at, "want )")
	}
	return nil
}

// takes goes past prefix, if it is what comes next.
func (p *parser) takes(prefix string) bool {
	ok := strings.HasPrefix(p.text[p.at:], prefix)
	if ok {
		p.at += len(prefix)
	}
	return ok
}

func (p *parser) fail(at int, want string, args ...any) error {
	return &SyntaxError{at + 1, fmt.Errorf("%w: "+want, append([]any{field.ErrInvalid}, args...)...)}
}
