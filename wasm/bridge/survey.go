package bridge

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
)

type surveyParams struct {
	Answers []int   `json:"answers"`
	Level   float64 `json:"level"`
}

type surveyFunc func(answers []int, opt *kpi.SurveyOptions) (journey.Measure, error)

// survey makes a function of parameters of one of the survey measures.
func survey(of surveyFunc) func(surveyParams) (answer, error) {
	return func(p surveyParams) (answer, error) {
		m, err := of(p.Answers, &kpi.SurveyOptions{Level: p.Level})
		if err != nil {
			return answer{}, err
		}
		return answer{line: encode(struct {
			Measure journey.Measure `json:"measure"`
		}{m})}, nil
	}
}
