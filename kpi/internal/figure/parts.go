package figure

import (
	"encoding/json"
	"errors"
)

// What a tally can not be used for. Packages export them under the same names.
var (
	ErrOtherQuestion = errors.New("tallies were asked different things")
	ErrNoLog         = errors.New("a saved tally takes in tallies, no traces")
)

// Asked is what an analysis was asked, as text: parts that were asked the same
// can be merged. v is plain data, without maps.
func Asked(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error() // of a number that is none: options refuse those before
	}
	return string(b)
}
