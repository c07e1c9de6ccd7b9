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
// its lookups slow.
type dict struct {
	seed  maphash.Seed
	slots []uint64 // upper half of the hash, then number + 1; 0 is a free slot
	texts shelves
	near  []nearText // the short texts that were asked for last: see id

	guesses [few]guess
	warm    byte // keeps the compiler from leaving out what is read into the cache
}

func newDict() *dict {
	return &dict{seed: maphash.MakeSeed(), slots: make([]uint64, 64)}
}

func (d *dict) len() int { return d.texts.n }

func (d *dict) text(id int) []byte { return d.texts.at(id) }

// id returns the number of text b. It is the quick way to ask for texts one by
// one, most of which are asked for again soon.
func (d *dict) id(b []byte) uint32 {
	if len(b) > 16 {
		return d.find(b, d.hash(b))
	}
	if d.near == nil {
		d.near = make([]nearText, 512)
	}
	first, last := outline(b)
	e := &d.near[(first^last*3)*0x9E3779B97F4A7C15>>55]
	if e.first == first && e.last == last && e.n == uint32(len(b)) && e.id != 0 {
		return e.id - 1
	}
	id := d.find(b, d.hash(b))
	*e = nearText{first, last, uint32(len(b)), id + 1}
	return id
}

func (d *dict) hash(b []byte) uint64 { return maphash.Bytes(d.seed, b) }

// findAll appends to ids the numbers of the texts of some cells of a block, given
// their hashes. It takes each step of a lookup
// for a few texts before the next step, so that the processor waits for memory
// once a step and not once a text.
func (d *dict) findAll(ids []uint32, b *block, cells []cell, hashes []uint64) []uint32 {
	for len(hashes) > 0 {
		now := hashes[:min(few, len(hashes))]
		d.guess(now)
		for k, hash := range now {
			text := b.text(cells[k])
			id := d.guesses[k].id
			if g := d.guesses[k].text; g == nil || !bytes.Equal(g, text) {
				id = d.find(text, hash)
			}
			ids = append(ids, id)
		}
		hashes, cells = hashes[len(now):], cells[len(now):]
	}
	return ids
}

// A guess is the text where a lookup begins: most often, the right one.
type guess struct {
	text []byte // nil where there is none
	id   uint32
}

// few are the texts that are looked up at a time.
const few = 32

// guess makes the guesses for those hashes, and brings into the cache what
// they are to be compared with.
func (d *dict) guess(hashes []uint64) {
	mask := uint64(len(d.slots) - 1)
	met := uint64(0)
	for _, hash := range hashes {
		met |= d.slots[hash>>32&mask]
	}
	warm := byte(met)
	for k, hash := range hashes {
		at := hash >> 32 & mask
		s := d.slots[at]
		for s != 0 && (s^hash)>>32 != 0 {
			at = (at + 1) & mask
			s = d.slots[at]
		}
		g := &d.guesses[k]
		if g.id, g.text = uint32(s)-1, nil; s != 0 {
			g.text = d.text(int(g.id))
		}
	}
	for k := range hashes {
		if text := d.guesses[k].text; len(text) > 0 {
			warm |= text[0] | text[len(text)-1]
		}
	}
	d.warm = warm
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
	d.texts.add(b)
	id := uint32(d.texts.n)
	d.slots[at] = hash>>32<<32 | uint64(id)
	if d.texts.n*2 > len(d.slots) {
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
	var all strings.Builder
	all.Grow(d.texts.size)
	ends, rank := make([]int, d.len()), make([]uint32, d.len())
	for i, k := range d.order() {
		all.Write(d.text(int(k.id)))
		ends[i], rank[k.id] = all.Len(), uint32(i)
	}
	return words{all.String(), ends}, rank
}

// order returns the texts in bytewise order: many of them in stretches that
// begin with the same byte, on all cores.
func (d *dict) order() []sortKey {
	prefix := d.prefix()
	keys := make([]sortKey, d.len())
	var next [257]int
	for id := range keys {
		keys[id] = sortKey{head(d.text(id)[prefix:]), uint32(id)}
		next[keys[id].head>>56+1]++
	}
	if len(keys) < manyTexts {
		d.sort(keys)
		return keys
	}
	for b := range 256 {
		next[b+1] += next[b]
	}
	from, out := next, make([]sortKey, len(keys))
	for _, k := range keys {
		out[next[k.head>>56]] = k
		next[k.head>>56]++
	}
	inParallel(256, func(b int) { d.sort(out[from[b]:from[b+1]]) })
	return out
}

// manyTexts are so many that it pays to sort them on all cores.
const manyTexts = 1 << 14

func (d *dict) sort(keys []sortKey) {
	slices.SortFunc(keys, func(a, b sortKey) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return bytes.Compare(d.text(int(a.id)), d.text(int(b.id)))
	})
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
