package retention

import (
	"encoding/json"
	"fmt"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// An activityState is the JSON form of an [ActivityTally].
type activityState struct {
	Question json.RawMessage `json:"question"`
	End      *savedMoment    `json:"end,omitempty"`
	First    int             `json:"first"`
	Periods  [][5]int        `json:"periods,omitempty"`
	Sticky   []int           `json:"sticky,omitempty"`
}

// MarshalJSON writes the tally: what it was asked and what it has gathered.
func (t *ActivityTally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("activity: %w", t.err)
	}
	if t.text == "" {
		return nil, fmt.Errorf("activity: %w: a tally of NewActivity or of UnmarshalJSON is wanted", ErrOtherQuestion)
	}
	days := t.days.trimmed()
	s := activityState{Question: json.RawMessage(t.text), Sticky: t.sticky, First: days.first}
	if t.end.known {
		s.End = &savedMoment{t.end.nano, t.end.number, t.end.place}
	}
	for _, p := range days.list {
		s.Periods = append(s.Periods, [5]int{p.active, p.fresh, p.returning, p.week, p.month})
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
func (t *ActivityTally) UnmarshalJSON(b []byte) error {
	out, err := readActivity(b)
	if err != nil {
		return fmt.Errorf("activity: %w", err)
	}
	*t = *out
	return nil
}

func readActivity(b []byte) (*ActivityTally, error) {
	var s activityState
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, err
	}
	q, err := readQuestion(s.Question)
	if err != nil {
		return nil, err
	}
	t := &ActivityTally{question: q, sticky: s.Sticky, days: timeline{first: s.First}}
	if t.end, err = s.End.moment(); err != nil {
		return nil, err
	}
	for _, n := range s.Sticky {
		if n < 0 || int64(n) > most {
			return nil, stat.ErrState
		}
	}
	if !plausible(s.First) || !plausible(s.First+len(s.Periods)) || len(s.Periods) > 0 && !t.end.known {
		return nil, stat.ErrState
	}
	return t, t.readPeriods(s.Periods)
}

// readPeriods takes in counts that may be those of customers.
func (t *ActivityTally) readPeriods(list [][5]int) error {
	week, month, before := 0, 0, 0
	for i, n := range list {
		p := present{n[0], n[1], n[2], n[3], n[4]}
		if int64(max(p.active, p.week, p.month, -p.week, -p.month)) > most {
			return stat.ErrState
		}
		week, month = week+p.week, month+p.month
		sound := p.fresh >= 0 && p.returning >= 0 && p.returning <= before && p.fresh <= p.active-p.returning
		if t.Period == Day {
			sound = sound && week >= p.active && month >= week
		} else {
			sound = sound && p.week == 0 && p.month == 0
		}
		if !sound || p.active > 0 && t.days.first+i > t.end.number {
			return stat.ErrState
		}
		before = p.active
		t.days.list = append(t.days.list, p)
	}
	return nil
}
