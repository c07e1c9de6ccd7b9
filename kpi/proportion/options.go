package proportion

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// Options says how to compute an interval. The zero value, like a nil pointer,
// asks for the default method of each function at the level 0.95.
type Options struct {
	// Level is the confidence level of the interval, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64 `json:"level,omitempty"`

	// Method is how the interval is computed. Each function says which methods
	// it has; "" means its first one.
	Method Method `json:"method,omitempty"`
}

// A Method is a way to compute an interval or a sample size.
type Method string

// The methods for one share, of which [Interval] takes any. Formulae are as in
// R. G. Newcombe, Two-sided confidence intervals for the single proportion:
// comparison of seven methods, Statistics in Medicine 17 (1998) 857–872, and L.
// D. Brown, T. T. Cai and A. DasGupta, Interval estimation for a binomial
// proportion, Statistical Science 16 (2001) 101–133.
const (
	// Wilson is the score interval without continuity correction: E. B. Wilson,
	// Probable inference, the law of succession, and statistical inference, JASA
	// 22 (1927) 209–212; Newcombe's method 3. Its coverage is near the level on
	// average.
	Wilson Method = "wilson"

	// WilsonCorrected is the score interval with continuity correction:
	// Newcombe's method 4. Its coverage is seldom below the level.
	WilsonCorrected Method = "wilson_corrected"

	// ClopperPearson is the exact interval: C. J. Clopper and E. S. Pearson, The
	// use of confidence or fiducial limits illustrated in the case of the
	// binomial, Biometrika 26 (1934) 404–413. Each tail holds at most half of 1 −
	// level, so that the coverage is never below the level, and mostly above.
	ClopperPearson Method = "clopper_pearson"

	// MidP is the exact interval of which each tail holds half the probability
	// of the count itself: Newcombe's method 6. Its coverage is near the level.
	MidP Method = "mid_p"

	// Jeffreys is the equal-tailed interval of the posterior distribution under
	// H. Jeffreys's prior Beta(1/2, 1/2), but from 0 if nobody did and to 1 if
	// all did, as Brown, Cai and DasGupta define it in 3.1.
	Jeffreys Method = "jeffreys"

	// JeffreysEqualTailed is the same without the exception: at 0 and at N the
	// share that was counted lies outside of it.
	JeffreysEqualTailed Method = "jeffreys_equal_tailed"

	// AgrestiCoull is the Wald interval around Wilson's centre: A. Agresti and
	// B. A. Coull, Approximate is better than "exact" for interval estimation of
	// binomial proportions, The American Statistician 52 (1998) 119–126. It is
	// cut off at 0 and 1.
	AgrestiCoull Method = "agresti_coull"

	// LikelihoodRatio holds every p of which twice the log likelihood is within
	// the square of z of the best one's: Newcombe's method 7.
	LikelihoodRatio Method = "likelihood_ratio"

	// Wald is the estimate ± z standard errors, in old text books; cut off at
	// the ends. Its coverage is poor: with 0 of N it is [0, 0]. [Difference]
	// knows it too.
	Wald Method = "wald"
)

// The methods for two shares.
const (
	// Newcombe joins two Wilson intervals by square and add: R. G. Newcombe,
	// Interval estimation for the difference between independent proportions,
	// Statistics in Medicine 17 (1998) 873–890, method 10. It is for
	// differences.
	Newcombe Method = "newcombe"

	// MiettinenNurminen is the score interval: every value that a score test
	// does not refuse, whose variance is that of the likeliest shares with that
	// value, times N/(N−1). O. Miettinen and M. Nurminen, Comparative analysis of
	// two rates, Statistics in Medicine 4 (1985) 213–226.
	MiettinenNurminen Method = "miettinen_nurminen"

	// Mee is the same without the factor: R. W. Mee, Confidence bounds for the
	// difference between two probabilities, Biometrics 40 (1984) 1175–1176.
	Mee Method = "mee"

	// Gart is the score interval of Miettinen and Nurminen for odds ratios, with
	// the bias of the score taken off: J. J. Gart, Analysis of the common odds
	// ratio: corrections for bias and skewness, Bulletin of the International
	// Statistical Institute, 45th session (1985), book 1, 175–176. It is what the
	// R package ratesci returns for odds ratios unless told otherwise.
	Gart Method = "gart"

	// AgrestiCaffo is the Wald interval with one success and one failure more in
	// each group: A. Agresti and B. Caffo, Simple and effective confidence
	// intervals for proportions and differences of proportions result from adding
	// two successes and two failures, The American Statistician 54 (2000)
	// 280–288. It is for differences, cut off at −1 and 1, and of few customers
	// at a low level need not hold the difference that was counted.
	AgrestiCaffo Method = "agresti_caffo"
)

// settled returns the level and the method that the options mean, of which the
// first one is the default.
func (o *Options) settled(methods ...Method) (level float64, method Method, err error) {
	if o == nil {
		o = new(Options)
	}
	if level, err = figure.Level(o.Level); err != nil {
		return 0, "", err
	}
	method = cmp.Or(o.Method, methods[0])
	return level, method, oneOf("options.method", method, methods...)
}

func oneOf[T ~string](path string, v T, known ...T) error {
	if slices.Contains(known, v) {
		return nil
	}
	return &field.Error{Path: path, Err: fmt.Errorf("%w: want one of %q", field.ErrUnknown, known)}
}
