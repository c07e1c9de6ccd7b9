package survey_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/persona/field"
)

func shopMap() *journey.Map {
	stage := func(name string, events ...string) journey.Stage {
		return journey.Stage{Name: name, Touchpoints: []journey.Touchpoint{{Name: name, Events: events}}}
	}
	return &journey.Map{Title: "Shop", Stages: []journey.Stage{stage("Look", "ad", "page"), stage("Buy", "pay", "nps"), stage("Stay", "help")}}
}

// randomEvents are those of a few customers, some of them answers that are
// blank, off the scale or no whole numbers.
func randomEvents(r *rand.Rand) []event.Event {
	names := []string{"ad", "page", "pay", "help", "stray", "nps", "nps", "nps_answer"}
	values := []float64{0, 3, 6, 7, 8, 9, 10, 10, -1, 11, 7.5}
	events := make([]event.Event, r.IntN(60))
	for i := range events {
		e := event.Event{
			Customer: fmt.Sprint("c", r.IntN(8)), Name: names[r.IntN(len(names))],
			Channel: journey.Channel([]string{"", "web", "shop"}[r.IntN(3)]),
			Time:    time.Unix(int64(r.IntN(200*24*3600)), 0), Order: int64(i),
			Value: values[r.IntN(len(values))], NoValue: r.IntN(8) == 0,
			Attrs: map[string]string{},
		}
		if land := []string{"", "fr", "us", "de"}[r.IntN(4)]; land != "" {
			e.Attrs["land"] = land
		}
		if w := []string{"", "0.5", "2", "1e-3", "0", "-1", "many", "1"}[r.IntN(8)]; w != "" {
			e.Attrs["w"] = w
		}
		events[i] = e
	}
	return events
}

func randomOptions(r *rand.Rand) *survey.Options {
	return &survey.Options{
		Method:   []survey.Method{"", survey.Wald, survey.Score, survey.Exact}[r.IntN(4)],
		Which:    []survey.Which{"", survey.LastAnswer}[r.IntN(2)],
		By:       []string{"", "land", survey.Channel, "nothing"}[r.IntN(4)],
		Segments: []int{0, 1, 2}[r.IntN(3)],
		Period:   []survey.Period{"", survey.Day, survey.Week, survey.Month, survey.Quarter}[r.IntN(5)],
		Weight:   []string{"", "", "w"}[r.IntN(3)],
	}
}

