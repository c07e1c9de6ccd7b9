package survey

import "math"

// A group are the answers that count as the same in a score.
type group struct {
	value   float64
	n       int
	weight  float64 // Σw
	squares float64 // Σw²
}

// groups returns those of counted answers, from the lowest value up.
func (q Question) groups(c Counts) []group {
	var list []group
	for i, n := range c.Answers {
		value := float64(q.value(c.Scale.Lo + i))
		if len(list) == 0 || list[len(list)-1].value != value {
			list = append(list, group{value: value})
		}
		g := &list[len(list)-1]
		g.n += n
		if c.Weights == nil {
			g.weight, g.squares = float64(g.n), float64(g.n)
			continue
		}
		g.weight += c.Weights[i]
		g.squares += c.Squares[i]
	}
	return list
}

// A sample is what answers say of their mean.
type sample struct {
	n         int
	effective float64 // number of answers, after Kish
	mean      float64
	variance  float64 // of one answer
	error     float64 // variance of the mean, by linearisation
	worth     float64 // number of answers that intervals take: effective, or fewer
	up, down  float64 // shares of answers that count as 1 and as −1
	whole     bool    // the weights are all alike, if there are any
}

// sampleOf returns that of the answers of groups. Of no answer it is zero.
func sampleOf(groups []group) sample {
	var s sample
	weight, squares, first := 0.0, 0.0, 0.0
	for _, g := range groups {
		s.n += g.n
		weight += g.weight
		squares += g.squares
		first += float64(g.value * g.weight)
	}
	if s.n == 0 {
		return s
	}
	s.effective = float64(weight*weight) / squares
	if s.whole = s.effective > float64(s.n)*(1-1e-12); s.whole {
		s.effective = float64(s.n)
	}
	s.mean = first / weight
	if value, one := only(groups); one {
		s.mean = value // exactly, where rounding would leave another and some scatter
	}
	for _, g := range groups {
		part, off := g.weight/weight, g.value-s.mean
		s.variance += float64(off * off * part)
		s.error += float64(off * off * (g.squares / weight / weight))
		switch g.value {
		case 1:
			s.up += part
		case -1:
			s.down += part
		}
	}
	s.worth = s.effective
	if s.whole {
		s.error = s.variance / s.effective
	} else if s.error > 0 {
		s.worth = min(s.effective, s.variance/s.error)
	}
	return s
}

// only returns the value of all answers, if they have one.
func only(groups []group) (value float64, one bool) {
	for _, g := range groups {
		switch {
		case g.n == 0:
		case one && g.value != value:
			return 0, false
		default:
			value, one = g.value, true
		}
	}
	return value, one
}

// alike reports whether all answers count as the same.
func (s sample) alike() bool { return s.variance == 0 }

// unbiased returns the standard error of the mean with n−1 for n, or 0 where
// there is one answer.
func (s sample) unbiased() float64 {
	if s.n < 2 {
		return 0
	}
	return math.Sqrt(s.error * float64(s.n) / float64(s.n-1))
}

// freedom returns the degrees of freedom of the scatter.
func (s sample) freedom() int { return max(1, int(s.effective+1e-9)-1) }
