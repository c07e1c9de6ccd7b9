package survival

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// An excess is how many events groups had, how many they would have had at one
// rate, and the covariance of the difference.
type excess struct {
	n, events          []int
	observed, expected []float64
	variance           []float64 // of k rows
}

// compared walks through the strata with the named groups.
func compared(strata []*Tally, names []string, o LogRankOptions) *excess {
	k := len(names)
	e := &excess{
		n: make([]int, k), events: make([]int, k),
		observed: make([]float64, k), expected: make([]float64, k), variance: make([]float64, k*k),
	}
	for _, t := range strata {
		lanes := make([]*lane, k)
		for i, name := range names {
			if lanes[i] = t.lanes[name]; lanes[i] == nil {
				lanes[i] = new(lane)
			}
			n, events := lanes[i].totals()
			e.n[i] += n
			e.events[i] += events
		}
		e.walk(lanes, o)
	}
	return e
}

// walk goes through the times of the groups of one stratum.
func (e *excess) walk(lanes []*lane, o LogRankOptions) {
	k := len(lanes)
	next, atRisk, events := make([]int, k), make([]int, k), make([]int, k)
	total := 0
	for i, l := range lanes {
		atRisk[i], _ = l.totals()
		total += atRisk[i]
	}
	survival := 1.0
	for total > 0 {
		time := math.Inf(1)
		for i, l := range lanes {
			if next[i] < len(l.times) {
				time = min(time, l.times[next[i]])
			}
		}
		d, gone := 0, 0
		for i, l := range lanes {
			events[i] = 0
			if next[i] < len(l.times) && l.times[next[i]] == time {
				events[i] = l.events[next[i]]
				d += events[i]
			}
		}
		if d > 0 {
			e.add(events, atRisk, d, total, o.weight(total, survival))
			survival = survival * float64(total-d) / float64(total)
		}
		for i, l := range lanes {
			if next[i] < len(l.times) && l.times[next[i]] == time {
				left := l.events[next[i]] + l.censored[next[i]]
				atRisk[i] -= left
				gone += left
				next[i]++
			}
		}
		total -= gone
	}
}

// add counts the events at one time: d among n at risk, each counting w.
func (e *excess) add(events, atRisk []int, d, n int, w float64) {
	k := len(events)
	scale := 0.0
	if n > 1 {
		scale = float64(w*w) * float64(d) * (float64(n-d) / float64(n-1))
	}
	for i := range k {
		share := float64(atRisk[i]) / float64(n)
		e.observed[i] += float64(w * float64(events[i]))
		e.expected[i] += float64(w * float64(float64(d)*share))
		for j := range i + 1 {
			other := float64(atRisk[j]) / float64(n)
			v := -float64(share * other)
			if i == j {
				v = float64(share * float64(float64(n-atRisk[i])/float64(n)))
			}
			e.variance[i*k+j] += float64(scale * v)
		}
	}
}

// test returns the χ² test of the excess.
func (e *excess) test() Test {
	difference := make([]float64, len(e.observed))
	for i := range difference {
		difference[i] = e.observed[i] - e.expected[i]
	}
	v := decompose(e.variance, len(difference))
	return testOf(v.quadratic(difference), v.rank())
}

func testOf(chi float64, df int) Test {
	if df == 0 {
		return Test{P: 1}
	}
	chi = stat.Tidy(chi)
	return Test{ChiSquare: chi, DF: df, P: stat.Tidy(special.ChiSquareTail(chi, float64(df)))}
}
