package cart

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A question is what an analysis was asked.
type question struct {
	Level    float64       `json:"level"`
	Unit     Unit          `json:"unit"`
	Within   time.Duration `json:"within"`
	Silence  time.Duration `json:"silence"`
	Midnight string        `json:"midnight"` // time zone
	Session  string        `json:"session"`  // attribute
	ID       string        `json:"id"`
	Cart     []string      `json:"cart"`
	Remove   []string      `json:"remove"`
	Purchase []string      `json:"purchase"`
	By       string        `json:"by"`
	At       int64         `json:"at"`
}

// asking returns what options ask.
func asking(o *Options, at int64) question {
	q := question{
		Level: o.Level, Unit: o.Unit, Within: o.Within, Silence: o.Session.Silence, Session: o.Session.Attr,
		ID: o.ID, Cart: o.Cart, Remove: o.Remove, Purchase: o.Purchase, By: o.By, At: at,
	}
	if o.Session.Midnight != nil {
		q.Midnight = o.Session.Midnight.String()
	}
	return q
}

// A state is a saved tally.
type state struct {
	Asked    question          `json:"asked"`
	Last     int64             `json:"last"`
	Segments map[string]*count `json:"segments"`
	Waiting  []unsettled       `json:"waiting"`
}

// MarshalJSON saves the tally: what it was asked and what it counted.
func (t *Tally) MarshalJSON() ([]byte, error) {
	if t.err != nil {
		return nil, fmt.Errorf("cart: %w", t.err)
	}
	return json.Marshal(state{t.asked, t.last, t.byName, t.waiting})
}

// UnmarshalJSON restores a tally that was saved. It has no log: it may be merged
// and asked for its result, but be given no traces.
func (t *Tally) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("cart: %w", err)
	}
	if !s.sound() {
		return fmt.Errorf("cart: %w", stat.ErrState)
	}
	*t = Tally{asked: s.Asked, byName: s.Segments, last: s.Last, waiting: s.Waiting}
	return nil
}

// sound reports whether a tally can have left this state.
func (s *state) sound() bool {
	if level, err := figure.Level(s.Asked.Level); err != nil || level != s.Asked.Level || s.Segments == nil {
		return false
	}
	late := map[string]int{}
	for _, u := range s.Waiting {
		late[u.Segment]++
		if u.Value < 0 {
			return false
		}
	}
	for name, c := range s.Segments {
		if c == nil || c.Lost < late[name] || c.Carts < c.Lost || c.Carts < c.Valued || c.Valued < 0 {
			return false
		}
		delete(late, name)
	}
	return len(late) == 0
}
