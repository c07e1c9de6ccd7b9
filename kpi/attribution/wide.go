package attribution

// A wide chain is grams made ready to be solved: states and transitions in
// order.
type wideChain struct {
	order  int
	states []gram
	ends   []ending
	edges  []edge
	gains  [][]float64 // for each gain, of each state
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
	m := w.net(nil, nil)
	order := m.eliminateAll()
	whole := m.expected()
	from := make([][]float64, len(w.gains))
	for i := range from {
		from[i] = m.from(i, order)
	}
	out := [2][]float64{make([]float64, channels), make([]float64, channels)}
	removed := make([]bool, len(w.states))
	for c := range channels {
		for i, key := range w.states {
			removed[i] = key.has(c)
		}
		m := w.net(removed, from)
		for _, k := range order {
			if !removed[k] {
				m.eliminate(k)
			}
		}
		for i, lost := range m.expected() {
			if whole[i] > 0 {
				out[i][c] = lost / whole[i]
			}
		}
	}
	if !values {
		out[1] = nil
	}
	return effects{out[0], out[1]}, nil
}

func (g *grams) wide(values bool) *wideChain {
	w := &wideChain{order: g.order}
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

// net returns the chain without the removed states, or all of it. A step to a
// removed state ends the chain, and gains what may be expected from there.
func (w *wideChain) net(removed []bool, from [][]float64) *net {
	m := newNet(len(w.states), len(w.gains))
	step := func(i, to int32, weight float64) {
		if removed == nil || !removed[to] {
			m.lead(i, to, weight)
			return
		}
		m.exit[i] += weight
		for g := range m.gain {
			m.gain[g][i] += float64(weight * from[g][to])
		}
	}
	start := int32(len(w.states))
	for i, e := range w.ends {
		if e.starts > 0 {
			step(start, int32(i), float64(e.starts))
		}
		m.exit[i] += float64(e.conversions + e.nulls)
		for g := range m.gain {
			if removed == nil {
				m.gain[g][i] = w.gains[g][i]
			}
		}
	}
	for _, e := range w.edges {
		if removed == nil || !removed[e.from] {
			step(e.from, e.to, float64(e.times))
		}
	}
	return m
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
