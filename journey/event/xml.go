package event

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// What may be wrong with a file of XML: see [SyntaxError].
var (
	ErrXML = errors.New("not well-formed XML in UTF-8")
	ErrDTD = errors.New("document type, which is not read: it may declare entities")
)

var (
	errEnd    = fmt.Errorf("%w: the file ends too early", ErrXML)
	errName   = fmt.Errorf("%w: no name in ASCII where one is due", ErrXML)
	errChar   = fmt.Errorf("%w: a character that XML has not, or that is out of place", ErrXML)
	errEntity = fmt.Errorf("%w: an entity that XML does not define", ErrXML)
	errClose  = fmt.Errorf("%w: the end of an element that is not open", ErrXML)
	errTag    = fmt.Errorf("tag %w", ErrTooLarge)
	errDepth  = fmt.Errorf("depth of elements %w", ErrTooLarge)
	errPairs  = fmt.Errorf("number of attributes of a tag %w", ErrTooLarge)
)

// Bounds of what a file of XML may hold.
const (
	maxDepth = 64  // elements in one another
	maxPairs = 256 // attributes of a tag
	xmlChunk = 256 << 10
)

// An xmlScanner cuts a file of XML 1.0 into tags, and is as strict as
// encoding/xml about what stands in and between them. It knows the five
// entities of XML and references to characters; a document type ends it, so
// that there is nothing to expand and nothing to fetch.
type xmlScanner struct {
	r    io.Reader
	err  error // why nothing more comes
	left int64 // bytes that may still come
	most int   // bytes of a tag

	data []byte
	at   int // what has not been read yet
	line int // of data[at], from 1
	bol  int // where that line begins in data; below 0 where that is gone

	names []byte // of the elements that are open
	ends  []int  // where each ends in names
	root  bool   // the root has been closed

	tag     tag
	decoded []byte
}

// A tag begins an element, ends one, or does both. Its texts hold until the
// next is asked for.
type tag struct {
	line, column int
	name         []byte // without prefix
	begins, ends bool
	pairs        []pair
}

// A pair is an attribute of a tag, as it is written.
type pair struct {
	name, value []byte
	coded       bool // the value holds entities or white space other than spaces
}

func newXMLScanner(r io.Reader, most int, maxBytes int64) *xmlScanner {
	s := &xmlScanner{r: r, most: most, left: maxBytes, line: 1}
	s.more()
	const mark = "\uFEFF"
	for s.err == nil && len(s.data) < len(mark) {
		s.more()
	}
	if bytes.HasPrefix(s.data, []byte(mark)) {
		s.at, s.bol = len(mark), len(mark)
	}
	return s
}

// next reads the next tag into s.tag. At the end of a file that is well-formed
// the error is io.EOF; any other is a *SyntaxError.
func (s *xmlScanner) next() error {
	for {
		if err := s.text(); err != nil {
			return err
		}
		i, isTag, err := s.markup()
		switch {
		case err == errMore:
			if !s.more() {
				return s.ended()
			}
			continue
		case err != nil:
			return err
		}
		if i-s.at > s.most {
			return s.fault(s.at, errTag)
		}
		if s.advance(i); isTag {
			return nil
		}
	}
}

