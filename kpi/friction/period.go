package friction

import (
	"math"
	"slices"
	"sort"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// The parts of the error that the kinds of tests have.
const (
	partSteps    = 0.4
	partSigns    = 0.1
	partGaps     = 0.2
	partOutcomes = 0.1
	partStays    = 0.025
	partAnswers  = 0.025
	partChanges  = 0.1
	partMoments  = 0.05
)

// mostFound bounds how many findings the scan takes out one after the other.
const mostFound = 25

// mostBins bounds how many stretches of days a long log is cut into.
const mostBins = 730

// periods looks for segments and periods in which things go badly more often
// than they do otherwise. The most outstanding one is taken out, with all that
// it explains, and the search goes on with what is left: Z. Zhang, R. Assunção
// and M. Kulldorff, Spatial scan statistics adjusted for multiple clusters,
// Journal of Probability and Statistics (2010) 642379. How far chance goes is
// drawn once, from all sessions: what is left can only be less.
func (c *sessions) periods(trials, others []*trial, part float64) []Found {
	bin, bins := c.bins()
	list := windows(bins)
	for _, t := range trials {
		c.expect(t)
	}
	s := c.bestSpot(trials, list, bins, bin)
	enough := c.enough(part)
	if s.score <= 0 {
		return nil
	}
	chance := c.chance(trials, list, bins, bin, s.score, enough)
	var found []Found
	for range 2 * mostFound {
		above := len(chance) - sort.SearchFloat64s(chance, s.score)
		if s.score <= 0 || above > enough || len(found) == mostFound {
			break
		}
		limit := chance[len(chance)-1-enough]
		p := float64(above+1) / float64(c.opt.Draws+1) / part
		if f, ok := c.takeOut(trials, others, s, bins, bin, limit); ok {
			f.P = stat.Tidy(min(1, p))
			found = append(found, f)
		}
		s = c.bestSpot(trials, list, bins, bin)
	}
	return found
}

// bins returns how many days count as one, and how many of these there are.
func (c *sessions) bins() (bin, bins int) {
	bin = (c.days + mostBins - 1) / mostBins
	return bin, (c.days + bin - 1) / bin
}

// enough returns how many draws may stand out as much as what was observed, for
// it to be reported with a part of the error.
func (c *sessions) enough(part float64) int {
	return int(math.Floor(float64(c.opt.Error*part*float64(c.opt.Draws+1))+1e-9)) - 1
}

// bestSpot returns what stands out most.
func (c *sessions) bestSpot(trials []*trial, list []window, bins, bin int) spot {
	var best spot
	for i, t := range trials {
		for k, l := range c.lanes(t, bins, bin) {
			if !l.looked() {
				continue
			}
			if at, score := l.best(list, best.score); score > best.score {
				best = spot{i, k, at, score}
			}
		}
	}
	return best
}

// takeOut takes the sessions of a spot out of all trials that they go badly in
// for the same reason, and returns what was found; it is nothing if it rests on
// one customer alone, whose sessions are taken out of the trial then.
func (c *sessions) takeOut(trials, others []*trial, s spot, bins, bin int, limit float64) (Found, bool) {
	t := trials[s.trial]
	l := c.lanes(t, bins, bin)[s.lane]
	if who, alone := c.restsOn(t, &l, s, bin, limit); alone {
		for i, row := range t.row {
			t.gone[i] = t.gone[i] || c.customer[row] == who
		}
		c.expect(t)
		return Found{}, false
	}
	days := c.lanes(t, c.days, 1)[s.lane].refined(window{s.lo * bin, min(s.hi*bin, c.days)})
	inside := make([]bool, c.rows())
	for i, row := range t.row {
		inside[row] = !t.gone[i] && c.inLane(row, &l) && int(c.day[row]) >= days.lo && int(c.day[row]) < days.hi
	}
	for _, other := range slices.Concat(trials, others) {
		if !explains(t, other) {
			continue
		}
		for i, row := range other.row {
			day := int(c.day[row])
			if day >= days.lo && day < days.hi && c.inLane(row, &l) {
				other.gone[i] = true
			}
		}
		if other.mean != nil {
			c.expect(other)
		}
	}
	return c.found(t, &l, days, inside), true
}

// explains reports whether what is the matter with one trial is the matter with
// another too: one of them lies between the ends of the other.
func explains(a, b *trial) bool {
	within := func(x, y [2]int) bool { return y[0] <= x[0] && x[1] <= y[1] }
	return within(a.span, b.span) || within(b.span, a.span)
}

// inLane reports whether a session is of the segment of a lane.
func (c *sessions) inLane(row int32, l *lane) bool {
	return l.factor == none || int(c.segment[l.factor][row]) == l.value
}

// restsOn returns the customer without whom the spot would not stand out.
func (c *sessions) restsOn(t *trial, l *lane, s spot, bin int, limit float64) (who int32, alone bool) {
	type part struct{ n, bad, want float64 }
	parts := map[int32]part{}
	most, worst := 0.0, int32(0)
	for i, row := range t.row {
		day := int(c.day[row]) / bin
		if t.gone[i] || !c.inLane(row, l) || day < s.lo || day >= s.hi {
			continue
		}
		who := c.customer[row]
		p := parts[who]
		p = part{p.n + 1, p.bad + boolean(t.bad[i]), p.want + t.mean[i]}
		parts[who] = p
		if p.bad-p.want > most {
			most, worst = p.bad-p.want, who
		}
	}
	end := len(l.n) - 1
	p := parts[worst]
	n, total := l.n[s.hi]-l.n[s.lo]-p.n, l.n[end]-p.n
	bad, allBad := l.bad[s.hi]-l.bad[s.lo]-p.bad, l.bad[end]-p.bad
	want := leveller(total, allBad, l.want[end]-p.want).expected(n, l.want[s.hi]-l.want[s.lo]-p.want)
	if n < 1 || bad <= want {
		return worst, true
	}
	return worst, ratio(bad, want, n)+ratio(allBad-bad, allBad-want, total-n) < limit
}

// found describes the sessions of a trial that are inside a spot.
func (c *sessions) found(t *trial, l *lane, days window, inside []bool) Found {
	var n, bad, customers int
	var want float64
	last := int32(-1)
	for i, row := range t.row {
		if !inside[row] {
			continue
		}
		n++
		want += t.mean[i]
		if t.bad[i] {
			bad++
		}
		if who := c.customer[row]; who != last {
			last = who
			customers++
		}
	}
	f := c.place(t)
	f.Sessions, f.Customers, f.Period = n, customers, c.period(days)
	f.Measure = c.share(t.kind.measure(), bad, n, c.crowding(t, inside))
	f.Baseline = usualShare(t.kind.measure(), want/float64(n))
	if l.factor != none {
		f.Segment = Segment{c.factors[l.factor].name, c.factors[l.factor].values[l.value]}
	}
	if t.kind != ErrorSignal {
		f.Signals = c.signalsOf(t, inside)
	}
	c.cost(&f, (float64(bad)-want)*c.stake(t))
	return f
}

// place says where on the map a trial is.
func (c *sessions) place(t *trial) Found {
	f := Found{Kind: t.kind, Touchpoint: c.pointName(t.point), Other: c.pointName(t.other)}
	if t.stage >= 0 {
		f.Stage = c.stageName(t.stage)
	}
	if t.toward >= 0 {
		f.Toward = c.stageName(t.toward)
	}
	if t.kind == ErrorSignal {
		f.Signal = c.setting.signals[t.signal].name
	}
	return f
}

// stake returns how much less often sessions reach the goal with which it goes
// badly than those with which it goes well, among those that nothing has been
// found of.
func (c *sessions) stake(t *trial) float64 {
	var n, goal [2]float64
	for i, row := range t.row {
		if t.gone[i] {
			continue
		}
		k := 0
		if t.bad[i] {
			k = 1
		}
		n[k]++
		goal[k] += boolean(c.goal[row])
	}
	if n[0] == 0 || n[1] == 0 {
		return 0
	}
	return max(0, goal[0]/n[0]-goal[1]/n[1])
}

// crowding returns by how much the variance of the number of bad sessions is
// larger than if each were of another customer: the design effect of L. Kish,
// Survey sampling (1965), section 5.4.
func (c *sessions) crowding(t *trial, inside []bool) float64 {
	var n, squares, of float64
	last := int32(-1)
	for _, row := range t.row {
		if !inside[row] {
			continue
		}
		if who := c.customer[row]; who != last {
			squares += float64(of * of)
			of, last = 0, who
		}
		of++
		n++
	}
	squares += float64(of * of)
	return 1 + float64((squares/n-1)*t.icc)
}

// share is the share of k in n with Wilson's interval for as many independent
// sessions as say the same.
func (c *sessions) share(name string, k, n int, crowding float64) journey.Measure {
	worth := max(1, int(float64(n)/crowding))
	i := stat.Wilson(int(math.Round(float64(k)*float64(worth)/float64(n))), worth, c.opt.Level)
	v := stat.Tidy(float64(k) / float64(n))
	return journey.Measure{
		Name: name, Value: v, Unit: journey.Ratio, N: n, Source: journey.FromLog,
		Lo: min(v, stat.Tidy(i.Lo)), Hi: max(v, stat.Tidy(i.Hi)), Level: stat.Tidy(c.opt.Level),
	}
}

// period returns the days of a window.
func (c *sessions) period(w window) Period {
	date := func(day int) time.Time {
		t := time.Unix((int64(c.firstDay)+int64(day))*86400, 0).UTC()
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, c.opt.Location)
	}
	return Period{From: date(w.lo), To: date(w.hi - 1), FirstDay: w.lo, LastDay: w.hi - 1}
}

// measure returns the name of the measure that shows a kind of friction.
func (k Kind) measure() string {
	if k == DropOff {
		return journey.MeasureDropOff
	}
	return string(k)
}
