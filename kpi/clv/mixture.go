package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/mle"
)

// A mixture is a sum of positive parts with its derivatives by four parameters:
// what a customer did, in each of the ways in which it may have come about.
type mixture struct {
	value    float64
	gradient [4]float64
	hessian  [4][4]float64 // the lower half
}

// A slope is the gradient of a logarithm, and its Hessian, of which the lower
// half counts.
type slope struct {
	gradient [4]float64
	hessian  [4][4]float64
}

// add adds a part of this weight, of whose logarithm s are the derivatives.
func (m *mixture) add(weight float64, s *slope) {
	m.value += weight
	for i, g := range s.gradient {
		m.gradient[i] += float64(weight * g)
		for j := range i + 1 {
			m.hessian[i][j] += float64(weight * (float64(g*s.gradient[j]) + s.hessian[i][j]))
		}
	}
}

// addTimes adds a part that is the parameter k, here at, times this weight, of
// whose logarithm s are the derivatives. That factor is derived by itself: its
// logarithm is steep where it is small, and would cancel.
func (m *mixture) addTimes(k int, at, weight float64, s *slope) {
	m.add(float64(at*weight), s)
	m.gradient[k] += weight
	for i, g := range s.gradient {
		m.hessian[max(i, k)][min(i, k)] += float64(weight * g)
	}
	m.hessian[k][k] += float64(weight * s.gradient[k])
}

// addLog adds n times the logarithm of the sum to out:
//
//	∇ ln B = ∇B/B,  ∇² ln B = ∇²B/B − (∇B/B)(∇B/B)ᵀ
func (m *mixture) addLog(n float64, out *mle.Derivatives) {
	inverse := 1 / m.value
	out.Value += float64(n * math.Log(m.value))
	for i, g := range m.gradient {
		g = float64(g * inverse)
		out.Gradient[i] += float64(n * g)
		for j := range i + 1 {
			out.Hessian[i*4+j] += float64(n * (float64(m.hessian[i][j]*inverse) - float64(g*m.gradient[j]*inverse)))
		}
	}
}
