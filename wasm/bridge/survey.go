package bridge

import (
	"errors"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/persona/field"
)

type surveyParams struct {
	Answers []int   `json:"answers"`
	Level   float64 `json:"level"`
	Wald    bool    `json:"wald"`

	Method survey.Method `json:"method"`
}

type surveyFunc func(answers []int, opt *kpi.SurveyOptions) (journey.Measure, error)

// scoring makes a function of parameters of one of the survey measures.
func scoring(of surveyFunc) func(surveyParams) (answer, error) {
	return func(p surveyParams) (answer, error) {
		m, err := of(p.Answers, &kpi.SurveyOptions{Level: p.Level, Method: p.Method, Wald: p.Wald})
		if bad, ok := errors.AsType[*field.Error](err); ok {
			return answer{}, badRequest(strings.TrimPrefix(bad.Path, "options."), "%v", bad.Err)
		} else if err != nil {
			return answer{}, err
		}
		return answer{line: encode(struct {
			Measure journey.Measure `json:"measure"`
		}{m})}, nil
	}
}
