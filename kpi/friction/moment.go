package friction

import (
	"cmp"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Moment is a touchpoint that carries conversion: sessions that were there
// reach the goal more often than others of its stage.
//
// Who stays longer sees more and buys more, so a plain difference flatters every
// touchpoint. The Adjusted one compares sessions that have about as many events
// at the other touchpoints up to that stage, are of the same stretch of time, and
// come after as long an absence. Neither says that the touchpoint is the cause.
type Moment struct {
	Stage      string `json:"stage"`
	Touchpoint string `json:"touchpoint"`
	Sessions   int    `json:"sessions"` // that were there
	Customers  int    `json:"customers"`

	// With and Without are the shares of sessions that reach the goal among those
	// that were there and those that were at its stage, but not there.
	With    journey.Measure `json:"with"`
	Without journey.Measure `json:"without"`

	// Difference is With minus Without with Newcombe's interval, and Ratio is
	// With over Without with Katz's; they take every session for one customer's.
	Difference Estimate `json:"difference"`
	Ratio      Estimate `json:"ratio,omitzero"` // zero where Without is 0

	// Adjusted is the Mantel-Haenszel difference within strata, with an interval
	// that takes the sessions of a customer together.
	Adjusted Estimate `json:"adjusted"`

	P    float64 `json:"p"` // of the adjusted difference, as [Found.P]
	Text string  `json:"text"`
}

// An Estimate is a number with its interval at the level of the options. Unlike
// a [journey.Measure] of a ratio it may be below 0 or above 1.
type Estimate struct {
	Value float64 `json:"value"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

// carrying returns the touchpoints that carry conversion, the largest adjusted
// difference first: of those drawn before the goal, without those at which nine
// in ten of the sessions were that reach it, which are on everybody's way.
func (c *sessions) carrying() []Moment {
	j := c.drawn()
	var p []float64
	var list []Moment
	for point := range j.goalPoint() {
		if m, of, ok := j.moment(point); ok {
			list, p = append(list, m), append(p, of)
		}
	}
	var out []Moment
	for i, adjusted := range stat.Holm(p) {
		if list[i].P = stat.Tidy(min(1, adjusted/partMoments)); list[i].P <= c.opt.Error && list[i].Adjusted.Value > 0 {
			out = append(out, list[i])
		}
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return cmp.Compare(b.Adjusted.Value, a.Adjusted.Value) })
	return out
}

// goalPoint returns the first touchpoint at which the goal is reached, or where
// none is, how many touchpoints there are.
func (j *drawn) goalPoint() int {
	for p := range j.shown {
		at := j.pointOf[p]
		for _, name := range j.m.Stages[at.stage].Touchpoints[at.touchpoint].Events {
			if id, ok := j.log.NameID(name); ok && j.meanings[j.meaning[id]].goal {
				return p
			}
		}
	}
	return len(j.shown)
}

func (j *drawn) moment(point int) (m Moment, p float64, ok bool) {
	var tab table
	var goal, n [2]int
	stage := j.StageOf(point)
	rows := j.at(j.ofStage(stage))
	busy := j.activity(rows, j.first[stage+1], point)
	for i, row := range rows {
		k := 0
		if j.seen.has(int(row), point) {
			k = 1
		}
		n[k]++
		if j.goal[row] {
			goal[k]++
		}
		stratum := (busy[i]*timeStrata+j.stretch(row))*recencies + j.recency[row]
		tab.add(boolean(j.goal[row]), float64(k), stratum, j.customer[row])
	}
	if !tab.enough() || goal[1]*10 >= (goal[0]+goal[1])*9 {
		return m, 0, false
	}
	com, ok := tab.compare()
	if !ok {
		return m, 0, false
	}
	_, customers := tab.sides()
	at := j.pointOf[point]
	half := stat.NormalQuantile(0.5+j.opt.Level/2) * com.se
	d, around := stat.Difference(goal[1], n[1], goal[0], n[0], j.opt.Level)
	m = Moment{
		Stage: j.stageName(at.stage), Touchpoint: j.pointName(point), Sessions: n[1], Customers: customers[1],
		With:       j.share(journey.MeasureConversion, goal[1], n[1], 1),
		Without:    j.share(journey.MeasureConversion, goal[0], n[0], 1),
		Difference: estimate(d, around.Lo, around.Hi),
		Ratio:      j.katz(goal, n),
		Adjusted:   estimate(com.slope, com.slope-half, com.slope+half),
	}
	return m, com.above(), true
}

func estimate(v, lo, hi float64) Estimate {
	return Estimate{stat.Tidy(v), stat.Tidy(lo), stat.Tidy(hi)}
}

// katz returns the ratio of two proportions with its interval on the logarithmic
// scale: D. Katz, J. Baptista, S. P. Azen and M. C. Pike, Obtaining confidence
// intervals for the risk ratio in cohort studies, Biometrics 34 (1978) 469–474.
func (j *drawn) katz(k, n [2]int) Estimate {
	if k[0] == 0 || k[1] == 0 {
		return Estimate{}
	}
	v := float64(k[1]) * float64(n[0]) / (float64(n[1]) * float64(k[0]))
	se := math.Sqrt(1/float64(k[1]) - 1/float64(n[1]) + 1/float64(k[0]) - 1/float64(n[0]))
	times := math.Exp(stat.NormalQuantile(0.5+j.opt.Level/2) * se)
	return estimate(v, v/times, v*times)
}