// more makes room and reads on, and reports whether anything came.
func (s *xmlScanner) more() bool {
	if s.err != nil {
		return false
	}
	if len(s.data)-s.at > s.most {
		s.err = errTag
		return false
	}
	kept := copy(s.data, s.data[s.at:])
	s.data, s.bol, s.at = s.data[:kept], s.bol-s.at, 0
	s.data = slices.Grow(s.data, max(xmlChunk, kept))
	for range 100 {
		n, err := s.r.Read(s.data[kept:cap(s.data)])
		s.data, s.err = s.data[:kept+n], err
		if s.left -= int64(n); s.left < 0 {
			s.data, s.err = s.data[:kept+n+int(s.left)], errFile
		}
		if n > 0 || s.err != nil {
			return len(s.data) > kept
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// ended returns why the file ended where it may not, or io.EOF.
func (s *xmlScanner) ended() error {
	if s.err != io.EOF {
		return s.fault(s.at, s.err)
	}
	if s.root && s.at == len(s.data) {
		return io.EOF
	}
	return s.fault(s.at, errEnd)
}

// fault returns err with a place in data that is not before s.at. Beyond the
// limit of a tag it is the limit that matters, however much is in memory.
func (s *xmlScanner) fault(at int, err error) error {
	if at-s.at > s.most {
		at, err = s.at, errTag
	}
	line, column := s.place(at)
	return &SyntaxError{line, column, inLine{err}}
}

func (s *xmlScanner) place(at int) (line, column int) {
	passed := s.data[s.at:at]
	line, bol := s.line+bytes.Count(passed, newline), s.bol
	if end := bytes.LastIndexByte(passed, '\n'); end >= 0 {
		bol = s.at + end + 1
	}
	return line, at - bol + 1
}

// advance goes on to a place, and counts the lines on the way.
func (s *xmlScanner) advance(to int) {
	passed := s.data[s.at:to]
	if end := bytes.LastIndexByte(passed, '\n'); end >= 0 {
		s.line += bytes.Count(passed, newline)
		s.bol = s.at + end + 1
	}
	s.at = to
}

// markup reads what begins with the < that is next, and returns where it ends
// and whether it is a tag.
func (s *xmlScanner) markup() (end int, isTag bool, err error) {
	d := s.data[s.at:]
	if len(d) < len("<!--") {
		return 0, false, errMore
	}
	switch {
	case d[1] == '/':
		end, err = s.endTag(s.at + 2)
		return end, true, err
	case d[1] == '?':
		end, err = s.instruction()
	case d[1] == '!':
		end, err = s.aside(d)
	default:
		end, err = s.startTag(s.at + 1)
		return end, true, err
	}
	return end, false, err
}

// startTag reads the tag whose name begins at i.
func (s *xmlScanner) startTag(i int) (end int, err error) {
	name, i, err := s.name(i)
	if err != nil {
		return 0, err
	}
	t := &s.tag
	t.begins, t.ends, t.pairs = true, false, t.pairs[:0]
	for {
		if i = s.space(i); i == len(s.data) {
			return 0, errMore
		}
		switch s.data[i] {
		case '>':
			return i + 1, s.push(name)
		case '/':
			if i+1 == len(s.data) {
				return 0, errMore
			}
			if s.data[i+1] != '>' {
				return 0, s.fault(i, errChar)
			}
			t.ends = true
			if err := s.push(name); err != nil {
				return 0, err
			}
			s.pop()
			return i + 2, nil
		}
		if len(t.pairs) == maxPairs {
			return 0, s.fault(i, errPairs)
		}
		var p pair
		if p, i, err = s.pair(i); err != nil {
			return 0, err
		}
		t.pairs = append(t.pairs, p)
	}
}

// pair reads the attribute of a tag that begins at i.
func (s *xmlScanner) pair(i int) (p pair, end int, err error) {
	if p.name, i, err = s.name(i); err != nil {
		return p, 0, err
	}
	if i = s.space(i); i == len(s.data) {
		return p, 0, errMore
	}
	if s.data[i] != '=' {
		return p, 0, s.fault(i, errChar)
	}
	if i = s.space(i + 1); i == len(s.data) {
		return p, 0, errMore
	}
	if s.data[i] != '"' && s.data[i] != '\'' {
		return p, 0, s.fault(i, errChar)
	}
	if end, p.coded, err = s.quoted(i + 1); err != nil {
		return p, 0, err
	}
	p.value = s.data[i+1 : end]
	return p, end + 1, nil
}

// endTag reads the tag whose name begins at i.
func (s *xmlScanner) endTag(i int) (end int, err error) {
	name, i, err := s.name(i)
	if err != nil {
		return 0, err
	}
	if i = s.space(i); i == len(s.data) {
		return 0, errMore
	}
	if s.data[i] != '>' {
		return 0, s.fault(i, errChar)
	}
	if len(s.ends) == 0 || !bytes.Equal(s.names[s.top():], name) {
		return 0, s.fault(s.at, errClose)
	}
	t := &s.tag
	t.begins, t.ends, t.pairs = false, true, t.pairs[:0]
	t.name, t.line, t.column = local(name), s.line, s.at-s.bol+1
	s.pop()
	return i + 1, nil
}

// top returns where the name of the innermost element that is open begins.
func (s *xmlScanner) top() int {
	if len(s.ends) < 2 {
		return 0
	}
	return s.ends[len(s.ends)-2]
}

// push opens the element of the tag that begins at s.at.
func (s *xmlScanner) push(name []byte) error {
	switch {
	case s.root:
		return s.fault(s.at, errChar)
	case len(s.ends) == maxDepth:
		return s.fault(s.at, errDepth)
	}
	t := &s.tag
	t.name, t.line, t.column = local(name), s.line, s.at-s.bol+1
	s.names = append(s.names, name...)
	s.ends = append(s.ends, len(s.names))
	return nil
}

// pop closes the innermost element that is open.
func (s *xmlScanner) pop() {
	s.names = s.names[:s.top()]
	s.ends = s.ends[:len(s.ends)-1]
	s.root = len(s.ends) == 0
}

// depth returns how many elements are open.
func (s *xmlScanner) depth() int { return len(s.ends) }

// local returns a name without its prefix.
func local(name []byte) []byte {
	if colon := bytes.IndexByte(name, ':'); colon > 0 && colon < len(name)-1 {
		return name[colon+1:]
	}
	return name
}

// of returns the value of an attribute of the tag, or nothing, until the next
// is asked for.
func (s *xmlScanner) of(name string) []byte {
	for i := range s.tag.pairs {
		if p := &s.tag.pairs[i]; string(p.name) == name {
			return s.value(p)
		}
	}
	return nil
}
