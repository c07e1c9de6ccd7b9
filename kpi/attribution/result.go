package attribution

import (
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Result is the credit of each channel for the conversions.
type Result struct {
	Conversions int `json:"conversions"` // paths that converted
	Nulls       int `json:"nulls"`       // paths that did not; 0 WithoutNulls

	// Untouched are the conversions that have no path, since no touch that
	// counts came before: nobody has credit for them.
	Untouched int `json:"untouched"`

	// Value is that of the conversions together: 0 unless Values is set.
	Value float64 `json:"value"`

	// Probability is that of a conversion: of the paths, those that converted.
	// So it is in the Markov chain.
	Probability float64 `json:"probability"`

	// Models are those that were asked for, and Order is that of the Markov
	// chain.
	Models []Model `json:"models"`
	Order  int     `json:"order"`

	// Channels are those with a touch, in bytewise order.
	Channels []Credit `json:"channels"`

	// Transitions are the steps of the paths, those that never happened left
	// out: from the start and each channel in turn, to each channel, to a
	// conversion and to the end of a null path.
	Transitions []Transition `json:"transitions"`
}

// A Credit is what the models give to one channel.
type Credit struct {
	Channel journey.Channel `json:"channel"`

	ByModel // in conversions

	// Value is the credit for the values of the conversions, in their unit: nil
	// unless Values is set.
	Value *ByModel `json:"value,omitempty"`
}

// Result returns the credit for what was gathered so far. The tally may go on
// after it.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("attribution: %w", t.err)
	}
	out := &Result{Untouched: t.untouched, Value: stat.Tidy(t.value.Float64()), Models: slices.Clone(t.Models), Order: t.Order}
	for i := range t.channels {
		out.Conversions += t.conversions(i)
		out.Nulls += t.nulls(i)
	}
	paths := out.Conversions + out.Nulls
	if paths == 0 {
		return nil, fmt.Errorf("attribution: %w: no path", ErrNoData)
	}
	out.Probability = stat.Tidy(float64(out.Conversions) / float64(paths))
	shares, err := t.divided(out)
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	for i := range t.channels {
		if t.touched(i) {
			out.Channels = append(out.Channels, shares[i])
		}
	}
	out.Transitions = t.transitions()
	return out, nil
}

// divided returns the credit of every channel by the models that were asked
// for.
func (t *Tally) divided(r *Result) ([]Credit, error) {
	out := make([]Credit, len(t.channels))
	for i, channel := range t.channels {
		out[i].Channel = channel
		if t.Values {
			out[i].Value = new(ByModel)
		}
	}
	for _, m := range t.Models {
		if m == Markov {
			continue
		}
		for i, credit := range t.credit(m) {
			*out[i].of(m) = stat.Tidy(credit)
		}
		for i, credit := range numbers(t.ledger(m).Values) {
			*out[i].Value.of(m) = stat.Tidy(credit)
		}
	}
	if !t.asks(Markov) {
		return out, nil
	}
	effects, err := t.removal()
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].setMarkov(effects.conversions, i, float64(r.Conversions))
		if t.Values {
			out[i].Value.setMarkov(effects.values, i, t.value.Float64())
		}
	}
	return out, nil
}

// credit returns the conversions that a model other than Markov gives to each
// channel.
func (t *Tally) credit(m Model) []float64 {
	switch m {
	case First:
		return floats(t.first)
	case Last:
		return floats(t.lasts())
	case Linear:
		return t.linear()
	}
	return numbers(t.ledger(m).Conversions)
}

// setMarkov divides the whole in proportion to the removal effects.
func (b *ByModel) setMarkov(effects []float64, i int, whole float64) {
	all := 0.0
	for _, e := range effects {
		all += e
	}
	if all > 0 {
		b.Markov = stat.Tidy(effects[i] / all * whole)
	}
	b.RemovalEffect = min(1, stat.Tidy(effects[i]))
}

func floats(counts []int) []float64 {
	out := make([]float64, len(counts))
	for i, n := range counts {
		out[i] = float64(n)
	}
	return out
}
