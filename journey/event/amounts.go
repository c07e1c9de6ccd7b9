package event

import (
	"math/bits"
	"slices"
)

// An amounts is a column of numbers many of which are missing: a bit a row
// says whether there is one, and only those that are there are kept.
type amounts struct {
	has  []uint64  // a bit a row
	rank []uint32  // how many numbers stand before each word of has
	num  []float64 // the numbers that are there, in row order
	n    int       // rows
}

// add appends a row; its number is kept if there is one.
func (a *amounts) add(v float64, ok bool) {
	if a.n&63 == 0 {
		a.has = append(a.has, 0)
		a.rank = append(a.rank, uint32(len(a.num)))
	}
	if ok {
		a.has[a.n>>6] |= 1 << (a.n & 63)
		a.num = append(a.num, v+0) // which is 0 for -0
	}
	a.n++
}

// addNone appends n rows without a number.
func (a *amounts) addNone(n int) {
	for range n {
		a.add(0, false)
	}
}

// at returns the number of row i, and whether there is one.
func (a *amounts) at(i int) (float64, bool) {
	w, bit := a.has[i>>6], uint64(1)<<(i&63)
	if w&bit == 0 {
		return 0, false
	}
	return a.num[int(a.rank[i>>6])+bits.OnesCount64(w&(bit-1))], true
}

// before returns how many numbers stand before row i.
func (a *amounts) before(i int) int {
	if i>>6 == len(a.has) {
		return len(a.num)
	}
	return int(a.rank[i>>6]) + bits.OnesCount64(a.has[i>>6]&(1<<(i&63)-1))
}

// count makes rank fit has.
func (a *amounts) count() {
	a.rank = slices.Grow(a.rank[:0], len(a.has))[:len(a.has)]
	n := 0
	for w, bit := range a.has {
		a.rank[w] = uint32(n)
		n += bits.OnesCount64(bit)
	}
}

// trim gives back what growing took too much.
func (a *amounts) trim() {
	a.has, a.rank, a.num = tight(a.has), tight(a.rank), tight(a.num)
}

// tight returns a in memory of little more than its length.
func tight[T any](a []T) []T {
	if cap(a)-len(a) <= len(a)/8 {
		return a
	}
	return append(make([]T, 0, len(a)), a...)
}
