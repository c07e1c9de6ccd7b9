package comparison_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// two measures two shops of which the second is otherwise.
func two(t *testing.T, customers int, seed uint64, otherwise func(*journeytest.Truth)) (*comparison.Result, journeytest.Truth, journeytest.Truth) {
	t.Helper()
	usual, other := journeytest.Usual(), journeytest.Usual()
	otherwise(&other)
	before, err := measured(journeytest.Shop{Customers: customers, Seed: 2 * seed})
	require.NoError(t, err)
	after, err := measured(journeytest.Shop{Customers: customers, Seed: 2*seed + 1, Truth: other})
	require.NoError(t, err)
	return compared(t, before, after), usual, other
}

func find(t *testing.T, r *comparison.Result, stage, name string) comparison.Difference {
	t.Helper()
	i := slices.IndexFunc(r.Differences, func(d comparison.Difference) bool {
		return d.Stage == stage && d.Touchpoint == "" && d.After.Name == name
	})
	require.GreaterOrEqual(t, i, 0, "%s %s", stage, name)
	return r.Differences[i]
}

// Where one thing was changed, the intervals hold the true differences as often
// as their level says, and what was changed is found.
func TestThePlantedDifferenceLiesInTheInterval(t *testing.T) {
	const pairs = 40
	held, all, found := 0, 0, 0
	for seed := range uint64(pairs) {
		r, usual, other := two(t, 2000, 100+seed, func(truth *journeytest.Truth) {
			truth.Conversion[2] += 0.15
			truth.Promoters += 0.1
		})
		planted := map[comparison.Place]float64{}
		for i := range usual.Conversion {
			planted[comparison.Place{Stage: r.Stages[i].Name}] = other.Conversion[i] - usual.Conversion[i]
		}
		for _, d := range r.Differences {
			want, known := planted[d.Place]
			switch {
			case d.Place == comparison.Place{} && d.After.Name == journey.MeasureNPS:
				want = other.NPS() - usual.NPS()
			case d.Place == comparison.Place{} && d.After.Name == journey.MeasureConversion:
				want = other.Overall() - usual.Overall()
			case d.After.Name == journey.MeasureConversion && known:
			default:
				continue
			}
			all++
			if d.Change.Lo <= want && want <= d.Change.Hi {
				held++
			}
		}
		if d := find(t, r, r.Stages[2].Name, journey.MeasureConversion); d.Significant && d.Better() > 0 {
			found++
		}
	}
	require.GreaterOrEqual(t, all, 8*pairs)
	assertRate(t, held, all, 0.95, "intervals that hold the truth")
	assert.GreaterOrEqual(t, found, pairs*9/10)
}

// assertRate asserts that k of n come from a binomial distribution of that rate,
// or, at a level, from no worse a one: within 4 standard deviations.
func assertRate(t *testing.T, k, n int, rate float64, what string) {
	t.Helper()
	sd := math.Sqrt(rate * (1 - rate) * float64(n))
	assert.InDelta(t, rate*float64(n), float64(k), 4*sd, "%s: %d of %d", what, k, n)
}

// Where nothing differs, p is below 0.05 in about 5 % of the pairs, and in fewer
// for quantiles of times, whose intervals hold more than their level.
func TestUnderNoDifferenceFewPairsDiffer(t *testing.T) {
	const pairs = 4000
	for i, c := range []struct {
		name    string
		careful bool
		draw    func(r *rand.Rand, n int) journey.Measure
	}{
		{"shares", false, drawnShare},
		{"mean times", false, func(r *rand.Rand, n int) journey.Measure { return drawnTimes(r, n)[1] }},
		{"satisfaction", false, drawnScore},
		{"net promoter scores", false, drawnNPS},
		{"median times", true, func(r *rand.Rand, n int) journey.Measure { return drawnTimes(r, n)[0] }},
		{"long times", true, func(r *rand.Rand, n int) journey.Measure { return drawnTimes(r, n)[2] }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(11, uint64(i)))
			rejected := 0
			for range pairs {
				before, after := c.draw(r, 150+r.IntN(100)), c.draw(r, 150+r.IntN(100))
				d := only(t, before, after)
				require.True(t, d.Tested())
				if d.P < 0.05 {
					rejected++
				}
			}
			if c.careful {
				assert.Less(t, rejected, pairs*5/100)
				assert.Greater(t, rejected, pairs*2/100)
			} else {
				assertRate(t, rejected, pairs, 0.05, "pairs that differ")
			}
		})
	}
}

// Of all the differences between two shops that are one, Holm lets some be called
// significant in one pair of twenty at most.
func TestUnderNoDifferenceFewShopsHaveASignificantOne(t *testing.T) {
	const pairs = 60
	alarms, tested, below := 0, 0, 0
	for seed := range uint64(pairs) {
		r, _, _ := two(t, 800, 500+seed, func(*journeytest.Truth) {})
		if r.Significant > 0 {
			alarms++
		}
		for _, d := range r.Differences {
			if d.Tested() && d.Mirrors == "" {
				tested++
				if d.P < 0.05 {
					below++
				}
			}
		}
	}
	assert.LessOrEqual(t, alarms, 8, "8 or more of 60 at 5 %: 1 in 100")
	require.Greater(t, tested, 30*pairs)
	assert.InDelta(t, 0.04, float64(below)/float64(tested), 0.02, "%d of %d", below, tested)
}

func drawnShare(r *rand.Rand, n int) journey.Measure {
	k := 0
	for range n {
		if r.Float64() < 0.3 {
			k++
		}
	}
	return figure.Ratio("x", k, n, 0.95)
}

func drawnTimes(r *rand.Rand, n int) []journey.Measure {
	s := new(stat.Sample)
	for range n {
		s.Add(uint64(1e9 * math.Exp(3+r.NormFloat64())))
	}
	return figure.Times(s, 0.95)
}

func drawnScore(r *rand.Rand, n int) journey.Measure {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(1 + min(4, r.IntN(6)))
	}
	mean, i := stat.MeanOnScale(x, 1, 5, 0.95)
	return figure.Estimate("x", mean, journey.Score, n, i)
}

func drawnNPS(r *rand.Rand, n int) journey.Measure {
	answers := make([]int, n)
	for i := range answers {
		answers[i] = 10 - r.IntN(4)*r.IntN(4)
	}
	m, err := kpi.NPS(answers, nil)
	if err != nil {
		panic(err)
	}
	return m
}
