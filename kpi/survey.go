package kpi

import (
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// What an analysis can not be made of.
var (
	ErrNoData   = stat.ErrNoData   // there is nothing to compute from
	ErrTooLarge = stat.ErrTooLarge // their sum is no number any more
)

// SurveyOptions says how to read answers.
type SurveyOptions struct {
	// Level is the confidence level of the interval, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Wald takes the plain analytic interval for NPS, score ± z·√(variance/n),
	// which most tools show, in place of the adjusted one. It is too narrow for
	// few answers, and of no width where all are alike.
	Wald bool
}

// NPS returns the net promoter score of answers from 0 to 10 to "how likely
// are you to recommend us": the share of promoters (9 and 10) minus the share
// of detractors (0 to 6) of all answers, in points from −100 to 100.
//
// The interval is the adjusted Wald interval of B. Rocks, Interval estimation
// for the "net promoter score", The American Statistician 70 (2016) 365–372. It
// stays open where all answers are alike.
//
// Source of the score: F. F. Reichheld, The one number you need to grow,
// Harvard Business Review 81 (2003) 46–54.
//
// An answer that is off the scale is a *[field.Error] with its index, and no
// answer is [ErrNoData].
func NPS(answers []int, opt *SurveyOptions) (journey.Measure, error) {
	return survey(answers, npsScale, func(answers []int, level float64) journey.Measure {
		return counted(answers).measure(opt, level)
	}, opt)
}

// CSAT returns the share of satisfied customers: of answers from 1 to 5, those
// that are 4 or 5, as a ratio with its Wilson interval.
//
// An answer that is off the scale is a *[field.Error] with its index, and no
// answer is [ErrNoData].
func CSAT(answers []int, opt *SurveyOptions) (journey.Measure, error) {
	return survey(answers, csatScale, csatMeasure, opt)
}

// CES returns the customer effort score: the mean of answers from 1 (strongly
// disagree) to 7 (strongly agree) to "the company made it easy for me", with
// its Student t interval kept on the scale. Where all answers are alike it is
// the Wilson interval of the mean as a part of the scale, which stays open.
//
// Source: the second form of the score, M. Dixon, N. Toman and R. DeLisi, The
// effortless experience (2013), chapter 6.
//
// An answer that is off the scale is a *[field.Error] with its index, and no
// answer is [ErrNoData].
func CES(answers []int, opt *SurveyOptions) (journey.Measure, error) {
	return survey(answers, cesScale, cesMeasure, opt)
}

// A scale is the range of the answers to a question.
type scale struct{ lo, hi int }

var (
	npsScale  = scale{0, 10}
	csatScale = scale{1, 5}
	cesScale  = scale{1, 7}
)

// holds reports whether v is an answer on the scale.
func (s scale) holds(v float64) bool {
	return v == math.Trunc(v) && v >= float64(s.lo) && v <= float64(s.hi)
}

func survey(answers []int, on scale, measure func([]int, float64) journey.Measure, opt *SurveyOptions) (journey.Measure, error) {
	level, err := opt.level()
	if err != nil {
		return journey.Measure{}, err
	}
	if len(answers) == 0 {
		return journey.Measure{}, fmt.Errorf("survey: %w", ErrNoData)
	}
	for i, a := range answers {
		if !on.holds(float64(a)) {
			return journey.Measure{}, figure.OutOfRange(fmt.Sprintf("answers[%d]", i), "want %d to %d, got %d", on.lo, on.hi, a)
		}
	}
	return measure(answers, level), nil
}

func (o *SurveyOptions) level() (float64, error) {
	if o == nil {
		return figure.Level(0)
	}
	return figure.Level(o.Level)
}

func csatMeasure(answers []int, level float64) journey.Measure {
	satisfied := 0
	for _, a := range answers {
		if a >= 4 {
			satisfied++
		}
	}
	m := figure.Ratio(journey.MeasureCSAT, satisfied, len(answers), level)
	m.Source = journey.FromSurvey
	return m
}

func npsMeasure(answers []int, level float64) journey.Measure {
	return counted(answers).measure(nil, level)
}

// satisfactionMeasure is the mean of CSAT answers: the emotion of a stage.
func satisfactionMeasure(answers []int, level float64) journey.Measure {
	return meanAnswer(journey.MeasureSatisfaction, answers, csatScale, level)
}

func cesMeasure(answers []int, level float64) journey.Measure {
	return meanAnswer(journey.MeasureCES, answers, cesScale, level)
}

func meanAnswer(name string, answers []int, on scale, level float64) journey.Measure {
	x := make([]float64, len(answers))
	for i, a := range answers {
		x[i] = float64(a)
	}
	slices.Sort(x) // the order of the answers must not reach the last digit
	mean, interval := stat.MeanOnScale(x, float64(on.lo), float64(on.hi), level)
	return answered(name, mean, journey.Score, len(answers), interval)
}

func answered(name string, value float64, unit journey.Unit, n int, i stat.Interval) journey.Measure {
	m := figure.Estimate(name, value, unit, n, i)
	m.Source = journey.FromSurvey
	return m
}
