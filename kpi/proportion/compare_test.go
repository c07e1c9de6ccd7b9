package proportion

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Smokers among patients with lung disease: J. L. Fleiss, Statistical methods
// for rates and proportions, 2nd edition (1981), page 139, the example of R's
// ?prop.test, which says χ² = 12.6, df = 3, p = 0.005585.
func smokers() []Group {
	return []Group{{"first", 83, 86}, {"second", 90, 93}, {"third", 129, 136}, {"fourth", 70, 82}}
}

func TestCompareSmokers(t *testing.T) {
	c, err := Compare(smokers(), nil)
	require.NoError(t, err)
	assert.InDelta(t, 12.6, c.ChiSquare, 5e-3)
	assert.Equal(t, 3, c.DF)
	assert.InDelta(t, 0.005585, c.P, 5e-7)
	assert.InDelta(t, 82*25./397, c.LeastExpected, 1e-9)
	var pairs []string
	for _, p := range c.Pairs {
		pairs = append(pairs, p.A.Name+" "+p.B.Name)
	}
	assert.Equal(t, []string{"first second", "first third", "first fourth", "second third", "second fourth", "third fourth"}, pairs)
}

// χ² of k×2 is the sum over the cells of (observed − expected)²/expected.
func TestTheOverallTestIsPearsons(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for range 500 {
		groups, k, n := randomGroups(r)
		if len(groups) < 2 {
			continue
		}
		c, err := Compare(groups, nil)
		require.NoError(t, err)
		sum, least := 0.0, math.Inf(1)
		for _, g := range groups {
			for _, cell := range [][2]int{{g.K, k}, {g.N - g.K, n - k}} {
				expected := float64(g.N) * float64(cell[1]) / float64(n)
				least = min(least, expected)
				if expected > 0 {
					sum += (float64(cell[0]) - expected) * (float64(cell[0]) - expected) / expected
				}
			}
		}
		assert.InDelta(t, sum, c.ChiSquare, 1e-10*max(1, sum))
		assert.InDelta(t, least, c.LeastExpected, 1e-10*max(1, least))
		assert.Equal(t, len(groups)-1, c.DF)
		if len(groups) == 2 {
			assert.InDelta(t, c.Pairs[0].Z*c.Pairs[0].Z, c.ChiSquare, 1e-10*max(1, sum))
			assert.InDelta(t, c.Pairs[0].P, c.P, 1e-10)
			assert.Equal(t, c.Pairs[0].P, c.Pairs[0].Adjusted)
		}
	}
}

func randomGroups(r *rand.Rand) (groups []Group, k, n int) {
	for i := range 2 + r.IntN(6) {
		g := randomGroup(r, 200)
		g.Name = fmt.Sprint("g", i)
		groups, k, n = append(groups, g), k+g.K, n+g.N
	}
	return groups, k, n
}

// Each pair is what the two groups are on their own, but for the adjustment.
func TestPairsAreWhatTwoGroupsAre(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for range 100 {
		groups, _, _ := randomGroups(r)
		opt := &CompareOptions{Level: 0.9, Method: Mee, Test: YatesTest, Correction: Bonferroni, Reference: "g1"}
		c, err := Compare(groups, opt)
		require.NoError(t, err)
		require.Len(t, c.Pairs, len(groups)-1)
		for _, p := range c.Pairs {
			assert.Equal(t, groups[1], p.B)
			d, err := Difference(p.A, p.B, &Options{0.9, Mee})
			require.NoError(t, err)
			assert.Equal(t, d, p.Difference)
			z := stat.PooledZ(p.A.K, p.A.N, p.B.K, p.B.N, 0.5)
			assert.InDelta(t, z, p.Z, 1e-10)
			assert.InDelta(t, min(1, p.P*float64(len(groups)-1)), p.Adjusted, 1e-10)
		}
	}
}

func TestGroupsOfNobodyAreInNoPair(t *testing.T) {
	empty := Group{Name: "empty"}
	with, err := Compare(append([]Group{empty}, smokers()...), nil)
	require.NoError(t, err)
	without, err := Compare(smokers(), nil)
	require.NoError(t, err)
	assert.Equal(t, without, with)
	for name, opt := range map[string]*CompareOptions{"a reference of nobody": {Reference: "empty"}, "": nil} {
		_, err := Compare([]Group{empty, smokers()[0]}, opt)
		assert.ErrorIs(t, err, ErrNoData, name)
	}
	_, err = Compare(append(smokers(), empty), &CompareOptions{Reference: "empty"})
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Compare(nil, nil)
	assert.ErrorIs(t, err, ErrNoData)
}

func TestGroupsThatAllDid(t *testing.T) {
	c, err := Compare([]Group{{"a", 5, 5}, {"b", 7, 7}, {"c", 1, 1}}, nil)
	require.NoError(t, err)
	assert.Equal(t, []float64{0, 1, 0}, []float64{c.ChiSquare, c.P, c.LeastExpected})
	for _, p := range c.Pairs {
		assert.Equal(t, []float64{0, 1, 1}, []float64{p.Z, p.P, p.Adjusted})
	}
}

func TestAComparisonIsData(t *testing.T) {
	c, err := Compare(smokers()[:2], &CompareOptions{Test: FisherTest})
	require.NoError(t, err)
	b, err := json.Marshal(c)
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"chi_square": 0.00950851874818, "df": 1, "p": 0.9223200957, "least_expected": 2.88268156425,
		"pairs": [{
			"a": {"name": "first", "k": 83, "n": 86}, "b": {"name": "second", "k": 90, "n": 93},
			"difference": {"name": "difference", "value": -0.00262565641410, "unit": "change", "n": 179,
				"lo": -0.0688452085732, "hi": 0.0600621408287, "level": 0.95, "source": "log"},
			"p": 1, "adjusted": 1
		}]}`, string(b))
	var back Comparison
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, *c, back)
}

func TestMistakesOfComparisons(t *testing.T) {
	for _, c := range []struct {
		name   string
		groups []Group
		opt    *CompareOptions
		paths  []string
	}{
		{"counts, names that are missing and names used twice, all at once",
			[]Group{{"a", 1, 2}, {"", 1, 2}, {"a", 3, 2}, {"b", 0, -1}}, nil,
			[]string{"groups[1].name", "groups[2].name", "groups[2].k", "groups[3].n"}},
		{"a level of certainty", smokers(), &CompareOptions{Level: 1}, []string{"options.level"}},
		{"a method of ratios", smokers(), &CompareOptions{Method: Gart}, []string{"options.method"}},
		{"words of other vocabularies", smokers(), &CompareOptions{Test: "t", Correction: "tukey", Reference: "fifth"},
			[]string{"options.test", "options.correction", "options.reference"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Compare(c.groups, c.opt)
			assert.Equal(t, c.paths, paths(err))
			assert.NotContains(t, err.Error(), "fifth")
		})
	}
}
