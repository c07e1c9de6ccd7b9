package friction

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// outcomes looks at those who met an error, and those who changed the channel: do
// they go on less often than others who did as much at the same place?
func (c *sessions) outcomes() []Found {
	j := c.drawn()
	var list []hypothesis
	for _, t := range slices.Concat(c.signs, j.hopOutcomes()) {
		var hit func(i int) bool
		switch t.kind {
		case ErrorSignal:
			hit = func(i int) bool { return t.bad[i] }
		case ChannelHop:
			if t.mean != nil {
				continue // a trial of a period
			}
			hit = func(i int) bool { return j.hopped[t.row[i]] }
		default:
			continue
		}
		if h, ok := j.outcome(t, hit); ok {
			list = append(list, h)
		}
	}
	return c.significant(list, partOutcomes)
}

// hopOutcomes returns all sessions of each stage that others follow.
func (j *drawn) hopOutcomes() []*trial {
	list := j.hops()
	for _, t := range list {
		t.bad = make([]bool, len(t.row))
	}
	return list
}

// outcome compares the sessions of a trial that were hit with those that were
// not, within strata of sessions that did about as much before they came to the
// stage, in the same stretch of time.
func (j *drawn) outcome(t *trial, hit func(i int) bool) (hypothesis, bool) {
	ends := j.goesOn(t)
	var tab table
	var bad int
	before := 0
	if t.stage != bind.None {
		before = j.first[t.stage]
	}
	busy := j.activity(t.row, before, bind.None)
	for i, row := range t.row {
		if t.gone[i] {
			continue
		}
		tab.add(boolean(!ends[row]), boolean(hit(i)), busy[i]*timeStrata+j.stretch(row), j.customer[row])
		if hit(i) && !ends[row] {
			bad++
		}
	}
	if !tab.enough() {
		return hypothesis{}, false
	}
	com, ok := tab.compare()
	if !ok || com.slope <= 0 {
		return hypothesis{p: 1}, ok
	}
	sessions, customers := tab.sides()
	found := j.place(t)
	found.Sessions, found.Customers = sessions[1], customers[1]
	found.Measure = j.share(journey.MeasureDropOff, bad, sessions[1], 1)
	found.Baseline = usualShare(journey.MeasureDropOff, found.Measure.Value-com.slope)
	j.cost(&found, com.slope*float64(sessions[1])*j.worth(t, ends))
	return hypothesis{com.above(), t, found}, true
}

// goesOn reports of each session whether it was at the stage that follows the
// trial, or where none follows, whether it reached the goal.
func (j *drawn) goesOn(t *trial) []bool {
	ends := slices.Clone(j.goal)
	if t.toward != bind.None {
		to := j.ofStage(t.toward)
		for row := range ends {
			ends[row] = j.seen.any(row, to)
		}
	}
	return ends
}

// worth returns how many of the sessions that went on reach the goal.
func (j *drawn) worth(t *trial, ends []bool) float64 {
	var n, goal float64
	for i, row := range t.row {
		if ends[row] && !t.gone[i] {
			n++
			goal += boolean(j.goal[row])
		}
	}
	return goal / max(1, n)
}

const (
	busyStrata = 4 // of sessions with about as many events
	timeStrata = 4 // stretches of the whole time
)

// activity returns of each of those sessions in which quarter it is by its number
// of events at the touchpoints before one, but for another. What comes later
// would not do: it is what is compared.
func (c *sessions) activity(rows []int32, before, except int) []int32 {
	points := c.Touchpoints()
	events := make([]int32, len(rows))
	for i, row := range rows {
		for p, n := range c.times[int(row)*points : int(row)*points+before] {
			if p != except {
				events[i] += int32(n)
			}
		}
	}
	sorted := slices.Sorted(slices.Values(events))
	out := make([]int32, len(rows))
	for i, n := range events {
		at, _ := slices.BinarySearch(sorted, n)
		out[i] = int32(at * busyStrata / len(sorted))
	}
	return out
}

// stretch returns in which part of the whole time a session is.
func (c *sessions) stretch(row int32) int32 {
	return int32(int(c.day[row]) * timeStrata / c.days)
}
