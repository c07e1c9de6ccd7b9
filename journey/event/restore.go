package event

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"math"
	"time"

	"github.com/parcours-go/parcours/journey"
)

// ErrSaved: what should be a saved log is none, or is damaged.
var ErrSaved = errors.New("not a log as WriteTo writes it, or damaged")

// ReadLog reads a log that [Log.WriteTo] wrote. What it is not is an error that
// says at which byte, and wraps [ErrSaved] or the error of the reader. Memory
// grows with what was read, whatever the file claims to hold.
func ReadLog(r io.Reader) (*Log, error) {
	s := restorer{r: bufio.NewReader(r), sum: crc32.NewIEEE()}
	log, err := s.log()
	if err != nil {
		return nil, fmt.Errorf("saved log, byte %d: %w", s.n, err)
	}
	return log, nil
}

// A restorer reads what a saver wrote. After an error it reads zeros.
type restorer struct {
	r   *bufio.Reader
	sum hash.Hash32
	n   int64
	err error

	names, channels, keys []string
	values                [][]string // of each key
	places                []uint32   // in the input, of each row
	one                   [1]byte
}

func (s *restorer) log() (*Log, error) {
	s.header()
	c := newCollector()
	for range s.number() {
		if s.customer(c); s.err != nil {
			return nil, s.err
		}
	}
	s.end()
	if s.err != nil {
		return nil, s.err
	}
	l := c.b.log()
	for i, row := range l.seq {
		l.seq[i] = s.places[row]
	}
	return l, nil
}

// header reads all that stands before the customers.
func (s *restorer) header() {
	magic := make([]byte, len(savedMagic))
	if s.bytes(magic); string(magic) != savedMagic {
		s.fail(ErrSaved)
	}
	s.names, s.channels = s.texts(), s.texts()
	for range s.number() {
		if s.err != nil {
			return
		}
		s.keys, s.values = append(s.keys, s.text()), append(s.values, s.texts())
	}
}

// customer reads one customer and their events.
func (s *restorer) customer(c *collector) {
	e := Event{Customer: s.text(), Attrs: make(map[string]string, len(s.keys))}
	nano := int64(0)
	for range s.number() {
		nano += s.signed()
		e.Time = time.Unix(0, nano)
		e.Name, e.Channel = s.pick(s.names), journey.Channel(s.pick(s.channels))
		for k, key := range s.keys {
			e.Attrs[key] = s.pick(s.values[k])
		}
		e.Order = s.signed()
		place := s.number()
		if place >= math.MaxUint32 {
			s.fail(ErrSaved)
		}
		e.Value, e.NoValue = s.amount()
		if s.err == nil && c.add(e) != nil {
			s.fail(ErrSaved)
		}
		if s.err != nil {
			return
		}
		s.places = append(s.places, uint32(place))
	}
}

func (s *restorer) amount() (v float64, missing bool) {
	switch s.byte() {
	case 0:
		return 0, true
	case 1:
		var b [8]byte
		s.bytes(b[:])
		return math.Float64frombits(binary.LittleEndian.Uint64(b[:])), false
	}
	s.fail(ErrSaved)
	return 0, true
}

// end reads the checksum, after which nothing may come.
func (s *restorer) end() {
	want := s.sum.Sum32()
	var b [4]byte
	s.bytes(b[:])
	if s.err == nil && binary.LittleEndian.Uint32(b[:]) != want {
		s.fail(ErrSaved)
	}
	if _, err := s.r.ReadByte(); s.err == nil && err != io.EOF {
		s.fail(errors.Join(ErrSaved, err))
	}
}

// pick reads which of the texts it is.
func (s *restorer) pick(texts []string) string {
	id := s.number()
	if id >= uint64(len(texts)) {
		s.fail(ErrSaved)
		return ""
	}
	return texts[id]
}

func (s *restorer) texts() []string {
	var out []string
	for range s.number() {
		if s.err != nil {
			return nil
		}
		out = append(out, s.text())
	}
	return out
}

// text reads a text piece by piece: a length may be a lie.
func (s *restorer) text() string {
	var out []byte
	for left := s.number(); left > 0 && s.err == nil; {
		piece := min(left, 1<<12)
		at := len(out)
		out = append(out, make([]byte, piece)...)
		s.bytes(out[at:])
		left -= piece
	}
	return string(out)
}

func (s *restorer) number() uint64 {
	v, err := binary.ReadUvarint(s)
	if err != nil {
		s.fail(ErrSaved) // unless reading failed before
		return 0
	}
	return v
}

func (s *restorer) signed() int64 {
	v := s.number() // zigzag, as binary.AppendVarint
	return int64(v>>1) ^ -int64(v&1)
}

func (s *restorer) byte() byte {
	b, _ := s.ReadByte()
	return b
}

// ReadByte reads one byte of the file.
func (s *restorer) ReadByte() (byte, error) {
	s.bytes(s.one[:])
	return s.one[0], s.err
}

func (s *restorer) bytes(b []byte) {
	clear(b)
	if s.err != nil {
		return
	}
	n, err := io.ReadFull(s.r, b)
	s.n += int64(n)
	s.sum.Write(b[:n])
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = ErrSaved
	}
	s.fail(err)
}

// fail notes the first error.
func (s *restorer) fail(err error) {
	if s.err == nil && err != nil {
		s.err = err
	}
}
