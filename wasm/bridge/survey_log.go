package bridge

import (
	"reflect"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/survey"
)

type surveyLogParams struct {
	mapParams                 // by whose stages answers are told apart, or none
	Preset    string          `json:"preset"`   // "nps", "csat" or "ces"
	Question  survey.Question `json:"question"` // instead of Preset
	Events    eventsParams    `json:"events"`
	Options   survey.Options  `json:"options"`
}

// answers replies with the score of the answers of a log.
func answers(p surveyLogParams, events []byte) (answer, error) {
	question, err := p.question()
	if err != nil {
		return answer{}, err
	}
	var m *journey.Map
	if !p.missing() {
		if m, err = p.journey(); err != nil {
			return answer{}, err
		}
	}
	return analysis(p.Events, events, func(log *event.Log) (*survey.Result, error) {
		return survey.Compute(m, log, question, &p.Options)
	})
}

func (p surveyLogParams) question() (q survey.Question, err error) {
	given := !reflect.ValueOf(p.Question).IsZero()
	switch {
	case given == (p.Preset != ""):
		return q, badRequest("", "want either preset or question")
	case given:
		return p.Question, nil
	}
	switch p.Preset {
	case "nps":
		return survey.Recommend(), nil
	case "csat":
		return survey.Satisfaction(), nil
	case "ces":
		return survey.Effort(), nil
	}
	return q, badRequest("preset", "want one of nps, csat, ces")
}
