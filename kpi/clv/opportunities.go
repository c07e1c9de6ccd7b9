package clv

import (
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// maxOpportunities bounds the times of models that count in opportunities, each
// of which they look at.
const maxOpportunities = 100_000

// isCount reports whether a time is a number of opportunities.
func isCount(t float64) bool { return t == math.Trunc(t) && t >= 0 && t <= maxOpportunities }

// checkCounts reports a history that can not be one of opportunities to buy, of
// which each is taken or not.
func (h *History) checkCounts(path string) error {
	switch {
	case !isCount(h.T):
		return figure.OutOfRange(path+".t", "want a whole number of opportunities, up to %d", maxOpportunities)
	case !isCount(h.Recency):
		return figure.OutOfRange(path+".recency", "want the number of the last opportunity taken: a whole one")
	case float64(h.Frequency) > h.Recency:
		return figure.OutOfRange(path+".frequency", "want at most one purchase for each opportunity, got %d in %v", h.Frequency, h.Recency)
	}
	return nil
}

// isCounted reports whether the periods are numbers of opportunities.
func (t Terms) isCounted() bool { return isCount(t.Period) && (t.Forever || isCount(t.horizon())) }
