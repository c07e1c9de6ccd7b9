package special

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Computed with 50 digits.
func TestStirlingError(t *testing.T) {
	for _, c := range [][2]float64{
		{1e-05, 4.8376435564606884},
		{0.25, 0.27251040121343206},
		{0.5, 0.15342640972002735},
		{1, 0.081061466795327258},
		{2.5, 0.033162873519936287},
		{11.5, 0.0072445543013203832},
		{12, 0.0069428401072095299},
		{15, 0.0055547335519628014},
		{100, 0.00083333055563491468},
		{1000000, 8.3333333333330556e-8},
	} {
		assert.InDelta(t, c[1], StirlingError(c[0]), 1e-15*math.Max(1, c[1]), "at %v", c[0])
	}
}

// Computed with 50 digits.
func TestDeviance(t *testing.T) {
	for _, c := range [][3]float64{
		{1, 1.0078125, 3.0359557945051053e-5},
		{5, 3, 0.55412811882995342},
		{1000000, 1000448, 0.10032203826958264},
		{1000000000, 1000000001, 4.9999999966666667e-10},
		{0.5, 9.313225746154785e-10, 9.5506341190505296},
		{9.313225746154785e-10, 3, 2.9999999786792065},
		{120, 100, 1.8785868152745551},
		{122.5, 100, 2.3602533895945627},
	} {
		within(t, c[2], Deviance(c[0], c[1]), 4e-15, c[:2]...)
	}
	assert.Equal(t, 7.0, Deviance(0, 7))
	assert.Zero(t, Deviance(1e9, 1e9))
}

func TestBinomialMassesAreOneTogether(t *testing.T) {
	for _, n := range []int{1, 2, 30, 1000} {
		for _, p := range []float64{1e-6, 0.03, 0.5, 0.8} {
			sum := 0.0
			for k := range n + 1 {
				sum += BinomialMass(float64(k), float64(n-k), p, 1-p)
			}
			assert.InDelta(t, 1, sum, 1e-13, "n %d p %v", n, p)
		}
	}
}

func TestBinomialMassWithNothingToChance(t *testing.T) {
	assert.Equal(t, 1.0, BinomialMass(0, 5, 0, 1))
	assert.Equal(t, 0.0, BinomialMass(1, 4, 0, 1))
	assert.Equal(t, 0.0, BinomialMass(5, 0, 0, 1))
	assert.Equal(t, 1.0, BinomialMass(5, 0, 1, 0))
	assert.Equal(t, 0.0, BinomialMass(4, 1, 1, 0))
	assert.Equal(t, 1.0, BinomialMass(0, 0, 0.3, 0.7))
	within(t, 0.027, BinomialMass(3, 0, 0.3, 0.7), 1e-15)
	within(t, math.Exp(-1), BinomialMass(0, 1e18, 1e-18, 1), 1e-15)
}
