package journey

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/field"
)

// Validate reports everything that is wrong with the map, each mistake as a
// *[field.Error], joined in the order of the map. A map without stages is a
// good one.
//
// The form and the range of a single field stand in its tag. Between fields
// these rules hold:
//
//   - A stage has a name of its own in the map, a touchpoint in its stage, a
//     measure in its list, a target by its measure and its Op.
//   - An event under one channel is tied to one touchpoint of the whole map.
//   - Value, Lo and Hi of a measure lie in the range of its [Unit], and Value
//     lies from Lo to Hi where Level has a value. At a Level of 1 the three are
//     equal, at a Level of 0 there are no Lo and Hi.
//   - A measure that has the name of one that package kpi writes has its unit.
//   - A target lies in the range of the unit of its measure: the measure of
//     that name beside it, or else the one that package kpi writes. Other
//     names have no range.
//   - An observation does not end before it begins, and RFC 3339 can write
//     its times.
func (m *Map) Validate() error {
	if m == nil {
		return errors.New("journey: want a map, got nil")
	}
	var r rules
	r.checkMap(m)
	c := *m
	if c.Persona.IsZero() {
		c.Persona = persona.Persona{} // without lists that are empty but not nil
	}
	return field.Check(c, r.broken...)
}

// rules collects what is wrong between the fields of a map. The path of an
// object reaches the functions that check it as at, with the dot behind it.
type rules struct {
	broken []*field.Error
	ties   map[tie]string // the path at which each was first seen
}

// A tie is what an event of the log is matched by.
type tie struct {
	event   string
	channel Channel
}

func (r *rules) add(path string, err error) {
	r.broken = append(r.broken, &field.Error{Path: path, Err: err})
}

func (r *rules) checkMap(m *Map) {
	r.ties = make(map[tie]string)
	names := make(map[string]string)
	for i := range m.Stages {
		path := itemPath("stages", i)
		unique(r, names, m.Stages[i].Name, path+".name")
		r.checkStage(path+".", &m.Stages[i])
	}
	r.checkNumbers("", m.Measures, m.Targets)
	if m.Observed != nil {
		r.checkPeriod(m.Observed.From, m.Observed.To)
	}
}

func (r *rules) checkStage(at string, s *Stage) {
	names := make(map[string]string)
	for i := range s.Touchpoints {
		path := itemPath(at+"touchpoints", i)
		unique(r, names, s.Touchpoints[i].Name, path+".name")
		r.checkTouchpoint(path+".", &s.Touchpoints[i])
	}
	r.checkEvidence(at, s.Frictions, s.Opportunities)
	r.checkNumbers(at, s.Measures, s.Targets)
}

func (r *rules) checkTouchpoint(at string, t *Touchpoint) {
	r.checkEvidence(at, t.Frictions, t.Opportunities)
	r.checkNumbers(at, t.Measures, t.Targets)
	for i, event := range t.Events {
		if event != "" {
			unique(r, r.ties, tie{event, t.Channel}, itemPath(at+"events", i))
		}
	}
}

func (r *rules) checkEvidence(at string, frictions []Friction, opportunities []Opportunity) {
	for i, f := range frictions {
		if f.Because != nil {
			r.checkMeasure(itemPath(at+"frictions", i)+".because.", *f.Because)
		}
	}
	for i, o := range opportunities {
		if o.Because != nil {
			r.checkMeasure(itemPath(at+"opportunities", i)+".because.", *o.Because)
		}
	}
}

func (r *rules) checkPeriod(from, to time.Time) {
	for _, t := range []struct {
		path string
		time.Time
	}{{"observed.from", from}, {"observed.to", to}} {
		text := t.Format(time.RFC3339Nano)
		if back, err := time.Parse(time.RFC3339Nano, text); err != nil || !back.Equal(t.Time) {
			r.add(t.path, fmt.Errorf("%w: want a year from 0 to 9999 and a zone of whole minutes", field.ErrRange))
		}
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		r.add("observed.to", fmt.Errorf("%w: want no time before observed.from", field.ErrRange))
	}
}

// unique reports a key that was seen before. A key that is the zero value is
// missing, which its tag says.
func unique[K comparable](r *rules, seen map[K]string, key K, path string) {
	var none K
	if key == none {
		return
	}
	if first, ok := seen[key]; ok {
		r.add(path, fmt.Errorf("%w: first in %s", field.ErrDuplicate, first))
		return
	}
	seen[key] = path
}

// itemPath returns the path of the item i of a list.
func itemPath(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