func collect(t *testing.T, events []event.Event) *event.Log {
	t.Helper()
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// A reply is an answer with all that it may be sorted by.
type reply struct {
	customer                   string
	answer, weight             float64
	blank, invalid, weightless bool
	rows                       []string
}

// replies finds the answers of a log straight from the definitions.
func replies(log *event.Log, m *journey.Map, o *survey.Options) []reply {
	var list []reply
	for t := range log.Traces() {
		stage := "unplaced"
		for i := range t.Len() {
			e := t.Event(i)
			if !o.At.IsZero() && e.Time.After(o.At) {
				break
			}
			for _, s := range m.Stages {
				if slices.Contains(s.Touchpoints[0].Events, e.Name) {
					stage = "stage " + s.Name
				}
			}
			if e.Name != "nps" && e.Name != "nps_answer" {
				continue
			}
			rp := reply{customer: e.Customer, answer: e.Value, blank: e.NoValue, weight: 1, rows: []string{"all", stage}}
			rp.invalid = e.Value != math.Trunc(e.Value) || e.Value < 0 || e.Value > 10
			if o.Weight != "" {
				w, err := strconv.ParseFloat(e.Attrs[o.Weight], 64)
				rp.weight, rp.weightless = w, err != nil || w <= 0
			}
			switch o.By {
			case "":
			case survey.Channel:
				rp.rows = append(rp.rows, "segment "+string(e.Channel))
			default:
				rp.rows = append(rp.rows, "segment "+e.Attrs[o.By])
			}
			if o.Period != "" {
				rp.rows = append(rp.rows, "period "+firstDay(e.Time, o.Period))
			}
			list = append(list, rp)
		}
	}
	return list
}

func firstDay(at time.Time, p survey.Period) string {
	at = at.UTC()
	y, m, d := at.Date()
	switch p {
	case survey.Week:
		d -= (int(at.Weekday()) + 6) % 7
	case survey.Month:
		d = 1
	case survey.Quarter:
		m, d = m-(m-1)%3, 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// expected counts the replies of each row.
func expected(list []reply, o *survey.Options) map[string]survey.Row {
	rows := map[string]survey.Row{}
	seen := map[string]bool{}
	for _, rp := range slices.Backward(list) {
		for _, name := range rp.rows {
			row, ok := rows[name]
			if !ok {
				row.Counts = survey.Counts{Scale: survey.Scale{Lo: 0, Hi: 10}, Answers: make([]int, 11)}
				if o.Weight != "" {
					row.Counts.Weights, row.Counts.Squares = make([]float64, 11), make([]float64, 11)
				}
			}
			again := seen[name+"/"+rp.customer]
			switch {
			case rp.blank:
				row.Counts.Blank++
			case rp.invalid:
				row.Counts.Invalid++
			case rp.weightless:
				row.Counts.Unweighted++
			case again && o.Which == survey.LastAnswer:
			default:
				row.Counts.Answers[int(rp.answer)]++
				if o.Weight != "" {
					row.Counts.Weights[int(rp.answer)] += rp.weight
					row.Counts.Squares[int(rp.answer)] += rp.weight * rp.weight
				}
				if !again {
					row.Customers++
				}
				seen[name+"/"+rp.customer] = true
			}
			rows[name] = row
		}
	}
	return rows
}

// got returns the rows of a result under the names of the reference.
func got(r *survey.Result) map[string]survey.Row {
	rows := map[string]survey.Row{"all": r.Overall}
	if r.Unplaced != nil {
		rows["unplaced"] = *r.Unplaced
	}
	for _, s := range r.Stages {
		rows["stage "+s.Name] = s.Row
	}
	for _, s := range r.Segments {
		rows["segment "+s.Segment] = s.Row
	}
	for _, p := range r.Periods {
		rows["period "+p.From] = p.Row
	}
	return rows
}

func TestAnswersAreCountedWhereTheDefinitionsSay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	m := shopMap()
	for range sharedtest.Cases(600, 10_000) {
		log, o := collect(t, randomEvents(r)), randomOptions(r)
		o.Segments = 20
		if r.IntN(2) == 0 {
			o.At = time.Unix(int64(r.IntN(200*24*3600)), 0)
		}
		want := expected(replies(log, m, o), o)
		result, err := survey.Compute(m, log, survey.Recommend(), o)
		if len(want) == 0 {
			require.ErrorIs(t, err, survey.ErrNoData)
			continue
		}
		require.NoError(t, err)
		rows := got(result)
		for name, row := range rows {
			if _, ok := want[name]; !ok { // a stage in which nobody answered
				require.Zero(t, row.Counts.N()+row.Counts.Blank+row.Counts.Invalid+row.Counts.Unweighted+row.Customers, name)
				delete(rows, name)
			}
		}
		require.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(rows)))
		for name, row := range rows {
			require.Equal(t, want[name].Customers, row.Customers, name)
			for i := range want[name].Counts.Weights {
				require.InDelta(t, want[name].Counts.Weights[i], row.Counts.Weights[i], 1e-12)
				require.InDelta(t, want[name].Counts.Squares[i], row.Counts.Squares[i], 1e-12)
			}
			counts := want[name].Counts
			counts.Weights, counts.Squares = row.Counts.Weights, row.Counts.Squares
			require.Equal(t, counts, row.Counts, name)
			checkScored(t, o, row)
		}
		require.True(t, slices.IsSortedFunc(result.Periods, func(a, b survey.Span) int { return cmp.Compare(a.From, b.From) }))
	}
}

// checkScored holds that a row has the score of its counts.
func checkScored(t *testing.T, o *survey.Options, row survey.Row) {
	t.Helper()
	want, err := survey.Recommend().Score(row.Counts, &survey.ScoreOptions{Level: o.Level, Method: o.Method})
	if row.Counts.N() == 0 {
		require.ErrorIs(t, err, survey.ErrNoData)
		require.Nil(t, row.Score)
		return
	}
	require.NoError(t, err)
	require.Equal(t, want, row.Score)
}

func said(t *testing.T, tally *survey.Tally) string {
	t.Helper()
	result, err := tally.Result()
	if err != nil {
		return err.Error()
	}
	b, err := json.Marshal(result)
	require.NoError(t, err)
	return string(b)
}

// Parts of the customers, counted in logs of their own, saved, restored and
// merged in any order, give what one pass gives, byte for byte.
func TestPartsMergedAreOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range sharedtest.Cases(300, 3000) {
		var m *journey.Map
		if r.IntN(2) == 0 {
			m = shopMap()
		}
		log, opt := collect(t, randomEvents(r)), randomOptions(r)
		whole := tallyOf(t, m, log, opt)
		var parts []*survey.Tally
		of := map[string]string{}
		for trace := range log.Traces() {
			of[trace.Customer()] = fmt.Sprint(r.IntN(4))
		}
		for _, part := range log.Split(func(customer string) string { return of[customer] }) {
			state, err := json.Marshal(tallyOf(t, m, part, opt))
			require.NoError(t, err)
			restored := new(survey.Tally)
			require.NoError(t, json.Unmarshal(state, restored))
			again, err := json.Marshal(restored)
			require.NoError(t, err)
			require.Equal(t, string(state), string(again))
			parts = append(parts, restored)
		}
		if len(parts) == 0 {
			continue
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for _, p := range parts[1:] {
			before := said(t, p)
			parts[0].Merge(p)
			require.Equal(t, before, said(t, p), "merging leaves the other as it is")
		}
		require.Equal(t, said(t, whole), said(t, parts[0]))
	}
}

