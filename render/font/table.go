package font

import "encoding/binary"

// A table is a part of a font file. What a file says about itself may be wrong:
// reading beyond the end of a table gives zeros and empty tables.
type table []byte

func (t table) u16(at int) int {
	if at < 0 || at+2 > len(t) {
		return 0
	}
	return int(binary.BigEndian.Uint16(t[at:]))
}

func (t table) i16(at int) int { return int(int16(t.u16(at))) }

func (t table) u32(at int) int {
	if at < 0 || at+4 > len(t) {
		return 0
	}
	return int(binary.BigEndian.Uint32(t[at:]))
}

// part returns t[from:to], or nothing if there is no such part.
func (t table) part(from, to int) table {
	if from < 0 || from > to || to > len(t) {
		return nil
	}
	return t[from:to:to]
}

// from returns t[at:], or nothing if t ends before.
func (t table) from(at int) table { return t.part(at, max(at, len(t))) }

// putU16 and appendU16 write what u16 reads.
func putU16(b []byte, at, v int) { binary.BigEndian.PutUint16(b[at:], uint16(v)) }
func putU32(b []byte, at, v int) { binary.BigEndian.PutUint32(b[at:], uint32(v)) }
func appendU16(b []byte, v ...int) []byte {
	for _, n := range v {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	return b
}

func appendU32(b []byte, v ...int) []byte {
	for _, n := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	return b
}
