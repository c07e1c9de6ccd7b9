package proportion

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A score is the score test of two groups: k1 of n1 and k2 of n2.
type score struct {
	k1, n1, k2, n2 float64

	// z is how many standard errors a value may be off: by the root of N/(N−1)
	// more, but with Mee's method.
	z float64
}

func newScore(a, b Group, method Method, level float64) score {
	s := score{float64(a.K), float64(a.N), float64(b.K), float64(b.N), stat.NormalQuantile(0.5 + level/2)}
	if n := s.n1 + s.n2; method != Mee {
		s.z *= math.Sqrt(n / (n - 1))
	}
	return s
}

// scoreDifference returns the differences that the test does not refuse.
func scoreDifference(a, b Group, method Method, level float64) stat.Interval {
	if a.share()+b.share() > 1 { // of small shares more digits are kept
		a, b = b.failures(), a.failures()
	}
	up, down := newScore(a, b, method, level), newScore(b, a, method, level)
	return stat.Interval{Lo: iterated(-down.greatestDifference()), Hi: iterated(up.greatestDifference()), Level: level}
}

func (s score) greatestDifference() float64 {
	observed := s.k1/s.n1 - s.k2/s.n2
	if observed >= 1 {
		return 1
	}
	return special.Root(func(d float64) float64 {
		if d == observed {
			return -1
		}
		p1, p2 := s.likeliest(d)
		deviation := float64(s.z * math.Sqrt(p1*(1-p1)/s.n1+p2*(1-p2)/s.n2))
		return (d - observed - deviation) / (d - observed + deviation)
	}, observed, 1)
}

// likeliest returns the shares with the difference d that make the counts
// likeliest. The likelihood of either group alone is greatest at what was
// counted, so that the share of the second lies between that and what the first
// group asks of it.
func (s score) likeliest(d float64) (p1, p2 float64) {
	least, most := max(0, -d), min(1, 1-d)
	own, others := s.k2/s.n2, s.k1/s.n1-d
	lo := min(max(min(own, others), least), most)
	hi := max(min(max(own, others), most), least)
	slope := func(p2 float64) float64 {
		return ratio(s.k1, p2+d) - ratio(s.n1-s.k1, 1-p2-d) + ratio(s.k2, p2) - ratio(s.n2-s.k2, 1-p2)
	}
	switch {
	case lo == hi || slope(lo) <= 0:
		p2 = lo
	case slope(hi) >= 0:
		p2 = hi
	default:
		p2 = special.Root(slope, lo, hi)
	}
	return min(1, max(0, p2+d)), p2
}

// ratio returns k/p. Of nobody there is nothing to divide.
func ratio(k, p float64) float64 {
	if k == 0 {
		return 0
	}
	return k / max(0, p)
}
