package proportion

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// ErrNoData: a share of nobody was asked for, or a comparison with nobody.
var ErrNoData = stat.ErrNoData

// The names of the measures of this package.
const (
	MeasureProportion   = "proportion"
	MeasureDifference   = "difference"
	MeasureRelativeRisk = "relative_risk"
	MeasureOddsRatio    = "odds_ratio"
)

// A Group is one group of customers, of whom some did something.
type Group struct {
	Name string `json:"name,omitempty"` // needed by [Compare] alone
	K    int    `json:"k"`              // how many did, from 0 to N
	N    int    `json:"n"`              // how many there are
}

// share returns K/N. N is not 0.
func (g Group) share() float64 { return float64(g.K) / float64(g.N) }

// odds returns how many did to one who did not, who is not missing.
func (g Group) odds() float64 { return float64(g.K) / float64(g.N-g.K) }

// failures returns the group with those counted who did not.
func (g Group) failures() Group { return Group{g.Name, g.N - g.K, g.N} }

// check reports counts that are none. at leads to the group.
func (g Group) check(at string) error {
	const most = 1 << 53 // beyond, a float64 does not hold each count
	switch {
	case g.N < 0 || int64(g.N) > most:
		return figure.OutOfRange(at+"n", "want 0 to %d, got %d", int64(most), g.N)
	case g.K < 0 || g.K > g.N:
		return figure.OutOfRange(at+"k", "want 0 to n (%d), got %d", g.N, g.K)
	}
	return nil
}

// settledPair returns what the options of two groups mean, and judges them.
func settledPair(a, b Group, opt *Options, methods ...Method) (level float64, method Method, err error) {
	level, method, err = opt.settled(methods...)
	if err = errors.Join(err, a.check("a."), b.check("b.")); err == nil && (a.N == 0 || b.N == 0) {
		err = fmt.Errorf("%w: a group of nobody", ErrNoData)
	}
	if err != nil {
		return 0, "", fmt.Errorf("proportion: %w", err)
	}
	return level, method, nil
}
