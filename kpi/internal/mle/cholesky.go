package mle

import "math"

// A Cholesky is the lower triangle L of a positive definite matrix L·Lᵀ.
type Cholesky struct {
	n int
	l []float64 // n*n, row by row
}

// Factor returns the triangle of a symmetric matrix of n rows, or false if it
// is not positive definite beyond rounding. It reads the lower half of a.
func Factor(a []float64, n int) (Cholesky, bool) {
	c := Cholesky{n: n, l: make([]float64, n*n)}
	for i := range n {
		for j := range i + 1 {
			sum := a[i*n+j]
			for k := range j {
				sum -= float64(c.l[i*n+k] * c.l[j*n+k])
			}
			if i > j {
				c.l[i*n+j] = sum / c.l[j*n+j]
				continue
			}
			if !(sum > 1e-14*math.Abs(a[i*n+i])) || math.IsInf(sum, 0) {
				return Cholesky{}, false
			}
			c.l[i*n+i] = math.Sqrt(sum)
		}
	}
	return c, true
}

// Times returns L·z, in new memory.
func (c Cholesky) Times(z []float64) []float64 {
	product := make([]float64, c.n)
	for i := range c.n {
		for k := range i + 1 {
			product[i] += float64(c.l[i*c.n+k] * z[k])
		}
	}
	return product
}

// Solve returns x of the equations A·x = b, in new memory.
func (c Cholesky) Solve(b []float64) []float64 {
	x := append([]float64(nil), b...)
	for i := range c.n {
		for k := range i {
			x[i] -= float64(c.l[i*c.n+k] * x[k])
		}
		x[i] /= c.l[i*c.n+i]
	}
	for i := c.n - 1; i >= 0; i-- {
		for k := i + 1; k < c.n; k++ {
			x[i] -= float64(c.l[k*c.n+i] * x[k])
		}
		x[i] /= c.l[i*c.n+i]
	}
	return x
}

// Inverse returns the inverse of the matrix, row by row.
func (c Cholesky) Inverse() []float64 {
	inverse := make([]float64, c.n*c.n)
	for j := range c.n {
		unit := make([]float64, c.n)
		unit[j] = 1
		for i, v := range c.Solve(unit) {
			inverse[i*c.n+j] = v
		}
	}
	return inverse
}
