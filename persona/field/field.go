// Package field says what is wrong with a value, and where.
package field

import "errors"

// Check reports everything that the validate tags of v forbid.
func Check(v any) error { return errors.ErrUnsupported }
