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
}

// A nearText is a text of up to 16 bytes, told apart by its length, its first
// and its last 8 bytes, and its number + 1.
type nearText struct {
	first, last uint64
	n, id       uint32
}

const nearby = 128 // entries of the cache, a power of 2

func newDict() *dict {
	return &dict{seed: maphash.MakeSeed(), slots: make([]uint64, 64)}
}

func (d *dict) len() int { return len(d.ends) }

func (d *dict) text(id int) []byte {
	from := 0
	if id > 0 {
		from = d.ends[id-1]
	}
	return d.all[from:d.ends[id]]
}

// id returns the number of text b.
func (d *dict) id(b []byte) uint32 {
	if len(b) > 16 {
		return d.find(b, d.hash(b))
	}
	first, last := bounds(b)
	e := &d.near[(first^last*3)*0x9E3779B97F4A7C15>>57&(nearby-1)]
	if e.first == first && e.last == last && e.n == uint32(len(b)) && e.id != 0 {
		return e.id - 1
	}
	id := d.find(b, d.hash(b))
	*e = nearText{first, last, uint32(len(b)), id + 1}
	return id
}

func (d *dict) hash(b []byte) uint64 { return maphash.Bytes(d.seed, b) }

// bounds returns the first and the last 8 bytes of a text of up to 16; of one
// shorter than 8, all of them, twice.
func bounds(b []byte) (first, last uint64) {
	if n := len(b); n >= 8 {
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	}
	var w uint64
	if cap(b) >= 8 {
		w = binary.LittleEndian.Uint64(b[:8]) & (1<<(8*len(b)) - 1)
	} else {
		for i, c := range b {
			w |= uint64(c) << (8 * i)
		}
	}
	return w, w
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
	if len(d.ends)*8 > len(d.slots)*5 {
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
