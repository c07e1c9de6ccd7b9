package event

import (
	"cmp"
	"slices"
	"strings"
)

// Merge returns the log of all the events of several logs, such as those of
// parts that were read on different machines. Events of one customer at one
// time stand by their Order, then by the log that they are from, then as they
// stood there. Merging keeps every event: the same one in two logs is there
// twice. A log that is nil is empty.
func Merge(logs ...*Log) *Log {
	logs = slices.DeleteFunc(slices.Clone(logs), func(l *Log) bool { return l == nil })
	after := make([]uint32, len(logs))
	for k := 1; k < len(logs); k++ {
		after[k] = after[k-1] + logs[k-1].nextSeq()
	}
	return mergeAfter(logs, after)
}

// nextSeq returns a place in the input after that of every event.
func (l *Log) nextSeq() uint32 {
	next := uint32(0)
	for _, s := range l.seq {
		next = max(next, s+1)
	}
	return next
}

// mergeAfter is Merge where the input of log k begins at place after[k].
func mergeAfter(logs []*Log, after []uint32) *Log {
	m := merger{logs: logs, after: after, out: &Log{}}
	m.rows()
	m.times()
	m.out.name = m.column(func(l *Log) *column { return &l.name })
	m.out.channel = m.column(func(l *Log) *column { return &l.channel })
	for _, r := range m.order {
		v, ok := m.logs[r.log].value.at(int(r.row))
		m.out.value.add(v, ok)
	}
	m.out.value.trim()
	m.attrs()
	return m.out
}

// A merger makes one log of several.
type merger struct {
	logs  []*Log
	after []uint32
	order []origin // where each row of out is from
	out   *Log
}

// An origin is a row of one of the logs.
type origin struct{ log, row uint32 }

// rows settles the customers and the order of the rows.
func (m *merger) rows() {
	lists := make([]*words, len(m.logs))
	n := 0
	for k, l := range m.logs {
		lists[k] = &l.who
		n += l.Len()
	}
	who, to := union(lists)
	m.order = make([]origin, 0, n)
	m.out.who, m.out.from = who, make([]uint32, 1, who.len()+1)
	next := make([]int, len(m.logs)) // the next customer of each log
	holders := holdersOf(to, who.len())
	for c := range who.len() {
		start := len(m.order)
		for _, k := range holders[c] {
			l := m.logs[k]
			for row := l.from[next[k]]; row < l.from[next[k]+1]; row++ {
				m.order = append(m.order, origin{k, row})
			}
			next[k]++
		}
		if len(holders[c]) > 1 {
			slices.SortFunc(m.order[start:], m.compare)
		}
		m.out.from = append(m.out.from, uint32(len(m.order)))
	}
}

// holdersOf returns the logs that have each of n customers.
func holdersOf(to [][]uint32, n int) [][]uint32 {
	holders := make([][]uint32, n)
	for k, ids := range to {
		for _, c := range ids {
			holders[c] = append(holders[c], uint32(k))
		}
	}
	return holders
}

// compare compares two rows of one customer.
func (m *merger) compare(a, b origin) int {
	la, lb := m.logs[a.log], m.logs[b.log]
	return cmp.Or(
		cmp.Compare(la.nano[a.row], lb.nano[b.row]),
		cmp.Compare(la.orderAt(a.row), lb.orderAt(b.row)),
		cmp.Compare(m.seq(a), m.seq(b)))
}

// orderAt returns the Order of a row.
func (l *Log) orderAt(row uint32) int64 {
	if l.order == nil {
		return 0
	}
	return l.order[row]
}

func (m *merger) seq(r origin) uint32 { return m.after[r.log] + m.logs[r.log].seq[r.row] }

// times fills the times, the order and the places in the input.
func (m *merger) times() {
	out, n := m.out, len(m.order)
	out.nano, out.seq = make([]int64, n), make([]uint32, n)
	if slices.ContainsFunc(m.logs, func(l *Log) bool { return l.order != nil }) {
		out.order = make([]int64, n)
	}
	for i, r := range m.order {
		l := m.logs[r.log]
		out.nano[i], out.seq[i] = l.nano[r.row], m.seq(r)
		if out.order != nil {
			out.order[i] = l.orderAt(r.row)
		}
	}
}

// column merges one column of the logs. A log that lacks it has nil, which
// stands for text 0 of the others.
func (m *merger) column(of func(*Log) *column) column {
	columns := make([]*column, len(m.logs))
	lists := make([]*words, len(m.logs))
	for k, l := range m.logs {
		if columns[k] = of(l); columns[k] == nil {
			columns[k] = &column{words: wordsOf([]string{""})}
		}
		lists[k] = &columns[k].words
	}
	words, to := union(lists)
	ids := make([]uint32, len(m.order))
	for i, r := range m.order {
		ids[i] = to[r.log][columns[r.log].id.at(int(r.row))]
	}
	return column{packed(ids), words}
}

// attrs merges the attributes.
func (m *merger) attrs() {
	var keys []string
	for _, l := range m.logs {
		keys = append(keys, l.keys...)
	}
	slices.Sort(keys)
	m.out.keys = slices.Compact(keys)
	for _, key := range m.out.keys {
		m.out.attrs = append(m.out.attrs, m.column(func(l *Log) *column { return l.Attr(key).col }))
	}
}

// union returns the texts of several lists as one, and the new id of each text
// of each list.
func union(lists []*words) (words, [][]uint32) {
	type entry struct {
		text    string
		list, i int
	}
	var all []entry
	to := make([][]uint32, len(lists))
	for k, w := range lists {
		to[k] = make([]uint32, w.len())
		for i := range w.len() {
			all = append(all, entry{w.at(i), k, i})
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.list, b.list))
	})
	var texts []string
	for i, e := range all {
		if i == 0 || e.text != all[i-1].text {
			texts = append(texts, e.text)
		}
		to[e.list][e.i] = uint32(len(texts) - 1)
	}
	return wordsOf(texts), to
}
