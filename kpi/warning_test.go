package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
)

func TestAWarningOfOneIsInTheSingular(t *testing.T) {
	for _, c := range []struct {
		w      kpi.Warning
		en, fr string
	}{
		{kpi.Warning{Code: kpi.UnexplainedEvents, N: 1, Of: 9, Measures: []string{"x"}}, "1 of 9 events belongs to no touchpoint, most often x", "1 événement sur 9 n’appartient à aucun point de contact, le plus souvent x"},
		{kpi.Warning{Code: kpi.UnexplainedEvents, N: 2, Of: 9, Measures: []string{"x"}}, "2 of 9 events belong to no touchpoint, most often x", "2 événements sur 9 n’appartiennent à aucun point de contact, le plus souvent x"},
		{kpi.Warning{Code: kpi.ClockSkew, N: 1, Of: 9}, "1 of 9 events is before the year 2000 or after the end of the observation", "1 événement sur 9 date d’avant l’an 2000 ou d’après la fin de l’observation"},
		{kpi.Warning{Code: kpi.ClockSkew, Stage: "Pay", N: 1, Of: 9}, "Pay: 1 of 9 customers was at the next stage first; clocks differ, or the drawn order is not theirs", "Pay\u00a0: 1 client sur 9 a d’abord été à l’étape suivante\u00a0; les horloges diffèrent, ou l’ordre dessiné n’est pas le leur"},
		{kpi.Warning{Code: kpi.InvalidAnswers, N: 1, Of: 9}, "1 of 9 answers is off the scale of its question and was left out", "1 réponse sur 9 est hors de l’échelle de sa question et n’a pas été comptée"},
		{kpi.Warning{Code: kpi.MissingValues, Measures: []string{"csat"}, N: 1}, "CSAT: the only event has no value", "CSAT\u00a0: le seul événement n’a pas de valeur"},
		{kpi.Warning{Code: kpi.MissingValues, Measures: []string{"csat"}, N: 2}, "CSAT: none of the 2 events has a value", "CSAT\u00a0: aucun des 2 événements n’a de valeur"},
	} {
		assert.Equal(t, c.en, c.w.Format(journey.English))
		assert.Equal(t, c.fr, c.w.Format(journey.French))
	}
}
