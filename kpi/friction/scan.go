package friction

import (
	"math"
	"slices"
)

// A window is a stretch of days, from lo up to hi.
type window struct{ lo, hi int }

// windows returns the stretches of days that are looked at: of any length that
// is about a fifth to a half longer than another, each beginning at most a sixth
// of its length after another, and no longer than half of all days; and the
// stretches that last until the end, of whatever length. Days are days, or in
// long logs a few of them.
func windows(days int) []window {
	var list []window
	for length := 1; length <= days/2; length = longer(length) {
		step := max(1, length/6)
		for lo := 0; lo+length < days; lo += step {
			list = append(list, window{lo, lo + length})
		}
	}
	for lo := 1; lo < days; lo += max(1, (days-lo)/12) {
		list = append(list, window{lo, days})
	}
	if days > 0 {
		list = append(list, window{0, days / 2})
	}
	return slices.DeleteFunc(list, func(w window) bool { return w.hi <= w.lo || w.hi-w.lo == days })
}

func longer(length int) int { return max(length+1, length*5/4) }

// A lane is the sessions of a trial that are of one segment, counted from the
// first day up to each: how many, how many bad ones, how many expected. Factor
// none is the lane of all sessions.
type lane struct {
	factor, value int
	n, bad, want  []float64
}

// A spot is a window in a lane, and how far it stands out.
type spot struct {
	trial, lane int
	window
	score float64
}

const (
	none        = -1
	leastInSpot = 8 // sessions of a window
)

// lanes returns the lanes of a trial. bin is how many days count as one.
func (c *sessions) lanes(t *trial, bins, bin int) []lane {
	list := []lane{newLane(none, 0, bins)}
	at := make([]int, len(c.factors)) // of each factor: where its lanes begin
	for f := range c.factors {
		at[f] = len(list)
		for v := range c.factors[f].values {
			list = append(list, newLane(f, v, bins))
		}
	}
	for i, row := range t.row {
		if t.gone[i] {
			continue
		}
		day := int(c.day[row])/bin + 1
		list[0].count(day, t.bad[i], t.mean[i])
		for f := range c.factors {
			list[at[f]+int(c.segment[f][row])].count(day, t.bad[i], t.mean[i])
		}
	}
	for i := range list {
		list[i].accumulate()
	}
	return list
}

func newLane(factor, value, bins int) lane {
	return lane{factor, value, make([]float64, bins+1), make([]float64, bins+1), make([]float64, bins+1)}
}

func (l *lane) count(day int, bad bool, mean float64) {
	l.n[day]++
	l.want[day] += mean
	if bad {
		l.bad[day]++
	}
}

func (l *lane) accumulate() {
	for d := 1; d < len(l.n); d++ {
		l.n[d] += l.n[d-1]
		l.bad[d] += l.bad[d-1]
		l.want[d] += l.want[d-1]
	}
}

// looked reports whether the lane is a segment that is looked at: the sessions
// of which nothing is known are none.
func (l *lane) looked() bool { return l.factor == none || l.value > 0 }

// best returns the window of the lane that stands out most, if by more than
// floor: by the logarithm of the likelihood ratio of two probabilities, one
// inside the window and one outside, over one for both, where there are more bad
// ones inside than expected.
//
// Source: M. Kulldorff, A spatial scan statistic, Communications in Statistics:
// Theory and Methods 26 (1997) 1481–1496, the Bernoulli model, with the expected
// numbers in place of the sizes as in section 3.3.
func (l *lane) best(list []window, floor float64) (at window, score float64) {
	score = floor
	end := len(l.n) - 1
	total, bad, want := l.n[end], l.bad[end], l.want[end]
	if total < leastSessions || bad == 0 || want <= 0 || bad == total {
		return at, score
	}
	level := leveller(total, bad, want)
	for _, w := range list {
		n := l.n[w.hi] - l.n[w.lo]
		if n < leastInSpot || total-n < leastInSpot {
			continue
		}
		b := l.bad[w.hi] - l.bad[w.lo]
		e := level.expected(n, l.want[w.hi]-l.want[w.lo])
		if b <= e || !mayExceed(score, b-e, e, n, bad-e, total-n) {
			continue
		}
		if s := ratio(b, e, n) + ratio(bad-b, bad-e, total-n); s > score {
			at, score = w, s
		}
	}
	return at, score
}

// A levels turns expected numbers into those whose sum is the observed one.
type levels struct{ bad, good float64 }

// leveller lowers the expected bad ones, or the expected good ones, so that no
// expected number is larger than that of the sessions.
func leveller(n, bad, want float64) levels {
	if bad <= want {
		return levels{bad: bad / want}
	}
	return levels{good: (n - bad) / (n - want)}
}

func (l levels) expected(n, want float64) float64 {
	if l.bad > 0 {
		return want * l.bad
	}
	return n - float64((n-want)*l.good)
}

// mayExceed reports whether the two ratios together may be larger than score, by
// so many bad ones more than the expected e of n and fewer than the expected f of
// m, without a logarithm and without a division: the divergence of Kullback and
// Leibler is at most that of Pearson.
func mayExceed(score, excess, e, n, f, m float64) bool {
	spread, outside := e*(n-e), f*(m-f) // n and m times the variances
	return float64(excess*excess)*(float64(n*outside)+float64(m*spread)) > float64(score*spread)*outside
}

// ratio returns the logarithm of how much likelier b bad ones of n are with the
// probability b/n than with e/n.
func ratio(b, e, n float64) float64 {
	e = max(1e-9, min(n-1e-9, e))
	sum := 0.0
	if b > 0 {
		sum += float64(b * math.Log(b/e))
	}
	if b < n {
		sum += float64((n - b) * math.Log((n-b)/(n-e)))
	}
	return sum
}

// mostReach bounds how far the ends of a window are moved, in days.
const mostReach = 180

// refined moves the ends of a window by single days to where it stands out most.
func (l *lane) refined(w window) window {
	best := l.score(w)
	reach := min(max(3, (w.hi-w.lo)/3), mostReach)
	end := len(l.n) - 1
	at := w
	for lo := max(0, w.lo-reach); lo <= min(w.lo+reach, end); lo++ {
		for hi := max(lo+1, w.hi-reach); hi <= min(w.hi+reach, end); hi++ {
			if hi-lo == end {
				continue
			}
			if s := l.score(window{lo, hi}); s > best {
				at, best = window{lo, hi}, s
			}
		}
	}
	return at
}

// score returns how far a window stands out, 0 where it does not.
func (l *lane) score(w window) float64 {
	_, s := l.best([]window{w}, 0)
	return s
}
