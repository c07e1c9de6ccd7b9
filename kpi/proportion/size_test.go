package proportion

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// With n in each group the pooled z test finds the difference as often as the
// power says: its z is normal with the unpooled variance, around the difference
// in pooled standard errors.
func TestTheSizeHasThePower(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for range 500 {
		p1, p2 := r.Float64(), r.Float64()
		opt := &SizeOptions{Level: 0.8 + 0.19*r.Float64(), Power: 0.5 + 0.49*r.Float64()}
		size, err := SampleSize(p1, p2, opt)
		require.NoError(t, err)
		mean := (p1 + p2) / 2
		pooled, own := math.Sqrt(2*mean*(1-mean)/size.Exact), math.Sqrt((p1*(1-p1)+p2*(1-p2))/size.Exact)
		z := (math.Abs(p1-p2) - stat.NormalQuantile(0.5+opt.Level/2)*pooled) / own
		assert.InDelta(t, opt.Power, math.Erfc(-z/math.Sqrt2)/2, 1e-9)
		assert.Equal(t, max(1, int(math.Ceil(size.Exact))), size.N)

		other, err := SampleSize(p2, p1, opt)
		require.NoError(t, err)
		assert.InEpsilon(t, size.Exact, other.Exact, 1e-11)
		opt.Corrected = true
		more, err := SampleSize(p1, p2, opt)
		require.NoError(t, err)
		// Casagrande, Pike and Smith: n = n'/4·(1 + √(1 + 4/(n'·|p1 − p2|)))²
		want := size.Exact / 4 * math.Pow(1+math.Sqrt(1+4/(size.Exact*math.Abs(p1-p2))), 2)
		assert.InEpsilon(t, want, more.Exact, 1e-10)
	}
}

// The power of the exact test, summed over all tables, is near what was asked of
// the corrected size: Casagrande, Pike and Smith (1978) found it so.
func TestTheCorrectedSizeSufficesForTheExactTest(t *testing.T) {
	size, err := SampleSize(0.2, 0.5, &SizeOptions{Corrected: true})
	require.NoError(t, err)
	power := 0.0
	for i := range size.N + 1 {
		for j := range size.N + 1 {
			if fisher(Group{K: i, N: size.N}, Group{K: j, N: size.N}) <= 0.05 {
				power += special.BinomialMass(float64(i), float64(size.N-i), 0.2, 0.8) *
					special.BinomialMass(float64(j), float64(size.N-j), 0.5, 0.5)
			}
		}
	}
	assert.InDelta(t, 0.8, power, 0.02)
}

func TestTheSizeHasTheHalfWidth(t *testing.T) {
	r := rand.New(rand.NewPCG(53, 54))
	for range 500 {
		p, half := r.Float64(), 5e-5+0.4999*math.Pow(r.Float64(), 3)
		level := 0.5 + 0.499*r.Float64()
		z := stat.NormalQuantile(0.5 + level/2)
		size, err := SizeForHalfWidth(p, half, &Options{level, Wald})
		require.NoError(t, err)
		assert.InEpsilon(t, half, z*math.Sqrt(p*(1-p)/size.Exact), 1e-9)

		size, err = SizeForHalfWidth(p, half, &Options{Level: level})
		require.NoError(t, err)
		n := size.Exact
		if n < 1e-3 {
			continue // Wilson's interval of nobody is [0, 1]
		}
		width := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
		assert.InEpsilon(t, half, width, 1e-8, "p %v half %v level %v", p, half, level)
	}
}

// 50 % ± 3 points is the text book's 1,068; Wilson's interval is that narrow by
// z² fewer.
func TestSizesOfASurvey(t *testing.T) {
	wald, err := SizeForHalfWidth(0.5, 0.03, &Options{Method: Wald})
	require.NoError(t, err)
	assert.Equal(t, 1068, wald.N)
	wilson, err := SizeForHalfWidth(0.5, 0.03, nil)
	require.NoError(t, err)
	assert.InDelta(t, wald.Exact-3.841458820694124, wilson.Exact, 1e-8)
	m := interval(t, wilson.N/2, wilson.N, Wilson, 0.95)
	assert.InDelta(t, 0.03, (m.Hi-m.Lo)/2, 2e-5, "rounding up makes it a little narrower")
}

func TestSizesAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		name   string
		p1, p2 float64
		opt    *SizeOptions
		n      float64
	}{
		{"nobody and all, which one of each tells", 0, 1, &SizeOptions{Method: Unpooled}, 1},
		{"nobody and all, pooled", 1, 0, nil, 2},
		{"nobody and all, corrected", 0, 1, &SizeOptions{Method: Unpooled, Corrected: true}, 1},
		{"near each other", 0.5, 0.5 + 1e-7, nil, 392443972973131},
	} {
		size, err := SampleSize(c.p1, c.p2, c.opt)
		if c.n > math.MaxInt { // of 32 bits
			assert.Error(t, err, c.name)
			continue
		}
		require.NoError(t, err, c.name)
		assert.InEpsilon(t, c.n, size.N, 1e-6, c.name)
	}
	for p, n := range map[float64]int{0: 1, 0.5: 1, 1: 1} {
		size, err := SizeForHalfWidth(p, 0.5, nil)
		require.NoError(t, err)
		assert.Equal(t, n, size.N)
	}
}

func TestMistakesOfSizes(t *testing.T) {
	for _, c := range []struct {
		name   string
		p1, p2 float64
		opt    *SizeOptions
		paths  []string
	}{
		{"shares in percent", 5, 6, nil, []string{"p1", "p2"}},
		{"a share that is no number", math.NaN(), 0.5, nil, []string{"p1"}},
		{"the same share", 0.5, 0.5, nil, []string{"p2"}},
		{"nobody and nobody", 0, 0, nil, []string{"p2"}},
		{"shares too near", 0.5, 0.5 + 1e-9, nil, []string{"p2"}},
		{"certainty", 0.1, 0.2, &SizeOptions{Level: 1, Power: 1}, []string{"options.level", "options.power"}},
		{"a method of intervals", 0.1, 0.2, &SizeOptions{Method: Wilson}, []string{"options.method"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			size, err := SampleSize(c.p1, c.p2, c.opt)
			assert.Equal(t, c.paths, paths(err))
			assert.Zero(t, size)
		})
	}
	for _, half := range []float64{0, -1, 0.51, math.NaN(), math.Inf(1), 1e-9, 1e-300} {
		for _, p := range []float64{0, 0.5} {
			if half == 1e-9 && p == 0 {
				continue // of nobody so much is known soon
			}
			_, err := SizeForHalfWidth(p, half, nil)
			assert.Equal(t, []string{"half_width"}, paths(err), "%v %v", p, half)
		}
	}
	_, err := SizeForHalfWidth(-0.1, 0.1, &Options{Level: 2, Method: Wald})
	assert.Equal(t, []string{"options.level", "p"}, paths(err))
}
