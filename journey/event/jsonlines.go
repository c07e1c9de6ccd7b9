package event

import (
	"bytes"
	"io"
)

// A lineSource cuts what a reader gives into blocks of whole lines.
type lineSource struct {
	source
	maxLine int
}

func newLineSource(r io.Reader, o *JSONOptions, block int) *lineSource {
	s := &lineSource{*newSource(r, scanner{}, block, o.MaxBytes), o.MaxLine}
	s.unlisted()
	return s
}

// fill puts the next whole lines into b, or, if the source is at its end,
// reports that there are none. Before an error it gives the lines that are
// whole. A line that is too long counts as whole; what is left of it gives
// blocks without lines, so that whoever wants no more can say so.
func (s *lineSource) fill(b *jsonBlock) bool {
	if s.err != nil && len(s.rest) == 0 {
		return false
	}
	b.lost, b.data = 0, append(b.data[:0], s.rest...)
	for {
		b.data = s.read(b.data, max(s.block, 2*len(b.data)))
		if s.broken {
			s.discard(b)
		}
		end := s.cut(b.data)
		if end == 0 && s.err == nil && !s.broken {
			continue
		}
		s.rest = append(s.rest[:0], b.data[end:]...)
		if b.data = b.data[:end]; s.err != nil {
			s.rest = nil
		}
		return true
	}
}

// cut returns the end of the last whole line in data.
func (s *lineSource) cut(data []byte) int {
	end := bytes.LastIndexByte(data, '\n') + 1
	if s.broken = s.broken || len(data)-end > s.maxLine+1; s.broken || s.err == io.EOF {
		return len(data)
	}
	return end
}

// discard drops what is left of a line that is too long.
func (s *lineSource) discard(b *jsonBlock) {
	end := bytes.IndexByte(b.data, '\n')
	if end < 0 {
		b.data = b.data[:0]
		return
	}
	b.data = b.data[:copy(b.data, b.data[end+1:])]
	b.lost, s.broken = 1, false
}
