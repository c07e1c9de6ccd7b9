package event

import (
	"bytes"
	"io"
	"math"
	"slices"
)

// A source cuts what a reader gives into blocks.
type source struct {
	r      io.Reader
	err    error   // why nothing more comes
	block  int     // bytes of a block, but for longer rows
	left   int64   // bytes that may still come
	cutter scanner // of a row that goes on in the next block
	rest   []byte  // read, and for the next block
	broken bool    // what comes begins with the rest of a broken row
}

// newSource returns the source of what r gives, or of what it decompresses to,
// without the byte order mark that some tools write first.
func newSource(r io.Reader, rows scanner, block int, maxBytes int64) *source {
	r = Decompress(r, &DecompressOptions{MaxBytes: math.MaxInt64}) // the source counts
	s := &source{r: r, block: block, left: maxBytes, cutter: rows}
	const mark = "\uFEFF"
	if s.rest = s.read(nil, len(mark)); string(s.rest) == mark {
		s.rest = nil
	}
	return s
}

// read appends to b until it has n bytes or nothing more comes.
func (s *source) read(b []byte, n int) []byte {
	b = slices.Grow(b, n-len(b)+scanMargin)
	for empty := 0; s.err == nil && len(b) < n; empty++ {
		var got int
		got, s.err = s.r.Read(b[len(b):n])
		if got > 0 {
			b, empty = b[:len(b)+got], 0
		}
		if s.left -= int64(got); s.left < 0 {
			b, s.err = b[:len(b)+int(s.left)], errFile
		}
		if empty == 100 && s.err == nil {
			s.err = io.ErrNoProgress
		}
	}
	return b
}

// fill puts the next whole rows into b, or, if the source is at its end,
// reports that there are none. Before an error it gives the rows that are
// whole.
func (s *source) fill(b *block) bool {
	if s.err != nil && len(s.rest) == 0 {
		return false
	}
	b.start, b.lost = 0, 0
	b.data = append(b.data[:0], s.rest...)
	for {
		b.data = s.read(b.data, max(s.block, 2*len(b.data)))
		if s.broken {
			s.discard(b)
		}
		b.final = s.err == io.EOF
		if b.stop = s.cut(b.data, b.final); b.stop == 0 && s.err == nil {
			continue
		}
		s.rest = append(s.rest[:0], b.data[b.stop:]...)
		if s.err != nil {
			s.rest = nil
		}
		return true
	}
}

// discard drops what is left of a broken row.
func (s *source) discard(b *block) {
	end := bytes.IndexByte(b.data, '\n')
	if end < 0 {
		b.data = b.data[:0]
		return
	}
	b.data = b.data[:copy(b.data, b.data[end+1:])]
	b.lost, s.broken = 1, false
}

// cut returns the end of the last whole row in data. A row that is broken and
// goes on after data counts as whole.
func (s *source) cut(data []byte, final bool) int {
	if final {
		return len(data)
	}
	if bytes.IndexByte(data, '"') < 0 {
		end := bytes.LastIndexByte(data, '\n') + 1
		if s.broken = s.broken || len(data)-end > s.cutter.maxLine+1; s.broken {
			return len(data)
		}
		return end
	}
	s.cutter.data, s.cutter.quote = data, -1
	for i := 0; i < len(data); {
		r := s.cutter.skip(i)
		if r.err == errMore {
			return i
		}
		i = r.next
	}
	s.broken = data[len(data)-1] != '\n'
	return len(data)
}
