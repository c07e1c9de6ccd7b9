package survival

// A decomposition is L·D·Lᵀ, for a positive semidefinite matrix of k rows, with
// ones on the diagonal of the lower triangle L and a diagonal D. A row that the
// rows above it explain has a 0 in D.
type decomposition struct {
	k int
	l []float64
	d []float64
}

// explained is how little of a row's variance, as a part of it, may be left by
// the rows above for it to count as explained by them.
const explained = 1e-10

// decompose reads the lower half of a matrix of k rows.
func decompose(v []float64, k int) *decomposition {
	f := &decomposition{k: k, l: make([]float64, k*k), d: make([]float64, k)}
	for i := range k {
		left := v[i*k+i]
		for j := range i {
			if f.d[j] == 0 {
				continue
			}
			a := v[i*k+j]
			for m := range j {
				a -= float64(float64(f.l[i*k+m]*f.l[j*k+m]) * f.d[m])
			}
			f.l[i*k+j] = a / f.d[j]
			left -= float64(float64(f.l[i*k+j]*f.l[i*k+j]) * f.d[j])
		}
		if left > explained*v[i*k+i] {
			f.d[i] = left
		}
	}
	return f
}

// rank returns how many rows are not explained by others.
func (f *decomposition) rank() int {
	n := 0
	for _, d := range f.d {
		if d > 0 {
			n++
		}
	}
	return n
}

// forward returns L⁻¹ x, with 0 for the rows that others explain.
func (f *decomposition) forward(x []float64) []float64 {
	y := make([]float64, f.k)
	for i := range f.k {
		if f.d[i] == 0 {
			continue
		}
		y[i] = x[i]
		for j := range i {
			y[i] -= float64(f.l[i*f.k+j] * y[j])
		}
	}
	return y
}

// quadratic returns xᵀ V⁻ x for an x in the range of the matrix, for which all
// generalised inverses give the same.
func (f *decomposition) quadratic(x []float64) float64 {
	sum := 0.0
	for i, y := range f.forward(x) {
		if f.d[i] > 0 {
			sum += float64(y*y) / f.d[i]
		}
	}
	return sum
}

// solve returns V⁻ x, with 0 for the rows that others explain.
func (f *decomposition) solve(x []float64) []float64 {
	y := f.forward(x)
	for i := f.k - 1; i >= 0; i-- {
		if f.d[i] == 0 {
			continue
		}
		y[i] /= f.d[i]
		for j := i + 1; j < f.k; j++ {
			y[i] -= float64(f.l[j*f.k+i] * y[j])
		}
	}
	return y
}
