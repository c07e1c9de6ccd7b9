package journey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// The limits of a text. A map that fills a wall has some thousand values; a
// value in a list may take 150 times its text in memory, so that these are
// checked before anything is made of it.
const (
	maxSize   = 8 << 20
	maxDepth  = 64
	maxValues = 100_000
)

var byteOrderMark = []byte("\ufeff")

// checkText reports the first thing that keeps a text from being the JSON form
// of t, a struct type: encoding/json decides whether it is JSON, and checkForm
// what encoding/json would read too kindly.
func checkText(data []byte, t reflect.Type) error {
	if len(data) > maxSize {
		return syntaxError(data, maxSize, "", errors.New("want at most 8 MiB"))
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if i := invalidUTF8(data); i >= 0 {
		return syntaxError(data, i, "", errors.New("want UTF-8"))
	}
	if i := tooDeep(data); i >= 0 {
		return syntaxError(data, i, "", fmt.Errorf("want at most %d levels", maxDepth))
	}
	if err := json.Unmarshal(data, new(json.RawMessage)); err != nil {
		return grammarError(data, err)
	}
	return checkForm(data, t)
}

// grammarError gives an error of encoding/json its place.
func grammarError(data []byte, err error) error {
	bad, ok := errors.AsType[*json.SyntaxError](err)
	switch {
	case !ok:
		return syntaxError(data, 0, "", err)
	case endsEarly(data, err.Error()):
		return syntaxError(data, len(data), "", io.ErrUnexpectedEOF)
	}
	return syntaxError(data, int(bad.Offset)-1, "", err) // it is the offset behind the offending byte
}

// endsEarly reports whether the text ends where it should go on. Within a
// number or a literal encoding/json then speaks of a blank that is not there.
func endsEarly(data []byte, message string) bool {
	return message == "unexpected end of JSON input" ||
		strings.HasPrefix(message, "invalid character ' '") && !bytes.HasSuffix(data, []byte{' '})
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	i := 0
	for {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}

// tooDeep returns the offset of the first bracket that opens more than
// maxDepth levels, or -1. It uses no stack, whatever the text.
func tooDeep(data []byte) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = stringEnd(data, i) - 1
		case '{', '[':
			if depth++; depth > maxDepth {
				return i
			}
		case '}', ']':
			depth--
		}
	}
	return -1
}

// stringEnd returns the offset behind the string that begins at i.
func stringEnd(data []byte, i int) int {
	for i++; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}
