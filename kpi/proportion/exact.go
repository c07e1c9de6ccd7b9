package proportion

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// clopperPearsonLower is where the probability of s successes or more is tail.
func clopperPearsonLower(s, f, tail float64) (p, q float64) {
	if s == 0 {
		return 0, 1
	}
	return special.BetaQuantile(s, f+1, tail)
}

// posteriorLower is the quantile of the posterior distribution.
func posteriorLower(s, f, tail float64) (p, q float64) {
	return special.BetaQuantile(s+0.5, f+0.5, tail)
}

func jeffreysLower(s, f, tail float64) (p, q float64) {
	if s == 0 {
		return 0, 1
	}
	return posteriorLower(s, f, tail)
}

// midPLower is where the probability of more than s successes and half of that
// of s are tail together. It lies between the exact bounds of s and of s + 1.
func midPLower(s, f, tail float64) (p, q float64) {
	switch {
	case s == 0:
		return 0, 1
	case f == 0: // half of p^s is all there is
		log := math.Log(2*tail) / s
		return math.Exp(log), -math.Expm1(log)
	}
	excess := func(t float64) float64 {
		p, q := special.Logistic(t)
		more, _ := special.BetaTails(s+1, f, p, q)
		return math.Log((more + special.BinomialMass(s, f, p, q)/2) / tail)
	}
	exact := logOdds(clopperPearsonLower(s, f, tail))
	next := logOdds(clopperPearsonLower(s+1, f-1, tail))
	return special.Logistic(special.RisingRoot(excess, exact, max(0x1p-40, next-exact)))
}

// likelihoodLower is where the deviance from s in s + f, below that share, is
// the square of z.
func likelihoodLower(s, f, tail float64) (p, q float64) {
	z := stat.NormalQuantile(1 - tail)
	switch {
	case s == 0:
		return 0, 1
	case f == 0:
		log := -float64(z*z) / (2 * s)
		return math.Exp(log), -math.Expm1(log)
	}
	best := math.Log(s / f)
	likelihood := func(t float64) float64 { // up to the best
		p, q := special.Logistic(min(t, best))
		deviance := 2 * (special.Deviance(s, float64((s+f)*p)) + special.Deviance(f, float64((s+f)*q)))
		return float64(z*z) - deviance
	}
	step := z * math.Sqrt(1/s+1/f)
	return special.Logistic(special.RisingRoot(likelihood, best-step, step))
}

func logOdds(p, q float64) float64 { return math.Log(p / q) }
