package friction

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// longStays returns the trials of staying long: longer in a stage, until another
// one, than nine sessions in ten.
func (j *drawn) longStays() []*trial {
	var list []*trial
	for stage := range j.m.Stages {
		start := j.firstShown(stage)
		if start == bind.None {
			continue
		}
		rows, seconds := j.longest(stage)
		if len(rows) < leastSessions {
			continue
		}
		sorted := slices.Sorted(slices.Values(seconds))
		limit := stat.Quantile(sorted, 0.9)
		t := &trial{kind: LongStay, stage: stage, point: bind.None, toward: bind.None, other: bind.None, span: [2]int{start, start + 1}}
		t.row, t.bad, t.gone = rows, make([]bool, len(rows)), make([]bool, len(rows))
		for i, s := range seconds {
			t.bad[i] = s > limit
		}
		list = append(list, t)
	}
	return list
}

// longest returns the sessions that left a stage for another, and how long they
// were there at most in one go.
func (c *sessions) longest(stage int) (rows []int32, seconds []float64) {
	for _, s := range c.stays {
		if int(s.stage) != stage {
			continue
		}
		if n := len(rows); n > 0 && rows[n-1] == s.session {
			seconds[n-1] = max(seconds[n-1], s.seconds)
			continue
		}
		rows, seconds = append(rows, s.session), append(seconds, s.seconds)
	}
	return rows, seconds
}

// growingStays looks for stages in which customers stay longer and longer: a
// straight line through the logarithms of the times.
func (c *sessions) growingStays() []Found {
	var list []hypothesis
	for stage := range c.m.Stages {
		rows, seconds := c.longest(stage)
		var tab table
		customers, last := 0, int32(-1)
		for i, row := range rows {
			tab.add(math.Log1p(seconds[i]), float64(c.day[row])/float64(c.days), c.recency[row], c.customer[row])
			if c.customer[row] != last {
				customers, last = customers+1, c.customer[row]
			}
		}
		com, ok := tab.compare()
		if !ok || len(rows) < 2*leastSessions || customers < 2*leastCustomers {
			continue
		}
		h := hypothesis{p: com.above()}
		h.found = Found{Kind: GrowingStay, Stage: c.stageName(stage), Sessions: len(rows), Customers: customers}
		h.found.Baseline, _ = c.medianStay(rows, seconds, 0, c.days/3)
		h.found.Measure, ok = c.medianStay(rows, seconds, c.days-c.days/3, c.days)
		if ok && h.found.Baseline.Name != "" && h.found.Measure.Value > h.found.Baseline.Value {
			list = append(list, h)
		} else {
			list = append(list, hypothesis{p: 1})
		}
	}
	return c.significant(list, partStays)
}

// medianStay is the median time of the sessions of some days, and false where
// there are few.
func (c *sessions) medianStay(rows []int32, seconds []float64, from, to int) (journey.Measure, bool) {
	var in []float64
	for i, row := range rows {
		if day := int(c.day[row]); day >= from && day < to {
			in = append(in, seconds[i])
		}
	}
	if len(in) < 8 {
		return journey.Measure{}, false
	}
	slices.Sort(in)
	i := stat.QuantileInterval(in, 0.5, c.opt.Level)
	v := stat.Quantile(in, 0.5)
	return journey.Measure{
		Name: journey.MeasureTimeMedian, Value: stat.Tidy(v), Unit: journey.Seconds, N: len(in),
		Lo: stat.Tidy(min(v, i.Lo)), Hi: stat.Tidy(max(v, i.Hi)), Level: stat.Tidy(i.Level), Source: journey.FromLog,
	}, true
}
