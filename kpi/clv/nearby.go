package clv

// nearby returns where a climb over many rows begins: at the top of a sample of
// them, which is close to theirs and costs little.
func (f family) nearby(rows []row, s summary) []float64 {
	start := f.start(s)
	if len(rows) <= 4*sampled {
		return start
	}
	if top := climbFrom(f.objective(every(rows, s.customers/sampled)), start); top.err == nil {
		return top.top.At
	}
	return start
}

// sampled is about how many rows a sample has.
const sampled = 2000

// every draws rows by how many customers they have: those into which every step-th
// customer falls, as one goes through all of them. It is the same for the
// same rows.
func every(rows []row, step float64) []row {
	list := make([]row, 0, sampled+1)
	passed, next := 0.0, step/2
	for _, r := range rows {
		passed += r.n
		if passed <= next {
			continue
		}
		r.n = 0
		for ; next < passed; next += step {
			r.n += step
		}
		list = append(list, r)
	}
	return list
}
