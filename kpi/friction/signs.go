package friction

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// A Signal is an event that betrays friction by itself, and how many of the
// sessions of a finding that went badly met it.
type Signal struct {
	Name     string `json:"name"`
	Sessions int    `json:"sessions"`
}

// signalsOf returns the signals that the bad sessions of a trial met inside a
// spot at least three times as often as those outside, and one in ten of them or
// more: the commonest first.
func (c *sessions) signalsOf(t *trial, inside []bool) []Signal {
	var n [2]int
	met := make([][2]int, len(c.signals))
	for i, row := range t.row {
		k := 0
		if inside[row] {
			if k = 1; !t.bad[i] {
				continue
			}
		}
		n[k]++
		for s := range met {
			if c.troubled.has(int(row), s) {
				met[s][k]++
			}
		}
	}
	var list []Signal
	for s, m := range met {
		if m[1]*10 >= n[1] && m[1]*n[0] >= 3*m[0]*n[1] && m[1] > 0 {
			list = append(list, Signal{c.signals[s].name, m[1]})
		}
	}
	slices.SortStableFunc(list, func(a, b Signal) int { return cmp.Compare(b.Sessions, a.Sessions) })
	return list
}

// repeats returns the trials of trying again and again: three times or more at a
// touchpoint, and nothing after it.
func (j *drawn) repeats() []*trial {
	var list []*trial
	for p := range j.shown {
		if j.shown[p] == 0 || j.nextP[p] == bind.None {
			continue
		}
		stage, to := j.StageOf(p), j.after(p)
		t := &trial{kind: Repeat, stage: stage, point: p, toward: j.StageOf(j.nextP[p]), other: bind.None, span: [2]int{p, j.nextP[p]}}
		list = append(list, t.put(j.at(maskOf(len(j.shown), p, p+1)), func(row int) bool {
			return j.tried.has(row, p) && !j.seen.any(row, to)
		}))
	}
	return list
}

// mostLoops is how many pairs of touchpoints are looked at: the commonest.
const mostLoops = 20

// backAndForths returns the trials of going to and fro between two touchpoints
// and not on.
func (j *drawn) backAndForths() []*trial {
	type pair struct{ a, b int32 }
	rows := map[pair][]int32{}
	for _, l := range j.loops {
		rows[pair{l.a, l.b}] = append(rows[pair{l.a, l.b}], l.session)
	}
	var pairs []pair
	for p := range rows {
		if j.next[j.StageOf(int(p.b))] != bind.None {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(len(rows[y]), len(rows[x])), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	var list []*trial
	for _, p := range pairs[:min(len(pairs), mostLoops)] {
		list = append(list, j.backAndForth(int(p.a), int(p.b), rows[p]))
	}
	return list
}

func (j *drawn) backAndForth(a, b int, looped []int32) *trial {
	next := j.next[j.StageOf(b)]
	to := j.ofStage(next)
	in := make([]bool, j.rows())
	for _, row := range looped {
		in[row] = true
	}
	var both []int32
	for row := range j.rows() {
		if j.seen.has(row, a) && j.seen.has(row, b) {
			both = append(both, int32(row))
		}
	}
	t := &trial{kind: BackAndForth, stage: j.StageOf(a), point: a, other: b, toward: next, span: [2]int{a, j.firstShown(next)}}
	return t.put(both, func(row int) bool { return in[row] && !j.seen.any(row, to) })
}

// errors returns the trials of meeting a signal of friction, of all sessions
// that were at the stage where it is usually met.
func (j *drawn) errors() []*trial {
	var list []*trial
	for s := range j.signals {
		point := j.usualPlace(s)
		t := &trial{kind: ErrorSignal, signal: s, point: bind.None, toward: bind.None, other: bind.None, span: [2]int{0, len(j.shown)}}
		rows := j.all
		if point != bind.None {
			t.stage, t.point = j.StageOf(point), point
			t.toward = j.next[t.stage]
			t.span = [2]int{point - 1, max(point, j.nextP[point])}
			rows = j.at(j.ofStage(t.stage))
		} else {
			t.stage = bind.None
		}
		list = append(list, t.put(rows, func(row int) bool { return j.troubled.has(row, s) }))
	}
	return list
}

// usualPlace returns the touchpoint that names the signal, or else the last one
// at which at least four in five of the sessions were that met it, or None.
func (j *drawn) usualPlace(s int) int {
	if point := j.signals[s].point; point != bind.None {
		return int(point)
	}
	count, met := make([]int, len(j.shown)), 0
	for row := range j.rows() {
		if !j.troubled.has(row, s) {
			continue
		}
		met++
		for p := range count {
			if j.seen.has(row, p) {
				count[p]++
			}
		}
	}
	for p := len(count) - 1; p >= 0; p-- {
		if met > 0 && count[p]*5 >= met*4 {
			return p
		}
	}
	return bind.None
}

// hops returns the trials of changing the channel within a stage's session and
// not going on.
func (j *drawn) hops() []*trial {
	if !slices.Contains(j.hopped, true) {
		return nil
	}
	var list []*trial
	for stage, next := range j.next {
		if start := j.firstShown(stage); start != bind.None && next != bind.None {
			to := j.ofStage(next)
			t := &trial{kind: ChannelHop, stage: stage, point: bind.None, toward: next, other: bind.None, span: [2]int{start, j.firstShown(next)}}
			list = append(list, t.put(j.at(j.ofStage(stage)), func(row int) bool { return j.hopped[row] && !j.seen.any(row, to) }))
		}
	}
	return list
}
