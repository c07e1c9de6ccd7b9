package event

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

// readXESSlowly reads a file of XES with encoding/xml: the obvious reader that
// the fast one is compared with. It returns the events, and the faults of those
// that are bad.
func readXESSlowly(data []byte, o XESOptions) (events []Event, bad []error, err error) {
	s := slowXES{o: o, d: xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))), seen: map[string]bool{}}
	s.d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "us-ascii") {
			return r, nil
		}
		return nil, errors.New("charset")
	}
	root := 0
	for {
		t, err := s.d.Token()
		if err == io.EOF && root == 1 {
			return s.events, s.bad, nil
		}
		if err != nil {
			return nil, nil, err
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, nil, ErrDTD
		case xml.CharData:
			if len(bytes.Trim(t, " \t\r\n")) > 0 {
				return nil, nil, errChar
			}
		case xml.StartElement:
			if root++; root > 1 {
				return nil, nil, errChar
			}
			if t.Name.Local != "log" {
				return nil, nil, errNoLog
			}
			if err := s.log(); err != nil {
				return nil, nil, err
			}
		}
	}
}

type slowXES struct {
	o      XESOptions
	d      *xml.Decoder
	events []Event
	bad    []error
	seen   map[string]bool
	by     []string

	traceGlobals, eventGlobals map[string]string
	traces                     int
}

// children calls do with every child of the element that is being read. What do
// does not read is passed over.
func (s *slowXES) children(depth int, do func(xml.StartElement) (read bool, err error)) error {
	for {
		t, err := s.d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.Directive:
			return ErrDTD
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if depth == maxDepth {
				return errDepth
			}
			read, err := false, error(nil)
			if do != nil {
				read, err = do(t)
			}
			if err == nil && !read {
				err = s.children(depth+1, nil)
			}
			if err != nil {
				return err
			}
		}
	}
}

func slowValue(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return strings.NewReplacer("\n", " ", "\t", " ", "\r", " ").Replace(a.Value)
		}
	}
	return ""
}

// attribute reads a child into of, if it is an attribute.
func (s *slowXES) attribute(t xml.StartElement, of map[string]string) error {
	if !isAttribute([]byte(t.Name.Local)) {
		return nil
	}
	key := slowValue(t, "key")
	if key == "" {
		return errNoKey
	}
	of[key] = slowValue(t, "value")
	return nil
}

func (s *slowXES) log() error {
	s.traceGlobals, s.eventGlobals = map[string]string{}, map[string]string{}
	return s.children(1, func(t xml.StartElement) (bool, error) {
		started := func() error {
			if s.o.Classifier != "" && s.by == nil {
				return errClassifier
			}
			return nil
		}
		switch t.Name.Local {
		case "trace":
			if err := started(); err != nil {
				return false, err
			}
			s.traces++
			return true, s.trace()
		case "event":
			if err := started(); err != nil {
				return false, err
			}
			return true, s.event(nil, "", 2)
		case "global":
			of := s.eventGlobals
			if slowValue(t, "scope") == "trace" {
				of = s.traceGlobals
			}
			return true, s.children(2, func(t xml.StartElement) (bool, error) { return false, s.attribute(t, of) })
		case "classifier":
			if s.o.Classifier != "" && slowValue(t, "name") == s.o.Classifier && slowValue(t, "scope") != "trace" {
				s.by = classifierKeys(slowValue(t, "keys"))
			}
		}
		return false, nil
	})
}

func (s *slowXES) trace() error {
	own := map[string]string{}
	if s.o.Globals {
		maps.Copy(own, s.traceGlobals)
	}
	number, late := fmt.Sprintf("case %d", s.traces), false
	return s.children(2, func(t xml.StartElement) (bool, error) {
		if t.Name.Local == "event" {
			late = true
			return true, s.event(own, number, 3)
		}
		if late && isAttribute([]byte(t.Name.Local)) {
			return false, errLate
		}
		return false, s.attribute(t, own)
	})
}

func (s *slowXES) event(trace map[string]string, number string, depth int) error {
	own := map[string]string{}
	if s.o.Globals {
		maps.Copy(own, s.eventGlobals)
	}
	if err := s.children(depth, func(t xml.StartElement) (bool, error) { return false, s.attribute(t, own) }); err != nil {
		return err
	}
	e, err := s.made(trace, own, number)
	switch {
	case err != nil:
		s.bad = append(s.bad, err)
	case e != nil:
		s.events = append(s.events, *e)
	}
	return nil
}

// made returns the event with those attributes, nil if it is not wanted.
func (s *slowXES) made(trace, own map[string]string, number string) (*Event, error) {
	used := map[string]bool{}
	role := func(key, usual string) string {
		if key == "" {
			key = usual
		}
		used[key] = true
		if cut, ok := strings.CutPrefix(key, casePrefix); ok {
			return trace[cut]
		}
		return own[key]
	}
	e := Event{Customer: role(s.o.Customer, "case:concept:name"), Channel: journey.Channel(role(s.o.Channel, ""))}
	if e.Customer == "" && s.o.Customer == "" {
		e.Customer = number
	}
	when, id, value := role(s.o.Time, "time:timestamp"), role(s.o.ID, "identity:id"), role(s.o.Value, "")
	if s.o.Classifier == "" {
		e.Name = role(s.o.Name, "concept:name")
	} else {
		var parts []string
		for _, key := range s.by {
			parts = append(parts, own[key])
		}
		if e.Name = strings.Join(parts, "+"); strings.Join(parts, "") == "" {
			e.Name = ""
		}
	}
	if t := own["lifecycle:transition"]; s.o.Transitions != nil && t != "" &&
		!slices.ContainsFunc(s.o.Transitions, func(want string) bool { return strings.EqualFold(want, t) }) {
		return nil, nil
	}
	if e.Customer == "" || e.Name == "" {
		return nil, ErrEmpty
	}
	var err error
	if e.Time, err = timeSlowly(when, CSVOptions{Location: s.o.Location}); err != nil {
		return nil, err
	}
	if value = strings.TrimSpace(value); value == "" {
		e.NoValue = true
	} else if e.Value, err = valueSlowly(value); err != nil {
		return nil, err
	}
	if id != "" && s.seen[id] {
		return nil, nil
	}
	s.seen[id] = true
	add := func(key, text string) {
		if text != "" && !used[key] && (s.o.Attrs == nil || slices.Contains(s.o.Attrs, key)) {
			if e.Attrs == nil {
				e.Attrs = map[string]string{}
			}
			e.Attrs[key] = text
		}
	}
	for key, text := range trace {
		add(casePrefix+key, text)
	}
	for key, text := range own {
		add(key, text)
	}
	return &e, nil
}
