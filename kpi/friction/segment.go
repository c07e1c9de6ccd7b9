package friction

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// segmentGaps looks for segments that do worse all the time than the others of
// their attribute. What the other attributes, the day of the week and the time
// since the last session explain is left out of the comparison, and so are the
// sessions of which something was found already.
func (c *sessions) segmentGaps(trials []*trial) []Found {
	var list []hypothesis
	for _, t := range trials {
		for f := range c.factors {
			usual := c.withoutFactor(t, f)
			for v := 1; v < len(c.factors[f].values); v++ {
				if h, ok := c.segmentGap(t, f, v, usual); ok {
					list = append(list, h)
				}
			}
		}
	}
	return c.significant(list, partGaps)
}

func (c *sessions) segmentGap(t *trial, f, v int, usual []float64) (hypothesis, bool) {
	var tab table
	var bad int
	for i, row := range t.row {
		value := int(c.segment[f][row])
		if t.gone[i] || value == 0 {
			continue
		}
		in := 0.0
		if value == v {
			in = 1
			if t.bad[i] {
				bad++
			}
		}
		tab.add(boolean(t.bad[i])-usual[i], in, c.recency[row], c.customer[row])
	}
	if !tab.enough() {
		return hypothesis{}, false
	}
	com, ok := tab.compare()
	if !ok || com.slope <= 0 {
		return hypothesis{p: 1}, ok
	}
	sessions, customers := tab.sides()
	found := c.place(t)
	if t.kind == DropOff {
		found.Kind = SegmentGap
	}
	found.Segment = Segment{c.factors[f].name, c.factors[f].values[v]}
	found.Sessions, found.Customers = sessions[1], customers[1]
	inside := make([]bool, c.rows())
	for i, row := range t.row {
		inside[row] = !t.gone[i] && int(c.segment[f][row]) == v
	}
	found.Measure = c.share(t.kind.measure(), bad, sessions[1], c.crowding(t, inside))
	found.Baseline = usualShare(t.kind.measure(), found.Measure.Value-com.slope)
	c.cost(&found, com.slope*float64(sessions[1])*c.stake(t))
	return hypothesis{com.above(), t, found}, true
}

// usualShare is a share to compare with.
func usualShare(name string, v float64) journey.Measure {
	return journey.Measure{Name: name, Unit: journey.Ratio, Value: stat.Tidy(max(0, min(1, v))), Source: journey.FromLog}
}

// cost notes what a finding costs.
func (c *sessions) cost(f *Found, lost float64) {
	f.Lost = stat.Tidy(max(0, lost))
	f.Value = stat.Tidy(f.Lost * c.orderValue())
}
