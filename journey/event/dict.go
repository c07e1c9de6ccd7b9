package event

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"
)

// A dict gives each distinct text a number, in the order of first sight. It is
// a table with open addressing under a seeded hash, so that no input can make
// its lookups slow; before it stands a small cache for the short texts of which
// most columns have few.
type dict struct {
	seed  maphash.Seed
	slots []uint64 // upper half of the hash, then number + 1; 0 is a free slot
	all   []byte
	ends  []int // where each text ends in all
	near  [nearby]nearText

	guesses [few]guess
	warm    uint64 // keeps the compiler from leaving out what is read into the cache
}

// A nearText is a text of up to 16 bytes, told apart by its length, its first
// and its last 8 bytes, and its number + 1.
type nearText struct {
	first, last uint64
	n, id       uint32
}

const nearby = 512 // entries of the cache, a power of 2

func newDict() *dict {
	return &dict{seed: maphash.MakeSeed(), slots: make([]uint64, 64)}
}

func (d *dict) len() int { return len(d.ends) }

func (d *dict) text(id int) []byte {
	from, to := d.place(id)
	return d.all[from:to]
}

// id returns the number of text b.
func (d *dict) id(b []byte) uint32 {
	if len(b) > 16 || cap(b) < 16 {
		return d.find(b, d.hash(b))
	}
	first, last := bounds((*[16]byte)(b[:16]), len(b))
	e := &d.near[(first^last*3)*0x9E3779B97F4A7C15>>55]
	if e.first == first && e.last == last && e.n == uint32(len(b)) && e.id != 0 {
		return e.id - 1
	}
	id := d.find(b, d.hash(b))
	*e = nearText{first, last, uint32(len(b)), id + 1}
	return id
}

func (d *dict) hash(b []byte) uint64 { return maphash.Bytes(d.seed, b) }

// bounds returns the first and the last 8 of the first n bytes of b; where there
// are fewer than 8, all of them, twice. It does so without a branch, which the
// processor could not foresee.
func bounds(b *[16]byte, n int) (first, last uint64) {
	mask := uint64(1)<<(8*uint(n)) - 1 // all bits from 8 bytes on
	at := n - 8
	at &^= at >> 63 // not below 0
	return binary.LittleEndian.Uint64(b[:]) & mask, binary.LittleEndian.Uint64(b[at:]) & mask
}

// findAll appends to ids the numbers of some texts of a column, every stride-th
// of the cells of a block, given their hashes. It takes each step of a lookup
// for a few texts before the next step, so that the processor waits for memory
// once a step and not once a text.
func (d *dict) findAll(ids []uint32, b *block, cells []cell, stride int, hashes []uint64) []uint32 {
	for len(hashes) > 0 {
		now := hashes[:min(few, len(hashes))]
		d.guess(now)
		for k, hash := range now {
			text := b.text(cells[k*stride])
			id := d.guesses[k].id
			if p := d.guesses[k]; !bytes.Equal(d.all[p.from:p.to], text) {
				id = d.find(text, hash)
			}
			ids = append(ids, id)
		}
		hashes, cells = hashes[len(now):], cells[min(len(now)*stride, len(cells)):]
	}
	return ids
}

// A guess is the text where a lookup begins: most often, the right one.
type guess struct {
	from, to int
	id       uint32
}

// few are the texts that are looked up at a time.
const few = 32

// guess makes the guesses for those hashes, and brings into the cache what
// they are to be compared with.
func (d *dict) guess(hashes []uint64) {
	mask := uint64(len(d.slots) - 1)
	warm := uint64(0)
	for _, hash := range hashes {
		warm |= d.slots[hash>>32&mask]
	}
	for k, hash := range hashes {
		at := hash >> 32 & mask
		s := d.slots[at]
		for s != 0 && (s^hash)>>32 != 0 {
			at = (at + 1) & mask
			s = d.slots[at]
		}
		g := &d.guesses[k]
		if g.id, g.from, g.to = uint32(s)-1, 0, 0; s != 0 {
			g.from, g.to = d.place(int(g.id))
		}
	}
	for k := range hashes {
		if g := &d.guesses[k]; g.from < g.to {
			warm |= uint64(d.all[g.from] | d.all[g.to-1])
		}
	}
	d.warm = warm
}

// place returns where a text is in d.all.
func (d *dict) place(id int) (from, to int) {
	if id > 0 {
		from = d.ends[id-1]
	}
	return from, d.ends[id]
}

// find returns the number of text b, which has that hash.
func (d *dict) find(b []byte, hash uint64) uint32 {
	mask := uint64(len(d.slots) - 1)
	for at := hash >> 32 & mask; ; at = (at + 1) & mask {
		s := d.slots[at]
		if s == 0 {
			return d.add(b, hash, at)
		}
		if (s^hash)>>32 == 0 {
			if id := uint32(s) - 1; bytes.Equal(d.text(int(id)), b) {
				return id
			}
		}
	}
}

// add gives text b the next number, in the free slot at.
func (d *dict) add(b []byte, hash, at uint64) uint32 {
	d.all = append(d.all, b...)
	d.ends = append(d.ends, len(d.all))
	id := uint32(len(d.ends))
	d.slots[at] = hash>>32<<32 | uint64(id)
	if len(d.ends)*2 > len(d.slots) {
		d.grow()
	}
	return id - 1
}

// grow doubles the table. Where a text goes is in its slot: the upper half of
// its hash.
func (d *dict) grow() {
	old := d.slots
	d.slots = make([]uint64, 2*len(old))
	mask := uint64(len(d.slots) - 1)
	for _, s := range old {
		if s == 0 {
			continue
		}
		at := s >> 32 & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = s
	}
}

// sorted returns the texts in bytewise order, and at the number of each text
// where it stands there.
func (d *dict) sorted() (words, []uint32) {
	prefix := d.prefix()
	order := make([]sortKey, d.len())
	for id := range order {
		order[id] = sortKey{head(d.text(id)[prefix:]), uint32(id)}
	}
	slices.SortFunc(order, func(a, b sortKey) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return bytes.Compare(d.text(int(a.id)), d.text(int(b.id)))
	})
	var all strings.Builder
	all.Grow(len(d.all))
	ends, rank := make([]int, d.len()), make([]uint32, d.len())
	for i, k := range order {
		all.Write(d.text(int(k.id)))
		ends[i], rank[k.id] = all.Len(), uint32(i)
	}
	return words{all.String(), ends}, rank
}

// A sortKey is a text by its first 8 bytes after what all texts begin with:
// most comparisons end there.
type sortKey struct {
	head uint64
	id   uint32
}

// prefix returns the length of what all texts begin with.
func (d *dict) prefix() int {
	if d.len() == 0 {
		return 0
	}
	common := d.text(0)
	for id := range d.len() {
		b := d.text(id)
		n := 0
		for n < len(common) && n < len(b) && common[n] == b[n] {
			n++
		}
		common = common[:n]
	}
	return len(common)
}

// head returns the first 8 bytes of b, filled up with zeros, as a number of
// the same order.
func head(b []byte) uint64 {
	if len(b) >= 8 {
		return binary.BigEndian.Uint64(b)
	}
	var w [8]byte
	copy(w[:], b)
	return binary.BigEndian.Uint64(w[:])
}
