package proportion

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Ratio is how many times as large a share, or its odds, is in one group as in
// another, with the score interval. It is at least 0 and has no upper end, which
// a [journey.Measure] cannot say.
type Ratio struct {
	Name string `json:"name"` // "relative_risk" or "odds_ratio"

	// Value is the ratio that was counted, or 0 where it is Undefined.
	Value float64 `json:"value"`

	// Undefined says that Value would divide by 0: nobody of the second group
	// did, or for odds all of the first.
	Undefined bool `json:"undefined,omitempty"`

	N     int     `json:"n"`     // customers in both groups
	Lo    float64 `json:"lo"`    // lower confidence bound
	Hi    float64 `json:"hi"`    // upper one, or 0 where it is Open
	Level float64 `json:"level"` // of confidence

	// Open says that the counts bound the ratio from below alone.
	Open bool `json:"open,omitempty"`
}

// Measure returns the ratio as a measure in [journey.Times], or false where it is
// Undefined or Open.
func (r Ratio) Measure() (journey.Measure, bool) {
	if r.Undefined || r.Open {
		return journey.Measure{}, false
	}
	return journey.Measure{
		Name: r.Name, Value: r.Value, Unit: journey.Times, N: r.N,
		Lo: r.Lo, Hi: r.Hi, Level: r.Level, Source: journey.FromLog,
	}, true
}

// RelativeRisk returns how many times the share of b the share of a is, with
// its score interval.
//
// The method is [MiettinenNurminen] unless the options name [Mee]. If nobody of
// b did, the interval is open and the value undefined. A group of nobody is
// [ErrNoData]; counts that are none and options that are not valid are a
// *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func RelativeRisk(a, b Group, opt *Options) (Ratio, error) {
	level, method, err := settledPair(a, b, opt, MiettinenNurminen, Mee)
	if err != nil {
		return Ratio{}, err
	}
	r := Ratio{Name: MeasureRelativeRisk, N: a.N + b.N, Level: level}
	r.Undefined, r.Open = b.K == 0, b.K == 0
	if !r.Undefined {
		r.Value = stat.Tidy(a.share() / b.share())
	}
	return newScore(a, b, method, level).bounded(r, a.K == 0, score.riskGap), nil
}

// OddsRatio returns how many times the odds of b the odds of a are, with its
// score interval. The odds are those who did to those who did not.
//
// The method is [MiettinenNurminen] unless the options name [Mee] or [Gart]. If
// nobody of b did, or all of a, the interval is open and the value undefined. A group of
// nobody is [ErrNoData]; counts that are none and options that are not valid are
// a *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func OddsRatio(a, b Group, opt *Options) (Ratio, error) {
	level, method, err := settledPair(a, b, opt, MiettinenNurminen, Mee, Gart)
	if err != nil {
		return Ratio{}, err
	}
	r := Ratio{Name: MeasureOddsRatio, N: a.N + b.N, Level: level}
	r.Undefined = b.K == 0 || a.K == a.N
	r.Open = r.Undefined
	if !r.Undefined {
		r.Value = stat.Tidy(a.odds() / b.odds())
	}
	gap := score.oddsGap
	if method == Gart {
		gap = score.gartGap
	}
	return newScore(a, b, method, level).bounded(r, a.K == 0 || b.K == b.N, gap), nil
}

// A gap is by how much the counts exceed what a ratio of them makes likeliest,
// and the standard error of that.
type gap func(s score, ratio float64) (excess, deviation float64)

// bounded fills in the interval, which may begin with 0 and may be open.
func (s score) bounded(r Ratio, fromZero bool, gap gap) Ratio {
	if !fromZero {
		r.Lo = iterated(s.solve(gap, -1))
	}
	if !r.Open {
		r.Hi = iterated(s.solve(gap, 1))
	}
	return r
}

// solve returns the ratio that is too small by z standard errors, or with a side
// of 1 too large.
func (s score) solve(gap gap, side float64) float64 {
	beyond := func(log float64) float64 { // whether a ratio is larger than that
		excess, deviation := gap(s, math.Exp(log))
		if excess == 0 && deviation == 0 {
			return -side // all shares are 0 or 1: the ratio that was counted
		}
		return -(excess + float64(side*s.z*deviation)) / (math.Abs(excess) + float64(s.z*deviation))
	}
	near := (s.k1 + 0.5) / (s.n1 + 0.5) / ((s.k2 + 0.5) / (s.n2 + 0.5))
	return math.Exp(special.RisingRoot(beyond, math.Log(near), 1))
}

// riskGap takes the likeliest shares p2 and ratio·p2 from the quadratic of O.
// Miettinen and M. Nurminen (1985), in a form without differences of numbers
// that may be near each other.
func (s score) riskGap(ratio float64) (excess, deviation float64) {
	f1, f2 := s.n1-s.k1, s.n2-s.k2
	v := float64(ratio*(s.n1+s.k2)) - (s.k1 + s.n2)
	squares := float64(4 * ratio * f1 * f2)
	root := math.Sqrt(float64(v*v) + squares)
	below, above := root-v, root+v // whose product is squares
	if v > 0 {
		below = squares / above
	} else if v < 0 {
		above = squares / below
	}
	whole := above + 2*(s.k2+f2+s.k1)
	p2 := 2 * (s.k1 + s.k2) / whole
	q1, q2 := (below+float64(2*ratio*f1))/whole, (above+2*f2)/whole
	variance := ratio*p2*q1/s.n1 + float64(ratio*ratio)*p2*q2/s.n2
	return s.k1/s.n1 - float64(ratio*s.k2/s.n2), math.Sqrt(variance)
}

// oddsGap takes the likeliest shares with that ratio of their odds in the same
// way. What group 1 exceeds, group 2 falls short of.
func (s score) oddsGap(ratio float64) (excess, deviation float64) {
	excess, deviation, _ = s.odds(ratio)
	return excess, deviation
}

// gartGap takes off the excess what is to be expected of it.
func (s score) gartGap(ratio float64) (excess, deviation float64) {
	excess, deviation, bias := s.odds(ratio)
	return excess - bias, deviation
}

func (s score) odds(ratio float64) (excess, deviation, bias float64) {
	f1, f2, did := s.n1-s.k1, s.n2-s.k2, s.k1+s.k2
	v := float64(ratio*(f1-s.k2)) + (f2 - s.k1)
	squares := float64(4 * ratio * did * (f1 + f2))
	root := math.Sqrt(float64(v*v) + squares)
	above := root + v
	if v < 0 {
		above = squares / (root - v)
	}
	odds2 := 2 * did / above
	odds1 := float64(ratio * odds2)
	p1, q1, p2, q2 := odds1/(1+odds1), 1/(1+odds1), odds2/(1+odds2), 1/(1+odds2)
	switch min(s.k1, f1, s.k2, f2) { // of the same excess the one with most digits
	case s.k1:
		excess = s.k1 - float64(s.n1*p1)
	case f1:
		excess = float64(s.n1*q1) - f1
	case s.k2:
		excess = float64(s.n2*p2) - s.k2
	default:
		excess = f2 - float64(s.n2*q2)
	}
	one, two := float64(s.n1*p1*q1), float64(s.n2*p2*q2) // the variances
	if one == 0 || two == 0 {
		return excess, 0, 0
	}
	variance := one / (one + two) * two
	return excess, math.Sqrt(variance), float64((p1 - p2) / (one + two) * variance)
}
