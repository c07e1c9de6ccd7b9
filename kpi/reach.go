package kpi

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/figure"
)

// reach counts who was where, and who went on from there.
type reach struct {
	*setting
	points      []int // customers of each touchpoint
	stages      []int // customers of each stage
	pairs       []pair
	unexplained []int // events that no touchpoint names, by name id

	now sight
}

// A pair counts the customers who were at both of two stages.
type pair struct {
	both     int
	wentOn   int // with an event of the later stage at or after their first of the earlier
	inverted int // whose first event of the later stage is before their first of the earlier
}

// A sight is what is known of the customer being counted.
type sight struct {
	seenPoints  []bool
	points      []int
	stages      []int
	first, last []int64 // of each stage in stages
	seenStages  []bool
}

func newReach(s *setting) reach {
	return reach{
		setting:     s,
		points:      make([]int, s.Touchpoints()),
		stages:      make([]int, s.stages),
		pairs:       make([]pair, s.stages*s.stages),
		unexplained: make([]int, s.names),
		now: sight{
			seenPoints: make([]bool, s.Touchpoints()),
			seenStages: make([]bool, s.stages),
			first:      make([]int64, s.stages),
			last:       make([]int64, s.stages),
		},
	}
}

func (r *reach) add(t event.Trace, n int) {
	for i := range n {
		point := r.Touchpoint(t, i)
		if point == bind.None {
			r.unexplained[t.NameID(i)]++
			continue
		}
		r.now.see(point, r.StageOf(point), t.Nano(i))
	}
	for _, point := range r.now.points {
		r.points[point]++
	}
	for _, a := range r.now.stages {
		r.stages[a]++
		for _, b := range r.now.stages {
			if a < b {
				r.pair(a, b).count(&r.now, a, b)
			}
		}
	}
	r.now.forget()
}

func (s *sight) see(point, stage int, at int64) {
	if !s.seenPoints[point] {
		s.seenPoints[point] = true
		s.points = append(s.points, point)
	}
	if !s.seenStages[stage] {
		s.seenStages[stage] = true
		s.stages = append(s.stages, stage)
		s.first[stage] = at
	}
	s.last[stage] = at
}

func (s *sight) forget() {
	for _, point := range s.points {
		s.seenPoints[point] = false
	}
	for _, stage := range s.stages {
		s.seenStages[stage] = false
	}
	s.points, s.stages = s.points[:0], s.stages[:0]
}

// pair returns the counts of stages a and b, a before b.
func (r *reach) pair(a, b int) *pair { return &r.pairs[a*len(r.stages)+b] }

func (p *pair) count(s *sight, a, b int) {
	p.both++
	if s.last[b] >= s.first[a] {
		p.wentOn++
	}
	if s.first[b] < s.first[a] {
		p.inverted++
	}
}

func (r *reach) merge(other *reach) {
	addCounts(r.points, other.points)
	addCounts(r.stages, other.stages)
	addCounts(r.unexplained, other.unexplained)
	for i, p := range other.pairs {
		r.pairs[i].both += p.both
		r.pairs[i].wentOn += p.wentOn
		r.pairs[i].inverted += p.inverted
	}
}

// next returns the next stage after a that the log shows, or none.
func (r *reach) next(a int) int {
	for b := a + 1; b < len(r.stages); b++ {
		if r.stages[b] > 0 {
			return b
		}
	}
	return bind.None
}

// measures returns what is known of stage i among all customers. Of a stage
// that the log does not show nothing is: perhaps nobody recorded it.
func (r *reach) measures(i, customers int) []journey.Measure {
	reached := r.stages[i]
	if reached == 0 {
		return nil
	}
	m := []journey.Measure{figure.Count(journey.MeasureReached, reached, customers)}
	if next := r.next(i); next != bind.None {
		wentOn := r.pair(i, next).wentOn
		m = append(m,
			figure.Ratio(journey.MeasureConversion, wentOn, reached, r.Level),
			figure.Ratio(journey.MeasureDropOff, reached-wentOn, reached, r.Level))
	}
	return m
}
