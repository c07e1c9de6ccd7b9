package font

import (
	"math/bits"
	"slices"
)

// A section is a table of the file that is written.
type section struct {
	tag  string
	data []byte
}

// file writes the subset as a TrueType file. What is not written anew is
// copied; the greatest numbers of points and contours stay bounds.
func (s *subset) file() []byte {
	glyf, loca, long := s.glyphTables()
	head := slices.Clone(s.face.head[:54])
	putU32(head, 8, 0) // the checksum of the file, which comes last
	putU16(head, 50, long)
	return assemble([]section{ // in the order of their tags
		{"OS/2", s.face.os2Table(s.chars)},
		{"cmap", cmapTable(s.chars)},
		{"gasp", []byte{0, 1, 0, 1, 0xff, 0xff, 0, 0x0f}}, // smooth at every size
		{"glyf", glyf},
		{"head", head},
		{"hhea", withU16(s.face.hhea[:36], 34, len(s.order))},
		{"hmtx", s.metrics()},
		{"loca", loca},
		{"maxp", s.maxpTable()},
		{"name", s.face.nameTable()},
		{"post", s.face.postTable()},
	})
}

// withU16 returns a copy of a table with another number in one place.
func withU16(t table, at, v int) []byte {
	t = slices.Clone(t)
	putU16(t, at, v)
	return t
}

// glyphTables returns the outlines, and where each begins: in units of two
// bytes, or in bytes if there are too many.
func (s *subset) glyphTables() (glyf, loca []byte, long int) {
	offsets := []int{0}
	for _, g := range s.order {
		glyf = append(glyf, s.outlines[g].data...)
		if len(glyf)%2 != 0 {
			glyf = append(glyf, 0)
		}
		offsets = append(offsets, len(glyf))
	}
	if len(glyf)/2 > 0xffff {
		return glyf, appendU32(nil, offsets...), 1
	}
	for _, at := range offsets {
		loca = appendU16(loca, at/2)
	}
	if len(glyf) == 0 {
		glyf = []byte{0} // browsers refuse an empty table
	}
	return glyf, loca, 0
}

func (s *subset) metrics() (hmtx []byte) {
	for _, g := range s.order {
		advance, bearing := s.face.metric(g)
		hmtx = appendU16(hmtx, advance, bearing)
	}
	return hmtx
}

// maxpTable says that there are no hints: one zone, and no storage.
func (s *subset) maxpTable() []byte {
	maxp := slices.Clone(s.face.maxp[:32])
	putU16(maxp, 4, len(s.order))
	clear(maxp[14:28])
	putU16(maxp, 14, 1)
	return maxp
}

// assemble writes the directory and the tables.
func assemble(sections []section) []byte {
	n := len(sections)
	log := bits.Len(uint(n)) - 1
	file := appendU32(nil, 0x00010000)
	file = appendU16(file, n, 16<<log, log, 16*n-16<<log)
	offset, head := 12+16*n, 0
	for _, s := range sections {
		if s.tag == "head" {
			head = offset
		}
		file = append(file, s.tag...)
		file = appendU32(file, int(checksum(s.data)), offset, len(s.data))
		offset += padded(len(s.data))
	}
	for _, s := range sections {
		file = append(file, s.data...)
		file = append(file, make([]byte, padded(len(s.data))-len(s.data))...)
	}
	putU32(file, head+8, int(0xb1b0afba-checksum(file)))
	return file
}

// padded rounds a size up to whole words.
func padded(size int) int { return (size + 3) &^ 3 }

// checksum adds up the words of a table.
func checksum(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum += uint32(table(b).u32(0))
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + uint32(table(last[:]).u32(0))
}
