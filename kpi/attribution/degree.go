package attribution

// thin takes out states until the rest is a core that is better solved as a
// whole, and returns in which order: always next one through which the fewest
// ways lead, and of those the first. So few arcs come up that were not there.
//
// Source: H. M. Markowitz, The elimination form of the inverse and its
// application to linear programming, Management Science 3 (1957) 255–269.
func (m *net) thin() []int32 {
	n := len(m.into)
	order := make([]int32, 0, n)
	q := make(queue, 0, 2*n)
	for i := range n {
		q.push(m.ways(int32(i)))
	}
	for len(q) > 0 {
		next := q.pop()
		k := next.state
		if m.out[k] || next != m.ways(k) {
			continue // it is out, or stands elsewhere in the queue by now
		}
		if m.isCore(n-len(order), next) {
			break
		}
		order = append(order, k)
		m.eliminate(k)
		for _, i := range m.into[k] {
			if !m.out[i] {
				q.push(m.ways(i))
			}
		}
		for _, a := range m.rows[k] {
			q.push(m.ways(a.to))
		}
	}
	return order
}

// isCore reports whether the states that are left are a core: so dense that a
// matrix is quicker or, where it would be too large, of more arcs without the
// next state than with it.
func (m *net) isCore(left int, next place) bool {
	if left <= maxMatrix {
		return 4*m.arcs > left*left
	}
	return next.ways > int(m.ins[next.state])+len(m.rows[next.state])
}

// A place is that of a state in the queue.
type place struct {
	ways  int // through it
	state int32
}

func (m *net) ways(k int32) place { return place{int(m.ins[k]) * len(m.rows[k]), k} }

func (p place) before(other place) bool {
	return p.ways < other.ways || p.ways == other.ways && p.state < other.state
}

// A queue is a binary heap, the first place on top.
type queue []place

func (q *queue) push(p place) {
	*q = append(*q, p)
	h := *q
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h[i].before(h[up]) {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func (q *queue) pop() place {
	h := *q
	top, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	*q = h
	for i := 0; ; {
		down := 2*i + 1
		if down+1 < last && h[down+1].before(h[down]) {
			down++
		}
		if down >= last || !h[down].before(h[i]) {
			return top
		}
		h[i], h[down] = h[down], h[i]
		i = down
	}
}
