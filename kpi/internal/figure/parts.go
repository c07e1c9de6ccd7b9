package figure

import (
	"encoding/json"
	"errors"
)

// ErrParts: tallies of different analyses were merged, or a tally that was
// restored from a saved state was given traces.
var ErrParts = errors.New("not parts of one analysis")

// Asked is what an analysis was asked, as text: parts that were asked the same
// can be merged. v is plain data, without maps.
func Asked(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error() // of a number that is none: options refuse those before
	}
	return string(b)
}
