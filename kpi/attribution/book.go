package attribution

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A book is all that is kept of paths: counts, and what the question needs
// besides them.
type book struct {
	counts
	ledgers []ledger
	value   stat.Sum // of the conversions; 0 unless values are asked for
	grams   *grams   // nil for a chain of first order, which counts has
}

func newBook(q *question, channels []journey.Channel) book {
	b := book{counts: newCounts(channels), ledgers: newLedgers(q, len(channels))}
	if q.asks(Markov) && q.Order > 1 {
		b.grams = newGrams(q.Order)
	}
	return b
}

// enter takes in a path. It returns ErrStates or ErrValue.
func (b *book) enter(w *walk, d *divider) error {
	if d.WithoutNulls {
		w.nulls = 0
	}
	if w.conversions+w.nulls == 0 {
		return nil
	}
	b.add(w.at, w.conversions, w.nulls)
	if len(w.at) == 0 {
		return nil
	}
	if !d.Values {
		w.value = 0
	} else if !(w.value >= 0 && w.value <= maxValue) {
		return ErrValue
	}
	b.value.Add(w.value)
	if w.conversions > 0 {
		for i := range b.ledgers {
			b.ledgers[i].add(w, d.shares(b.ledgers[i].Model, w))
		}
	}
	if b.grams != nil {
		return b.grams.add(w)
	}
	return nil
}

// merge adds another book, given where its channels are.
func (b *book) merge(other *book, place []int32) error {
	b.counts.merge(&other.counts, place)
	for i := range other.ledgers {
		b.ledgers[i].merge(&other.ledgers[i], place)
	}
	b.value.Merge(&other.value)
	if b.grams != nil {
		return b.grams.merge(other.grams, place)
	}
	return nil
}

// ledger returns that of a model, or one without entries.
func (b *book) ledger(m Model) *ledger {
	for i := range b.ledgers {
		if b.ledgers[i].Model == m {
			return &b.ledgers[i]
		}
	}
	return &ledger{}
}
