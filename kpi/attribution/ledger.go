package attribution

import (
	"math"
	"math/bits"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A ledger has what one model gave to each channel, exactly, so that it does
// not depend on the order of the paths. Of a model whose conversions are
// counted in whole numbers it has the values only.
type ledger struct {
	Model       Model      `json:"model"`
	Conversions []stat.Sum `json:"conversions,omitempty"`
	Values      []stat.Sum `json:"values,omitempty"`
}

// newLedgers returns those that a question needs.
func newLedgers(q *question, channels int) []ledger {
	var list []ledger
	for _, m := range models {
		l := ledger{Model: m}
		whole := m == First || m == Last || m == Linear
		// The value of a chain of first order is that of the last touches.
		asked := q.asks(m) || m == Last && q.asks(Markov)
		if m == Markov || !asked {
			continue
		}
		if !whole {
			l.Conversions = make([]stat.Sum, channels)
		}
		if q.Values {
			l.Values = make([]stat.Sum, channels)
		}
		if l.Conversions != nil || l.Values != nil {
			list = append(list, l)
		}
	}
	return list
}

// add books a path, given the share of each of its touches.
func (l *ledger) add(w *walk, shares []float64) {
	for i, at := range w.at {
		if shares[i] == 0 {
			continue
		}
		if l.Conversions != nil {
			addTimes(&l.Conversions[at], shares[i], w.conversions)
		}
		if l.Values != nil {
			l.Values[at].Add(float64(shares[i] * w.value))
		}
	}
}

// addTimes adds x n times: for each binary digit of n, x times a power of two,
// which is exact. So a path that is counted n times is n paths.
func addTimes(s *stat.Sum, x float64, n int) {
	for rest := uint64(n); rest != 0; rest &= rest - 1 {
		s.Add(math.Ldexp(x, bits.TrailingZeros64(rest)))
	}
}

// merge adds another ledger of the model, given where its channels are.
func (l *ledger) merge(other *ledger, place []int32) {
	for i := range other.Conversions {
		l.Conversions[place[i]].Merge(&other.Conversions[i])
	}
	for i := range other.Values {
		l.Values[place[i]].Merge(&other.Values[i])
	}
}

// numbers returns sums, each rounded once.
func numbers(sums []stat.Sum) []float64 {
	out := make([]float64, len(sums))
	for i := range sums {
		out[i] = sums[i].Float64()
	}
	return out
}
