package event

import (
	"bufio"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"math"
)

// savedMagic begins a saved log, and says the version of its form: texts, then
// the events customer by customer, in variable-length integers, and a CRC-32.
const savedMagic = "parcours log 1\n"

// WriteTo writes the log in a compact form of its own, which [ReadLog] reads: to
// keep what a [Stream] holds, or to bring what one machine read to another.
func (l *Log) WriteTo(w io.Writer) (int64, error) {
	s := saver{w: bufio.NewWriter(w), sum: crc32.NewIEEE()}
	s.write([]byte(savedMagic))
	s.texts(&l.name.words)
	s.texts(&l.channel.words)
	s.number(uint64(len(l.keys)))
	for k, key := range l.keys {
		s.text(key)
		s.texts(&l.attrs[k].words)
	}
	s.number(uint64(l.Customers()))
	for t := range l.Traces() {
		s.trace(t)
	}
	var end [4]byte
	binary.LittleEndian.PutUint32(end[:], s.sum.Sum32())
	s.write(end[:])
	if s.err == nil {
		s.err = s.w.Flush()
	}
	return s.n, s.err
}

// A saver writes what a saved log is made of. After an error it writes nothing.
type saver struct {
	w   *bufio.Writer
	sum hash.Hash32
	n   int64
	err error
	row []byte
}

func (s *saver) write(b []byte) {
	if s.err != nil {
		return
	}
	n, err := s.w.Write(b)
	s.sum.Write(b)
	s.n, s.err = s.n+int64(n), err
}

func (s *saver) number(v uint64) {
	s.row = binary.AppendUvarint(s.row[:0], v)
	s.write(s.row)
}

func (s *saver) text(text string) {
	s.row = append(binary.AppendUvarint(s.row[:0], uint64(len(text))), text...)
	s.write(s.row)
}

func (s *saver) texts(w *words) {
	s.number(uint64(w.len()))
	for text := range w.each() {
		s.text(text)
	}
}

// trace writes a customer and their events, each time as the difference from
// the one before.
func (s *saver) trace(t Trace) {
	s.text(t.Customer())
	s.number(uint64(t.Len()))
	before := int64(0)
	for i := range t.Len() {
		row := binary.AppendVarint(s.row[:0], t.Nano(i)-before)
		before = t.Nano(i)
		row = binary.AppendUvarint(row, uint64(t.NameID(i)))
		row = binary.AppendUvarint(row, uint64(t.ChannelID(i)))
		for k := range t.log.attrs {
			row = binary.AppendUvarint(row, uint64(t.log.attrs[k].id.at(t.row(i))))
		}
		row = binary.AppendVarint(row, t.order(i))
		row = binary.AppendUvarint(row, uint64(t.log.seq[t.row(i)]))
		s.row = appendAmount(row, t, i)
		s.write(s.row)
	}
}

// appendAmount appends a byte that says whether event i has a value, and the
// value.
func appendAmount(row []byte, t Trace, i int) []byte {
	v, ok := t.Value(i)
	if !ok {
		return append(row, 0)
	}
	return binary.LittleEndian.AppendUint64(append(row, 1), math.Float64bits(v))
}
