package attribution

// A wide chain is grams made ready to be solved: states and transitions in
// order.
type wideChain struct {
	states []gram
	ends   []ending
	edges  []edge
	gains  [][]float64 // for each gain, of each state
	budget budget
}

// removal returns the removal effects of channels in a chain of higher order:
// by which part that which paths may expect falls if they end where they come to
// a state that has the channel.
//
// A path that comes to such a state and gains is one that comes to a first such
// state, and then gains from there. So the chain is solved once for what may be
// expected from each state, and for each channel once more without the states
// that have it, where a step to one of them gains what may be expected from
// there. Nothing is subtracted: small effects are as exact as large ones.
func (g *grams) removal(channels int, values bool) (effects, error) {
	w := g.wide(values)
	removed := make([]bool, len(w.states))
	m := w.net(removed, nil)
	order := m.thin()
	from, err := m.solve(order, w.rest(order, removed))
	if err != nil {
		return effects{}, err
	}
	whole := w.start(from)
	out := [2][]float64{make([]float64, channels), make([]float64, channels)}
	for c := range channels {
		for i, key := range w.states {
			removed[i] = key.has(c)
		}
		if !w.budget.spend(int64(len(w.states) + len(w.edges))) {
			return effects{}, ErrStates
		}
		lost, err := w.lost(removed, order, from)
		if err != nil {
			return effects{}, err
		}
		for i := range lost {
			if whole[i] > 0 {
				out[i][c] = lost[i] / whole[i]
			}
		}
	}
	if !values {
		out[1] = nil
	}
	return effects{out[0], out[1]}, nil
}

// lost returns what the paths lose, for each gain, without the removed states,
// given what may be expected from each state of the whole. The others are
// eliminated in the order of the whole.
func (w *wideChain) lost(removed []bool, order []int32, from [][]float64) ([]float64, error) {
	m := w.net(removed, from)
	for _, k := range order {
		if !removed[k] {
			m.eliminate(k)
		}
	}
	x, err := m.solve(order, w.rest(order, removed))
	if err != nil {
		return nil, err
	}
	for g := range x {
		for i, is := range removed {
			if is {
				x[g][i] = from[g][i]
			}
		}
	}
	return w.start(x), nil
}

// start returns what the paths may expect together, for each gain, given what
// they may from each state.
func (w *wideChain) start(from [][]float64) []float64 {
	out := make([]float64, len(from))
	for g := range from {
		for i, e := range w.ends {
			out[g] += float64(float64(e.starts) * from[g][i])
		}
	}
	return out
}

// solve returns what may be expected from each state, for each gain.
func (m *net) solve(order, left []int32) ([][]float64, error) {
	x, err := m.core(left)
	if err != nil {
		return nil, err
	}
	for g := range x {
		m.complete(x[g], m.gain[g], order)
	}
	return x, nil
}

// rest returns the states that are neither in the order nor removed.
func (w *wideChain) rest(order []int32, removed []bool) []int32 {
	in := make([]bool, len(w.states))
	for _, k := range order {
		in[k] = true
	}
	var left []int32
	for i := range in {
		if !in[i] && !removed[i] {
			left = append(left, int32(i))
		}
	}
	return left
}

func (g *grams) wide(values bool) *wideChain {
	w := &wideChain{budget: wholeBudget}
	w.states, w.ends, w.edges = g.sorted()
	w.gains = [][]float64{make([]float64, len(w.states))}
	for i, e := range w.ends {
		w.gains[0][i] = float64(e.conversions)
	}
	if !values {
		return w
	}
	value := make([]float64, len(w.states))
	for i, e := range w.ends {
		if e.value != nil {
			value[i] = e.value.Float64()
		}
	}
	w.gains = append(w.gains, scaled(value))
	return w
}

// net returns the chain without the removed states. A step to a removed state
// ends the chain, and gains what may be expected from there. Without from, what
// is gained are the gains of the whole.
func (w *wideChain) net(removed []bool, from [][]float64) *net {
	m := newNet(len(w.states), len(w.gains))
	m.reserve(w.edges, removed)
	m.budget = &w.budget
	for i, e := range w.ends {
		m.exit[i] = float64(e.conversions + e.nulls)
	}
	if from == nil {
		for g, gain := range w.gains {
			copy(m.gain[g], gain)
		}
	}
	for _, e := range w.edges {
		weight := float64(e.times)
		switch {
		case removed[e.from]:
		case !removed[e.to]:
			m.lead(e.from, e.to, weight)
		default:
			m.exit[e.from] += weight
			for g := range m.gain {
				m.gain[g][e.from] += float64(weight * from[g][e.to])
			}
		}
	}
	return m
}

// reserve makes room for arcs in one piece of memory.
func (m *net) reserve(edges []edge, removed []bool) {
	outs, ins, all := make([]int, len(m.rows)), make([]int, len(m.rows)), 0
	for _, e := range edges {
		if !removed[e.from] && !removed[e.to] {
			outs[e.from]++
			ins[e.to]++
			all++
		}
	}
	arcs, into := make([]arc, all), make([]int32, all)
	for i := range m.rows {
		m.rows[i], arcs = arcs[:0:outs[i]], arcs[outs[i]:]
		m.into[i], into = into[:0:ins[i]], into[ins[i]:]
	}
}

// has reports whether a state has a channel.
func (key gram) has(channel int) bool {
	for ; key != 0; key >>= gramBits {
		if int(key&gramMask) == channel+1 {
			return true
		}
	}
	return false
}
