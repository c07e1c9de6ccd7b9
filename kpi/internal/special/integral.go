package special

import "math"

// LogIntegral returns the logarithm of the integral of exp(f) over the real
// line. f rises to one summit, falls without end on both sides at least as fast
// as a straight line, and is smooth, as are logarithms of densities of
// logarithms; near is where the search for the summit begins.
//
// It is the trapezoidal rule after v = summit + scale·sinh(t), which makes the
// sum fall double exponentially, with half the step until it stands: H.
// Takahasi and M. Mori, Double exponential formulas for numerical integration,
// Publications of RIMS 9 (1974) 721–741. All terms are positive, so none of
// their digits cancel.
func LogIntegral(f func(v float64) float64, near float64) float64 {
	s := climb(f, near)
	step := 0.5
	lo := s.reach(-step)
	hi := s.reach(step)
	sum := s.term(0)
	for k := 1; float64(k)*step <= max(-lo, hi); k++ {
		t := float64(k) * step
		if t <= hi {
			sum += s.term(t)
		}
		if -t >= lo {
			sum += s.term(-t)
		}
	}
	for range halvings {
		half := 0.0
		for t := lo + step/2; t < hi; t += step {
			half += s.term(t)
		}
		before := sum
		sum += half
		step /= 2
		// Twice as many points have far less than the error that is seen here.
		if math.Abs(sum-2*before) <= 1e-12*sum {
			break
		}
	}
	return s.top + math.Log(float64(sum*step)*s.scale)
}

const (
	halvings   = 12
	negligible = -43 // logarithm of what does not change a sum
)

// A summit is the highest point of a curve, and how wide the curve is there.
type summit struct {
	f              func(float64) float64
	at, top, scale float64
}

// term is the integrand at t, where that at the summit is 1.
func (s *summit) term(t float64) float64 {
	return float64(math.Exp(s.f(s.at+float64(s.scale*math.Sinh(t)))-s.top) * math.Cosh(t))
}

// reach returns the multiple of step beyond which nothing counts.
func (s *summit) reach(step float64) float64 {
	t := step
	for ; math.Abs(t) < 300; t += step {
		if s.f(s.at+float64(s.scale*math.Sinh(t)))-s.top+math.Abs(t) < negligible {
			break
		}
	}
	return t
}

// climb finds the summit of f by steps that double until they lead down, and
// then by halving.
func climb(f func(float64) float64, near float64) summit {
	s := summit{f: f, at: near, top: f(near)}
	move := 1.0
	for range 400 {
		if up := f(s.at + move); up > s.top {
			s.at, s.top = s.at+move, up
			move *= 2
			continue
		}
		if down := f(s.at - move); down > s.top {
			s.at, s.top = s.at-move, down
			move *= -2
			continue
		}
		move /= 2
		if fall := s.top - max(f(s.at+move), f(s.at-move)); fall >= 0 && fall < 0.02 || math.Abs(move) < 1e-12*(1+math.Abs(s.at)) {
			break
		}
	}
	s.scale = min(s.width(math.Abs(move)), s.width(-math.Abs(move)), 2)
	return s
}

// width is how far from the summit the curve has fallen by about 1, in the
// direction of move.
func (s *summit) width(move float64) float64 {
	for range 100 {
		if s.top-s.f(s.at+move) > 0.5 {
			break
		}
		move *= 1.5
	}
	return math.Abs(move)
}
