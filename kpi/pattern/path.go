package pattern

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/persona/field"
)

// PathStart and PathEnd are the two ends of a customer's events in a
// [Query.Path].
const (
	PathStart = "path_start"
	PathEnd   = "path_end"
)

// A compiled query is what a matcher looks for.
type compiled struct {
	parts      []part
	classes    []class // what the bits of parts mean
	fromStart  bool    // a match begins with the first event
	toEnd      bool    // and ends with the last
	allVisible bool    // also events of no class
}

// A class is a set of names, or all others.
type class struct {
	names []string
	not   bool
}

// maxClasses leaves a bit for what is of no class and yet visible.
const maxClasses = 31

const visible = -1 << 31

// parsePath reads a [Query.Path].
func parsePath(text string) (*compiled, error) {
	p := &pathParser{compiled: compiled{allVisible: true}}
	tokens := arrows(text)
	for i, t := range tokens {
		var err error
		switch {
		case t.text == PathStart && i == 0:
			p.fromStart = true
		case t.text == PathEnd && i == len(tokens)-1:
			p.toEnd = true
		case t.text == PathStart:
			err = t.fail("want %s at the beginning; in quotes it is an event", PathStart)
		case t.text == PathEnd:
			err = t.fail("want %s at the end; in quotes it is an event", PathEnd)
		default:
			err = p.token(t)
		}
		if err != nil {
			return nil, err
		}
		if len(p.parts) > maxParts {
			return nil, t.fail("want at most %d parts", maxParts)
		}
	}
	if events(p.parts) == 0 {
		return nil, tokens[len(tokens)-1].fail("want at least one event")
	}
	return &p.compiled, nil
}

// A token is a piece of a path, and where it stands.
type token struct {
	text string
	at   int
}

func (t token) fail(want string, args ...any) error {
	return &SyntaxError{t.at + 1, fmt.Errorf("%w: "+want, append([]any{field.ErrInvalid}, args...)...)}
}

// arrows cuts a path at its arrows.
func arrows(text string) []token { return token{text, 0}.cut("->") }

// cut cuts a token at each separator outside of quotes, and blanks off.
func (t token) cut(separator string) (list []token) {
	quoted, from := false, 0
	add := func(to int) {
		piece := t.text[from:to]
		blanks := len(piece) - len(strings.TrimLeft(piece, " \t\n"))
		list = append(list, token{strings.TrimSpace(piece), t.at + from + blanks})
	}
	for i := 0; i < len(t.text); i++ {
		if t.text[i] == '"' {
			quoted = !quoted
		}
		if !quoted && strings.HasPrefix(t.text[i:], separator) {
			add(i)
			from = i + len(separator)
			i = from - 1
		}
	}
	add(len(t.text))
	return list
}

type pathParser struct{ compiled }

func (p *pathParser) token(t token) error {
	switch {
	case t.text == ".":
		p.parts = append(p.parts, part{kind: single, bit: -1})
		return nil
	case t.text == ".*":
		p.parts = append(p.parts, part{kind: gap, bit: -1})
		return nil
	case strings.HasPrefix(t.text, "["):
		return p.set(t)
	}
	name, err := t.name()
	if err != nil {
		return err
	}
	return p.add(t, single, class{names: []string{name}})
}

// set reads [a|b], [^a|b] and both with a star.
func (p *pathParser) set(t token) error {
	of, inside := single, t
	if strings.HasSuffix(t.text, "*") {
		of, inside.text = gap, t.text[:len(t.text)-1]
	}
	if !strings.HasSuffix(inside.text, "]") {
		return token{at: t.at + len(inside.text)}.fail("want ]")
	}
	inside.text, inside.at = inside.text[1:len(inside.text)-1], inside.at+1
	c := class{}
	if strings.HasPrefix(inside.text, "^") {
		c.not, inside.text, inside.at = true, inside.text[1:], inside.at+1
	}
	for _, n := range inside.cut("|") {
		name, err := n.name()
		if err != nil {
			return err
		}
		c.names = append(c.names, name)
	}
	return p.add(t, of, c)
}

// name returns the name that a token is, in quotes or not.
func (t token) name() (string, error) {
	name := t.text
	if n := len(name); n > 1 && name[0] == '"' && name[n-1] == '"' && !strings.Contains(name[1:n-1], `"`) {
		return name[1 : n-1], nil
	}
	if name == "" {
		return "", t.fail("want an event")
	}
	if i := strings.IndexAny(name, `"[]|*`); i >= 0 {
		t.at += i
		return "", t.fail(`want a name in quotes, since it has one of "[]|*`)
	}
	return name, nil
}

// add adds a part for a class, which may be one that there is.
func (p *pathParser) add(t token, of kind, c class) error {
	i := slices.IndexFunc(p.classes, func(other class) bool {
		return other.not == c.not && slices.Equal(other.names, c.names)
	})
	if i < 0 {
		i = len(p.classes)
		p.classes = append(p.classes, c)
	}
	if i >= maxClasses {
		return t.fail("want at most %d different sets of events", maxClasses)
	}
	p.parts = append(p.parts, part{kind: of, bit: 1 << i})
	return nil
}
