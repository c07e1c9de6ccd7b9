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
	d.find(nil, d.hash(nil))
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
		if len(a) == 0 { // as of most attributes, where there are many
			b.others[k].page = append(b.others[k].page, ids{})
			continue
		}
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
	l, columns := arranged(b)
	l.order = b.ordered(l.seq)
	b.setAttrs(l, columns)
	return l
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
