package event

// A pages is one column in pages of 1<<shift rows, the last of which may be
// short.
type pages[T any] struct {
	page  []T
	shift uint
}

// onePage is the shift of a column that is all in one page.
const onePage = 32

// find returns the page of a row, and where in the page it is.
func (p *pages[T]) find(row uint32) (page *T, at int) {
	return &p.page[row>>p.shift], int(row & (1<<p.shift - 1))
}

// whole returns a column that is all in one page.
func whole[T any](column T) *pages[T] { return &pages[T]{[]T{column}, onePage} }

// gatherNanos fills out with the times at those places.
func gatherNanos(out []int64, src *pages[[]int64], order []uint32) {
	for i, row := range order {
		page, at := src.find(row)
		out[i] = (*page)[at]
	}
}

// gatherAmounts returns the numbers at those places.
func gatherAmounts(src *pages[amounts], order []uint32) amounts {
	words, all := (len(order)+63)/64, 0
	for p := range src.page {
		all += len(src.page[p].num)
	}
	out := amounts{
		has: make([]uint64, words), rank: make([]uint32, words),
		num: make([]float64, 0, min(all, len(order))), n: len(order),
	}
	for w := range words {
		out.rank[w] = uint32(len(out.num))
		bits := uint64(0)
		for k, row := range order[w*64 : min(w*64+64, len(order))] {
			page, at := src.find(row)
			if v, ok := page.at(at); ok {
				out.num = append(out.num, v)
				bits |= 1 << k
			}
		}
		out.has[w] = bits
	}
	out.trim()
	return out
}
