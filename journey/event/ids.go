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

// packed returns the numbers of a, the largest of which is at most top.
func packed(a []uint32, top int) ids {
	switch {
	case top == 0 || len(a) == 0:
		return ids{}
	case top <= 0xff:
		return ids{b1: narrowed[uint8](a)}
	case top <= 0xffff:
		return ids{b2: narrowed[uint16](a)}
	}
	return ids{b4: append([]uint32(nil), a...)}
}

func narrowed[T uint8 | uint16](a []uint32) []T {
	out := make([]T, len(a))
	for i, v := range a {
		out[i] = T(v)
	}
	return out
}
