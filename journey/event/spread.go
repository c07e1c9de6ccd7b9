package event

import (
	"math/bits"
	"slices"
)

// An amount is a number that is going where it belongs.
type amount struct {
	row   uint32
	ok    bool // there is one
	value float64
}

// reorder puts the rows of a page in the order that who tells: see reorder.
func (a *amounts) reorder(who []uint32, s *scratch) {
	if len(a.num) == 0 {
		return
	}
	old := amounts{copied(&s.has, a.has), copied(&s.rank, a.rank), copied(&s.num, a.num), a.n}
	clear(a.has)
	n := 0
	for k, w := range who {
		if v, ok := old.at(int(w >> 16)); ok {
			a.has[k>>6] |= 1 << (k & 63)
			a.num[n] = v
			n++
		}
	}
	a.count()
}

// appendTo appends to found the numbers of the rows from a row on, with where
// they go.
func (a *amounts) appendTo(found []amount, from int, to []uint32) []amount {
	next := a.before(from)
	for k := 0; k < len(to); {
		at := (from + k) & 63
		bit := a.has[(from+k)>>6] >> at
		n := min(64-at, len(to)-k)
		if n < 64 {
			bit &= 1<<n - 1
		}
		for ; bit != 0; bit &= bit - 1 {
			found = append(found, amount{row: to[k+bits.TrailingZeros64(bit)], value: a.num[next]})
			next++
		}
		k += n
	}
	return found
}

// resort sorts the rows from lo on as s says: see sortRows.
func (a *amounts) resort(lo int, s *scratch) {
	s.found = s.found[:0]
	for i := range s.late {
		v, ok := a.at(lo + i)
		s.found = append(s.found, amount{ok: ok, value: v})
	}
	next := a.before(lo)
	for i, t := range s.late {
		word, bit := &a.has[(lo+i)>>6], uint64(1)<<((lo+i)&63)
		*word &^= bit
		if v := s.found[t.at]; v.ok {
			*word |= bit
			a.num[next] = v.value
			next++
		}
	}
	for w := lo>>6 + 1; w <= (lo+len(s.late)-1)>>6; w++ {
		a.rank[w] = a.rank[w-1] + uint32(bits.OnesCount64(a.has[w-1]))
	}
}

// zeroed returns n zeros in the memory of scratch.
func zeroed[T any](scratch *[]T, n int) []T {
	*scratch = slices.Grow((*scratch)[:0], n)[:n]
	clear(*scratch)
	return *scratch
}

// copied returns a copy of a in the memory of scratch.
func copied[T any](scratch *[]T, a []T) []T {
	*scratch = append((*scratch)[:0], a...)
	return *scratch
}
