package retention

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/parcours-go/parcours/kpi/internal/calendar"
)

// A question is what a tally was asked. Tallies of the same question merge.
type question struct {
	Options         // settled; Location is UTC where the tally was read from JSON
	target, returns []string
	zoneName        string
	since           int    // the number of the period of Options.From
	text            string // all of it, to be compared and saved
}

// A savedQuestion is the JSON form of a question.
type savedQuestion struct {
	Target    []string  `json:"target,omitempty"`
	Returns   []string  `json:"returns,omitempty"`
	Period    Period    `json:"period"`
	WeekStart Weekday   `json:"week_start"`
	Zone      string    `json:"zone"`
	Window    Window    `json:"window"`
	Round     Rounding  `json:"round"`
	Births    Births    `json:"births"`
	AtBirth   AtBirth   `json:"at_birth"`
	Return    Criterion `json:"return"`
	Brackets  []Bracket `json:"brackets"`
	From      time.Time `json:"from,omitzero"`
	Since     int       `json:"since"`
	At        time.Time `json:"at,omitzero"`
	Level     float64   `json:"level"`
}

func newQuestion(target, returns []string, o Options) (question, error) {
	q := question{Options: o, target: sorted(target), returns: sorted(returns), zoneName: o.Location.String()}
	if !o.From.IsZero() {
		q.since = q.zone().Number(o.From.UnixNano())
	}
	return q.written()
}

// written returns the question with its text.
func (q question) written() (question, error) {
	text, err := json.Marshal(savedQuestion{
		q.target, q.returns, q.Period, q.WeekStart, q.zoneName, q.Window, q.Round, q.Births, q.AtBirth,
		q.Return, q.Brackets, q.From, q.since, q.At, q.Level,
	})
	q.text = string(text)
	return q, err
}

// question returns the question that was saved, or its first mistake.
func (s savedQuestion) question() (question, error) {
	o := &Options{
		Period: s.Period, WeekStart: s.WeekStart, Window: s.Window, Round: s.Round, Births: s.Births,
		AtBirth: s.AtBirth, Return: s.Return, Brackets: s.Brackets, From: s.From, At: s.At, Level: s.Level,
	}
	settled, err := o.settled()
	if err != nil {
		return question{}, err
	}
	q := question{Options: settled, target: sorted(s.Target), returns: sorted(s.Returns), zoneName: s.Zone, since: s.Since}
	return q.written()
}

// zone returns the zone whose periods make the cohorts.
func (q question) zone() calendar.Zone { return zoneOf(q.Period, q.WeekStart, q.Location) }

func zoneOf(p Period, start Weekday, loc *time.Location) calendar.Zone {
	unit := map[Period]calendar.Unit{Day: calendar.Day, Week: calendar.Week, Month: calendar.Month}[p]
	return calendar.In(loc, unit, max(0, slices.Index(weekdays[:], start)))
}

// window returns the length of a [Rolling] window on the ruler.
func (q question) window() uint64 {
	days := map[Period]time.Duration{Day: 1, Week: 7, Month: 30}[q.Period]
	unit := map[Rounding]time.Duration{Exact: 1, ToHour: time.Hour, ToDay: day}[q.Round]
	return uint64(days * day / unit)
}

const day = 24 * time.Hour

func sorted(names []string) []string {
	out := slices.Clone(names)
	slices.Sort(out)
	return slices.Compact(out)
}
