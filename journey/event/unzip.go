package event

import (
	"bufio"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// ErrZip is the error of a zip archive that is damaged, or that cannot be read
// from its beginning: see [Decompress].
var ErrZip = errors.New("not a zip archive that can be read")

// An unzipper gives the files of a zip archive one after the other. It goes by
// the header before each file, and so needs to see no more than what comes next
// (PKWARE, APPNOTE 6.3, section 4.3).
type unzipper struct {
	r      *bufio.Reader
	passed func(n int) error // hears of bytes that are decompressed and not given

	entry zipEntry  // the file that is being read
	body  zipBody   // what is in it
	file  io.Reader // what is in that, if it is gzip itself; nil between files
	last  byte      // given; a line end at first
	err   error
}

// A zipEntry is what the header before a file says of it.
type zipEntry struct {
	flags, method uint16
	sum           uint32 // of what is in it; 0 where it comes after the body
	size          uint64 // of the body as it is stored
	name          string
	large         bool // lengths have 8 bytes
}

const (
	zipEncrypted = 1 << 0
	zipSumAfter  = 1 << 3 // sum and lengths come after the body

	zipStored   = 0 // methods
	zipDeflated = 8
)

// Read gives what comes next.
func (z *unzipper) Read(p []byte) (n int, err error) {
	for n == 0 && z.err == nil && len(p) > 0 {
		switch {
		case z.file != nil:
			n, z.err = z.read(p)
		case z.last != '\n':
			p[0], z.last, n = '\n', '\n', 1
		default:
			z.err = z.nextFile()
		}
	}
	if n > 0 {
		return n, nil
	}
	return 0, z.err
}

// read gives what comes next of the file.
func (z *unzipper) read(p []byte) (n int, err error) {
	n, err = z.file.Read(p)
	if err == io.EOF {
		err = z.endFile()
	}
	if z.ignored() {
		return 0, cmp.Or(err, z.passed(n))
	}
	if n > 0 {
		z.last = p[n-1]
	}
	return n, err
}

// ignored reports whether the file does not count: a folder, or what macOS
// keeps for itself.
func (z *unzipper) ignored() bool {
	return strings.HasSuffix(z.entry.name, "/") || strings.HasPrefix(z.entry.name, "__MACOSX/")
}

// nextFile begins the next file; the error is io.EOF if there is none.
func (z *unzipper) nextFile() error {
	var magic [4]byte
	if _, err := io.ReadFull(z.r, magic[:]); err != nil {
		return tooShort(err)
	}
	switch string(magic[:]) {
	case zipMagic:
	case "PK\x01\x02", "PK\x06\x06", zipEmpty: // the directory, which comes last
		return io.EOF
	default:
		return ErrZip
	}
	if err := z.header(); err != nil {
		return tooShort(err)
	}
	z.body = zipBody{}
	switch e := &z.entry; {
	case e.flags&zipEncrypted != 0:
		return fmt.Errorf("%w: it is encrypted", ErrZip)
	case e.method == zipDeflated:
		z.body.r = flate.NewReader(z.r) // which reads no byte too many of a bufio.Reader
	case e.method == zipStored && e.flags&zipSumAfter == 0:
		z.body.r = &exactly{z.r, e.size}
	default:
		return fmt.Errorf("%w: method %d, or a length that is not said beforehand", ErrZip, e.method)
	}
	file := bufio.NewReader(&z.body)
	if z.file = file; z.ignored() {
		return nil
	}
	if head, _ := file.Peek(len(gzipMagic)); string(head) == gzipMagic {
		inner, err := gzip.NewReader(file)
		z.file = inner
		return err
	}
	return nil
}

// header reads what comes before the body of a file.
func (z *unzipper) header() error {
	var h [26]byte
	if _, err := io.ReadFull(z.r, h[:]); err != nil {
		return err
	}
	le := binary.LittleEndian
	z.entry = zipEntry{
		flags: le.Uint16(h[2:]), method: le.Uint16(h[4:]), sum: le.Uint32(h[10:]), size: uint64(le.Uint32(h[14:])),
	}
	name := int(le.Uint16(h[22:]))
	text := make([]byte, name+int(le.Uint16(h[24:])))
	if _, err := io.ReadFull(z.r, text); err != nil {
		return err
	}
	z.entry.name = string(text[:name])
	for extra := text[name:]; len(extra) >= 4; {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			return ErrZip
		}
		if id == 1 { // lengths that need 8 bytes: first that of what is in the file
			if z.entry.large = true; n >= 16 && z.entry.size == 1<<32-1 {
				z.entry.size = le.Uint64(extra[8:])
			}
		}
		extra = extra[n:]
	}
	return nil
}

// endFile checks the sum of a file that has been read.
func (z *unzipper) endFile() error {
	z.file = nil
	sum := z.entry.sum
	if z.entry.flags&zipSumAfter != 0 {
		var err error
		if sum, err = z.sumAfter(); err != nil {
			return tooShort(err)
		}
	}
	if sum != z.body.sum {
		return fmt.Errorf("%w: a sum is not right", ErrZip)
	}
	return nil
}

// sumAfter reads what comes after the body of a file: a sum, before which most
// tools put four letters, and two lengths.
func (z *unzipper) sumAfter() (sum uint32, err error) {
	var b [4]byte
	if _, err = io.ReadFull(z.r, b[:]); err == nil && string(b[:]) == "PK\x07\x08" {
		_, err = io.ReadFull(z.r, b[:])
	}
	if err != nil {
		return 0, err
	}
	lengths := 8
	if z.entry.large {
		lengths = 16
	}
	_, err = io.CopyN(io.Discard, z.r, int64(lengths))
	return binary.LittleEndian.Uint32(b[:]), err
}

// A zipBody sums what is read of a file.
type zipBody struct {
	r   io.Reader
	sum uint32
}

// Read reads and sums.
func (b *zipBody) Read(p []byte) (n int, err error) {
	n, err = b.r.Read(p)
	b.sum = crc32.Update(b.sum, crc32.IEEETable, p[:n])
	return n, err
}

// exactly gives n bytes of r.
type exactly struct {
	r io.Reader
	n uint64
}

// Read gives what comes next.
func (e *exactly) Read(p []byte) (n int, err error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	n, err = e.r.Read(p[:min(uint64(len(p)), e.n)])
	e.n -= uint64(n)
	return n, tooShort(err)
}

// tooShort returns err, where the end of a file is one that comes too early.
func tooShort(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
