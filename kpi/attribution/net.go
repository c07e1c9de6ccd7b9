package attribution

// A net is a Markov chain of many states of which each leads to few. Its
// elimination is that of chain, row by row of the arcs that there are.
type net struct {
	rows  [][]arc     // of eliminated states, to those eliminated later
	into  [][]int32   // the states that lead to each, those since eliminated too
	ins   []int32     // how many lead to each and are not eliminated
	exit  []float64   // weight with which each ends the chain
	gain  [][]float64 // for each gain, weight and amount with which each gains
	pivot []float64   // all weight with which a state is left; 0 of one that is not eliminated
	out   []bool      // eliminated
	arcs  int         // of states that are not

	at     []int32 // where in the row that is being changed a state is, or nowhere
	budget *budget // for solving
}

// An arc leads to a state with a weight.
type arc struct {
	to     int32
	weight float64
}

func newNet(states, gains int) *net {
	m := &net{
		rows: make([][]arc, states), into: make([][]int32, states), ins: make([]int32, states),
		exit: make([]float64, states), pivot: make([]float64, states), out: make([]bool, states),
		gain: make([][]float64, gains), at: make([]int32, states),
	}
	for g := range m.gain {
		m.gain[g] = make([]float64, states)
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
	m.ins[to]++
	m.arcs++
}

// eliminate takes a state out: whoever leads to it leads to its successors
// instead.
func (m *net) eliminate(k int32) {
	row := m.rows[k]
	m.pivot[k], m.out[k] = m.weight(k), true
	for _, a := range row {
		m.ins[a.to]--
	}
	m.arcs -= len(row)
	for _, i := range m.into[k] {
		if !m.out[i] {
			m.replace(i, k)
		}
	}
}

// weight is that with which a state is left.
func (m *net) weight(k int32) float64 {
	sum := m.exit[k]
	for _, a := range m.rows[k] {
		sum += a.weight
	}
	return sum
}

// replace puts the arcs of state k in place of the arc from i to k.
func (m *net) replace(i, k int32) {
	to := m.rows[i]
	before := len(to)
	for p, a := range to {
		m.at[a.to] = int32(p)
	}
	p, last := m.at[k], before-1
	f := to[p].weight / m.pivot[k]
	to[p] = to[last]
	m.at[to[p].to], m.at[k] = p, nowhere
	to = to[:last]
	for _, a := range m.rows[k] {
		switch p := m.at[a.to]; {
		case a.to == i: // back to where it came from: it goes on from there
		case p != nowhere:
			to[p].weight += float64(f * a.weight)
		default:
			to = append(to, arc{a.to, float64(f * a.weight)})
			m.into[a.to] = append(m.into[a.to], i)
			m.ins[a.to]++
		}
	}
	for _, a := range to {
		m.at[a.to] = nowhere
	}
	m.arcs += len(to) - before
	m.rows[i] = to
	m.exit[i] += float64(f * m.exit[k])
	for _, gain := range m.gain {
		gain[i] += float64(f * gain[k])
	}
}

// complete fills in what may be expected from the states that were eliminated
// in this order, given what may be from those that were not.
func (m *net) complete(x, gain []float64, order []int32) {
	for at := len(order) - 1; at >= 0; at-- {
		k := order[at]
		if m.pivot[k] == 0 {
			continue // removed, or nobody was ever there
		}
		sum := gain[k]
		for _, a := range m.rows[k] {
			sum += float64(a.weight * x[a.to])
		}
		x[k] = sum / m.pivot[k]
	}
}
