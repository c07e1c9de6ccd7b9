package kpi

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/kpi/survey"
)

// What an analysis can not be made of.
var (
	ErrNoData   = stat.ErrNoData   // there is nothing to compute from
	ErrTooLarge = stat.ErrTooLarge // their sum is no number any more
)

// SurveyOptions says how to judge a score: see [survey.ScoreOptions].
type SurveyOptions = survey.ScoreOptions

// Recommendations are promoters, passives and detractors that somebody counted:
// see [survey.Recommendations].
type Recommendations = survey.Recommendations

// NPS returns the net promoter score of answers from 0 to 10 to "how likely
// are you to recommend us": the share of promoters (9 and 10) minus the share
// of detractors (0 to 6) of all answers, in points from −100 to 100.
//
// The interval is the adjusted Wald interval of B. Rocks, Interval estimation
// for the "net promoter score", The American Statistician 70 (2016) 365–372,
// unless the options name another [survey.Method]. It stays open where all
// answers are alike.
//
// Source of the score: F. F. Reichheld, The one number you need to grow,
// Harvard Business Review 81 (2003) 46–54.
//
// An answer that is off the scale is a *[field.Error] with its index, and no
// answer is [ErrNoData]. [survey.Question.Count] counts such answers instead.
func NPS(answers []int, opt *SurveyOptions) (journey.Measure, error) {
	return score(survey.Recommend(), answers, opt)
}

// CSAT returns the share of satisfied customers: of answers from 1 to 5, those
// that are 4 or 5, as a ratio with its Wilson interval. Package survey has the
// other numbers that go by this name.
//
// An answer that is off the scale is a *[field.Error] with its index, and no
// answer is [ErrNoData].
func CSAT(answers []int, opt *SurveyOptions) (journey.Measure, error) {
	return score(survey.Satisfaction(), answers, opt)
}

// CES returns the customer effort score: the mean of answers from 1 (strongly
// disagree) to 7 (strongly agree) to "the company made it easy for me", with
// its Student t interval kept on the scale. Where all answers are alike it is
// the Wilson interval of the mean as a part of the scale, which stays open.
// Package survey has the other numbers that go by this name.
//
// Source: the second form of the score, M. Dixon, N. Toman and R. DeLisi, The
// effortless experience (2013), chapter 6.
//
// An answer that is off the scale is a *[field.Error] with its index, and no
// answer is [ErrNoData].
func CES(answers []int, opt *SurveyOptions) (journey.Measure, error) {
	return score(survey.Effort(), answers, opt)
}

func score(q survey.Question, answers []int, opt *SurveyOptions) (journey.Measure, error) {
	list := make([]float64, len(answers))
	for i, a := range answers {
		if list[i] = float64(a); !q.Scale.Holds(list[i]) {
			return journey.Measure{}, figure.OutOfRange(fmt.Sprintf("answers[%d]", i), "want %d to %d, got %d", q.Scale.Lo, q.Scale.Hi, a)
		}
	}
	counts, err := q.Count(list)
	if err != nil {
		return journey.Measure{}, err
	}
	scored, err := q.Score(counts, opt)
	if err != nil {
		return journey.Measure{}, err
	}
	return scored.Measure, nil
}
