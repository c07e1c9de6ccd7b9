package survey

import (
	"errors"
	"fmt"
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// ErrNoData: there is no answer.
var ErrNoData = stat.ErrNoData

// A Method is a way to an interval.
type Method string

// The methods for net scores.
const (
	// AdjustedWald adds three answers, three quarters of one to each of
	// promoters and detractors. It stays open where all answers are alike, and
	// its coverage is near the level from ten answers on.
	//
	// Source: B. Rocks, Interval estimation for the "net promoter score", The
	// American Statistician 70 (2016) 365–372.
	AdjustedWald Method = "adjusted_wald"

	// Wald is score ± z·√(variance/n), which most tools show. It is too narrow
	// for few answers, and of no width where all are alike.
	Wald Method = "wald"

	// Score are the values that the score test does not reject.
	//
	// Source: T. Tango, Equivalence test and confidence interval for the
	// difference in proportions for the paired-sample design, Statistics in
	// Medicine 17 (1998) 891–908: a pair counts as 1, 0 or −1 too.
	Score Method = "score"

	// Exact holds the true score with a probability of at least the level,
	// however few the answers are: R. J. Buehler's limits (JASA 52 (1957)
	// 482–493) in the order of Score's. It counts whole answers: of more than
	// 200, and where weights differ, Score takes its place.
	Exact Method = "exact"
)

// The methods for other scores, which have no choice.
const (
	// Wilson is the score interval of a share: E. B. Wilson, JASA 22 (1927)
	// 209–212.
	Wilson Method = "wilson"

	// Student is the t interval of a mean, kept on the scale: W. S. Gosset,
	// Biometrika 6 (1908) 1–25. Where all answers are alike it is Wilson's, of
	// the mean as a part of the scale.
	Student Method = "student"
)

// ScoreOptions says how to judge a score. The zero value, like a nil pointer,
// asks for 95% intervals, adjusted Wald for net scores.
type ScoreOptions struct {
	// Level is the confidence level of the interval, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Method is that of the interval of a net score. "" means AdjustedWald.
	Method Method

	// Wald is short for the Method of that name.
	Wald bool
}

func (o *ScoreOptions) settled() (ScoreOptions, error) {
	var s ScoreOptions
	if o != nil {
		s = *o
	}
	level, err := figure.Level(s.Level)
	s.Level = level
	switch s.Method {
	case "":
		s.Method = AdjustedWald
		if s.Wald {
			s.Method = Wald
		}
	case AdjustedWald, Wald, Score, Exact:
		if s.Wald && s.Method != Wald {
			err = errors.Join(err, &field.Error{Path: "options.wald", Err: fmt.Errorf("%w: it is not method %s", field.ErrInvalid, s.Method)})
		}
	default:
		err = errors.Join(err, unknown("options.method", "%s, %s, %s, %s", AdjustedWald, Wald, Score, Exact))
	}
	return s, err
}

// A Scored is a score with all that is known of its error.
type Scored struct {
	// Measure is the score with its interval, which never leaves the range that
	// scores have. N is the number of answers.
	Measure journey.Measure `json:"measure"`

	// Method is that of the interval.
	Method Method `json:"method"`

	// Effective is the number of answers after L. Kish: fewer than N where
	// weights differ.
	Effective float64 `json:"effective"`

	// Variance is that of one answer, by what it counts as. For a net score it is
	// p + d − (p−d)², of the shares p of promoters and d of detractors.
	Variance float64 `json:"variance"`

	// SE is the standard error of the score, √(variance/n), in its unit; Unbiased
	// is that with n−1 for n, and 0 for one answer. Margin is z·SE, by which the
	// Wald interval reaches to either side.
	SE       float64 `json:"se"`
	Unbiased float64 `json:"se_unbiased"`
	Margin   float64 `json:"margin"`

	// Adjusted is the adjusted Wald interval of a net score as it is, around the
	// adjusted score and beyond −100 and 100. Other scores have none.
	Adjusted *Around `json:"adjusted,omitempty"`
}

// Score scores counted answers.
//
// A question, counts or an option that are not valid are a *[field.Error], such
// as with the path "question.scale"; no answer that counts is [ErrNoData].
func (q Question) Score(c Counts, opt *ScoreOptions) (*Scored, error) {
	q, err := q.settled()
	if err != nil {
		return nil, wrap(err)
	}
	o, err := opt.settled()
	if err != nil {
		return nil, wrap(err)
	}
	if err := c.check("counts", q.Scale); err != nil {
		return nil, wrap(err)
	}
	if c.N() == 0 {
		return nil, wrap(empty())
	}
	return q.scored(sampleOf(q.groups(c)), o), nil
}

// scored is the score of a sample that is not empty.
func (q Question) scored(s sample, o ScoreOptions) *Scored {
	unit, factor := q.unit()
	interval, method := q.interval(s, o)
	interval.Lo, interval.Hi = factor*interval.Lo, factor*interval.Hi
	se := factor * math.Sqrt(s.error)
	z := stat.NormalQuantile(0.5 + o.Level/2)
	out := &Scored{
		Measure: figure.Estimate(q.Name, factor*s.mean, unit, s.n, interval),
		Method:  method, Effective: stat.Tidy(s.effective), Variance: stat.Tidy(s.variance),
		SE: stat.Tidy(se), Unbiased: stat.Tidy(factor * s.unbiased()), Margin: stat.Tidy(z * se),
	}
	out.Measure.Source = journey.FromSurvey
	if q.net() {
		mean, variance := s.adjusted()
		out.Adjusted = &Around{stat.Tidy(factor * mean), stat.Tidy(factor * z * math.Sqrt(variance))}
	}
	return out
}

// interval returns that of the mean of a sample, and its method.
func (q Question) interval(s sample, o ScoreOptions) (stat.Interval, Method) {
	switch {
	case q.net():
		return netInterval(s, o.Method, o.Level)
	case q.Kind != Mean:
		return stat.WilsonShare(s.mean, s.worth, o.Level), Wilson
	}
	lo, hi := float64(q.Scale.Lo), float64(q.Scale.Hi)
	if s.alike() {
		part := stat.WilsonShare((s.mean-lo)/(hi-lo), s.worth, o.Level)
		return stat.Interval{Lo: lo + float64(part.Lo*(hi-lo)), Hi: lo + float64(part.Hi*(hi-lo)), Level: o.Level}, Wilson
	}
	half := float64(stat.StudentQuantile(0.5+o.Level/2, s.freedom()) * s.unbiased())
	return stat.Interval{Lo: max(lo, s.mean-half), Hi: min(hi, s.mean+half), Level: o.Level}, Student
}
