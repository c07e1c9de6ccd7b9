package survey

import (
	"cmp"
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Difference is how one score differs from another, of other customers.
type Difference struct {
	// Measure is the first score less the second, in their unit or, of shares,
	// in [journey.Change], with its
	// interval. N is the number of answers behind both. The name is that of the
	// score and "_difference".
	Measure journey.Measure `json:"measure"`

	// Z is how many standard errors SE the scores are apart, and P the
	// probability of a distance as large, were there none: two-sided.
	Z  float64 `json:"z"`
	SE float64 `json:"se"`
	P  float64 `json:"p"`

	// Adjusted is P corrected for the number of comparisons in a [Result], after
	// S. Holm, Scandinavian Journal of Statistics 6 (1979) 65–70. It is 0 where
	// one comparison stands alone.
	Adjusted float64 `json:"adjusted,omitempty"`
}

// Compare compares two net promoter scores, as [Question.Compare] does.
func Compare(a, b Recommendations, opt *ScoreOptions) (*Difference, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, wrap(err)
	}
	first, err := a.sample("a")
	if err != nil {
		return nil, wrap(err)
	}
	second, err := b.sample("b")
	if err != nil {
		return nil, wrap(err)
	}
	return Recommend().difference(first, second, o), nil
}

// Compare compares the scores of two groups of customers, who must not be the
// same.
//
// A net score by Wald: z is the difference by the unpooled standard error
// √(varₐ/nₐ + var_b/n_b), as in the function nps.test of the R package NPS, and
// the interval is the difference ± z·SE. By any other method the standard error
// is that or the pooled one, of answers of one distribution, whichever is larger:
// so a few answers that happen to be alike prove nothing. From two answers in the
// smaller group on, such a test at 5 % is wrong in 5 % of the cases at most; of
// one answer it may be in 10 %. The interval recovers
// the variance from those of the two scores: G. Y. Zou and A. Donner,
// Construction of confidence limits about effect measures, Statistics in
// Medicine 27 (2008) 1693–1702. Where the answers of each group are all alike,
// Wald's z has the pooled error too.
//
// A share: z has the pooled variance, and the interval is that of R. G.
// Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
//
// A mean: Z is Student's t of B. L. Welch, The generalization of "Student's"
// problem, Biometrika 34 (1947) 28–35, and so is the interval. To answers that
// are all alike, which say nothing of their scatter, one is added at either end
// of the scale, as A. Agresti and B. Caffo do for shares (The American
// Statistician 54 (2000) 280–288).
//
// Errors are those of [Question.Score].
func (q Question) Compare(a, b Counts, opt *ScoreOptions) (*Difference, error) {
	q, err := q.settled()
	if err != nil {
		return nil, wrap(err)
	}
	o, err := opt.settled()
	if err != nil {
		return nil, wrap(err)
	}
	if err := cmp.Or(a.check("a", q.Scale), b.check("b", q.Scale)); err != nil {
		return nil, wrap(err)
	}
	first, second := sampleOf(q.groups(a)), sampleOf(q.groups(b))
	if first.n == 0 || second.n == 0 {
		return nil, wrap(empty())
	}
	return q.difference(first, second, o), nil
}

// difference compares two samples that are not empty.
func (q Question) difference(a, b sample, o ScoreOptions) *Difference {
	unit, factor := q.unitOfChange()
	var t test
	switch {
	case q.net():
		t = q.compareNet(a, b, o)
	case q.Kind == Mean:
		t = q.compareMeans(a, b, o.Level)
	default:
		t = q.compareShares(a, b, o)
	}
	widest := factor * q.width()
	t.interval.Lo, t.interval.Hi = max(-widest, factor*t.interval.Lo), min(widest, factor*t.interval.Hi)
	m := figure.Estimate(q.Name+"_difference", factor*(a.mean-b.mean), unit, a.n+b.n, t.interval)
	m.Source = journey.FromSurvey
	return &Difference{Measure: m, Z: stat.Tidy(t.z), SE: stat.Tidy(factor * t.se), P: stat.Tidy(t.p)}
}

