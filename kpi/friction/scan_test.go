package friction

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// someLane returns a lane of random sessions whose expected numbers are some of
// their own.
func someLane(r *rand.Rand, days int) lane {
	l := newLane(none, 0, days)
	for range leastSessions + r.IntN(200) {
		p := 0.1 + 0.8*r.Float64()
		l.count(1+r.IntN(days), r.Float64() < p, p)
	}
	l.accumulate()
	return l
}

// binomial is the logarithm of the likelihood of k of n with probability p.
func binomial(k, n, p float64) float64 {
	sum := 0.0
	if k > 0 {
		sum += k * math.Log(p)
	}
	if k < n {
		sum += (n - k) * math.Log(1-p)
	}
	return sum
}

// slowBest is best from its definition: all likelihoods of all windows.
func slowBest(l *lane, list []window) (score float64) {
	end := len(l.n) - 1
	total, bad, want := l.n[end], l.bad[end], l.want[end]
	for _, w := range list {
		n, b, e := l.n[w.hi]-l.n[w.lo], l.bad[w.hi]-l.bad[w.lo], l.want[w.hi]-l.want[w.lo]
		if bad <= want {
			e *= bad / want
		} else {
			e = n - (n-e)*(total-bad)/(total-want)
		}
		if n < leastInSpot || total-n < leastInSpot || b <= e {
			continue
		}
		m := total - n
		s := binomial(b, n, b/n) + binomial(bad-b, m, (bad-b)/m) - binomial(b, n, e/n) - binomial(bad-b, m, (bad-e)/m)
		score = max(score, s)
	}
	return score
}

func TestTheBestWindowIsThatOfAllLikelihoods(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		days := 5 + r.IntN(60)
		l, list := someLane(r, days), windows(days)
		at, score := l.best(list, 0)
		require.InDelta(t, slowBest(&l, list), score, 1e-9)
		if score > 0 {
			assert.InDelta(t, score, l.score(at), 1e-12)
			assert.GreaterOrEqual(t, l.score(l.refined(at)), score)
		}
	}
}

func TestNothingIsSkippedThatMightStandOutMore(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		n, m := 1+float64(r.IntN(50)), 1+float64(r.IntN(500))
		b, c := float64(r.IntN(int(n)+1)), float64(r.IntN(int(m)+1))
		e := n * r.Float64()
		f := b + c - e
		if b <= e || f < 0 || f > m {
			continue
		}
		if score := ratio(b, e, n) + ratio(c, f, m); score > 0 {
			require.True(t, mayExceed(score*(1-1e-9), b-e, e, n, f, m), "%v of %v", b, n)
		}
	}
}

func TestWindowsLieWithinTheDaysAndReachEveryLength(t *testing.T) {
	for _, days := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 60, 179, 180, 365, mostBins} {
		longest := 0
		for _, w := range windows(days) {
			require.True(t, 0 <= w.lo && w.lo < w.hi && w.hi <= days && w.hi-w.lo < days)
			if w.hi < days {
				longest = max(longest, w.hi-w.lo)
			}
		}
		assert.LessOrEqual(t, longest, days/2)
	}
	assert.Less(t, len(windows(mostBins)), 12_000)
	assert.Less(t, len(windows(180)), 2_500)
}
