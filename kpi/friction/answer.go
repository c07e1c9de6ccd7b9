package friction

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// unmet looks for stages whose answers fall short of what the map expects: of its
// targets, or of the emotion that somebody wrote there by more than one step of
// the scale.
func (c *sessions) unmet() []Found {
	var list []hypothesis
	for stage := range c.m.Stages {
		for _, bar := range bars(&c.m.Stages[stage]) {
			if h, ok := c.shortfall(stage, bar); ok {
				list = append(list, h)
			}
		}
	}
	return c.significant(list, partAnswers)
}

// A bar is what the answers of a stage should reach.
type bar struct {
	journey.Target
	question int // counted from 1
	unit     journey.Unit
}

// bars returns those of a stage.
func bars(s *journey.Stage) []bar {
	var list []bar
	for _, t := range s.Targets {
		for i, q := range questions {
			for _, name := range q.measures {
				if t.Measure == name {
					list = append(list, bar{t, i + 1, t.UnitIn(nil)})
				}
			}
		}
	}
	felt, measured := s.Measure(journey.MeasureSatisfaction)
	if s.Emotion.Known() && !(measured && journey.Emotion(felt.Value) == s.Emotion) && s.Emotion-1 > journey.Frustrated {
		list = append(list, bar{journey.Target{Measure: journey.MeasureSatisfaction, Op: journey.AtLeast, Value: float64(s.Emotion) - 1}, 1, journey.Score})
	}
	return list
}

// score turns an answer into what the mean of is the measure of the bar.
func (b bar) score(answer float64) float64 {
	switch b.Measure {
	case journey.MeasureCSAT:
		return boolean(answer >= 4)
	case journey.MeasureNPS:
		return 100 * (boolean(answer >= 9) - boolean(answer <= 6))
	}
	return answer
}

// shortfall holds the mean of the answers against a bar: a t test over customers.
func (c *sessions) shortfall(stage int, b bar) (hypothesis, bool) {
	var sum stat.Sum
	var scores []float64
	var who []int32
	for _, r := range c.replies {
		if int(r.stage) == stage && int(r.question) == b.question {
			v := b.score(r.score)
			sum.Add(v)
			scores, who = append(scores, v), append(who, c.customer[r.session])
		}
	}
	n := float64(len(scores))
	if len(scores) < leastCustomers {
		return hypothesis{}, false
	}
	mean := sum.Float64() / n
	var spread moments
	for i, v := range scores {
		spread.add(who[i], v-mean)
	}
	spread.close()
	g := float64(spread.customers)
	if spread.customers < leastCustomers || spread.two <= 0 {
		return hypothesis{}, false
	}
	se := math.Sqrt(spread.two*g/(g-1)) / n
	short := b.Value - mean
	if b.Op == journey.AtMost {
		short = -short
	}
	half := stat.StudentQuantile(0.5+c.opt.Level/2, spread.customers-1) * se
	lo, hi := b.limits()
	found := Found{
		Kind: UnmetExpectation, Stage: c.stageName(stage), Sessions: len(scores), Customers: spread.customers,
		Measure: journey.Measure{
			Name: b.Measure, Value: stat.Tidy(mean), Unit: b.unit, N: len(scores),
			Lo: stat.Tidy(max(lo, mean-half)), Hi: stat.Tidy(min(hi, mean+half)), Level: stat.Tidy(c.opt.Level), Source: journey.FromSurvey,
		},
		Baseline: journey.Measure{Name: b.Measure, Value: stat.Tidy(b.Value), Unit: b.unit},
	}
	return hypothesis{p: stat.StudentTail(short/se, spread.customers-1), found: found}, true
}

// limits returns between which values the measure of the bar lies.
func (b bar) limits() (lo, hi float64) {
	switch b.Measure {
	case journey.MeasureCSAT:
		return 0, 1
	case journey.MeasureNPS:
		return -100, 100
	}
	q := questions[b.question-1]
	return q.low, q.high
}
