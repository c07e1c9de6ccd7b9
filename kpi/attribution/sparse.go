package attribution

// A net is a Markov chain of many states of which each leads to few. Its
// elimination is that of chain, row by row of the arcs that there are.
//
// The last row is the start, which is never eliminated.
type net struct {
	rows  [][]arc     // of eliminated states, to those eliminated later
	into  [][]int32   // the states that lead to each
	exit  []float64   // weight with which each ends the chain
	gain  [][]float64 // for each gain, weight and amount with which each gains
	pivot []float64   // of eliminated states, all weight with which they are left
	at    []int32     // where in the row that is being changed a state is, or nowhere
	arcs  int         // of states not yet eliminated
}

// An arc leads to a state with a weight.
type arc struct {
	to     int32
	weight float64
}

func newNet(states, gains int) *net {
	m := &net{
		rows: make([][]arc, states+1), into: make([][]int32, states),
		exit: make([]float64, states+1), pivot: make([]float64, states), at: make([]int32, states),
		gain: make([][]float64, gains),
	}
	for g := range m.gain {
		m.gain[g] = make([]float64, states+1)
	}
	for i := range m.at {
		m.at[i] = nowhere
	}
	return m
}

// lead adds an arc that is not there yet.
func (m *net) lead(from, to int32, weight float64) {
	m.rows[from] = append(m.rows[from], arc{to, weight})
	m.into[to] = append(m.into[to], from)
	m.arcs++
}

// eliminate takes a state out: whoever leads to it leads to its successors
// instead.
func (m *net) eliminate(k int32) {
	row := m.rows[k]
	pivot := m.exit[k]
	for _, a := range row {
		pivot += a.weight
		m.into[a.to] = without(m.into[a.to], k)
	}
	m.pivot[k] = pivot
	m.arcs -= len(row)
	for _, i := range m.into[k] {
		m.replace(i, k)
	}
	m.into[k] = nil
}

// replace puts the arcs of state k in place of the arc from i to k.
func (m *net) replace(i, k int32) {
	to := m.rows[i]
	last := len(to) - 1
	f := 0.0
	for p, a := range to {
		if a.to == k {
			f = a.weight / m.pivot[k]
			to[p] = to[last]
			break
		}
	}
	to = to[:last]
	for p, a := range to {
		m.at[a.to] = int32(p)
	}
	for _, a := range m.rows[k] {
		switch p := m.at[a.to]; {
		case a.to == i: // back to where it came from: it goes on from there
		case p != nowhere:
			to[p].weight += float64(f * a.weight)
		default:
			to = append(to, arc{a.to, float64(f * a.weight)})
			m.into[a.to] = append(m.into[a.to], i)
		}
	}
	for _, a := range to {
		m.at[a.to] = nowhere
	}
	m.arcs += len(to) - len(m.rows[i])
	m.rows[i] = to
	m.exit[i] += float64(f * m.exit[k])
	for _, gain := range m.gain {
		gain[i] += float64(f * gain[k])
	}
}

// without removes one value from a list.
func without(list []int32, value int32) []int32 {
	for i, v := range list {
		if v == value {
			list[i] = list[len(list)-1]
			return list[:len(list)-1]
		}
	}
	return list
}

// expected returns, for each gain, what paths from the start may expect, when
// all states are eliminated.
func (m *net) expected() []float64 {
	start := len(m.rows) - 1
	out := make([]float64, len(m.gain))
	for g, gain := range m.gain {
		if m.exit[start] > 0 {
			out[g] = gain[start] / m.exit[start]
		}
	}
	return out
}

// from returns, for one gain, what paths from each state may expect, when all
// states are eliminated in this order.
func (m *net) from(g int, order []int32) []float64 {
	x := make([]float64, len(order))
	for at := len(order) - 1; at >= 0; at-- {
		k := order[at]
		sum := m.gain[g][k]
		for _, a := range m.rows[k] {
			sum += float64(a.weight * x[a.to])
		}
		if m.pivot[k] > 0 {
			x[k] = sum / m.pivot[k]
		}
	}
	return x
}