func tallyOf(t *testing.T, m *journey.Map, log *event.Log, opt *survey.Options) *survey.Tally {
	t.Helper()
	tally, err := survey.New(m, log, survey.Recommend(), opt)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

func TestAStreamThatIsFollowedGivesWhatOnePassGives(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	m := shopMap()
	for range 30 {
		opt := randomOptions(r)
		sharedtest.Follow(t, r, randomEvents(r), func(l *event.Log) (*survey.Tally, error) {
			return survey.New(m, l, survey.Recommend(), opt)
		})
	}
}

func TestWhatIsNotOneAnalysisIsAnError(t *testing.T) {
	log := collect(t, []event.Event{{Customer: "ada", Name: "nps", Value: 9, Time: time.Unix(1, 0)}})
	a, b := tallyOf(t, nil, log, nil), tallyOf(t, nil, log, &survey.Options{Which: survey.LastAnswer})
	a.Merge(b)
	_, err := a.Result()
	assert.ErrorContains(t, err, "tallies were asked different things")
	_, err = json.Marshal(a)
	assert.Error(t, err)

	state, err := json.Marshal(b)
	require.NoError(t, err)
	var restored survey.Tally
	require.NoError(t, json.Unmarshal(state, &restored))
	restored.Add(log.Trace(0))
	_, err = restored.Result()
	assert.ErrorContains(t, err, "a saved tally takes in tallies, no traces")

	_, err = new(survey.Tally).Result()
	assert.Error(t, err)
	tally := tallyOf(t, nil, log, nil)
	tally.Merge(nil)
	_, err = tally.Result()
	assert.Error(t, err)
}

// Each state is a sound one with one thing wrong.
func TestStatesFromStrangersAreChecked(t *testing.T) {
	log := collect(t, []event.Event{
		{Customer: "ada", Name: "nps", Value: 9, Time: time.Unix(1, 0), Attrs: map[string]string{"w": "2", "land": "fr"}},
		{Customer: "bob", Name: "nps", Value: 2, Time: time.Unix(1, 0), Attrs: map[string]string{"w": "3"}},
	})
	state, err := json.Marshal(tallyOf(t, shopMap(), log, &survey.Options{By: "land", Period: survey.Month, Weight: "w"}))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(state, new(survey.Tally)))
	change := func(path []any, to any) string {
		var v any
		d := json.NewDecoder(bytes.NewReader(state))
		d.UseNumber() // the end of the observation has 63 bits
		require.NoError(t, d.Decode(&v))
		at := v
		for _, step := range path[:len(path)-1] {
			switch step := step.(type) {
			case string:
				at = at.(map[string]any)[step]
			case int:
				at = at.([]any)[step]
			}
		}
		switch step := path[len(path)-1].(type) {
		case string:
			at.(map[string]any)[step] = to
		case int:
			at.([]any)[step] = to
		}
		b, err := json.Marshal(v)
		require.NoError(t, err)
		return string(b)
	}
	require.NoError(t, json.Unmarshal([]byte(change([]any{"asked", "level"}, 0.95)), new(survey.Tally)), "what is not changed is sound")
	bad := []string{`{}`, `7`, `null`, `{"asked":{}}`}
	for _, c := range []struct {
		path []any
		to   any
	}{
		{[]any{"all"}, nil},
		{[]any{"all", "answers"}, []int{1}},
		{[]any{"all", "answers", 0}, -1},
		{[]any{"all", "answers", 0}, int64(1) << 60},
		{[]any{"all", "answers", 0}, 1}, // without weights
		{[]any{"all", "blank"}, -1},
		{[]any{"all", "customers"}, 3},
		{[]any{"all", "customers"}, 0},
		{[]any{"all", "weights"}, nil},
		{[]any{"all", "weights", 2}, []int64{0, 1}},
		{[]any{"all", "weights", 2}, []int64{99, 1}},
		{[]any{"all", "weights", 2}, []int64{60, 1 << 20}},
		{[]any{"all", "squares", 2}, []int64{36, 1}},
		{[]any{"stages"}, []any{}},
		{[]any{"stages", 0}, nil},
		{[]any{"segments", "fr"}, nil},
		{[]any{"periods", "99999999"}, map[string]any{}},
		{[]any{"asked", "level"}, 2},
		{[]any{"asked", "level"}, 0},
		{[]any{"asked", "method"}, "guess"},
		{[]any{"asked", "segments"}, -1},
		{[]any{"asked", "by"}, ""},
		{[]any{"asked", "period"}, ""},
		{[]any{"asked", "weight"}, ""},
		{[]any{"asked", "stages"}, nil},
		{[]any{"asked", "question", "scale", "hi"}, int64(1) << 40},
		{[]any{"asked", "question", "kind"}, "guess"},
		{[]any{"asked", "question", "events"}, []string{"z", "a"}},
	} {
		bad = append(bad, change(c.path, c.to))
	}
	for _, b := range bad {
		var tally survey.Tally
		assert.Error(t, json.Unmarshal([]byte(b), &tally), b)
	}
}

