package survey

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/persona/field"
)

// An inquiry is what an analysis was asked, with every default filled in.
type inquiry struct {
	Question Question `json:"question"`
	Level    float64  `json:"level"`
	Method   Method   `json:"method"`
	At       int64    `json:"at"` // in Unix nanoseconds
	Which    Which    `json:"which"`
	By       string   `json:"by,omitempty"`
	Segments int      `json:"segments"`
	Period   Period   `json:"period,omitempty"`
	Zone     string   `json:"zone,omitempty"`
	Weight   string   `json:"weight,omitempty"`
	Stages   []string `json:"stages"` // nil without a map
}

func newInquiry(m *journey.Map, question Question, opt *Options) (inquiry, *time.Location, error) {
	q, err := question.settled()
	if err == nil && len(q.Events) == 0 {
		err = &field.Error{Path: "question.events", Err: fmt.Errorf("%w: want the names of the events that answer it", field.ErrMissing)}
	}
	o, at, wrong := opt.settled()
	if err = errors.Join(err, wrong); err != nil {
		return inquiry{}, nil, err
	}
	asked := inquiry{
		Question: q, Level: o.Level, Method: o.Method, At: at, Which: o.Which,
		By: o.By, Segments: o.Segments, Period: o.Period, Weight: o.Weight,
	}
	if o.Period != "" {
		asked.Zone = o.Location.String()
	}
	if m != nil {
		if err := m.Validate(); err != nil {
			return inquiry{}, nil, err
		}
		asked.Stages = make([]string, len(m.Stages))
		for i := range m.Stages {
			asked.Stages[i] = m.Stages[i].Name
		}
	}
	return asked, o.Location, nil
}

// options are those of the scores.
func (a *inquiry) options() ScoreOptions { return ScoreOptions{Level: a.Level, Method: a.Method} }

// A query reads answers from the traces of a log. Tallies share it.
type query struct {
	inquiry
	calendar calendar.Zone
	binding  *bind.Binding // nil without a map
	isAnswer []int32       // 1 for each name id that answers the question
	asked    bool          // whether any does
	by       event.Attr
	segments []string // by id, where there is something to break down by
	weighing event.Attr
	weights  []float64 // by id of the attribute, 0 for none
}

func newQuery(m *journey.Map, log *event.Log, question Question, opt *Options) (*query, error) {
	if log == nil {
		return nil, errors.New("want a log, got nil")
	}
	asked, zone, err := newInquiry(m, question, opt)
	if err != nil {
		return nil, err
	}
	q := &query{inquiry: asked, calendar: asked.Period.in(zone)}
	for _, is := range bind.Names(log, asked.Question.Events) {
		q.isAnswer = append(q.isAnswer, int32(boolean(is)))
		q.asked = q.asked || is
	}
	if m != nil {
		q.binding = bind.To(m, log)
	}
	q.breakDown(log)
	if asked.Weight != "" {
		q.weighing = log.Attr(asked.Weight)
		for _, text := range q.weighing.Values() {
			q.weights = append(q.weights, weightOf(text))
		}
	}
	return q, nil
}

func (q *query) breakDown(log *event.Log) {
	switch q.By {
	case "":
	case Channel:
		for _, c := range log.Channels() {
			q.segments = append(q.segments, string(c))
		}
	default:
		q.by = log.Attr(q.By)
		q.segments = q.by.Values()
	}
}

// weightOf returns what an answer weighs, or 0 where the text is no weight.
func weightOf(text string) float64 {
	w, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(w) || !isWeight(w) {
		return 0
	}
	return w
}

// segment returns the id of the segment of event i.
func (q *query) segment(t event.Trace, i int) int {
	if q.By == Channel {
		return t.ChannelID(i)
	}
	return q.by.ID(t, i)
}

// weight returns what the answer of event i weighs, or 0.
func (q *query) weight(t event.Trace, i int) float64 {
	if q.Weight == "" {
		return 1
	}
	return q.weights[q.weighing.ID(t, i)]
}
