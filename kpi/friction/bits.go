package friction

// bitRows is a table of bits: rows of so many words.
type bitRows struct {
	width int
	bits  []uint64
}

// words returns how many words n bits take.
func words(n int) int { return (n + 63) / 64 }

// grow adds a row of zeros.
func (b *bitRows) grow() {
	for range b.width {
		b.bits = append(b.bits, 0)
	}
}

// set sets a bit of a row.
func (b *bitRows) set(row, bit int32) { b.bits[int(row)*b.width+int(bit/64)] |= 1 << (bit % 64) }

// has reports whether a bit of a row is set.
func (b *bitRows) has(row, bit int) bool { return b.bits[row*b.width+bit/64]>>(bit%64)&1 == 1 }

// any reports whether a row has a bit of a mask.
func (b *bitRows) any(row int, mask []uint64) bool {
	for k, w := range b.bits[row*b.width : (row+1)*b.width] {
		if w&mask[k] != 0 {
			return true
		}
	}
	return false
}

// merge adds the rows of another table.
func (b *bitRows) merge(other *bitRows) { b.bits = append(b.bits, other.bits...) }

// maskOf returns the words in which the bits from lo up to hi are set.
func maskOf(n, lo, hi int) []uint64 {
	mask := make([]uint64, words(n))
	for i := lo; i < hi; i++ {
		mask[i/64] |= 1 << (i % 64)
	}
	return mask
}
