package proportion

import "github.com/parcours-go/parcours/kpi/internal/stat"

// A Test is how the p value of two groups is computed.
type Test string

// The tests of two groups, all two-sided.
const (
	// ZTest is the normal test with the pooled variance, whose square is
	// Pearson's χ²: J. L. Fleiss, B. Levin and M. C. Paik, Statistical methods for
	// rates and proportions, 3rd edition (2003), section 3.3.
	ZTest Test = "z"

	// YatesTest is the same with F. Yates's correction for continuity,
	// Contingency tables involving small numbers and the χ² test, Supplement to
	// the Journal of the Royal Statistical Society 1 (1934) 217–235, which makes
	// it about as careful as the exact test.
	YatesTest Test = "yates"

	// FisherTest is R. A. Fisher's exact test: the probability of all tables
	// with the same margins that are no more probable than the one that was
	// counted. With counts of thousands of millions it takes milliseconds.
	FisherTest Test = "fisher"
)

// of returns the statistic and the p value.
func (t Test) of(a, b Group) (z, p float64) {
	switch t {
	case FisherTest:
		return 0, fisher(a, b)
	case YatesTest:
		z = stat.PooledZ(a.K, a.N, b.K, b.N, 0.5)
	default:
		z = stat.PooledZ(a.K, a.N, b.K, b.N, 0)
	}
	return z, stat.TwoSided(z)
}
