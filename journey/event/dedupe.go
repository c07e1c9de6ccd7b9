package event

import (
	"encoding/binary"
	"hash/maphash"
)

// A dedupe knows the ids of the rows that have been read, to find those that
// were sent twice. It keeps 128 bits of a seeded hash of each id: 24 to 48
// bytes an id, whatever its length, and 30 to 60 where the last of several
// wins. Among 2^26 ids the chance that any two are taken for one is 2^-76, and
// no file can be made to raise it.
type dedupe struct {
	seeds [2]maphash.Seed
	slots []digest
	rows  []uint32 // the row of each slot; nil where the first wins
	n     int

	stale []uint64 // a bit a row: another came after it
	count int      // ids that had been seen
}

// A digest is what a dedupe keeps of an id: never all zero, which is a free
// slot.
type digest [2]uint64

// newDedupe returns a dedupe that knows no id. Of rows with one id the first
// stays, or the last.
func newDedupe(last bool) *dedupe {
	d := &dedupe{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, slots: make([]digest, 64)}
	if last {
		d.rows = make([]uint32, len(d.slots))
	}
	return d
}

// appendPart appends a part of an id that has several to dst, such that no two
// lists of parts come out the same.
func appendPart(dst, part []byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(part))), part...)
}

// digest returns that of an id. Any number of goroutines may call it at once.
func (d *dedupe) digest(id []byte) digest {
	return digest{maphash.Bytes(d.seeds[0], id), maphash.Bytes(d.seeds[1], id) | 1}
}

// seen notes an id, and reports whether it was there. It is for where the first
// wins.
func (d *dedupe) seen(id []byte) bool { return d.note(d.digest(id), 0) }

// note notes the id of a row, and reports whether the row is to be left out.
// Where the last wins it is not: the row before it is, see strip.
func (d *dedupe) note(h digest, row uint32) (leave bool) {
	at, found := d.find(h)
	if !found {
		d.add(h, at, row)
		return false
	}
	d.count++
	if d.rows == nil {
		return true
	}
	d.mark(d.rows[at])
	d.rows[at] = row
	return false
}

// find returns the slot of h, or the free one where it would be.
func (d *dedupe) find(h digest) (at int, found bool) {
	mask := len(d.slots) - 1
	for at = int(h[0]) & mask; d.slots[at] != (digest{}); at = (at + 1) & mask {
		if d.slots[at] == h {
			return at, true
		}
	}
	return at, false
}

func (d *dedupe) add(h digest, at int, row uint32) {
	d.slots[at] = h
	if d.rows != nil {
		d.rows[at] = row
	}
	if d.n++; d.n*3 > len(d.slots)*2 {
		d.grow()
	}
}

func (d *dedupe) grow() {
	slots, rows := d.slots, d.rows
	d.slots = make([]digest, 2*len(slots))
	if rows != nil {
		d.rows = make([]uint32, len(d.slots))
	}
	for i, h := range slots {
		if h == (digest{}) {
			continue
		}
		at, _ := d.find(h)
		d.slots[at] = h
		if rows != nil {
			d.rows[at] = rows[i]
		}
	}
}

// mark marks a row as one that another came after.
func (d *dedupe) mark(row uint32) {
	if short := int(row>>6) + 1 - len(d.stale); short > 0 {
		d.stale = append(d.stale, make([]uint64, short)...)
	}
	d.stale[row>>6] |= 1 << (row & 63)
}

// strip returns the log that was read, without the rows that another came
// after, and with the count of all that are left out.
func (d *dedupe) strip(l *Log) *Log {
	if d.stale != nil {
		l = l.keep(func(t Trace, i int) bool {
			at := l.seq[t.row(i)]
			return int(at>>6) >= len(d.stale) || d.stale[at>>6]&(1<<(at&63)) == 0
		})
	}
	l.doubles = d.count
	return l
}

// Duplicates returns how many events were left out when the log was read,
// because they had the id of another. It is 0 for logs that were made of other
// logs.
func (l *Log) Duplicates() int { return l.doubles }
