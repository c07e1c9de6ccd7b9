package clv

import (
	"errors"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
)

// elsewhere are starts beside the usual one, by the logarithm of how far away
// they lie, of families that have none of their own.
var elsewhere = [][4]float64{
	{0, 0, -2, -2},
	{0, 0, -2, 1},
	{1, 1, 1, 2},
	{0, 0, 1.5, 0},
	{-1.5, -1, -1, 0},
}

// climb finds the likeliest parameters.
//
// The surface of little data may have several tops, or a top beside a slope that
// rises for ever. Where a climb leaves any doubt, others begin elsewhere, and the
// one that comes to the highest place counts.
func climb(f mle.Objective, start []float64) (*mle.Maximum, error) {
	return climbAmong(f, start, elsewhere)
}

// climbAmong is climb with starts elsewhere of one's own.
func climbAmong(f mle.Objective, start []float64, elsewhere [][4]float64) (*mle.Maximum, error) {
	best := climbFrom(f, start)
	if best.sure() {
		return best.top, nil
	}
	for _, way := range elsewhere {
		from := make([]float64, len(start))
		for i, p := range start {
			from[i] = p * math.Exp(way[i%len(way)])
		}
		if other := climbFrom(f, from); other.height > best.height+alike {
			best = other
		}
	}
	return best.top, best.err
}

// alike is what two climbs to one place may differ by.
const alike = 1e-6

// A peak is where a climb ended: at a top, or at the edge of the world.
type peak struct {
	top    *mle.Maximum
	err    error
	height float64
}

func climbFrom(f mle.Objective, start []float64) peak {
	top, err := mle.Maximize(f, start)
	var edge *mle.Boundary
	switch {
	case err == nil:
		return peak{top: top, height: top.Value}
	case errors.As(err, &edge):
		return peak{err: err, height: edge.Value}
	}
	return peak{err: err, height: math.Inf(-1)}
}

// sure reports whether the standard errors of all estimates are below half of
// them, so that the data speak clearly.
func (p peak) sure() bool {
	if p.err != nil {
		return false
	}
	k := len(p.top.At)
	for i, v := range p.top.At {
		if !(p.top.Covariance[i*k+i] < 0.25*v*v) {
			return false
		}
	}
	return true
}
