// Package field says which part of a value is wrong, and why.
//
// [Check] is the one door to the validator: it reads the rules in the struct
// tags of a value and reports every mistake as an [Error], whose path and text
// a person can follow:
//
//	stages[2].touchpoints[0].name: missing
//	stages[0].emotion: out of range: want a value from 1 to 5, got 7
//
// A text of the value is never part of an error, since it may be personal. A
// number may be.
package field

import "errors"

// An Error is one mistake in a value: where it stands, and what it is.
type Error struct {
	// Path leads from the value to the mistake by JSON names, such as
	// "stages[2].touchpoints[0].name". "" is the value itself.
	Path string

	// Err is one of the errors of this package, or an error that wraps one
	// and says what was expected.
	Err error
}

// The sorts of mistakes.
var (
	ErrMissing   = errors.New("missing")
	ErrDuplicate = errors.New("used twice")
	ErrRange     = errors.New("out of range")
	ErrUnknown   = errors.New("unknown") // not a word of a closed vocabulary
	ErrNotFinite = errors.New("not a finite number")
	ErrEncoding  = errors.New("not valid UTF-8")
	ErrInvalid   = errors.New("invalid") // of another form than its tag asks for
)

// Error returns the path and the mistake.
func (e *Error) Error() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }
