package event

import "bytes"

// digest returns that of the id of an event, and the zero digest for none.
func (t *table) digest(id []byte) digest {
	if len(id) == 0 {
		return digest{}
	}
	return t.ids.digest(id)
}

// order reads the order of a row.
func order(b []byte) (int64, bool) {
	if b = bytes.TrimSpace(b); len(b) == 0 {
		return 0, true
	}
	return integer(b)
}

// dropDuplicates leaves out the rows whose ids have been before. The first of
// those that stay is row first of the file.
func (b *block) dropDuplicates(t *table, first int) {
	n := 0 // rows that stay
	faults := b.faults
	for row, id := range b.ids {
		for len(faults) > 0 && faults[0].before <= row {
			faults[0].before, faults = n, faults[1:]
		}
		if id != (digest{}) && t.ids.note(id, uint32(first+n)) {
			continue
		}
		if n < row {
			b.move(t, n, row)
		}
		n++
	}
	for k := range faults {
		faults[k].before = n
	}
	b.truncate(t, n)
}

// move puts what a row says in the place of a row before it.
func (b *block) move(t *table, to, from int) {
	for k := range b.texts {
		b.texts[k].ids[to] = b.texts[k].ids[from]
	}
	b.lines[to] = b.lines[from]
	if t.countsOnly {
		return
	}
	b.nanos[to], b.whos[to], b.hashes[to] = b.nanos[from], b.whos[from], b.hashes[from]
	if t.value >= 0 {
		b.values[to] = b.values[from]
	}
	copy(b.orders[to*len(t.order):][:len(t.order)], b.orders[from*len(t.order):])
}

// truncate keeps the first n rows.
func (b *block) truncate(t *table, n int) {
	if n == len(b.lines) {
		return
	}
	for k := range b.texts {
		b.texts[k].truncate(n)
	}
	b.lines = b.lines[:n]
	if t.countsOnly {
		return
	}
	b.nanos, b.whos, b.hashes = b.nanos[:n], b.whos[:n], b.hashes[:n]
	if t.value >= 0 {
		b.values = b.values[:n]
	}
	b.orders = b.orders[:n*len(t.order)]
}
