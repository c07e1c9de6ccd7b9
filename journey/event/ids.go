package event

// An ids is a column of small whole numbers, as wide as the largest needs. At
// most one of its slices is set; with none of them, every number is 0.
type ids struct {
	b1 []uint8
	b2 []uint16
	b4 []uint32
}

// at returns the number of row i.
func (c *ids) at(i int) int {
	switch {
	case c.b1 != nil:
		return int(c.b1[i])
	case c.b2 != nil:
		return int(c.b2[i])
	case c.b4 != nil:
		return int(c.b4[i])
	}
	return 0
}

// packed returns the numbers of a.
func packed(a []uint32) ids {
	c := newIDs(len(a), largest(a)+1)
	switch {
	case c.b1 != nil:
		narrow(c.b1, a)
	case c.b2 != nil:
		narrow(c.b2, a)
	case c.b4 != nil:
		copy(c.b4, a)
	}
	return c
}

// newIDs returns a column of n rows for numbers below limit.
func newIDs(n, limit int) ids {
	switch {
	case limit <= 1 || n == 0:
		return ids{}
	case limit <= 1<<8:
		return ids{b1: make([]uint8, n)}
	case limit <= 1<<16:
		return ids{b2: make([]uint16, n)}
	}
	return ids{b4: make([]uint32, n)}
}

func largest(a []uint32) int {
	var top uint32
	for _, v := range a {
		top = max(top, v)
	}
	return int(top)
}

func narrow[T uint8 | uint16](out []T, a []uint32) {
	for i, v := range a {
		out[i] = T(v)
	}
}

// gatherIDs returns the column whose row i is to[the number that place order[i]
// of the pages has]; to holds numbers below limit.
func gatherIDs(src *pages[ids], order, to []uint32, limit int) ids {
	c := newIDs(len(order), limit)
	switch {
	case c.b1 != nil:
		gatherInto(c.b1, src, order, to)
	case c.b2 != nil:
		gatherInto(c.b2, src, order, to)
	case c.b4 != nil:
		gatherInto(c.b4, src, order, to)
	}
	return c
}

func gatherInto[T uint8 | uint16 | uint32](out []T, src *pages[ids], order, to []uint32) {
	for i, row := range order {
		page, at := src.find(row)
		out[i] = T(to[page.at(at)])
	}
}
