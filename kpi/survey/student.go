package survey

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// studentP returns the probability that a variable with Student's t distribution
// is as far from 0 as t. Its degrees of freedom, as Welch's, need not be whole.
//
// Source: NIST Digital library of mathematical functions, 8.17: the square of
// the variable, by itself and n, has a beta distribution.
func studentP(t, n float64) float64 {
	square := float64(t * t)
	p, _ := special.BetaTails(n/2, 0.5, n/(n+square), square/(n+square))
	return digits10(p)
}

// studentTwoSided returns how far from 0 such a variable is with a probability
// of level at most.
func studentTwoSided(level, n float64) float64 {
	x, y := special.BetaQuantile(n/2, 0.5, 1-level)
	return digits10(math.Sqrt(n * (y / x)))
}
