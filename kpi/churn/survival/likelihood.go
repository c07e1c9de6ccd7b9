package survival

import "math"

// A likelihood is the partial likelihood of a design.
type likelihood struct {
	*design
	ties Ties
}

// A point is the logarithm of a likelihood at some coefficients, with its
// gradient and its information: minus the matrix of the second derivatives.
type point struct {
	value       float64
	gradient    []float64
	information []float64 // the lower half is filled in
}

// at returns the likelihood at coefficients of the standardized covariates.
func (l *likelihood) at(beta []float64) *point {
	at := &point{gradient: make([]float64, l.p), information: make([]float64, l.p*l.p)}
	risk := l.risk(beta)
	all, tied := newMoments(l.p), newMoments(l.p)
	var choices *subsets
	for _, b := range l.blocks {
		if b.first == b.start {
			all.reset()
		}
		for i := b.first; i < b.end; i++ {
			all.add(risk[i], l.row(i))
		}
		d := b.mid - b.first
		if d == 0 {
			continue
		}
		for i := b.first; i < b.mid; i++ {
			at.value += risk[i]
			for k, x := range l.row(i) {
				at.gradient[k] += x
			}
		}
		switch {
		case d == 1 || l.ties == Breslow:
			all.leave(at, tied, 0, float64(d))
		case l.ties == Efron:
			tied.reset()
			for i := b.first; i < b.mid; i++ {
				tied.add(risk[i], l.row(i))
			}
			for r := range d {
				all.leave(at, tied, float64(r)/float64(d), 1)
			}
		default:
			if choices == nil {
				choices = newSubsets(l.p, risk)
			}
			choices.leave(at, l.design, b)
		}
	}
	return at
}

// moments are weighted sums over those at risk, with weights exp(risk − top).
// top is the highest risk so far, so that no weight is too large, and those of
// the highest are not too small.
type moments struct {
	top   float64
	sum   float64
	first []float64 // Σ weight · x
	cross []float64 // Σ weight · x·xᵀ, the lower half
	mean  []float64 // scratch
}

func newMoments(p int) *moments {
	m := &moments{first: make([]float64, p), cross: make([]float64, p*p), mean: make([]float64, p)}
	m.reset()
	return m
}

func (m *moments) reset() {
	m.top, m.sum = math.Inf(-1), 0
	clear(m.first)
	clear(m.cross)
}

func (m *moments) add(risk float64, x []float64) {
	weight := 1.0
	if risk > m.top {
		m.rescale(math.Exp(m.top - risk))
		m.top = risk
	} else {
		weight = math.Exp(risk - m.top)
	}
	m.sum += weight
	p := len(x)
	for k, v := range x {
		w := float64(weight * v)
		m.first[k] += w
		row := m.cross[k*p : k*p+k+1]
		for j := range row {
			row[j] += float64(w * x[j])
		}
	}
}

func (m *moments) rescale(by float64) {
	m.sum *= by
	for k := range m.first {
		m.first[k] *= by
	}
	for k := range m.cross {
		m.cross[k] *= by
	}
}

// leave takes the logarithm of the sum from the likelihood, times so often, and
// its derivatives. A part of the sum of others is left out.
func (m *moments) leave(at *point, others *moments, part, times float64) {
	less := 0.0
	if part > 0 {
		less = float64(part * math.Exp(others.top-m.top))
	}
	sum := m.sum - float64(less*others.sum)
	at.value -= float64(times * (math.Log(sum) + m.top))
	p := len(m.first)
	for k := range p {
		m.mean[k] = (m.first[k] - float64(less*others.first[k])) / sum
		at.gradient[k] -= float64(times * m.mean[k])
		for j := range k + 1 {
			cross := m.cross[k*p+j] - float64(less*others.cross[k*p+j])
			at.information[k*p+j] += float64(times * (cross/sum - float64(m.mean[k]*m.mean[j])))
		}
	}
}
