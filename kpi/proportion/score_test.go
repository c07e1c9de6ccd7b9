package proportion

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// A contrast is what a score interval is of, in the obvious way: the first share
// that makes it the value, given the second.
type contrast struct {
	name  string
	first func(value, p2 float64) float64
	// gap is its own estimate and standard error, with p1 and p2 the likeliest.
	gap func(a, b Group, value, p1, p2 float64) (off, deviation float64)
}

var contrasts = []contrast{
	{"difference", func(d, p2 float64) float64 { return p2 + d },
		func(a, b Group, d, p1, p2 float64) (float64, float64) {
			return a.share() - b.share() - d, math.Sqrt(p1*(1-p1)/float64(a.N) + p2*(1-p2)/float64(b.N))
		}},
	{"relative risk", func(r, p2 float64) float64 { return p2 * r },
		func(a, b Group, r, p1, p2 float64) (float64, float64) {
			return a.share() - b.share()*r, math.Sqrt(p1*(1-p1)/float64(a.N) + r*r*p2*(1-p2)/float64(b.N))
		}},
	{"odds ratio", func(r, p2 float64) float64 { return r * p2 / (1 - p2 + r*p2) },
		func(a, b Group, r, p1, p2 float64) (float64, float64) {
			one, two := p1*(1-p1), p2*(1-p2)
			return (a.share()-p1)/one - (b.share()-p2)/two, math.Sqrt(1/one/float64(a.N) + 1/two/float64(b.N))
		}},
}

// likeliest looks for the second share by thirds, on the likelihood itself.
func (c contrast) likeliest(a, b Group, value float64) (p1, p2 float64) {
	likelihood := func(p2 float64) float64 {
		p1 := c.first(value, p2)
		sum := 0.0
		for _, g := range []struct{ k, p float64 }{
			{float64(a.K), p1}, {float64(a.N - a.K), 1 - p1}, {float64(b.K), p2}, {float64(b.N - b.K), 1 - p2},
		} {
			if g.p < 0 {
				return math.Inf(-1)
			}
			if g.k > 0 {
				sum += g.k * math.Log(g.p)
			}
		}
		return sum
	}
	lo, hi := 0.0, 1.0
	switch c.name {
	case "difference":
		lo, hi = max(0, -value), min(1, 1-value)
	case "relative risk":
		hi = min(1, 1/value)
	}
	for range 200 {
		left, right := lo+(hi-lo)/3, hi-(hi-lo)/3
		if likelihood(left) < likelihood(right) {
			lo = left
		} else {
			hi = right
		}
	}
	return c.first(value, lo), lo
}

// z returns by how many standard errors the counts exceed the value.
func (c contrast) z(a, b Group, value float64, method Method) float64 {
	p1, p2 := c.likeliest(a, b, value)
	off, deviation := c.gap(a, b, value, p1, p2)
	if n := float64(a.N + b.N); method != Mee {
		deviation *= math.Sqrt(n / (n - 1))
	}
	return off / deviation
}

// The likelihood is flat where it is greatest, so that thirds find the share to
// 8 digits: the score at a bound is z to 6.
func TestTheScoreIntervalHoldsWhatTheTestDoesNotRefuse(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range sharedtest.Cases(100, 1000) {
		a, b := randomGroup(r, 60), randomGroup(r, 60)
		for _, method := range []Method{MiettinenNurminen, Mee} {
			opt := &Options{Level: 0.5 + 0.499*r.Float64(), Method: method}
			z := stat.NormalQuantile(0.5 + opt.Level/2)
			d, err := Difference(a, b, opt)
			require.NoError(t, err)
			risk, err := RelativeRisk(a, b, opt)
			require.NoError(t, err)
			odds, err := OddsRatio(a, b, opt)
			require.NoError(t, err)
			for i, bounds := range [][2]float64{{d.Lo, d.Hi}, {risk.Lo, risk.Hi}, {odds.Lo, odds.Hi}} {
				c := contrasts[i]
				if lo := bounds[0]; lo != 0 && lo != -1 {
					assert.InDelta(t, z, c.z(a, b, lo, method), 2e-6, "%s of %v %v from %v", c.name, a, b, lo)
				}
				if hi := bounds[1]; hi != 0 && hi != 1 {
					assert.InDelta(t, -z, c.z(a, b, hi, method), 2e-6, "%s of %v %v to %v", c.name, a, b, hi)
				}
			}
		}
	}
}

