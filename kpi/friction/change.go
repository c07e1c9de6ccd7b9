package friction

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Change is a day from which on more, or fewer, sessions go on from a stage.
type Change struct {
	Stage  string `json:"stage"`
	Toward string `json:"toward"` // the stage that they go on to

	At  time.Time `json:"at"`  // the beginning of the first day of the new conversion
	Day int       `json:"day"` // the same, counted from 0, the first day of the log

	Before journey.Measure `json:"before"` // the conversion until then
	After  journey.Measure `json:"after"`  // and from then on

	P    float64 `json:"p"` // as [Found.P]
	Text string  `json:"text"`
}

// changes looks for the day at which the conversion of each stage changed most:
// the scan of the periods, with periods that last until the end, in both
// directions and for everybody. Nothing is explained by a straight line over time
// here. A change is one only if no segment and no period that is over stands out
// more. What it explains of other trials is a step from then on.
func (c *sessions) changes() []Change {
	var trials, own []*trial
	for _, t := range c.steps {
		if t.whole {
			up := c.stepwise(t)
			trials, own = append(trials, up, mirrored(up)), append(own, t, t)
		}
	}
	bin, bins := c.bins()
	all := c.undivided()
	var list []window
	for lo := 1 + bins/20; lo < bins-bins/20; lo++ {
		list = append(list, window{lo, bins})
	}
	spots, top := make([]spot, len(trials)), 0.0
	for i, t := range trials {
		spots[i] = all.bestSpot([]*trial{t}, list, bins, bin)
		top = max(top, spots[i].score)
	}
	if top <= 0 {
		return nil
	}
	enough := c.enough(partChanges)
	chance := all.chance(trials, list, bins, bin, top, enough)
	var found []Change
	for i, s := range spots {
		above := len(chance) - sort.SearchFloat64s(chance, s.score)
		if s.score <= 0 || above > enough || spots[i^1].score > s.score || c.standsOutMore(trials[i&^1:i&^1+2], s) {
			continue
		}
		p := float64(above+1) / float64(c.opt.Draws+1) / partChanges
		found = append(found, c.change(own[i], s.lo*bin, p))
		for _, other := range slices.Concat(c.steps, c.signs) {
			if explains(own[i], other) {
				other.turn = s.lo * bin
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Change) int { return cmp.Compare(a.Day, b.Day) })
	return found
}

// standsOutMore reports whether a segment, or a period that is over, stands out
// more than a change of everybody, on either side.
func (c *sessions) standsOutMore(both []*trial, s spot) bool {
	bin, bins := c.bins()
	return c.bestSpot(both, windows(bins), bins, bin).score > s.score
}

// stepwise returns the trial with probabilities that no straight line over time
// explains.
func (c *sessions) stepwise(t *trial) *trial {
	own := *t
	own.fit = newFit(c, &own)
	own.fit.flat = true
	own.fit.improve(sweeps, none)
	own.mean = own.fit.p
	own.icc, own.unsteady = c.alike(&own), c.unsteady(&own)
	return &own
}

// mirrored returns the trial of which the good sessions are the bad ones.
func mirrored(t *trial) *trial {
	own := *t
	own.bad, own.mean = make([]bool, len(t.bad)), make([]float64, len(t.mean))
	for i := range own.bad {
		own.bad[i], own.mean[i] = !t.bad[i], 1-t.mean[i]
	}
	return &own
}

// undivided returns the sessions without segments.
func (c *sessions) undivided() *sessions {
	own, s := *c, *c.setting
	s.factors = nil
	own.setting, own.segment = &s, nil
	return &own
}

// change describes a change of a trial at a day.
func (c *sessions) change(t *trial, day int, p float64) Change {
	var n, good [2]int
	inside := [2][]bool{make([]bool, c.rows()), make([]bool, c.rows())}
	for i, row := range t.row {
		k := 0
		if int(c.day[row]) >= day {
			k = 1
		}
		inside[k][row] = true
		n[k]++
		if !t.bad[i] {
			good[k]++
		}
	}
	at := c.period(window{day, day + 1})
	return Change{
		Stage: c.stageName(t.stage), Toward: c.stageName(t.toward), At: at.From, Day: day, P: stat.Tidy(min(1, p)),
		Before: c.share(journey.MeasureConversion, good[0], n[0], c.crowding(t, inside[0])),
		After:  c.share(journey.MeasureConversion, good[1], n[1], c.crowding(t, inside[1])),
	}
}

// declines returns the changes for the worse as frictions.
func (c *sessions) declines(list []Change) []Found {
	var found []Found
	for _, x := range list {
		if x.After.Value >= x.Before.Value {
			continue
		}
		for _, t := range c.steps {
			if t.whole && c.stageName(t.stage) == x.Stage {
				found = append(found, c.decline(t, x))
			}
		}
	}
	return found
}

func (c *sessions) decline(t *trial, x Change) Found {
	f := c.place(t)
	f.Kind, f.P, f.Period = Decline, x.P, c.period(window{x.Day, c.days})
	last := int32(-1)
	for _, row := range t.row {
		if int(c.day[row]) >= x.Day && c.customer[row] != last {
			last = c.customer[row]
			f.Customers++
		}
	}
	f.Sessions = x.After.N
	f.Measure, f.Baseline = complement(x.After), complement(x.Before)
	c.cost(&f, (f.Measure.Value-f.Baseline.Value)*float64(f.Sessions)*c.stake(t))
	return f
}

// complement returns the drop-off of a conversion.
func complement(m journey.Measure) journey.Measure {
	m.Name, m.Value = journey.MeasureDropOff, stat.Tidy(1-m.Value)
	m.Lo, m.Hi = stat.Tidy(1-m.Hi), stat.Tidy(1-m.Lo)
	return m
}
