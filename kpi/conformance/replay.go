package conformance

import "github.com/parcours-go/parcours/kpi/internal/stat"

// A replay plays each unit as tokens that go through the plan: an event of a
// step takes one from the place before the step, or where there is none, counts
// it as missing, and puts one on the place after it. At the beginning one is put
// on the first place, at the end one is taken from the last.
//
// Source: A. Rozinat and W. M. P. van der Aalst, Conformance checking of
// processes based on monitoring real behavior, Information Systems 33 (2008)
// 64–95.
type replay struct {
	Produced  int      `json:"produced"`
	Consumed  int      `json:"consumed"`
	Missing   int      `json:"missing"`
	Remaining int      `json:"remaining"`
	Fit       int      `json:"fit"` // units without a missing and a remaining token
	Sum       stat.Sum `json:"sum"` // of the fitness of each unit

	plan   *plan
	tokens []int32 // on the place before each step, and behind the last
}

func newReplay(p *plan) replay {
	return replay{plan: p, tokens: make([]int32, len(p.steps)+1)}
}

func (r *replay) add(seq []int32) {
	clear(r.tokens)
	r.tokens[0] = 1
	missing := 0
	for _, s := range seq {
		p := r.transition(s)
		if r.tokens[p] > 0 {
			r.tokens[p]--
		} else {
			missing++
		}
		r.tokens[p+1]++
	}
	if r.tokens[len(r.tokens)-1] == 0 {
		missing++
	}
	moved := len(seq) + 1 // produced, and as many consumed: what is missing remains
	r.Produced += moved
	r.Consumed += moved
	r.Missing += missing
	r.Remaining += missing
	if missing == 0 {
		r.Fit++
	}
	r.Sum.Add(1 - float64(missing)/float64(moved))
}

// transition returns the step that an event of symbol s stands for: the first of
// the symbol that a token waits for, or else the first.
func (r *replay) transition(s int32) int32 {
	if r.plan.again[s] != none {
		for p := s; p != none; p = r.plan.again[p] {
			if r.tokens[p] > 0 {
				return p
			}
		}
	}
	return s
}

func (r *replay) merge(other *replay) {
	r.Produced += other.Produced
	r.Consumed += other.Consumed
	r.Missing += other.Missing
	r.Remaining += other.Remaining
	r.Fit += other.Fit
	r.Sum.Merge(&other.Sum)
}
