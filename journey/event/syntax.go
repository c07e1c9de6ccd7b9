package event

import (
	"errors"
	"fmt"
)

// What may be wrong with a file: see [SyntaxError].
var (
	ErrHeader   = errors.New("header that does not serve")
	ErrFields   = errors.New("not as many fields as the header")
	ErrQuote    = errors.New("quote out of place or not closed")
	ErrText     = errors.New("not UTF-8")
	ErrEmpty    = errors.New("no customer, or no name of what happened")
	ErrTime     = errors.New("not a time between the years 1678 and 2262, or not in the layout, which is RFC 3339 unless the options name another")
	ErrOrder    = errors.New("not a whole number of 64 bits")
	ErrValue    = errors.New("not a finite number, such as 1234.5")
	ErrTooLarge = errors.New("larger than the limit")
)

var (
	errRow     = fmt.Errorf("row %w", ErrTooLarge)
	errOpen    = fmt.Errorf("%w, or row %w", ErrQuote, ErrTooLarge)
	errColumns = fmt.Errorf("number of columns %w", ErrTooLarge)
	errEvents  = fmt.Errorf("number of events %w", ErrTooLarge)
	errFile    = fmt.Errorf("file %w", ErrTooLarge)
)

// A SyntaxError says what is wrong with a file, or why it could not be read on,
// and where. Its text tells nothing of what the file holds.
type SyntaxError struct {
	Line   int   // the line where the row, or the quote that is wrong, begins, from 1
	Column int   // the field, from 1, and in JSON and XML the byte of the line; 0 means the row as a whole
	Err    error // one of the errors of this package, or that of the reader or its decompression
}

// Error returns the place and what is wrong.
func (e *SyntaxError) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	if _, ok := e.Err.(inLine); ok {
		return fmt.Sprintf("line %d, column %d: %v", e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("line %d, field %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap returns what is wrong.
func (e *SyntaxError) Unwrap() error { return e.Err }

// An inLine is an error whose column is a byte of the line.
type inLine struct{ error }

// Unwrap returns what is wrong.
func (e inLine) Unwrap() error { return e.error }
