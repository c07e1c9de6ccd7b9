package friction

import (
	"slices"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// A trial is what goes well or badly at one place of the journey: the sessions
// that are put to it, and those with which it goes badly. Whatever the kind of
// friction, it is looked for as too many bad ones.
type trial struct {
	kind   Kind
	point  int  // the touchpoint, or None for the whole stage
	whole  bool // whether it is about the whole stage
	stage  int
	toward int    // the stage that should come next, or None
	signal int    // for [ErrorSignal]
	other  int    // the other touchpoint of a [BackAndForth], or None
	span   [2]int // the touchpoints between which it lies: after the first, up to the second

	row      []int32 // sessions
	bad      []bool
	gone     []bool // taken out, since a finding explains them
	turn     int    // the day from which on it goes otherwise, or 0
	fit      *fit
	mean     []float64 // the probability of bad if nothing is the matter
	icc      float64   // how much the sessions of a customer are alike, in [0, 1)
	unsteady float64   // how much days differ, in log odds
}

// kept returns how many sessions are left, and how many of them are bad.
func (t *trial) kept() (n, bad int) {
	for i := range t.row {
		if !t.gone[i] {
			n++
			if t.bad[i] {
				bad++
			}
		}
	}
	return n, bad
}

const (
	leastSessions = 40 // that a trial needs
	leastBad      = 5
)

// trials returns what can go badly on the map: not going on, and the signs of
// trouble.
func (c *sessions) trials() (steps, signs []*trial) {
	j := c.drawn()
	return worthwhile(slices.Concat(j.steps(), j.abandonments())), worthwhile(slices.Concat(j.repeats(), j.backAndForths(), j.errors(), j.hops(), j.longStays()))
}

// worthwhile leaves out the trials of which too little is known.
func worthwhile(list []*trial) []*trial {
	return slices.DeleteFunc(list, func(t *trial) bool {
		n, bad := t.kept()
		return n < leastSessions || bad < leastBad || bad == n
	})
}

// drawn is the journey as drawn, as far as the log shows it.
type drawn struct {
	*sessions
	shown []int   // of each touchpoint, the sessions that were there
	first []int   // of each stage, its first touchpoint
	next  []int   // of each stage, the next that the log shows, or None
	nextP []int   // of each touchpoint, the next that the log shows, or None
	all   []int32 // every session
}

func (c *sessions) drawn() *drawn {
	j := &drawn{sessions: c, shown: make([]int, c.Touchpoints()), all: make([]int32, c.rows())}
	for row := range c.rows() {
		j.all[row] = int32(row)
		for p := range j.shown {
			if c.seen.has(row, p) {
				j.shown[p]++
			}
		}
	}
	stages := len(c.m.Stages)
	j.first, j.next = make([]int, stages+1), make([]int, stages)
	for i := range stages {
		j.first[i+1] = j.first[i] + len(c.m.Stages[i].Touchpoints)
	}
	for i, next := stages-1, bind.None; i >= 0; i-- {
		j.next[i] = next
		if j.firstShown(i) != bind.None {
			next = i
		}
	}
	j.nextP = make([]int, len(j.shown))
	for p, next := len(j.shown)-1, bind.None; p >= 0; p-- {
		j.nextP[p] = next
		if j.shown[p] > 0 {
			next = p
		}
	}
	return j
}

// firstShown returns the first touchpoint of a stage that the log shows, or None.
func (j *drawn) firstShown(stage int) int {
	for p := j.first[stage]; p < j.first[stage+1]; p++ {
		if j.shown[p] > 0 {
			return p
		}
	}
	return bind.None
}

// ofStage returns the mask of the touchpoints of a stage.
func (j *drawn) ofStage(stage int) []uint64 {
	return maskOf(len(j.shown), j.first[stage], j.first[stage+1])
}

// after returns the mask of what is drawn after a touchpoint: the rest of its
// stage and the next stage that the log shows.
func (j *drawn) after(p int) []uint64 {
	stage := j.StageOf(p)
	mask := maskOf(len(j.shown), p+1, j.first[stage+1])
	if next := j.next[stage]; next != bind.None {
		for k, w := range j.ofStage(next) {
			mask[k] |= w
		}
	}
	return mask
}

// put fills a trial with the sessions of rows.
func (t *trial) put(rows []int32, bad func(row int) bool) *trial {
	t.row = rows
	t.bad, t.gone = make([]bool, len(rows)), make([]bool, len(rows))
	for i, row := range rows {
		t.bad[i] = bad(int(row))
	}
	return t
}

// at returns the sessions that were at one of the touchpoints of a mask.
func (j *drawn) at(mask []uint64) []int32 {
	var rows []int32
	for row := range j.rows() {
		if j.seen.any(row, mask) {
			rows = append(rows, int32(row))
		}
	}
	return rows
}

// steps returns the trials of going on: from a stage to the next, and from a
// touchpoint to what is drawn after it.
func (j *drawn) steps() []*trial {
	var list []*trial
	for stage := range j.next {
		start, next := j.firstShown(stage), j.next[stage]
		if start == bind.None {
			continue
		}
		single := true
		for p := start; p < j.first[stage+1]; p++ {
			if j.shown[p] == 0 || j.nextP[p] == bind.None {
				continue
			}
			if p > start || j.StageOf(j.nextP[p]) == stage {
				list, single = append(list, j.step(p)), false
			}
		}
		if next == bind.None {
			continue
		}
		to := j.ofStage(next)
		t := &trial{kind: DropOff, stage: stage, whole: true, point: bind.None, toward: next, other: bind.None, span: [2]int{start, j.firstShown(next)}}
		if single {
			t.point = start
		}
		list = append(list, t.put(j.at(j.ofStage(stage)), func(row int) bool { return !j.seen.any(row, to) }))
	}
	return list
}

func (j *drawn) step(p int) *trial {
	stage, to := j.StageOf(p), j.after(p)
	t := &trial{kind: DropOff, stage: stage, point: p, toward: j.StageOf(j.nextP[p]), other: bind.None, span: [2]int{p, j.nextP[p]}}
	return t.put(j.at(maskOf(len(j.shown), p, p+1)), func(row int) bool { return !j.seen.any(row, to) })
}

// abandonments returns the trial of the cart: filled, and bought or not.
func (j *drawn) abandonments() []*trial {
	cart, goal := bind.None, bind.None
	mask := make([]uint64, words(len(j.shown)))
	for p := range j.shown {
		at := j.pointOf[p]
		names := j.m.Stages[at.stage].Touchpoints[at.touchpoint].Events
		if shares(names, event.AddToCart.Names()) {
			mask[p/64] |= 1 << (p % 64)
			if cart == bind.None {
				cart = p
			}
		}
		if shares(names, event.Purchase.Names()) && j.shown[p] > 0 {
			goal = p
		}
	}
	if cart == bind.None || goal <= cart {
		return nil
	}
	t := &trial{kind: DropOff, stage: j.StageOf(cart), point: cart, toward: j.StageOf(goal), other: bind.None, span: [2]int{cart, goal}}
	to := maskOf(len(j.shown), goal, goal+1)
	return []*trial{t.put(j.at(mask), func(row int) bool { return !j.seen.any(row, to) })}
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