// width returns how far apart two scores can be, in what answers count as.
func (q Question) width() float64 {
	switch {
	case q.net():
		return 2
	case q.Kind == Mean:
		return float64(q.Scale.Hi - q.Scale.Lo)
	}
	return 1
}

// A test is what a comparison says.
type test struct {
	z, se, p float64
	interval stat.Interval
}

func (q Question) compareNet(a, b sample, o ScoreOptions) test {
	var t test
	difference := a.mean - b.mean
	t.se = math.Sqrt(a.error + b.error)
	t.interval = stat.Interval{Level: o.Level}
	if half := float64(stat.NormalQuantile(0.5+o.Level/2) * t.se); o.Method == Wald {
		t.interval.Lo, t.interval.Hi = difference-half, difference+half
	} else {
		t.interval = q.recovered(a, b, o)
	}
	if o.Method != Wald || t.se == 0 {
		t.se = max(t.se, pooled(a, b))
	}
	t.p = 1
	if t.se == 0 {
		return t // all answers of both are alike
	}
	t.z = difference / t.se
	t.p = stat.TwoSided(t.z)
	return t
}

// pooled returns the standard error of the difference of two samples of 1, 0 and
// −1 that are of one distribution, with n−1 for n as in the test of N. Mantel,
// JASA 58 (1963) 690–700.
func pooled(a, b sample) float64 {
	n := a.worth + b.worth
	up := (float64(a.up*a.worth) + float64(b.up*b.worth)) / n
	down := (float64(a.down*a.worth) + float64(b.down*b.worth)) / n
	mean := up - down
	return math.Sqrt(max(0, up+down-float64(mean*mean)) * (1/a.worth + 1/b.worth) * n / (n - 1))
}

// recovered is the interval of a difference from those of its parts.
func (q Question) recovered(a, b sample, o ScoreOptions) stat.Interval {
	ofA, _ := q.interval(a, o)
	ofB, _ := q.interval(b, o)
	d := a.mean - b.mean
	return stat.Interval{
		Lo:    d - math.Hypot(a.mean-ofA.Lo, ofB.Hi-b.mean),
		Hi:    d + math.Hypot(ofA.Hi-a.mean, b.mean-ofB.Lo),
		Level: o.Level,
	}
}

func (q Question) compareShares(a, b sample, o ScoreOptions) test {
	t := test{p: 1, interval: q.recovered(a, b, o)}
	n := a.worth + b.worth
	share := (float64(a.mean*a.worth) + float64(b.mean*b.worth)) / n
	if share <= 0 || share >= 1 {
		return t
	}
	t.se = math.Sqrt(share * (1 - share) * (1/a.worth + 1/b.worth))
	t.z = (a.mean - b.mean) / t.se
	t.p = stat.TwoSided(t.z)
	return t
}

func (q Question) compareMeans(a, b sample, level float64) test {
	d := a.mean - b.mean
	varianceA, varianceB := q.scatter(a), q.scatter(b)
	t := test{se: math.Sqrt(varianceA + varianceB)}
	inverse := float64(varianceA*varianceA)/float64(a.freedom()) + float64(varianceB*varianceB)/float64(b.freedom())
	sum := varianceA + varianceB
	freedom := float64(sum*sum) / inverse
	t.z = d / t.se
	t.p = studentP(t.z, freedom)
	half := float64(studentTwoSided(level, freedom) * t.se)
	t.interval = stat.Interval{Lo: d - half, Hi: d + half, Level: level}
	return t
}

// scatter returns the variance of the mean of answers on the scale, which is
// never 0.
func (q Question) scatter(s sample) float64 {
	if s.alike() {
		s = sampleOf([]group{
			{float64(q.Scale.Lo), 1, 1, 1}, {s.mean, s.n, s.effective, s.effective}, {float64(q.Scale.Hi), 1, 1, 1},
		})
	}
	se := s.unbiased()
	return float64(se * se)
}