func randomGroup(r *rand.Rand, most int) Group {
	n := 1 + r.IntN(most)
	return Group{K: r.IntN(n + 1), N: n}
}

// The bounds by 30 digits, as a check of the definition that the cases of
// ratesci do not follow.
func TestOddsRatioAfterMiettinenAndNurminen(t *testing.T) {
	r, err := OddsRatio(Group{K: 56, N: 70}, Group{K: 48, N: 80}, nil)
	require.NoError(t, err)
	assert.Equal(t, 2.66666666667, r.Value)
	assert.InDelta(t, 1.28157319334, r.Lo, 1e-9)
	assert.InDelta(t, 5.54020222224, r.Hi, 1e-9)
}

// With the value that says "no difference" the likeliest shares are the pooled
// one, and Mee's score is the z test.
func TestMeesIntervalsLeaveOutWhatTheZTestRefuses(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	opt := &Options{Method: Mee}
	for range 2000 {
		a, b := randomGroup(r, 200), randomGroup(r, 200)
		_, p := ZTest.of(a, b)
		if math.Abs(p-0.05) < 1e-6 {
			continue
		}
		d, err := Difference(a, b, opt)
		require.NoError(t, err)
		risk, err := RelativeRisk(a, b, opt)
		require.NoError(t, err)
		odds, err := OddsRatio(a, b, opt)
		require.NoError(t, err)
		assert.Equal(t, p < 0.05, d.Lo > 0 || d.Hi < 0, "%v %v: %v %+v", a, b, p, d)
		assert.Equal(t, p < 0.05, risk.Lo > 1 || risk.Hi < 1 && !risk.Open, "%v %v: %v %+v", a, b, p, risk)
		assert.Equal(t, p < 0.05, odds.Lo > 1 || odds.Hi < 1 && !odds.Open, "%v %v: %v %+v", a, b, p, odds)
	}
}

func TestTheOtherWayRoundIsTheOppositeOrTheInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	for range 500 {
		a, b := randomGroup(r, 300), randomGroup(r, 300)
		for _, method := range []Method{Newcombe, MiettinenNurminen, Mee, AgrestiCaffo, Wald} {
			there, back := difference(a, b, method, 0.9), difference(b, a, method, 0.9)
			failed := difference(a.failures(), b.failures(), method, 0.9)
			for _, other := range []journey.Measure{back, failed} {
				assert.InDelta(t, -there.Value, other.Value, 1e-12, method)
				assert.InDelta(t, -there.Lo, other.Hi, 2e-11, "%s %v %v", method, a, b)
				assert.InDelta(t, -there.Hi, other.Lo, 2e-11, "%s %v %v", method, a, b)
			}
		}
		for _, method := range []Method{MiettinenNurminen, Mee, Gart} {
			if method != Gart {
				there, err := RelativeRisk(a, b, &Options{Method: method})
				require.NoError(t, err)
				back, err := RelativeRisk(b, a, &Options{Method: method})
				require.NoError(t, err)
				inverse(t, there, back)
			}
			there, err := OddsRatio(a, b, &Options{Method: method})
			require.NoError(t, err)
			back, err := OddsRatio(b, a, &Options{Method: method})
			require.NoError(t, err)
			inverse(t, there, back)
			back, err = OddsRatio(a.failures(), b.failures(), &Options{Method: method})
			require.NoError(t, err)
			inverse(t, there, back)
		}
	}
}

func inverse(t *testing.T, r, back Ratio) {
	t.Helper()
	assert.Equal(t, r.Open, back.Lo == 0)
	assert.Equal(t, back.Open, r.Lo == 0)
	if !r.Open {
		assert.InEpsilon(t, 1/r.Hi, back.Lo, 1e-10)
	}
	if !r.Undefined && !back.Undefined {
		assert.InEpsilon(t, 1/r.Value, back.Value, 1e-11)
	}
}

