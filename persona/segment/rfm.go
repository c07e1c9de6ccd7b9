package segment

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/field"
)

// What scores can not be computed of.
var (
	ErrNoData   = errors.New("no data")               // no interaction up to the moment of the scores
	ErrTooLarge = errors.New("amounts are too large") // those of one customer are over 9·10¹² together
)

// Options says how to score. The zero value, like a nil pointer, scores from 1
// to 5 and takes the days of UTC.
type Options struct {
	// Scores is the highest score, from 2 to 9. 0 means 5: quintiles.
	Scores int

	// Location is whose days are counted. nil means UTC.
	Location *time.Location
}

// Scores are the RFM scores of customers.
type Scores struct {
	Customers []Customer `json:"customers"` // in bytewise order of their names

	// The cut points between the scores, ascending: of days since the last
	// purchase, of purchases, and of amounts.
	SinceCuts    []int     `json:"since_cuts"`
	PurchaseCuts []int     `json:"purchase_cuts"`
	MonetaryCuts []float64 `json:"monetary_cuts"`
	HighestScore int       `json:"highest_score"` // Options.Scores
}

// A Customer is what one customer bought, and how they score by it. An
// interaction is called a purchase here.
type Customer struct {
	Customer  string  `json:"customer"`
	Purchases int     `json:"purchases"` // at least 1
	Days      int     `json:"days"`      // on which there was one
	Recency   int     `json:"recency"`   // days from the first purchase to the last
	T         int     `json:"t"`         // days from the first purchase to the moment of the scores
	Monetary  float64 `json:"monetary"`  // sum of the values, in millionths at the finest

	// Scores of days since the last purchase, of Purchases and of Monetary: 1 is
	// the worst.
	R int8 `json:"r"`
	F int8 `json:"f"`
	M int8 `json:"m"`
}

// Frequency returns the repeat purchases, counted by days: Days − 1.
func (c *Customer) Frequency() int { return c.Days - 1 }

// Since returns the days from the last purchase to the moment of the scores.
func (c *Customer) Since() int { return c.T - c.Recency }

// Score returns the three scores as one text, such as "543".
func (c *Customer) Score() string {
	return string([]byte{'0' + byte(c.R), '0' + byte(c.F), '0' + byte(c.M)})
}

// RFM scores the customers of some interactions at a moment: later interactions
// are left out. The zero time means the last interaction. Interactions may come
// in any order, and those of an event log are quickest; the scores do not depend
// on it.
//
// A mistake in the options or in an interaction is a *[field.Error], such as
// one for "interactions[7].value" that is not finite. No interaction is
// [ErrNoData], and amounts that do not add up to a number are [ErrTooLarge].
func RFM(interactions iter.Seq[persona.Interaction], at time.Time, opt *Options) (*Scores, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, fmt.Errorf("rfm: %w", err)
	}
	if !at.IsZero() && !inRange(at.Unix()) {
		return nil, fmt.Errorf("rfm: %w", &field.Error{Path: "at", Err: field.ErrRange})
	}
	t := newTable(o, at)
	n := 0
	if interactions != nil {
		for i := range interactions {
			if err = t.add(&i, n); err != nil {
				return nil, fmt.Errorf("rfm: %w", err)
			}
			n++
		}
	}
	if t.n == 0 {
		return nil, fmt.Errorf("rfm: %w: no interaction up to the moment of the scores", ErrNoData)
	}
	return t.scores(), nil
}

func (o *Options) settled() (Options, error) {
	var s Options
	if o != nil {
		s = *o
	}
	if s.Scores == 0 {
		s.Scores = 5
	}
	if s.Scores < 2 || s.Scores > 9 {
		return s, &field.Error{Path: "options.scores", Err: fmt.Errorf("%w: want 2 to 9, got %d", field.ErrRange, s.Scores)}
	}
	if s.Location == nil {
		s.Location = time.UTC
	}
	return s, nil
}

// Of returns the score of a customer as [Customer.Score], or "" for one without
// a purchase. It serves to split an event log by score.
func (s *Scores) Of(customer string) string {
	i, ok := slices.BinarySearchFunc(s.Customers, customer, func(c Customer, name string) int {
		return strings.Compare(c.Customer, name)
	})
	if !ok {
		return ""
	}
	return s.Customers[i].Score()
}
