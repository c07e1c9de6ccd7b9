package attribution

// How many states a core may have to be solved as a matrix at once, and at all.
// The larger takes 64 MB.
const (
	maxMatrix   = 128
	widerMatrix = 2000
)

// core returns, for each gain, what paths may expect from the states that are
// not eliminated, and 0 for the others.
func (m *net) core(left []int32) ([][]float64, error) {
	if len(left) > maxMatrix {
		if x, done := m.sweep(left, maxSteps); done {
			return x, nil
		}
		if len(left) > widerMatrix {
			return nil, ErrStates
		}
	}
	return m.matrix(left), nil
}

// matrix is core by elimination.
func (m *net) matrix(left []int32) [][]float64 {
	n := len(left)
	weight, ends, place := make([]float64, n*n), make([]float64, n), make([]int32, len(m.into))
	for i, k := range left {
		place[k] = int32(i)
	}
	for i, k := range left {
		ends[i] = m.exit[k]
		for _, a := range m.rows[k] {
			weight[i*n+int(place[a.to])] = a.weight
		}
	}
	c := newChain(weight, ends)
	out := make([][]float64, len(m.gain))
	for g, gain := range m.gain {
		out[g] = make([]float64, len(m.into))
		of := make([]float64, n)
		for i, k := range left {
			of[i] = gain[k]
		}
		for i, x := range c.solve(of) {
			out[g][left[i]] = x
		}
	}
	return out
}

const (
	// A sweep that changes nothing by more than this part of it is the last. What
	// is missing yet is about this part times the steps of a path, which leaves
	// twelve digits to paths of a thousand steps.
	settled = 1.0 / (1 << 50)

	// maxSteps bounds the work: arcs that are followed. It is some seconds.
	maxSteps = 1 << 30
)

// sweep is core for many states with few arcs each, whose matrix would be large:
// it follows the paths backwards, a step with each sweep, until nothing changes
// any more. What it adds up is never negative, so that the numbers only grow,
// towards the solution. It reports whether it came there: it does not where
// paths go on for too long to be followed in so many steps.
//
// Source: the method of Gauss and Seidel, of which R. S. Varga, Matrix Iterative
// Analysis, 2nd edition (2000), section 3.
func (m *net) sweep(left []int32, most int64) (x [][]float64, done bool) {
	pivot := make([]float64, len(m.into))
	for _, k := range left {
		pivot[k] = m.weight(k)
	}
	x = make([][]float64, len(m.gain))
	for g, gain := range m.gain {
		x[g] = make([]float64, len(m.into))
		for steps := int64(0); m.sweepOnce(left, pivot, gain, x[g]); steps += int64(m.arcs + len(left)) {
			if steps > most {
				return nil, false
			}
		}
	}
	return x, true
}

// sweepOnce goes one step further back, and reports whether anything changed.
func (m *net) sweepOnce(left []int32, pivot, gain, x []float64) (changed bool) {
	for _, k := range left {
		if pivot[k] == 0 {
			continue
		}
		sum := gain[k]
		for _, a := range m.rows[k] {
			sum += float64(a.weight * x[a.to])
		}
		sum /= pivot[k]
		changed = changed || sum-x[k] > float64(settled*sum)
		x[k] = sum
	}
	return changed
}