// Counts of all sizes, up to the largest, without a number that is none.
func TestTwoGroupsOfAnySize(t *testing.T) {
	const most = min(1<<53, math.MaxInt)
	var groups []Group
	for _, n := range []int{1, 2, 10, 1e5, 1e9, most} {
		for _, k := range []int{0, 1, n / 3, n - 1, n} {
			groups = append(groups, Group{K: k, N: n})
		}
	}
	for _, a := range groups {
		for _, b := range groups {
			for _, level := range []float64{0.5, 0.95, 0.999999} {
				for _, method := range []Method{Newcombe, MiettinenNurminen, Mee, AgrestiCaffo, Wald} {
					d := difference(a, b, method, level)
					held := d.Lo <= d.Value && d.Value <= d.Hi || method == AgrestiCaffo
					require.True(t, -1 <= d.Lo && held && d.Hi <= 1, "%s %v %v: %+v", method, a, b, d)
				}
				for _, method := range []Method{MiettinenNurminen, Mee, Gart} {
					odds, err := OddsRatio(a, b, &Options{level, method})
					require.NoError(t, err)
					finite(t, odds)
					if method != Gart {
						risk, err := RelativeRisk(a, b, &Options{level, method})
						require.NoError(t, err)
						finite(t, risk)
					}
				}
			}
		}
	}
}

func finite(t *testing.T, r Ratio) {
	t.Helper()
	for _, v := range []float64{r.Value, r.Lo, r.Hi} {
		require.False(t, math.IsNaN(v) || math.IsInf(v, 0) || v < 0, "%+v", r)
	}
	require.True(t, r.Undefined || r.Lo <= r.Value, "%+v", r)
	require.True(t, r.Open || r.Hi >= r.Value && r.Hi > 0, "%+v", r)
	m, ok := r.Measure()
	require.Equal(t, !r.Open && !r.Undefined, ok)
	require.True(t, !ok || m.Name == r.Name && m.Unit == journey.Times && m.Lo == r.Lo && m.Hi == r.Hi && m.N == r.N)
}

func TestMistakesOfTwoGroups(t *testing.T) {
	good := Group{K: 1, N: 2}
	for _, c := range []struct {
		name  string
		a, b  Group
		opt   *Options
		paths []string
	}{
		{"more than there are in both", Group{K: 3, N: 2}, Group{K: -1, N: 2}, nil, []string{"a.k", "b.k"}},
		{"fewer than nobody", good, Group{K: 0, N: math.MinInt}, nil, []string{"b.n"}},
		{"more than can be counted", Group{K: 0, N: math.MaxInt}, good, nil, []string{"a.n"}},
		{"a level of certainty, and a count", good, Group{K: 3, N: 2}, &Options{Level: 1}, []string{"options.level", "b.k"}},
		{"a method for one", good, good, &Options{Method: Wilson}, []string{"options.method"}},
	} {
		if c.a.N == math.MaxInt && math.MaxInt < 1<<53 {
			continue // of 32 bits each number is a count
		}
		t.Run(c.name, func(t *testing.T) {
			_, difference := Difference(c.a, c.b, c.opt)
			_, risk := RelativeRisk(c.a, c.b, c.opt)
			_, odds := OddsRatio(c.a, c.b, c.opt)
			for _, err := range []error{difference, risk, odds} {
				assert.Equal(t, c.paths, paths(err))
			}
		})
	}
	_, err := Difference(good, Group{}, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = RelativeRisk(Group{}, good, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = OddsRatio(Group{}, Group{}, nil)
	assert.ErrorIs(t, err, ErrNoData)
}

// paths returns where the mistakes of an error are.
func paths(err error) (all []string) {
	if mistake, ok := err.(*field.Error); ok {
		return []string{mistake.Path}
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range several.Unwrap() {
			all = append(all, paths(e)...)
		}
		return all
	}
	if inner := errors.Unwrap(err); inner != nil {
		return paths(inner)
	}
	return nil
}

func BenchmarkScore(b *testing.B) {
	one, two := Group{K: 56, N: 70}, Group{K: 48, N: 80}
	b.Run("difference", func(b *testing.B) {
		for b.Loop() {
			difference(one, two, MiettinenNurminen, 0.95)
		}
	})
	b.Run("odds ratio", func(b *testing.B) {
		for b.Loop() {
			OddsRatio(one, two, nil)
		}
	})
}
