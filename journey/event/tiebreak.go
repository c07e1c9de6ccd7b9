package event

import (
	"math/bits"
	"slices"
)

// A tiebreak makes one number of several: rows that stand at one time are in
// order by the first number, then by the second, and so on. Event.Order can
// hold only one, which tells the same.
type tiebreak struct {
	width int     // numbers a row
	all   []int64 // row by row
}

func newTiebreak(width int) *tiebreak { return &tiebreak{width: width} }

// add adds the numbers of the next row or rows, width of them each; one that is
// not known is 0.
func (t *tiebreak) add(numbers []int64) { t.all = append(t.all, numbers...) }

// orders returns the Event.Order of each row, and nil if it is the same for
// all, for [builder.orders]. A single number is its own order; of several come
// small numbers from 0 on, which compare as the rows do. The tiebreak is used
// up.
func (t *tiebreak) orders() []int64 {
	switch t.width {
	case 0:
		return nil
	case 1:
		return orNone(t.all)
	}
	if out, ok := t.packed(); ok {
		return orNone(out)
	}
	return orNone(t.ranked())
}

// orNone returns nil for orders that are all 0.
func orNone(orders []int64) []int64 {
	if slices.ContainsFunc(orders, func(n int64) bool { return n != 0 }) {
		return orders
	}
	return nil
}

// packed puts the numbers of a row side by side into one, if there are bits
// enough for the largest of each.
func (t *tiebreak) packed() (out []int64, ok bool) {
	least, width := make([]int64, t.width), make([]int, t.width)
	all := 0
	for k := range t.width {
		lo, hi := t.bounds(k)
		least[k], width[k] = lo, bits.Len64(uint64(hi)-uint64(lo))
		all += width[k]
	}
	if all > 63 {
		return nil, false
	}
	out = t.all[:0] // a row is written after it was read
	for row := range slices.Chunk(t.all, t.width) {
		n := uint64(0)
		for k, v := range row {
			n = n<<width[k] | (uint64(v) - uint64(least[k]))
		}
		out = append(out, int64(n))
	}
	return slices.Clip(out), true
}

// bounds returns the smallest and the largest of the numbers at place k.
func (t *tiebreak) bounds(k int) (lo, hi int64) {
	for i := k; i < len(t.all); i += t.width {
		if i == k {
			lo, hi = t.all[i], t.all[i]
		}
		lo, hi = min(lo, t.all[i]), max(hi, t.all[i])
	}
	return lo, hi
}

// ranked returns how many different rows are before each.
func (t *tiebreak) ranked() []int64 {
	rows := make([]uint32, len(t.all)/t.width)
	for i := range rows {
		rows[i] = uint32(i)
	}
	compare := func(a, b uint32) int { return slices.Compare(t.row(a), t.row(b)) }
	slices.SortFunc(rows, compare)
	out, rank := make([]int64, len(rows)), int64(0)
	for i, row := range rows {
		if i > 0 && compare(rows[i-1], row) != 0 {
			rank++
		}
		out[row] = rank
	}
	return out
}

func (t *tiebreak) row(i uint32) []int64 {
	return t.all[int(i)*t.width:][:t.width]
}

// integer reads a whole number that fits in an int64.
func integer(b []byte) (n int64, ok bool) {
	d, rest, ok := decimal(b)
	switch {
	case !ok || len(rest) > 0 || d.places > 0 || d.digits > 19:
		return 0, false
	case d.negative:
		return -int64(d.mantissa), d.mantissa <= 1<<63
	}
	return int64(d.mantissa), d.mantissa < 1<<63
}
