package attribution

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// maxPlayers bounds a game to some millions of coalitions.
const maxPlayers = 20

// ShapleyOf returns the Shapley value of each player of a game: what they add to
// the coalition of those before them, on average over all orders in which the
// players may come. The values of all sum to the worth of the coalition of all,
// less that of none.
//
// worth returns the worth of a coalition: player i is in it where bit i is set.
// It is called once for each, 2ⁿ times, and a worth that is not finite is a
// *[field.Error], as are no worth and a number of players not from 1 to 20. The model [Shapley]
// needs no game: it has a closed form for any number of channels.
//
// Source: L. S. Shapley, A value for n-person games, Contributions to the Theory
// of Games II, Annals of Mathematics Studies 28 (1953) 307–317, equation 13.
func ShapleyOf(players int, worth func(coalition uint) float64) ([]float64, error) {
	if players < 1 || players > maxPlayers {
		return nil, fmt.Errorf("attribution: %w", figure.OutOfRange("players", "want 1 to %d, got %d", maxPlayers, players))
	}
	if worth == nil {
		return nil, fmt.Errorf("attribution: %w", &field.Error{Path: "worth", Err: field.ErrMissing})
	}
	v := make([]float64, 1<<players)
	for s := range v {
		v[s] = worth(uint(s))
		if math.IsNaN(v[s]) || math.Abs(v[s]) > maxValue {
			return nil, fmt.Errorf("attribution: %w", &field.Error{Path: fmt.Sprintf("worth(%d)", s), Err: field.ErrNotFinite})
		}
	}
	weight := orders(players)
	out := make([]float64, players)
	for i := range out {
		var sum stat.Sum
		for s := range v {
			if s>>i&1 == 0 {
				sum.Add(float64(weight[bits.OnesCount(uint(s))] * (v[s|1<<i] - v[s])))
			}
		}
		out[i] = stat.Tidy(sum.Float64())
	}
	return out, nil
}

// orders returns, by the number s of those who came before, the part of all
// orders of n players in which these and no others did: s!(n-s-1)!/n!.
func orders(n int) []float64 {
	out := make([]float64, n)
	out[0] = 1 / float64(n)
	for s := 1; s < n; s++ {
		out[s] = out[s-1] * float64(s) / float64(n-s)
	}
	return out
}
