package conformance

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// someTimes returns times in nanoseconds from 0 to centuries.
func someTimes(r *rand.Rand, n int) []uint64 {
	x := make([]uint64, n)
	for i := range x {
		x[i] = r.Uint64() >> r.UintN(64)
		if r.IntN(10) == 0 {
			x[i] = []uint64{0, math.MaxUint64, 1}[r.IntN(3)]
		}
	}
	return x
}

// The mean and the deviation of times, by whole numbers of any size.
func TestMomentsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for range 3000 {
		x := someTimes(r, 1+r.IntN(30))
		var m, other moments
		sum, squares := new(big.Int), new(big.Int)
		for i, v := range x {
			if i%3 == 0 {
				m.add(v)
			} else {
				other.add(v)
			}
			b := new(big.Int).SetUint64(v)
			sum.Add(sum, b)
			squares.Add(squares, b.Mul(b, b))
		}
		m.merge(&other)
		n := big.NewInt(int64(len(x)))
		scatter := squares.Mul(squares, n)
		scatter.Sub(scatter, new(big.Int).Mul(sum, sum))
		mean, _ := new(big.Rat).SetFrac(sum, n).Float64()
		require.InEpsilon(t, 1+mean, 1+m.mean(), 1e-14)
		if len(x) > 1 {
			variance, _ := new(big.Rat).SetFrac(scatter, n.Mul(n, big.NewInt(int64(len(x)-1)))).Float64()
			require.InEpsilon(t, 1+math.Sqrt(variance), 1+m.deviation(), 1e-14)
		} else {
			require.Zero(t, m.deviation())
		}
	}
}

// Adding the differences to many earlier moments at once is adding each.
func TestMomentsOfManyAtOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 4))
	for range 3000 {
		var one, all, earlier moments
		x := someTimes(r, r.IntN(20))
		u := uint64(math.MaxUint64)
		if r.IntN(2) == 0 {
			for i := range x {
				x[i] >>= 20
			}
			u >>= 20
		}
		for _, v := range x {
			earlier.add(v)
			one.add(u - v)
		}
		all.addAll(u, uint64(len(x)), &earlier)
		require.Equal(t, one, all)
	}
}

// Long units are counted by pairs of symbols, with the same result.
func TestLongUnitsAreCountedAsShortOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		steps := 1 + r.IntN(6)
		s := newSetting(Options{Times: true, Zeta: 1}, sequencePlan(t, steps), "")
		if r.IntN(4) == 0 {
			s.limits = nil
		}
		for i := range s.limits {
			lo := r.IntN(60) // a whole number, which times may be
			s.limits[i] = limit{float64(lo), float64(lo + r.IntN(150)), r.IntN(4) > 0}
		}
		short, long := newTiming(s), newTiming(s)
		for range 3 {
			var n now
			var nanos []int64
			clock := int64(-50)
			for i := range 1 + r.IntN(60) {
				clock += int64(r.IntN(3) * r.IntN(20))
				nanos = append(nanos, clock)
				n.seq, n.row = append(n.seq, int32(r.IntN(steps))), append(n.row, int32(i))
			}
			compared, deviating := short.addShort(nanos, &n)
			gotCompared, gotDeviating := long.addLong(nanos, &n)
			require.Equal(t, []int{compared, deviating}, []int{gotCompared, gotDeviating})
		}
		require.Equal(t, short.sorted(), long.sorted())
	}
}

func sequencePlan(t *testing.T, steps int) *plan {
	t.Helper()
	var p plan
	var names []string
	for i := range steps {
		names = append(names, fmt.Sprint("n", i))
	}
	require.NoError(t, p.addSequence(&Options{Sequence: names}))
	p.link()
	return &p
}

// A time that is just on a limit is no deviation, and the same time again and
// again is none however it is rounded.
func TestLimitsAreInclusive(t *testing.T) {
	place := func(name string) Place { return Place{Name: name} }
	for _, test := range []struct {
		mean, sd   float64
		fast, slow int
	}{
		{60, 0, 0, 0}, {30, 30, 0, 0}, {90, 30, 0, 0}, {30, 29.9, 0, 1}, {90, 29.9, 1, 0},
	} {
		opt := &Options{Sequence: []string{"a", "b"}, Zeta: 1, Profile: []Pair{{First: place("a"), Then: place("b"), Mean: test.mean, StdDev: test.sd}}}
		r, err := Compute(nil, walked(t, "ab"), opt)
		require.NoError(t, err)
		require.Len(t, r.Timing.Profile, 1)
		p := r.Timing.Profile[0]
		assert.Equal(t, []int{test.fast, test.slow}, []int{p.Fast, p.Slow}, "%+v", test)
		assert.Equal(t, float64(1-test.fast-test.slow), r.Timing.OnTime.Value)
	}
}

// Sessions of one minute each: all the same, to the last one.
func TestTheSameTimeAgainAndAgainIsNoDeviation(t *testing.T) {
	l := walked(t, "abxxxabxxxabxxxabxxxabxxxabxxxab")
	cut := Options{Sequence: []string{"a", "b"}, Zeta: 0.1, Per: Sessions}
	cut.Cut.Silence = 90 * time.Second
	r, err := Compute(nil, l.Filter(func(e event.Event) bool { return e.Name != "x" }), &cut)
	require.NoError(t, err)
	require.Equal(t, []int{7, 1}, []int{r.Units, r.Customers})
	assert.Equal(t, 1.0, r.Timing.OnTime.Value)
	assert.Equal(t, Pair{First: Place{Name: "a"}, Then: Place{Name: "b"}, N: 7, Mean: 60}, r.Timing.Profile[0])
}

func TestPromisesAreComparedWithTheTimesOfTheAlignment(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{{Name: "S", Touchpoints: []journey.Touchpoint{
		{Name: "A", Events: []string{"a"}, Targets: []journey.Target{
			{Measure: journey.MeasureTimeMedian, Op: journey.AtMost, Value: 60},
			{Measure: journey.MeasureReached, Op: journey.AtLeast, Value: 10},
		}},
		{Name: "B", Events: []string{"b"}, Targets: []journey.Target{{Measure: journey.MeasureTimeP90, Op: journey.AtMost, Value: 60}}},
		{Name: "C", Events: []string{"c"}},
	}}}}
	r, err := Compute(m, walked(t, "abbc"), nil) // a to b one minute, b to c two
	require.NoError(t, err)
	require.Len(t, r.Timing.Promises, 2)
	assert.Equal(t, Place{"S", "A"}, r.Timing.Promises[0].Place)
	assert.Equal(t, []float64{1, 0}, []float64{r.Timing.Promises[0].Kept.Value, r.Timing.Promises[1].Kept.Value})
	assert.Equal(t, []int{1, 1}, []int{r.Timing.Promises[0].Kept.N, r.Timing.Promises[1].Kept.N})
}
