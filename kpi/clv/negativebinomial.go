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

// atLeast returns the probability of x purchases or more: the regularised
// incomplete beta function of x, shape and z/(1+z).
func (n negativeBinomial) atLeast(x int) float64 {
	switch {
	case x == 0:
		return 1
	case n.z == 0:
		return 0
	}
	p, _ := special.BetaTails(float64(x), n.shape, n.z/(1+n.z), 1/(1+n.z))
	return p
}
