package survival

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// ErrNoData: there is nothing to compute from.
var ErrNoData = stat.ErrNoData

// ErrNoEvents: every duration is censored, so that nothing is known of when
// events happen. Curves of such data stay at 1; comparisons and models have no
// answer.
var ErrNoEvents = errors.New("survival: no events")

// ErrOneGroup: a comparison needs two groups with observations.
var ErrOneGroup = errors.New("survival: want two groups at least")

func mistake(path string, sort error, format string, args ...any) error {
	return fmt.Errorf("survival: %w", &field.Error{Path: path, Err: fmt.Errorf("%w: %s", sort, fmt.Sprintf(format, args...))})
}

func noData() error { return fmt.Errorf("survival: %w: no observation", ErrNoData) }
