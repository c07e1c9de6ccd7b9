package survival

import "slices"

// sortKeys sorts keys: few by comparing them, many by their digits, from the
// last to the first, which takes time in proportion to their number.
func sortKeys(keys []uint64) {
	if len(keys) < 1<<11 {
		slices.Sort(keys)
		return
	}
	const bits, digits = 11, 1 << 11
	same, any := ^uint64(0), uint64(0)
	for _, k := range keys {
		same &= k
		any |= k
	}
	varying := same ^ any
	from, to := keys, make([]uint64, len(keys))
	for shift := uint(0); shift < 64; shift += bits {
		if varying>>shift&(digits-1) == 0 {
			continue // the digit is the same in all
		}
		var start [digits]int
		for _, k := range from {
			start[k>>shift&(digits-1)]++
		}
		total := 0
		for d, n := range start {
			start[d] = total
			total += n
		}
		for _, k := range from {
			d := k >> shift & (digits - 1)
			to[start[d]] = k
			start[d]++
		}
		from, to = to, from
	}
	if &from[0] != &keys[0] {
		copy(keys, from)
	}
}
