package survival

import "math"

// separated returns an error if the likelihood rises for ever in a direction:
// where those with the event always had, of all at risk, the greatest value of
// that combination of the covariates. As coefficients run away, the steps of
// Newton's method turn into such a direction.
func (l *likelihood) separated(step []float64) error {
	direction := make([]float64, l.p)
	most := 0
	for k, s := range step {
		if math.Abs(s) > math.Abs(step[most]) {
			most = k
		}
	}
	largest := math.Abs(step[most])
	if !(largest > 0.1) {
		return nil // coefficients that run away do so by far steps
	}
	for k, s := range step {
		if direction[k] = s / largest; math.Abs(direction[k]) < 1e-6 {
			direction[k] = 0
		}
	}
	if !l.rises(direction) {
		return nil
	}
	return l.monotone(most, step[most])
}

func (l *likelihood) monotone(k int, slope float64) error {
	sign := 1
	if slope < 0 {
		sign = -1
	}
	return &CovariateError{Covariate: l.names[k], Err: ErrMonotone, Sign: sign}
}

// rises reports whether the likelihood never falls in a direction: at each time
// those with the event are not below any others at risk. With exact ties they
// are compared with those who outlived the time only, otherwise with each other
// too. That it is not flat is known of the information at 0.
func (l *likelihood) rises(direction []float64) bool {
	height := l.risk(direction)
	least, greatest := math.Inf(1), math.Inf(-1)
	for _, h := range height {
		least, greatest = min(least, h), max(greatest, h)
	}
	tolerance := 1e-6 * (greatest - least)
	top := 0.0 // of those at risk that are no events of the block
	for _, b := range l.blocks {
		if b.first == b.start {
			top = math.Inf(-1)
		}
		for i := b.mid; i < b.end; i++ {
			top = max(top, height[i])
		}
		own, others := math.Inf(1), top
		for i := b.first; i < b.mid; i++ {
			own = min(own, height[i])
			top = max(top, height[i])
		}
		if l.ties != Exact {
			others = top
		}
		if own < others-tolerance {
			return false
		}
	}
	return true
}

// vanished returns an error if next to nothing of the information at 0 is left
// where the climb ended: rounding hid that the likelihood still rises.
func (l *likelihood) vanished(beta []float64, at, null *point) error {
	left := decompose(at.information, l.p)
	for k := range l.p {
		own := k*l.p + k
		if left.d[k] > 0 && at.information[own] > 1e-9*null.information[own] {
			continue
		}
		most := 0
		for j, b := range beta {
			if math.Abs(b) > math.Abs(beta[most]) {
				most = j
			}
		}
		return l.monotone(most, beta[most])
	}
	return nil
}
