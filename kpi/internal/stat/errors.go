package stat

import "errors"

// ErrNoData: there is nothing to compute from. Every package of kpi returns it
// under a name of its own.
var ErrNoData = errors.New("no data")

// ErrState: a saved state is not one that this package wrote.
var ErrState = errors.New("not a state that was saved here")

// ErrTooLarge: the sum of amounts is no number any more.
var ErrTooLarge = errors.New("amounts are too large")
