package event

import (
	"cmp"
	"slices"
)

// A builder takes events in any order and makes a log of them. It keeps them
// in columns, in pages, in the order in which they come: a page is packed when
// it is full, and no page is ever copied to make room.
type builder struct {
	who, name, channel *dict
	keys               []string
	attrs              []*dict // a key each; text 0 is ""

	n       int // rows
	whos    pages[[]uint32]
	nanos   pages[[]int64]
	names   pages[ids]
	chans   pages[ids]
	values  pages[amounts]
	orders  []int64      // Event.Order of each row; shorter where those that follow are 0
	others  []pages[ids] // a key each
	filling filling
}

// pageShift makes pages of 32,768 rows: small beside a log worth a thought,
// large beside what a page costs.
const pageShift = 15

const pageRows = 1 << pageShift

// A filling is the page that is being filled.
type filling struct {
	who, name, channel []uint32
	nano               []int64
	value              amounts
	attrs              [][]uint32 // rows at the end that lack the attribute may be missing
}

func newBuilder() *builder {
	b := &builder{who: newDict(), name: newDict(), channel: newDict()}
	for _, shift := range []*uint{&b.whos.shift, &b.nanos.shift, &b.names.shift, &b.chans.shift, &b.values.shift} {
		*shift = pageShift
	}
	return b
}

// attr returns the index of a new attribute.
func (b *builder) attr(key string) int {
	d := newDict()
	d.id(nil)
	b.keys, b.attrs = append(b.keys, key), append(b.attrs, d)
	b.others = append(b.others, pages[ids]{make([]ids, len(b.whos.page)), pageShift})
	b.filling.attrs = append(b.filling.attrs, nil)
	return len(b.keys) - 1
}

// len returns the number of rows.
func (b *builder) len() int { return b.n + len(b.filling.nano) }

// room returns how many rows the page that is being filled still takes, after
// it has put a full one away.
func (b *builder) room() int {
	if len(b.filling.nano) == pageRows {
		b.flush()
	}
	return pageRows - len(b.filling.nano)
}

// flush puts the page that is being filled away.
func (b *builder) flush() {
	f := &b.filling
	rows := len(f.nano)
	b.n += rows
	b.whos.page, b.nanos.page = append(b.whos.page, f.who), append(b.nanos.page, f.nano)
	b.names.page, b.chans.page = append(b.names.page, packed(f.name)), append(b.chans.page, packed(f.channel))
	f.value.trim()
	b.values.page = append(b.values.page, f.value)
	for k, a := range f.attrs {
		a = append(a, make([]uint32, rows-len(a))...)
		b.others[k].page = append(b.others[k].page, packed(a))
		f.attrs[k] = a[:0]
	}
	f.name, f.channel, f.value = f.name[:0], f.channel[:0], amounts{}
	f.who, f.nano = make([]uint32, 0, pageRows), make([]int64, 0, pageRows)
}

// log returns the log of the rows. The builder is used up.
func (b *builder) log() *Log {
	b.flush()
	b.filling = filling{}
	l := &Log{nano: make([]int64, b.n)}
	l.who, l.from, l.seq = b.group()
	parts := l.parts()
	inParallel(parts, func(k int) { b.times(l, l.cut(k, parts), l.cut(k+1, parts)) })
	b.nanos.page = nil
	l.order = b.ordered(l.seq)
	columns := make([]column, len(b.attrs))
	tasks := []func(){
		func() { l.name = newColumn(b.name, &b.names, l.seq) },
		func() { l.channel = newColumn(b.channel, &b.chans, l.seq) },
		func() { l.value = gatherAmounts(&b.values, l.seq) },
	}
	for k, d := range b.attrs {
		tasks = append(tasks, func() { columns[k] = newColumn(d, &b.others[k], l.seq) })
	}
	inParallel(len(tasks), func(k int) { tasks[k]() })
	b.setAttrs(l, columns)
	return l
}

// group returns the customers in bytewise order, where the rows of each begin,
// and the rows customer by customer, each customer's in the order of the input:
// a counting sort.
func (b *builder) group() (who words, from, order []uint32) {
	who, rank := b.who.sorted()
	from = make([]uint32, who.len()+1)
	next := make([]uint32, who.len())
	for _, page := range b.whos.page {
		for _, id := range page {
			next[id]++
		}
	}
	for id, r := range rank {
		from[r+1] = next[id]
	}
	for r := range who.len() {
		from[r+1] += from[r]
	}
	for id, r := range rank {
		next[id] = from[r]
	}
	order = make([]uint32, b.n)
	row := uint32(0)
	for _, page := range b.whos.page {
		for _, id := range page {
			order[next[id]] = row
			next[id]++
			row++
		}
	}
	b.who, b.whos.page = nil, nil
	return who, from, order
}

// times puts the times of the customers from up to to into the log, in order
// where they are not, and then the rows with them; rows with one time keep the
// order of the input.
func (b *builder) times(l *Log, from, to int) {
	lo, hi := l.from[from], l.from[to]
	gatherNanos(l.nano[lo:hi], &b.nanos, l.seq[lo:hi])
	var late []timed
	for c := from; c < to; c++ {
		nano, rows := l.nano[l.from[c]:l.from[c+1]], l.seq[l.from[c]:l.from[c+1]]
		if b.orders != nil || !slices.IsSorted(nano) {
			late = b.sortTimed(late[:0], nano, rows)
		}
	}
}

// newColumn returns the column of the texts of d at those places. The pages are
// used up.
func newColumn(d *dict, src *pages[ids], order []uint32) column {
	words, rank := d.sorted()
	col := column{gatherIDs(src, order, rank, words.len()), words}
	src.page = nil
	return col
}

// setOrder notes the Order of the row that is being added.
func (b *builder) setOrder(order int64) {
	if order != 0 {
		row := b.len()
		b.orders = append(b.orders, make([]int64, row-len(b.orders))...)
		b.orders = append(b.orders, order)
	}
}

// orderOf returns the Order of a row.
func (b *builder) orderOf(row uint32) int64 {
	if int(row) < len(b.orders) {
		return b.orders[row]
	}
	return 0
}

// ordered returns the Order of those rows, or nil where all are 0.
func (b *builder) ordered(rows []uint32) []int64 {
	if b.orders == nil {
		return nil
	}
	out := make([]int64, len(rows))
	for i, row := range rows {
		out[i] = b.orderOf(row)
	}
	return out
}

// A timed is a row of the input with its time and its order.
type timed struct {
	nano, order int64
	row         uint32
}

// sortTimed sorts times and their rows together, in the memory of scratch.
func (b *builder) sortTimed(scratch []timed, nano []int64, rows []uint32) []timed {
	for i, t := range nano {
		scratch = append(scratch, timed{t, b.orderOf(rows[i]), rows[i]})
	}
	slices.SortFunc(scratch, func(a, b timed) int {
		return cmp.Or(cmp.Compare(a.nano, b.nano), cmp.Compare(a.order, b.order), cmp.Compare(a.row, b.row))
	})
	for i, t := range scratch {
		nano[i], rows[i] = t.nano, t.row
	}
	return scratch
}

// setAttrs gives the log those attributes that events have, in the order of
// their keys.
func (b *builder) setAttrs(l *Log, columns []column) {
	order := make([]int, len(b.keys))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(b.keys[i], b.keys[j]) })
	for _, k := range order {
		if columns[k].words.len() > 1 {
			l.keys, l.attrs = append(l.keys, b.keys[k]), append(l.attrs, columns[k])
		}
	}
}
