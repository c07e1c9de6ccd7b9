package proportion

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
)

// sameChance is by how much the probability of a table may exceed that of the
// one that was counted and still be called no larger, since rounding separates
// tables that are equally probable. It is the tolerance of R's fisher.test.
const sameChance = 1 + 1e-7

// fisher returns the two-sided p value of Fisher's exact test: with the margins
// as they are, the probability of all tables that are no more probable than the
// one that was counted.
//
// Source: R. A. Fisher, Statistical methods for research workers, 5th edition
// (1934), section 21.02; two-sided as in R's fisher.test.
func fisher(a, b Group) float64 {
	t := tables{n1: float64(a.N), n2: float64(b.N), did: float64(a.K) + float64(b.K)}
	least, most := max(0, t.did-t.n2), min(t.did, t.n1)
	mode := math.Floor((t.n1 + 1) * ((t.did + 1) / (t.n1 + t.n2 + 2)))
	mode = min(most, max(least, mode))
	limit := t.probability(float64(a.K)) * sameChance
	if t.probability(mode) <= limit {
		return 1
	}
	return min(1, t.tail(mode, -1, mode-least, limit)+t.tail(mode, 1, most-mode, limit))
}

// tables are the 2×2 tables with the margins n1, n2 and did, each known by how
// many of n1 did.
type tables struct{ n1, n2, did float64 }

// probability is hypergeometric: the masses of two binomial distributions by
// that of their sum, which for large counts keeps more digits than factorials.
func (t tables) probability(k float64) float64 {
	n := t.n1 + t.n2
	p, q := t.did/n, (n-t.did)/n
	return special.BinomialMass(k, t.n1-k, p, q) *
		(special.BinomialMass(t.did-k, t.n2-t.did+k, p, q) / special.BinomialMass(t.did, n-t.did, p, q))
}

// tail returns the probability of the tables on one side of the mode, up or
// down by so many steps, that are no more probable than limit. The further from
// the mode, the rarer they are.
func (t tables) tail(mode, side, steps, limit float64) float64 {
	common, rare := 0.0, steps+1
	for rare-common > 1 {
		middle := math.Floor((common + rare) / 2)
		if t.probability(mode+float64(side*middle)) <= limit {
			rare = middle
		} else {
			common = middle
		}
	}
	if rare > steps {
		return 0
	}
	k := mode + float64(side*rare)
	term := t.probability(k)
	sum := 0.0
	for ; rare <= steps && term > 0x1p-60*sum; rare++ {
		sum += term
		if side > 0 {
			term = float64(term * ((t.n1 - k) / (k + 1) * ((t.did - k) / (t.n2 - t.did + k + 1))))
		} else {
			term = float64(term * (k / (t.n1 - k + 1) * ((t.n2 - t.did + k) / (t.did - k + 1))))
		}
		k += side
	}
	return sum
}
