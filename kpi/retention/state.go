package retention

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A state is the JSON form of a tally.
type state struct {
	Question json.RawMessage `json:"question"`
	End      *savedMoment    `json:"end,omitempty"`
	Cohorts  []savedRow      `json:"cohorts,omitempty"`
}

type savedMoment struct {
	Nano   int64 `json:"nano"`
	Number int   `json:"number"`
	Place  int64 `json:"place"`
}

type savedRow struct {
	Number int   `json:"number"`
	Opens  int64 `json:"opens"`
	Closes int64 `json:"closes"`
	Size   int   `json:"size"`
	Counts []int `json:"counts"`
}

// MarshalJSON writes the tally: what it was asked and what it has gathered.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("retention: %w", t.err)
	}
	if t.rows == nil {
		return nil, fmt.Errorf("retention: %w: a tally of New or of UnmarshalJSON is wanted", ErrOtherQuestion)
	}
	s := state{Question: json.RawMessage(t.text)}
	if t.end.known {
		s.End = &savedMoment{t.end.nano, t.end.number, t.end.place}
	}
	for _, number := range slices.Sorted(maps.Keys(t.rows)) {
		r := t.rows[number]
		s.Cohorts = append(s.Cohorts, savedRow{number, r.opens, r.closes, r.size, r.counts[:len(t.Brackets)]})
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
func (t *Tally) UnmarshalJSON(b []byte) error {
	out, err := readState(b)
	if err != nil {
		return fmt.Errorf("retention: %w", err)
	}
	*t = *out
	return nil
}

func readState(b []byte) (*Tally, error) {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, err
	}
	q, err := readQuestion(s.Question)
	if err != nil {
		return nil, err
	}
	t := &Tally{question: q, rows: make(map[int]*row, len(s.Cohorts))}
	if t.end, err = s.End.moment(); err != nil {
		return nil, err
	}
	for _, r := range s.Cohorts {
		if t.rows[r.Number] != nil || !t.end.known || !r.sound(len(q.Brackets), q.Return) {
			return nil, stat.ErrState
		}
		t.rows[r.Number] = &row{size: r.Size, counts: append(r.Counts, 0), opens: r.Opens, closes: r.Closes}
	}
	return t, nil
}

func readQuestion(b []byte) (question, error) {
	var asked savedQuestion
	if err := json.Unmarshal(b, &asked); err != nil {
		return question{}, err
	}
	q, err := asked.question()
	if err == nil && !plausible(q.since) {
		err = stat.ErrState
	}
	return q, err
}

func (m *savedMoment) moment() (moment, error) {
	if m == nil {
		return moment{}, nil
	}
	if !plausible(m.Number) {
		return moment{}, stat.ErrState
	}
	return moment{m.Nano, m.Number, m.Place, true}, nil
}

// most bounds what a count that was saved may be, so that no sum of many is
// too large.
const most = 1 << 40

// plausible reports whether a period may have that number: more days than
// this there are not between the years 1677 and 2262.
func plausible(number int) bool { return number > -110_000 && number < 110_000 }

// sound reports whether a cohort may be one that was counted.
func (r savedRow) sound(brackets int, c Criterion) bool {
	if !plausible(r.Number) || r.Opens > r.Closes || r.Size < 1 || int64(r.Size) > most || len(r.Counts) != brackets {
		return false
	}
	all := 0
	for _, n := range r.Counts {
		if n < 0 || n > r.Size {
			return false
		}
		all = min(all+n, r.Size+1) // no sum of a stranger's numbers is too large
	}
	return c == On || all <= r.Size
}
