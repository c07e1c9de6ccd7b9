package survey

import (
	"fmt"
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// A Kind is a convention by which answers become a score: firms call different
// numbers CSAT and CES.
type Kind string

// The kinds of scores. Shares are ratios in [0, 1], net scores points from −100
// to 100, a mean is on the scale of the question.
const (
	// NPS is the share of promoters, who answer 9 or 10, minus that of
	// detractors, who answer 0 to 6: on the scale from 0 to 10 alone.
	//
	// Source: F. F. Reichheld, The one number you need to grow, Harvard Business
	// Review 81 (2003) 46–54.
	NPS Kind = "nps"

	// Mean is the mean answer: CES on 1 to 7, as Nicereply has it, after M.
	// Dixon, N. Toman and R. DeLisi, The effortless experience (2013), chapter 6.
	Mean Kind = "mean"

	// TopTwo is the share of the two best answers: CSAT on 1 to 5, as Delighted
	// has it.
	TopTwo Kind = "top_two"

	// TopThree is the share of the three best answers: CES on 1 to 7, as
	// SimpleSat has it.
	TopThree Kind = "top_three"

	// Positive is the share of the answers above the middle of the scale.
	Positive Kind = "positive"

	// Net is the share of the two best answers minus that of the two worst: the
	// net effort score of Mopinion.
	Net Kind = "net"
)

// kinds are all of them, with the fewest answers that a scale must have.
func kinds() map[Kind]int {
	return map[Kind]int{NPS: 11, Mean: 2, TopTwo: 3, TopThree: 4, Positive: 2, Net: 4}
}

// A Scale is the range of the whole numbers that are answers. The higher the
// better.
type Scale struct {
	Lo int `json:"lo"`
	Hi int `json:"hi"`
}

// mostAnswers bounds the memory of counted answers.
const mostAnswers = 101

// Holds reports whether v is an answer on the scale.
func (s Scale) Holds(v float64) bool {
	return v == math.Trunc(v) && v >= float64(s.Lo) && v <= float64(s.Hi)
}

// answers returns how many different answers there are.
func (s Scale) answers() int { return s.Hi - s.Lo + 1 }

func (s Scale) check(path string) error {
	const far = 1 << 20
	if s.Lo < -far || s.Hi > far || s.Lo >= s.Hi || s.answers() > mostAnswers {
		return figure.OutOfRange(path, "want 2 to %d whole numbers from lo to hi, got %d to %d", mostAnswers, s.Lo, s.Hi)
	}
	return nil
}

// A Question is what customers were asked, and how their answers are scored.
type Question struct {
	// Name is that of the measure. "" means that of the kind.
	Name string `json:"name"`

	// Kind is how answers become a score.
	Kind Kind `json:"kind"`

	// Scale is the range of the answers. The zero Scale means 0 to 10 for NPS,
	// and is a mistake for other kinds.
	Scale Scale `json:"scale"`

	// Events are the names of the events that answer it, by their values. Only
	// an analysis of a log needs them.
	Events []string `json:"events,omitempty"`
}

// Recommend asks how likely customers are to recommend us, from 0 to 10: NPS of
// the events of [event.AnswerNPS].
func Recommend() Question {
	return Question{Name: journey.MeasureNPS, Kind: NPS, Scale: Scale{0, 10}, Events: event.AnswerNPS.Names()}
}

// Satisfaction asks how satisfied customers are, from 1 to 5: CSAT, the share of
// 4 and 5, of the events of [event.AnswerCSAT].
func Satisfaction() Question {
	return Question{Name: journey.MeasureCSAT, Kind: TopTwo, Scale: Scale{1, 5}, Events: event.AnswerCSAT.Names()}
}

// Effort asks whether it was easy, from 1 (strongly disagree) to 7 (strongly
// agree): CES, the mean, of the events of [event.AnswerCES].
func Effort() Question {
	return Question{Name: journey.MeasureCES, Kind: Mean, Scale: Scale{1, 7}, Events: event.AnswerCES.Names()}
}

// settled returns the question with every default filled in.
func (q Question) settled() (Question, error) {
	least, known := kinds()[q.Kind]
	switch {
	case q.Kind == "":
		return q, &field.Error{Path: "question.kind", Err: field.ErrMissing}
	case !known:
		return q, unknown("question.kind", "%s, %s, %s, %s, %s, %s", NPS, Mean, TopTwo, TopThree, Positive, Net)
	}
	if q.Kind == NPS && q.Scale == (Scale{}) {
		q.Scale = Scale{0, 10}
	}
	if q.Name == "" {
		q.Name = string(q.Kind)
	}
	if err := q.Scale.check("question.scale"); err != nil {
		return q, err
	}
	if q.Scale.answers() < least || q.Kind == NPS && q.Scale != (Scale{0, 10}) {
		return q, figure.OutOfRange("question.scale", "%s is not defined on %d to %d", q.Kind, q.Scale.Lo, q.Scale.Hi)
	}
	q.Events = slices.Clone(q.Events)
	slices.Sort(q.Events)
	q.Events = slices.Compact(q.Events)
	return q, nil
}

// value returns what an answer counts as in the score.
func (q Question) value(answer int) int {
	up, down := false, false
	switch lo, hi := q.Scale.Lo, q.Scale.Hi; q.Kind {
	case Mean:
		return answer
	case NPS:
		up, down = answer >= 9, answer <= 6
	case TopTwo:
		up = answer > hi-2
	case TopThree:
		up = answer > hi-3
	case Positive:
		up = 2*answer > lo+hi
	case Net:
		up, down = answer > hi-2, answer < lo+2
	}
	switch {
	case up:
		return 1
	case down:
		return -1
	}
	return 0
}

// net reports whether the score is one of 1, 0 and −1.
func (q Question) net() bool { return q.Kind == NPS || q.Kind == Net }

// unitOfChange returns that of the difference between two scores.
func (q Question) unitOfChange() (journey.Unit, float64) {
	unit, factor := q.unit()
	if unit == journey.Ratio {
		unit = journey.Change
	}
	return unit, factor
}

// unit returns that of the score, and how many of it are a 1.
func (q Question) unit() (journey.Unit, float64) {
	switch {
	case q.net():
		return journey.Points, 100
	case q.Kind == Mean:
		return journey.Score, 1
	}
	return journey.Ratio, 1
}

// unknown is the mistake of a word that is none of those.
func unknown(path, words string, list ...any) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: want one of "+words, append([]any{field.ErrUnknown}, list...)...)}
}

// empty is the error of answers of which none counts.
func empty() error { return fmt.Errorf("%w: no answer", ErrNoData) }

// wrap says which package an error is of.
func wrap(err error) error { return fmt.Errorf("survey: %w", err) }
