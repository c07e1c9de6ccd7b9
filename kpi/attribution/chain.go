package attribution

// A chain is a Markov chain whose states are the channels, with weights in
// place of probabilities: those of a row, over their sum. It ends in a
// conversion or, for the rest of a row, without one.
//
// Its equations are solved by the elimination of W. K. Grassmann, M. I. Taksar
// and D. P. Heyman, Regenerative analysis and steady state distributions for
// Markov chains, Operations Research 33 (1985) 1107–1116. It never subtracts,
// so that small probabilities are as exact as large ones.
type chain struct {
	n      int
	weight []float64 // after the elimination, of the states that come later: n*n
	pivot  []float64
	factor []float64 // by which the equation of a state goes into those of later ones
}

// newChain eliminates the states one by one, in place of which their successors
// stand. ends has the weights with which states end the chain.
func newChain(weight, ends []float64) chain {
	n := len(ends)
	c := chain{n: n, weight: weight, pivot: make([]float64, n), factor: make([]float64, n*n)}
	for k := range n {
		row := weight[k*n : (k+1)*n]
		for j := k + 1; j < n; j++ {
			c.pivot[k] += row[j]
		}
		c.pivot[k] += ends[k]
		if c.pivot[k] == 0 {
			continue // nobody was ever there
		}
		for i := k + 1; i < n; i++ {
			f := weight[i*n+k] / c.pivot[k]
			if f == 0 {
				continue
			}
			c.factor[i*n+k] = f
			add(weight[i*n+k+1:(i+1)*n], f, row[k+1:])
			ends[i] += float64(f * ends[k])
		}
	}
	return c
}

// add adds f times a row to another.
func add(to []float64, f float64, row []float64) {
	to = to[:len(row)]
	for j, w := range row {
		to[j] += float64(f * w)
	}
}

// solve returns for each state the expected sum of what the states on the way
// from it give, where one that is left with weight w gives gain/w.
func (c chain) solve(gain []float64) []float64 {
	x := make([]float64, c.n)
	copy(x, gain)
	for k := range c.n {
		for i := k + 1; i < c.n && x[k] != 0; i++ {
			x[i] += float64(c.factor[i*c.n+k] * x[k])
		}
	}
	for k := c.n - 1; k >= 0; k-- {
		for j := k + 1; j < c.n; j++ {
			x[k] += float64(c.weight[k*c.n+j] * x[j])
		}
		if c.pivot[k] == 0 {
			x[k] = 0
		} else {
			x[k] /= c.pivot[k]
		}
	}
	return x
}

// removalEffects returns the removal effect of each state, by each gain: by
// which part that which paths from the start may expect to gain falls if they
// end where they come to the state.
//
// A path that comes to a state and gains is one that comes there, and then
// gains from there. So what is lost without the state is the probability of
// coming there times what may be expected from there, and no chain without the
// state need be solved.
func removalEffects(c chain, start []float64, gains [][]float64) [][]float64 {
	from, whole, out := make([][]float64, len(gains)), make([]float64, len(gains)), make([][]float64, len(gains))
	for g, gain := range gains {
		from[g], out[g] = c.solve(gain), make([]float64, c.n)
		for i, w := range start {
			whole[g] += float64(w * from[g][i])
		}
	}
	unit := make([]float64, c.n)
	for i := range c.n {
		clear(unit)
		unit[i] = 1
		visits := c.solve(unit) // of state i, from each, up to a factor
		if visits[i] == 0 {
			continue
		}
		comes := 0.0
		for j, w := range start {
			comes += float64(w * (visits[j] / visits[i]))
		}
		for g := range gains {
			if whole[g] > 0 {
				out[g][i] = comes * from[g][i] / whole[g]
			}
		}
	}
	return out
}
