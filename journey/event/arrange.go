package event

import (
	"sync"
)

// An arrangement puts the rows of a builder customer by customer into a log, in
// two passes, so that no column is read or written all over memory, which costs
// more than all that is done with it. The customers, in order, are cut into
// parts. First each page puts its own rows part by part, where they are; then
// each part takes its rows from all pages into a stretch of the log that the
// processor's cache holds. Pages, and then parts, are worked on at once.
type arrangement struct {
	b       *builder
	l       *Log
	rank    []uint32   // where each customer of the builder stands in order
	columns []*mapping // of texts
	shift   uint       // a part has 1<<shift customers, but for the last
	runs    [][]uint16 // of each page: where the rows of each part begin, and where the last one's end
	row     []uint32   // of the log, at which each part begins
	num     []int      // how many values stand before each part
	bits    [][]uint64 // of each part: which of its rows have a value
	spare   sync.Pool  // of scratches
}

// A mapping is a column of texts on its way from pages into a log.
type mapping struct {
	from *pages[ids]
	to   []uint32 // the id of each text in the log
	out  *column
}

const (
	partShift = 16      // a part has no more customers than that many bits can tell apart
	partRows  = 1 << 15 // that a part should have, about: what fits into a cache
	maxParts  = 1 << 10
)

// arranged returns the log of the rows of a builder, which it uses up, but for
// its attributes: these are returned in the builder's order.
func arranged(b *builder) (*Log, []column) {
	a := &arrangement{b: b, l: &Log{nano: make([]int64, b.n), seq: make([]uint32, b.n)}}
	a.spare.New = func() any { return new(scratch) }
	attrs := make([]column, len(b.attrs))
	a.columns = []*mapping{{from: &b.names, out: &a.l.name}, {from: &b.chans, out: &a.l.channel}}
	dicts := []*dict{b.name, b.channel}
	for k, d := range b.attrs {
		a.columns = append(a.columns, &mapping{from: &b.others[k], out: &attrs[k]})
		dicts = append(dicts, d)
	}
	inParallel(1+len(dicts), func(k int) {
		if k == 0 {
			a.l.who, a.rank = b.who.sorted()
			return
		}
		c := a.columns[k-1]
		c.out.words, c.to = dicts[k-1].sorted()
		c.out.id = newIDs(b.n, c.out.words.len())
	})
	a.l.from = make([]uint32, a.l.who.len()+1)
	if b.n > 0 {
		a.rows()
	}
	return a.l, attrs
}

func (a *arrangement) rows() {
	customers := a.l.who.len()
	a.shift = partShift
	for want := min(a.b.n/partRows, maxParts); a.shift > 0 && customers>>a.shift < want; {
		a.shift--
	}
	parts := (customers-1)>>a.shift + 1
	a.runs = make([][]uint16, len(a.b.whos.page))
	inParallel(len(a.runs), func(g int) { a.page(g, parts) })
	a.cut(parts)
	a.l.value.num = make([]float64, a.num[parts])
	inParallel(parts, a.part)
	a.l.from[customers] = uint32(a.b.n)
	a.join()
}

// cut finds where the parts begin in the log.
func (a *arrangement) cut(parts int) {
	a.row, a.num, a.bits = make([]uint32, parts+1), make([]int, parts+1), make([][]uint64, parts)
	for g, run := range a.runs {
		v := &a.b.values.page[g]
		for p := range parts {
			a.row[p+1] += uint32(run[p+1] - run[p])
			a.num[p+1] += v.before(int(run[p+1])) - v.before(int(run[p]))
		}
	}
	for p := range parts {
		a.row[p+1] += a.row[p]
		a.num[p+1] += a.num[p]
	}
}

// join makes one of the bits of all parts.
func (a *arrangement) join() {
	v := &a.l.value
	v.n, v.has = a.b.n, make([]uint64, (a.b.n+63)/64)
	for p, bits := range a.bits {
		for k, w := range bits {
			if w != 0 {
				v.has[int(a.row[p])>>6+k] |= w
			}
		}
	}
	v.count()
}

// page puts the rows of page g part by part, those of a part in the order of
// the input. In place of its customer, each row then has its place in the page,
// and, in the lower half, which customer of the part it is of.
func (a *arrangement) page(g, parts int) {
	who, s := a.b.whos.page[g], a.spare.Get().(*scratch)
	defer a.spare.Put(s)
	next := zeroed(&s.next, parts+1)
	for k, id := range who {
		r := a.rank[id]
		who[k] = r
		next[r>>a.shift+1]++
	}
	run := make([]uint16, parts+1)
	for p := range parts {
		next[p+1] += next[p]
		run[p+1] = uint16(next[p+1])
	}
	a.runs[g] = run
	old := copied(&s.ids, who)
	low := uint32(1)<<a.shift - 1
	for k, r := range old {
		at := next[r>>a.shift]
		next[r>>a.shift]++
		who[at] = uint32(k)<<16 | r&low
	}
	reorder(a.b.nanos.page[g], &s.nanos, who)
	for _, c := range a.columns {
		ids := &c.from.page[g]
		reorder(ids.b1, &s.b1, who)
		reorder(ids.b2, &s.b2, who)
		reorder(ids.b4, &s.ids, who)
	}
	a.b.values.page[g].reorder(who, s)
}

// reorder puts the rows of a page in the order that page has put its customers.
func reorder[T any](column []T, scratch *[]T, who []uint32) {
	if column == nil {
		return
	}
	old := copied(scratch, column)
	column = column[:len(who)]
	for k, w := range who {
		column[k] = old[w>>16]
	}
}

// A scratch is memory to work in.
type scratch struct {
	next  []uint32
	ids   []uint32
	b1    []uint8
	b2    []uint16
	nanos []int64
	to    []uint32 // the row of the log of each row of a run
	found []amount
	late  []timed

	has  []uint64 // of amounts
	rank []uint32
	num  []float64
}
