package kpi

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/clv"
)

// A Warning says what makes numbers doubtful. It is never an error: the numbers
// are there, with their intervals.
type Warning struct {
	Code  Code   `json:"code"`
	Stage string `json:"stage,omitempty"` // the name of the stage, or "" for the whole journey

	// Measures names the measures that are in doubt, or the events.
	Measures []string `json:"measures,omitempty"`

	// N was counted among Of: events, customers or answers, as the code says.
	N  int `json:"n,omitempty"`
	Of int `json:"of,omitempty"`

	// Case says why there is no lifetime value.
	Case clv.Case `json:"case,omitempty"`
}

// A Code is a kind of doubt.
type Code string

// The kinds of doubt.
const (
	// UntiedStage: no touchpoint of the stage names an event.
	UntiedStage Code = "untied_stage"

	// UnobservedStage: the log shows none of the stage's events.
	UnobservedStage Code = "unobserved_stage"

	// UnexplainedEvents: N of Of events belong to no touchpoint, 1% or more.
	// Measures holds the commonest names, at most three.
	UnexplainedEvents Code = "unexplained_events"

	// ClockSkew: N of Of customers of the stage and of the next were at the
	// next one first, which is one in five or more. Clocks differ, or the
	// drawn order is not the customers'. Without a stage: N of Of events are
	// before the year 2000 or after the end of the observation.
	ClockSkew Code = "clock_skew"

	// FewObservations: the Measures rest on fewer than 30 observations, the
	// weakest on N.
	FewObservations Code = "few_observations"

	// UnknownNames: the log shows none of the event names that an option
	// gives. Measures holds them.
	UnknownNames Code = "unknown_names"

	// MissingValues: none of the N events behind the Measures has a value, so
	// they were not computed.
	MissingValues Code = "missing_values"

	// InvalidAnswers: N of Of answers are off the scale of their question.
	// They are in no measure.
	InvalidAnswers Code = "invalid_answers"

	// ShortObservation: the log is not longer than Options.Silence, so nobody
	// can have churned.
	ShortObservation Code = "short_observation"

	// NoLifetimeValue: the purchases are such that no model of them can be
	// fitted. Case says why.
	NoLifetimeValue Code = "no_lifetime_value"

	// DependentValue: customers who buy more often spend more, or less, at a
	// time. The lifetime value takes them to spend alike.
	DependentValue Code = "dependent_value"
)

// Format writes the warning for people who read language l.
func (w Warning) Format(l journey.Lang) string {
	n, of := l.Number(float64(w.N), 0), l.Number(float64(w.Of), 0)
	names := strings.Join(w.Measures, ", ")
	say := func(en, fr string, args ...any) string {
		if l.French() {
			return fmt.Sprintf(fr, args...)
		}
		return fmt.Sprintf(en, args...)
	}
	switch w.Code {
	case UntiedStage:
		return say("%s: no touchpoint names an event, so nothing is measured", "%s\u00a0: aucun point de contact ne nomme d’événement, rien n’est mesuré", w.Stage)
	case UnobservedStage:
		return say("%s: the log shows none of its events", "%s\u00a0: le journal ne contient aucun de ses événements", w.Stage)
	case UnexplainedEvents:
		return say(w.verb("%s of %s events belongs to no touchpoint, most often %s", "%s of %s events belong to no touchpoint, most often %s"),
			w.verb("%s événement sur %s n’appartient à aucun point de contact, le plus souvent %s", "%s événements sur %s n’appartiennent à aucun point de contact, le plus souvent %s"), n, of, names)
	case ClockSkew:
		return w.formatSkew(say, n, of)
	case FewObservations:
		return say("%s: few observations (%s) behind %s", "%s\u00a0: peu d’observations (%s) pour %s", w.place(l), n, w.labels(l))
	case UnknownNames:
		return say("the options name events that the log does not show: %s", "les options nomment des événements que le journal ne contient pas\u00a0: %s", names)
	case MissingValues:
		if w.N == 1 {
			return say("%s: the only event has no value", "%s\u00a0: le seul événement n’a pas de valeur", w.labels(l))
		}
		return say("%s: none of the %s events has a value", "%s\u00a0: aucun des %s événements n’a de valeur", w.labels(l), n)
	case InvalidAnswers:
		return say(w.verb("%s of %s answers is off the scale of its question and was left out", "%s of %s answers are off the scale of their question and were left out"),
			w.verb("%s réponse sur %s est hors de l’échelle de sa question et n’a pas été comptée", "%s réponses sur %s sont hors de l’échelle de leur question et n’ont pas été comptées"), n, of)
	case NoLifetimeValue:
		return say("%s: not known, since %s", "%s\u00a0: inconnue, car %s", w.labels(l), w.Case.Format(l))
	case DependentValue:
		return say("%s: customers who buy more often do not spend alike, which the model takes them to", "%s\u00a0: les clients qui achètent plus souvent ne dépensent pas de même, ce que le modèle suppose", w.labels(l))
	case ShortObservation:
		return say("the log is too short to tell who left", "le journal est trop court pour savoir qui est parti")
	}
	return string(w.Code)
}

func (w Warning) formatSkew(say func(en, fr string, args ...any) string, n, of string) string {
	if w.Stage == "" {
		return say(w.verb("%s of %s events is before the year 2000 or after the end of the observation", "%s of %s events are before the year 2000 or after the end of the observation"),
			w.verb("%s événement sur %s date d’avant l’an 2000 ou d’après la fin de l’observation", "%s événements sur %s datent d’avant l’an 2000 ou d’après la fin de l’observation"), n, of)
	}
	return say(w.verb("%s: %s of %s customers was at the next stage first", "%s: %s of %s customers were at the next stage first")+"; clocks differ, or the drawn order is not theirs",
		w.verb("%s\u00a0: %s client sur %s a d’abord été à l’étape suivante", "%s\u00a0: %s clients sur %s ont d’abord été à l’étape suivante")+"\u00a0; les horloges diffèrent, ou l’ordre dessiné n’est pas le leur", w.Stage, n, of)
}

// verb returns the form of a sentence about N things.
func (w Warning) verb(one, many string) string {
	if w.N == 1 {
		return one
	}
	return many
}

func (w Warning) place(l journey.Lang) string {
	switch {
	case w.Stage != "":
		return w.Stage
	case l.French():
		return "ensemble du parcours"
	}
	return "whole journey"
}

func (w Warning) labels(l journey.Lang) string {
	labels := make([]string, len(w.Measures))
	for i, name := range w.Measures {
		labels[i] = journey.Measure{Name: name}.Label(l)
	}
	return strings.Join(labels, ", ")
}
