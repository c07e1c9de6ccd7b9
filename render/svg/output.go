package svg

import (
	"bytes"
	"io"
)

// An output stands between svgo and the writer of the caller. svgo drops write
// errors: output keeps the first one. svgo writes every number with two
// decimals, and a blank before the end of a tag: output takes the zeros and
// the blanks off.
type output struct {
	w   io.Writer
	buf []byte
	err error
}

const chunk = 16 << 10

// Write never fails: what it could say nobody would hear.
func (o *output) Write(p []byte) (int, error) {
	o.buf = appendTrimmed(o.buf, p)
	o.flushFull()
	return len(p), nil
}

// flushFull writes what has gathered if it is much.
func (o *output) flushFull() {
	if len(o.buf) >= chunk {
		_ = o.flush() // which keeps the error
	}
}

// flush writes what is left and returns the first error.
func (o *output) flush() error {
	if o.err == nil && len(o.buf) > 0 {
		n, err := o.w.Write(o.buf)
		if err == nil && n < len(o.buf) {
			err = io.ErrShortWrite
		}
		o.err = err
	}
	o.buf = o.buf[:0]
	return o.err
}

// appendTrimmed appends p to buf, without the zeros at the end of the numbers
// with two decimals that fill an attribute, and without the blank between the
// last attribute and the end of its tag, and without the end of line behind shapes.
// In text the quotation mark is
// escaped, so that no text of a user is taken for one.
func appendTrimmed(buf, p []byte) []byte {
	for {
		i := bytes.IndexByte(p, '"')
		if i < 0 {
			return append(buf, p...)
		}
		buf = append(buf, trimZeros(p[:i])...)
		buf = append(buf, '"')
		p = p[i+1:]
		switch {
		case bytes.HasPrefix(p, []byte(" />\n")):
			buf, p = append(buf, "/>"...), p[4:]
		case bytes.HasPrefix(p, []byte(" />")) || bytes.HasPrefix(p, []byte(" >")):
			p = p[1:]
		}
	}
}

func trimZeros(p []byte) []byte {
	n := len(p)
	if n < 4 || p[n-3] != '.' || p[n-1] != '0' {
		return p
	}
	if p[n-2] != '0' {
		return p[:n-1]
	}
	return p[:n-3]
}
