package event

import (
	"errors"
	"fmt"
)

// What may be wrong with a row or with a file: see [SyntaxError].
var (
	ErrHeader   = errors.New("header without a column that is needed")
	ErrFields   = errors.New("not as many fields as the header")
	ErrQuote    = errors.New("quote out of place or not closed")
	ErrText     = errors.New("not UTF-8")
	ErrEmpty    = errors.New("customer or name is empty")
	ErrTime     = errors.New("not a time in the layout asked for, or outside the years 1678 to 2262")
	ErrValue    = errors.New("not a finite number")
	ErrTooLarge = errors.New("larger than the limit")
)

// A SyntaxError is a mistake in a file, with its place. Its text holds nothing
// of what stands there.
type SyntaxError struct {
	Line   int   // the line where the row, or the quote, begins, from 1
	Column int   // the field, from 1; 0 means the whole line
	Err    error // what is wrong: one of the errors of this package, or that of the decompression
}

func (e *SyntaxError) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("line %d, field %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap returns what is wrong.
func (e *SyntaxError) Unwrap() error { return e.Err }
