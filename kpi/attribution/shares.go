package attribution

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
)

// A walk is a path that is being counted.
type walk struct {
	at    []int32 // the channels of its touches
	times []int64 // when they were, in nanoseconds; nil where that is not known

	conversions, nulls int     // how often it was walked
	value              float64 // of its conversions
}

// A divider divides one conversion among the touches of a path. What it needs
// it has from one path to the next, so that it allocates nothing.
type divider struct {
	*settings
	direct []bool // of each channel
	seen   []int  // of each channel, the path in which it was seen last
	path   int    // the number of the path
	out    []float64
}

func newDivider(q *question, channels []journey.Channel) divider {
	d := divider{settings: &q.settings, direct: make([]bool, len(channels)), seen: make([]int, len(channels))}
	for i, c := range channels {
		_, d.direct[i] = slices.BinarySearch(q.Direct, c)
	}
	return d
}

// shares returns the share of each touch by a heuristic model or by Shapley's.
// Together they are 1. They are good until the next call.
func (d *divider) shares(m Model, w *walk) []float64 {
	n := len(w.at)
	if cap(d.out) < n {
		d.out = make([]float64, 2*n)
	}
	d.out = d.out[:n]
	clear(d.out)
	switch m {
	case First:
		d.out[0] = 1
	case Last:
		d.out[n-1] = 1
	case LastNonDirect:
		d.out[d.lastNonDirect(w)] = 1
	case Linear:
		for i := range d.out {
			d.out[i] = 1 / float64(n)
		}
	case PositionBased:
		d.byPosition()
	case TimeDecay:
		d.byTime(w)
	case Shapley:
		d.toEachChannelOnce(w)
	}
	return d.out
}

// lastNonDirect returns the last touch of a channel that is not direct, or the
// last touch where all are.
func (d *divider) lastNonDirect(w *walk) int {
	for i := len(w.at) - 1; i >= 0; i-- {
		if !d.direct[w.at[i]] {
			return i
		}
	}
	return len(w.at) - 1
}

// byPosition gives their shares to the first and to the last touch, and the
// rest to those between them in equal parts. Where there is none between them,
// both have all in the proportion of their shares.
func (d *divider) byPosition() {
	first, last, n := d.FirstShare, d.LastShare, len(d.out)
	switch n {
	case 1:
		d.out[0] = 1
	case 2:
		d.out[0], d.out[1] = first/(first+last), last/(first+last)
	default:
		middle := max(0, 1-first-last) / float64(n-2)
		for i := range d.out {
			d.out[i] = middle
		}
		d.out[0], d.out[n-1] = first, last
	}
}

// byTime halves the weight of a touch with each half-life that it was before
// the last one. Before the conversion, all weights would be less by the same
// factor, which the division by their sum takes away again.
func (d *divider) byTime(w *walk) {
	n, sum := len(d.out), 0.0
	for i := range d.out {
		halvings := 0.0
		if d.HalfLifeTouches > 0 || w.times == nil {
			halvings = float64(n-1-i) / d.HalfLifeTouches
		} else {
			halvings = float64(uint64(w.times[n-1]-w.times[i])) / float64(d.HalfLife)
		}
		d.out[i] = halved(halvings)
		sum += d.out[i]
	}
	for i := range d.out {
		d.out[i] /= sum
	}
}

// halved returns 2^-x for x ≥ 0, the same on every processor, which math.Exp2
// is not.
func halved(x float64) float64 {
	if x > 1100 {
		return 0
	}
	whole := math.Floor(x)
	y := (whole - x) * math.Ln2 // in (-ln 2, 0]
	sum := 1.0
	for k := 20; k >= 1; k-- { // Taylor's series of the exponential
		sum = 1 + float64(y*sum)/float64(k)
	}
	return math.Ldexp(sum, -int(whole))
}

// toEachChannelOnce gives the same to each channel of the path, however often
// it has it: the Shapley value of the game whose coalitions of channels have
// the conversions of the paths that need no other channel.
func (d *divider) toEachChannelOnce(w *walk) {
	d.path++
	channels := 0
	for i, at := range w.at {
		if d.seen[at] != d.path {
			d.seen[at] = d.path
			d.out[i] = 1
			channels++
		}
	}
	for i := range d.out {
		d.out[i] /= float64(channels)
	}
}
