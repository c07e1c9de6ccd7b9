package event

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// scanMargin is how much more than data the memory of a scanner holds, so that
// it can look at 64 bytes from any place on.
const scanMargin = 64

// index finds all commas and line ends of data, and whether data is ASCII,
// without a branch for what it sees.
func (s *scanner) index() {
	n := len(s.data)
	data := s.data[:n+scanMargin]
	clear(data[n:])
	commas, seen := uint64(s.comma)*ones, uint64(0)
	seps := s.seps[:0]
	for p := 0; p < n; p += 64 {
		m, all := separators64((*[64]byte)(data[p:]), commas)
		seen |= all
		seps = slices.Grow(seps, 64)
		for ; m != 0; m &= m - 1 {
			seps = append(seps, uint32(p+bits.TrailingZeros64(m)))
		}
	}
	s.seps, s.sep, s.ascii = append(seps, uint32(n)), 0, seen&(ones<<7) == 0
}

// separators64 returns a bit for each byte of b that is a comma, which is given
// 8 times over, or a line end; and all bytes, 8 and 8 or'ed together.
func separators64(b *[64]byte, commas uint64) (m, all uint64) {
	w0 := binary.LittleEndian.Uint64(b[0:])
	w1 := binary.LittleEndian.Uint64(b[8:])
	w2 := binary.LittleEndian.Uint64(b[16:])
	w3 := binary.LittleEndian.Uint64(b[24:])
	w4 := binary.LittleEndian.Uint64(b[32:])
	w5 := binary.LittleEndian.Uint64(b[40:])
	w6 := binary.LittleEndian.Uint64(b[48:])
	w7 := binary.LittleEndian.Uint64(b[56:])
	m = separators(w0, commas) | separators(w1, commas)<<8 |
		separators(w2, commas)<<16 | separators(w3, commas)<<24 |
		separators(w4, commas)<<32 | separators(w5, commas)<<40 |
		separators(w6, commas)<<48 | separators(w7, commas)<<56
	return m, w0 | w1 | w2 | w3 | w4 | w5 | w6 | w7
}

const ones = 0x0101010101010101

// separators is separators64 for the 8 bytes of w, of which the lowest is the
// first.
func separators(w, commas uint64) uint64 {
	const low = ones * 0x7f
	c, n := w^commas, w^ones*'\n'
	c, n = c&low+low|c, n&low+low|n // the high bit of a byte is 0 if the byte is
	// The product moves the high bit of byte k to bit 56 + k.
	return ^(c & n) & (ones << 7) * 0x0002040810204081 >> 56
}