func TestMistakesSaySo(t *testing.T) {
	log := collect(t, nil)
	for _, c := range []struct {
		path string
		q    survey.Question
		opt  survey.Options
	}{
		{"question.kind", survey.Question{Events: []string{"a"}}, survey.Options{}},
		{"question.kind", survey.Question{Kind: "best", Events: []string{"a"}}, survey.Options{}},
		{"question.scale", survey.Question{Kind: survey.Mean, Events: []string{"a"}}, survey.Options{}},
		{"question.scale", survey.Question{Kind: survey.NPS, Scale: survey.Scale{Lo: 1, Hi: 5}, Events: []string{"a"}}, survey.Options{}},
		{"question.scale", survey.Question{Kind: survey.Net, Scale: survey.Scale{Lo: 1, Hi: 3}, Events: []string{"a"}}, survey.Options{}},
		{"question.scale", survey.Question{Kind: survey.Mean, Scale: survey.Scale{Lo: 0, Hi: 1000}, Events: []string{"a"}}, survey.Options{}},
		{"question.events", survey.Question{Kind: survey.NPS}, survey.Options{}},
		{"options.level", survey.Recommend(), survey.Options{Level: 0.3}},
		{"options.method", survey.Recommend(), survey.Options{Method: "guess"}},
		{"options.at", survey.Recommend(), survey.Options{At: time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)}},
		{"options.which", survey.Recommend(), survey.Options{Which: "first"}},
		{"options.period", survey.Recommend(), survey.Options{Period: "year"}},
		{"options.segments", survey.Recommend(), survey.Options{Segments: -1}},
	} {
		_, err := survey.New(nil, log, c.q, &c.opt)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, c.path)
		assert.Equal(t, c.path, mistake.Path)
	}
	_, err := survey.New(nil, nil, survey.Recommend(), nil)
	assert.Error(t, err)
	_, err = survey.New(&journey.Map{Stages: []journey.Stage{{}}}, log, survey.Recommend(), nil)
	assert.ErrorAs(t, err, new(*field.Error))
	_, err = survey.Compute(nil, log, survey.Recommend(), nil)
	assert.ErrorIs(t, err, survey.ErrNoData)
}

func TestAQuestionThatNobodyAnsweredHasNoScore(t *testing.T) {
	log := collect(t, []event.Event{
		{Customer: "ada", Name: "nps", NoValue: true, Time: time.Unix(1, 0)},
		{Customer: "bob", Name: "nps", Value: 12, Time: time.Unix(1, 0)},
	})
	r, err := survey.Compute(nil, log, survey.Recommend(), &survey.Options{Period: survey.Day, By: survey.Channel})
	require.NoError(t, err)
	assert.Nil(t, r.Overall.Score)
	assert.Equal(t, 1, r.Overall.Counts.Blank)
	assert.Equal(t, 1, r.Overall.Counts.Invalid)
	assert.Len(t, r.Periods, 1)
	assert.Nil(t, r.Trend)
	assert.Empty(t, r.Stages)
	assert.Nil(t, r.Unplaced)
}

func TestNothingIsAllocatedPerEvent(t *testing.T) {
	var events []event.Event
	for i := range 10_000 {
		events = append(events, event.Event{
			Customer: "ada", Name: []string{"ad", "nps", "pay"}[i%3], Value: float64(i % 11), Time: time.Unix(int64(i)*600, 0),
			Attrs: map[string]string{"w": "2", "land": "fr"},
		})
	}
	log := collect(t, events)
	tally, err := survey.New(shopMap(), log, survey.Recommend(), &survey.Options{By: "land", Period: survey.Week, Weight: "w", Which: survey.LastAnswer})
	require.NoError(t, err)
	tally.Add(log.Trace(0))
	assert.Zero(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }))
}
