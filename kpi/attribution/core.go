package attribution

// How many states a core may have to be solved as a matrix at once, and at all.
// The larger takes 64 MB.
const (
	maxMatrix   = 128
	widerMatrix = 2000
)

// A budget bounds the work of solving a chain: products that are added, or about
// that. All of it takes some minutes.
type budget int64

const wholeBudget budget = 1 << 36

// spend reports whether there is so much left, and takes it.
func (b *budget) spend(work int64) bool {
	*b -= budget(work)
	return *b >= 0
}

// core returns, for each gain, what paths may expect from the states that are
// not eliminated, and 0 for the others.
func (m *net) core(left []int32) ([][]float64, error) {
	if len(left) > maxMatrix {
		if x, done := m.sweep(left, maxSteps); done {
			return x, nil
		}
	}
	if n := int64(len(left)); n > widerMatrix || !m.budget.spend(n*n*n/3) {
		return nil, ErrStates
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

	// maxSteps is how many arcs are followed, at most, before a matrix is taken.
	// It is some seconds.
	maxSteps budget = 1 << 30
)

// sweep is core for many states with few arcs each, whose matrix would be large:
// it follows the paths backwards, a step with each sweep, until nothing changes
// any more. What it adds up is never negative, so that the numbers only grow,
// towards the solution. It reports whether it came there: it does not where
// paths go on for too long.
//
// Source: the method of Gauss and Seidel, of which R. S. Varga, Matrix Iterative
// Analysis, 2nd edition (2000), section 3.
func (m *net) sweep(left []int32, most budget) (x [][]float64, done bool) {
	pivot := make([]float64, len(m.into))
	for _, k := range left {
		pivot[k] = m.weight(k)
	}
	x = make([][]float64, len(m.gain))
	end := *m.budget - most
	for g, gain := range m.gain {
		x[g] = make([]float64, len(m.into))
		for m.sweepOnce(left, pivot, gain, x[g]) {
			if !m.budget.spend(int64(m.arcs+len(left))) || *m.budget < end {
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
