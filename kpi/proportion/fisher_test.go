package proportion

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// choices counts the tables with the margins of two groups, exactly: those with
// no more ways than the one counted, to all.
func choices(a, b Group) float64 {
	ways := func(k int) *big.Int {
		one := new(big.Int).Binomial(int64(a.N), int64(k))
		return one.Mul(one, new(big.Int).Binomial(int64(b.N), int64(a.K+b.K-k)))
	}
	counted, rare, all := ways(a.K), new(big.Int), new(big.Int)
	for k := max(0, a.K+b.K-b.N); k <= min(a.N, a.K+b.K); k++ {
		if w := ways(k); w.Cmp(counted) <= 0 {
			rare.Add(rare, w)
		}
		all.Add(all, ways(k))
	}
	p, _ := new(big.Rat).SetFrac(rare, all).Float64()
	return p
}

func TestFisherCountsTheTablesThatAreNoMoreProbable(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for range sharedtest.Cases(300, 3000) {
		a, b := randomGroup(r, 1+r.IntN(80)), randomGroup(r, 1+r.IntN(80))
		assert.InEpsilon(t, choices(a, b), fisher(a, b), 1e-12, "%v %v", a, b)
	}
	for _, c := range [][2]Group{{{K: 600, N: 2000}, {K: 700, N: 2100}}, {{K: 3, N: 5000}, {K: 12, N: 3000}}, {{K: 0, N: 400}, {K: 400, N: 400}}} {
		assert.InEpsilon(t, choices(c[0], c[1]), fisher(c[0], c[1]), 1e-11, "%v", c)
	}
}

// The tables of R's ?fisher.test: Fisher's tea taster, two-sided, and the
// convictions of twins (Fisher 1962, 1970).
func TestFisherOnTablesOfFisher(t *testing.T) {
	assert.InDelta(t, 0.4857142857, fisher(Group{K: 3, N: 4}, Group{K: 1, N: 4}), 1e-9)
	assert.InDelta(t, 0.0005367, fisher(Group{K: 2, N: 17}, Group{K: 10, N: 13}), 5e-8)
}

// Of very large counts the corrected normal test is as good as the exact one.
func TestFisherOfCountsOfThousandsOfMillions(t *testing.T) {
	for _, d := range []int{0, 20_000, 60_000} {
		a, b := Group{K: 3e8, N: 1e9}, Group{K: 3e8 + d, N: 1e9}
		_, p := YatesTest.of(a, b)
		assert.InDelta(t, p, fisher(a, b), 1e-6, d)
	}
	const most = min(1<<53, math.MaxInt)
	assert.Less(t, fisher(Group{K: 0, N: most}, Group{K: most, N: most}), 1e-300)
	assert.Equal(t, 1.0, fisher(Group{K: 0, N: most}, Group{K: 0, N: 1}))
	assert.Equal(t, 1.0, fisher(Group{K: most, N: most}, Group{K: 1, N: 1}))
}

func TestTestsOfTheSameShares(t *testing.T) {
	for _, c := range [][2]Group{{{K: 0, N: 5}, {K: 0, N: 9}}, {{K: 5, N: 5}, {K: 9, N: 9}}, {{K: 1, N: 2}, {K: 10, N: 20}}} {
		for _, test := range []Test{ZTest, YatesTest, FisherTest} {
			z, p := test.of(c[0], c[1])
			assert.Zero(t, z)
			assert.Equal(t, 1.0, p, "%s %v", test, c)
		}
	}
}
