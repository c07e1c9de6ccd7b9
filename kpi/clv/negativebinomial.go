package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// A negativeBinomial is the distribution of the number of purchases in a time
// of z times the rate parameter of their rate, whose distribution is a gamma
// one of shape.
type negativeBinomial struct{ shape, z float64 }

// exactly returns the probability of x purchases:
//
//	Γ(shape+x)/(Γ(shape)·x!)·(1/(1+z))^shape·(z/(1+z))^x
func (n negativeBinomial) exactly(x int) float64 { return math.Exp(n.logExactly(x)) }

func (n negativeBinomial) logExactly(x int) float64 {
	k := float64(x)
	none := float64(n.shape * math.Log1p(n.z))
	if x == 0 {
		return -none
	}
	if n.z == 0 {
		return math.Inf(-1)
	}
	ways := -special.LogGamma(n.shape) // and ln Γ(shape+x) − ln Γ(1+x)
	if n.shape >= 1 {
		ways += special.LogRising(k+1, n.shape-1)
	} else {
		ways -= special.LogRising(k+n.shape, 1-n.shape)
	}
	return ways - none - float64(k*math.Log1p(1/n.z))
}

// atLeast returns the probability of x purchases or more: the sum of their
// probabilities, or what the fewer leave of 1, whichever keeps the digits.
func (n negativeBinomial) atLeast(x int) float64 {
	switch {
	case x == 0:
		return 1
	case n.z == 0:
		return 0
	case float64(x) > n.shape*n.z || n.z < 1000:
		return n.upward(x)
	}
	rest := -math.Expm1(-n.shape * math.Log1p(n.z)) // of one or more
	for j := 1; j < x; j++ {
		rest -= n.exactly(j)
	}
	return max(0, rest)
}

// upward adds the probabilities from x on.
func (n negativeBinomial) upward(x int) float64 {
	w := n.z / (1 + n.z)
	p := n.exactly(x)
	if p == 0 {
		return boolean(float64(x) < n.shape*n.z)
	}
	sum := p
	for k := float64(x); ; k++ {
		ratio := w * (n.shape + k) / (k + 1)
		p *= ratio
		sum += p
		if most := max(w, ratio); most < 1 && p*most < 1e-17*sum*(1-most) {
			return min(1, sum)
		}
	}
}
