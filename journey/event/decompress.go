package event

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
)

// DecompressOptions bounds what a compressed file may become. The zero value
// takes what tools export.
type DecompressOptions struct {
	MaxBytes int64 // decompressed; 0 means 4 GiB

	// MaxRatio is how many times as long as the compressed file what is in it
	// may be; the first 16 MiB are free. 0 means 250. Logs become 5 to 50 times
	// as long; the most that the method allows, and bombs use, is 1,032.
	MaxRatio int
}

var errRatio = fmt.Errorf("decompressed file %w for what is compressed", ErrTooLarge)

// freeBytes may come of a compressed file whatever its length.
const freeBytes = 16 << 20

// Decompress returns a reader of what r gives, decompressed if it is gzip (RFC
// 1952) or zip, which its first bytes tell; anything else is given as it is,
// and nothing is bounded then. It takes a few hundred KiB of memory, whatever
// the file.
//
// Of a zip archive come its files, one after the other in the order of the
// archive, each decompressed again if it is gzip, and with a line end after
// each that has none; entries that macOS adds are left out. So an archive of
// JSON lines, as Amplitude exports it, reads like one file; that of a table
// should hold one file. An archive that is encrypted, or that does not say
// beforehand how long a file is which is not compressed, is an error.
//
// What is larger than the limits is an error that is [ErrTooLarge], and says
// at which byte of the compressed file it showed.
func Decompress(r io.Reader, opt *DecompressOptions) io.Reader {
	var o DecompressOptions
	if opt != nil {
		o = *opt
	}
	limit(&o.MaxBytes, 4<<30, math.MaxInt64)
	limit(&o.MaxRatio, 250, 1<<20)
	return &decompressor{in: counter{r: r}, opt: o}
}

// A decompressor is opened by the first Read.
type decompressor struct {
	opt DecompressOptions
	in  counter
	out io.Reader // nil before the first Read
	n   int64     // bytes given
	err error

	plain bool // nothing is compressed
}

// Read gives what comes next.
func (d *decompressor) Read(p []byte) (n int, err error) {
	if d.err != nil {
		return 0, d.err
	}
	if d.out == nil {
		if d.err = d.open(); d.err != nil {
			return 0, d.err
		}
	}
	n, err = d.out.Read(p)
	if !d.plain {
		n, err = d.count(n, err)
	}
	d.err = err
	return n, err
}

func (d *decompressor) open() error {
	buffered := bufio.NewReaderSize(&d.in, 64<<10)
	head, err := buffered.Peek(len(zipMagic))
	switch {
	case bytes.HasPrefix(head, []byte(gzipMagic)):
		d.out, err = gzip.NewReader(buffered)
		return d.placed(err)
	case string(head) == zipMagic || string(head) == zipEmpty:
		d.out = &unzipper{r: buffered, passed: d.within, last: '\n'}
		return nil
	}
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return err
	}
	d.plain, d.out = true, buffered
	return nil
}

// The first bytes of what is compressed.
const (
	gzipMagic = "\x1f\x8b"
	zipMagic  = "PK\x03\x04"
	zipEmpty  = "PK\x05\x06"
)

// count returns what a Read of a compressed file gives, up to the limits.
func (d *decompressor) count(n int, err error) (int, error) {
	if limit := d.within(n); limit != nil {
		n, err = max(n-int(max(d.n-d.opt.MaxBytes, 0)), 0), limit
	}
	return n, d.placed(err)
}

// within counts bytes that were decompressed, and returns an error if they are
// too many.
func (d *decompressor) within(n int) error {
	d.n += int64(n)
	if d.n > d.opt.MaxBytes {
		return errFile
	}
	if (d.n-freeBytes)/int64(d.opt.MaxRatio) > d.in.n {
		return errRatio
	}
	return nil
}

// placed returns err with the place in the compressed file where it showed.
func (d *decompressor) placed(err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return fmt.Errorf("compressed file, before byte %d: %w", d.in.n, err)
}

// A counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

// Read reads and counts.
func (c *counter) Read(p []byte) (n int, err error) {
	n, err = c.r.Read(p)
	c.n += int64(n)
	return n, err
}
