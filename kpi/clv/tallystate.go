package clv

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A savedQuestion is the JSON form of a question. Its zone is a name: where it
// was read, no instant is looked up in it any more.
type savedQuestion struct {
	Zone         string    `json:"zone"`
	Occasion     Period    `json:"occasion"`
	Unit         Period    `json:"unit"`
	Purchases    []string  `json:"purchases"`
	From         time.Time `json:"from,omitzero"`
	Until        time.Time `json:"until,omitzero"`
	Holdout      time.Time `json:"holdout,omitzero"`
	UntilPlace   int64     `json:"until_place"`
	HoldoutPlace int64     `json:"holdout_place"`
	Refunds      Treatment `json:"refunds"`
	Free         Treatment `json:"free"`
	Blank        Treatment `json:"blank"`
}

// A savedTally is the JSON form of a tally.
type savedTally struct {
	Question json.RawMessage `json:"question"`
	End      *savedEdge      `json:"end,omitempty"`
	Buyers   []savedBuyer    `json:"buyers,omitempty"`
	Marks    []savedMark     `json:"marks,omitempty"`
	Counts   Counts          `json:"counts"`
	Spent    *stat.Sum       `json:"spent"`
}

type savedEdge struct {
	Nano  int64 `json:"nano"`
	Place int64 `json:"place"`
}

type savedBuyer struct {
	ID      string  `json:"id"`
	Nano    int64   `json:"nano"`
	First   int64   `json:"first"`
	Last    int64   `json:"last"`
	Repeats int     `json:"repeats,omitempty"`
	Valued  int     `json:"valued,omitempty"`
	Value   float64 `json:"value,omitempty"`
	Start   float64 `json:"start,omitempty"`
	Holdout int     `json:"holdout,omitempty"`
	After   float64 `json:"after,omitempty"`
}

type savedMark struct {
	Place int64 `json:"place"`
	N     int   `json:"n"`
}

// MarshalJSON writes the tally: what it was asked and what it has gathered.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("clv: %w", t.err)
	}
	if t.marks == nil {
		return nil, fmt.Errorf("clv: %w: a tally of NewTally or of UnmarshalJSON is wanted", ErrOtherQuestion)
	}
	s := savedTally{Question: json.RawMessage(t.text), Counts: t.counts, Spent: &t.spent}
	if t.end.known {
		s.End = &savedEdge{t.end.nano, t.end.place}
	}
	from := 0
	for _, b := range t.buyers {
		id := string(t.ids[from:b.id])
		from = b.id
		s.Buyers = append(s.Buyers, savedBuyer{id, b.nano, b.first, b.last, b.repeats, b.valued, b.value, b.start, b.holdout, b.after})
	}
	for _, mark := range slices.Sorted(maps.Keys(t.marks)) {
		s.Marks = append(s.Marks, savedMark{mark, t.marks[mark]})
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads a tally that MarshalJSON wrote, in place of what t holds.
func (t *Tally) UnmarshalJSON(text []byte) error {
	out, err := readTally(text)
	if err != nil {
		return fmt.Errorf("clv: %w", err)
	}
	*t = *out
	return nil
}

func readTally(text []byte) (*Tally, error) {
	var s savedTally
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	q, err := readQuestion(s.Question)
	if err != nil {
		return nil, err
	}
	if !s.Counts.sound() || s.Spent == nil || math.IsInf(s.Spent.Float64(), 0) || (s.End == nil && len(s.Buyers) > 0) {
		return nil, stat.ErrState
	}
	t := &Tally{question: q, marks: make(map[int64]int, len(s.Marks)), counts: s.Counts, spent: *s.Spent}
	if s.End != nil {
		t.end = edge{s.End.Nano, s.End.Place, true}
	}
	for _, b := range s.Buyers {
		if !b.sound(q, t.end) {
			return nil, stat.ErrState
		}
		t.ids = append(t.ids, b.ID...)
		t.buyers = append(t.buyers, buyer{len(t.ids), b.Nano, b.First, b.Last, b.Repeats, b.Valued, b.Value, b.Start, b.Holdout, b.After})
	}
	for _, m := range s.Marks {
		if m.N < 1 || m.N > mostCount || t.marks[m.Place] > 0 {
			return nil, stat.ErrState
		}
		t.marks[m.Place] = m.N
	}
	return t, nil
}

func readQuestion(text []byte) (question, error) {
	var s savedQuestion
	if err := json.Unmarshal(text, &s); err != nil {
		return question{}, err
	}
	o := &ObserveOptions{
		Purchases: s.Purchases, From: s.From, Until: s.Until, Holdout: s.Holdout,
		Refunds: s.Refunds, Free: s.Free, Blank: s.Blank,
	}
	settled, err := o.settled()
	if err != nil {
		return question{}, err
	}
	c := Calendar{Location: time.FixedZone(s.Zone, 0), Occasion: s.Occasion, Unit: s.Unit}
	if err = c.check(); err != nil {
		return question{}, err
	}
	if s.HoldoutPlace < s.UntilPlace || settled.Until.IsZero() != (s.UntilPlace == math.MaxInt64) {
		return question{}, stat.ErrState
	}
	q := question{ObserveOptions: settled, calendar: c, until: s.UntilPlace, holdout: s.HoldoutPlace}
	return q.written()
}

// mostCount bounds what a count that was saved may be, so that no sum of many
// is too large.
const mostCount = min(1<<40, math.MaxInt/8)

func (c Counts) sound() bool {
	for _, n := range []int{c.Events, c.Occasions, c.Refunds, c.Free, c.Blank, c.Early, c.Late, c.Later} {
		if n < 0 || n > mostCount {
			return false
		}
	}
	return c.Spent == 0
}

// sound reports whether a buyer may be one that was counted.
func (b savedBuyer) sound(q question, end edge) bool {
	until := q.until
	if q.Until.IsZero() {
		until = end.place
	}
	return b.First <= b.Last && b.Last <= until &&
		b.Repeats >= 0 && b.Repeats <= mostCount && b.Valued >= 0 && b.Valued <= b.Repeats && b.Holdout >= 0 && b.Holdout <= mostCount &&
		(b.Repeats == 0) == (b.First == b.Last) && math.Abs(b.Value)+math.Abs(b.Start)+math.Abs(b.After) <= math.MaxFloat64/4
}
