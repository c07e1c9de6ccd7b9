package attribution

// effects are the removal effects of each channel.
type effects struct {
	conversions []float64
	values      []float64 // nil unless values are asked for
}

// removal returns the removal effects in the chain that was asked for.
func (t *Tally) removal() (effects, error) {
	if t.grams != nil {
		return t.grams.removal(len(t.channels), t.Values)
	}
	return t.removalOfFirstOrder(), nil
}

func (t *Tally) removalOfFirstOrder() effects {
	n := len(t.channels)
	weight := make([]float64, n*n)
	start, ends := make([]float64, n), make([]float64, n)
	for i := range n {
		for j := range n {
			weight[i*n+j] = float64(t.steps[t.step(i, j)])
		}
		start[i] = float64(t.steps[t.step(n, i)])
		ends[i] = float64(t.conversions(i) + t.nulls(i))
	}
	gains := [][]float64{floats(t.lasts())}
	if t.Values {
		gains = append(gains, scaled(numbers(t.ledger(Last).Values)))
	}
	found := removalEffects(newChain(weight, ends), start, gains)
	if t.Values {
		return effects{found[0], found[1]}
	}
	return effects{conversions: found[0]}
}

// scaled divides by the largest number, which changes no removal effect but
// keeps very large and very small values in the range of a float64.
func scaled(gain []float64) []float64 {
	most := 0.0
	for _, v := range gain {
		most = max(most, v)
	}
	for i := range gain {
		if most > 0 {
			gain[i] /= most
		}
	}
	return gain
}
