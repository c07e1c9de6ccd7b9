package retention

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// threeDays is a log of one customer who is there on three days.
func threeDays(t testing.TB) *event.Log {
	var list []event.Event
	for d := range 3 {
		list = append(list, event.Event{Customer: "a", Time: time.Date(2024, 1, 1+d, 9, 0, 0, 0, time.UTC), Name: "e"})
	}
	return collect(t, list)
}

func tallyOf(t testing.TB, log *event.Log, o *Options) *Tally {
	tally, err := New(log, nil, nil, o)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

func activityOf(t testing.TB, log *event.Log, o *ActivityOptions) *ActivityTally {
	tally, err := NewActivity(log, nil, o)
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	return tally
}

func TestTalliesOfDifferentQuestionsDoNotMerge(t *testing.T) {
	log := threeDays(t)
	for name, o := range map[string]*Options{
		"another period": {Period: Week}, "another end": {At: time.Unix(1e9, 0)}, "another zone": {Location: place(t, "Europe/Paris")},
		"another criterion": {Return: Streak}, "other columns": {Intervals: 3}, "another level": {Level: 0.9},
	} {
		tally := tallyOf(t, log, nil)
		tally.Merge(tallyOf(t, log, o))
		_, err := tally.Result()
		assert.ErrorIs(t, err, ErrOtherQuestion, name)
		tally.Merge(tallyOf(t, log, nil))
		_, err = tally.Result()
		assert.ErrorIs(t, err, ErrOtherQuestion, "%s: the mistake stays", name)
		_, err = json.Marshal(tally)
		assert.ErrorIs(t, err, ErrOtherQuestion, name)
	}
	tally := tallyOf(t, log, nil)
	named, err := New(log, []string{"e"}, nil, nil)
	require.NoError(t, err)
	tally.Merge(named)
	_, err = tally.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion, "another event")

	activity := activityOf(t, log, nil)
	activity.Merge(activityOf(t, log, &ActivityOptions{Period: Month}))
	_, err = activity.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)
}

// Two zones may have one name. Where their clocks differ, so do their days.
func TestZonesOfOneNameAreTakenApart(t *testing.T) {
	log := threeDays(t)
	tally := tallyOf(t, log, &Options{Location: time.FixedZone("here", 3600)})
	tally.Merge(tallyOf(t, log, &Options{Location: time.FixedZone("here", 7200)}))
	_, err := tally.Result()
	assert.ErrorIs(t, err, ErrOtherQuestion)
}

func TestASavedTallyTakesNoTraces(t *testing.T) {
	log := threeDays(t)
	tally := new(Tally)
	require.NoError(t, json.Unmarshal([]byte(text(t, tallyOf(t, log, nil))), tally))
	tally.Add(log.Trace(0))
	_, err := tally.Result()
	assert.ErrorIs(t, err, ErrNoLog)

	activity := new(ActivityTally)
	require.NoError(t, json.Unmarshal([]byte(text(t, activityOf(t, log, nil))), activity))
	activity.Add(log.Trace(0))
	_, err = activity.Result()
	assert.ErrorIs(t, err, ErrNoLog)
}

func TestAnEmptyTallyIsNoData(t *testing.T) {
	_, err := new(Tally).Result()
	assert.ErrorIs(t, err, ErrNoData)
	_, err = new(ActivityTally).Result()
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Compute(new(event.Log), nil, nil, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = ComputeActivity(new(event.Log), nil, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Compute(nil, nil, nil, nil)
	assert.Error(t, err)
	_, err = ComputeActivity(nil, nil, nil)
	assert.Error(t, err)
}

func TestMistakesInOptionsHaveTheirPlace(t *testing.T) {
	for path, o := range map[string]*Options{
		"options.period": {Period: "fortnight"}, "options.week_start": {WeekStart: "Monday"}, "options.window": {Window: "w"},
		"options.births": {Births: "b"}, "options.at_birth": {AtBirth: "b"}, "options.return": {Return: "r"},
		"options.round": {Round: ToHour}, "options.level": {Level: 2}, "options.intervals": {Intervals: -1},
		"options.brackets": {Brackets: []Bracket{}}, "options.brackets[1]": {Brackets: []Bracket{{0, 2}, {1, 3}}},
		"options.brackets[0]": {Brackets: []Bracket{{0, 3001}}}, "options.from": {From: time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC)},
		"options.at": {At: time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		_, err := Compute(threeDays(t), nil, nil, o)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake, path)
		assert.Equal(t, path, mistake.Path)
	}
	_, err := ComputeActivity(threeDays(t), nil, &ActivityOptions{Period: "fortnight"})
	var mistake *field.Error
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "options.period", mistake.Path)
}

// A state that is changed by hand is refused, or is another sound state.
func TestStatesOfStrangersAreChecked(t *testing.T) {
	good := text(t, tallyOf(t, threeDays(t), &Options{Intervals: 2}))
	for _, change := range [][2]string{
		{`"size":1`, `"size":-1`}, {`"size":1`, `"size":0`}, {`"counts":[1,1]`, `"counts":[1]`}, {`"counts":[1,1]`, `"counts":[2,1]`},
		{`"counts":[1,1]`, `"counts":[-1,1]`}, {`"period":"day"`, `"period":"x"`}, {`"number":19725`, `"number":1972500`},
		{`"opens":1704067200000000000`, `"opens":9004067200000000000`}, {`"size":1`, `"size":99999999999999`}, {`"level":0.95`, `"level":7`},
		{`"brackets":[`, `"brackets":[{"from":5,"to":9},`}, {`"since":0`, `"since":-500000`}, {`"question"`, `"q"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(Tally)), "%v", change)
	}
	assert.Error(t, new(Tally).UnmarshalJSON([]byte("[")))

	good = text(t, activityOf(t, threeDays(t), nil))
	for _, change := range [][2]string{
		{`[1,1,0,1,1]`, `[1,2,0,1,1]`}, {`[1,1,0,1,1]`, `[-1,0,0,1,1]`}, {`[1,1,0,1,1]`, `[1,1,1,1,1]`}, {`[1,1,0,1,1]`, `[3,1,0,1,1]`},
		{`"first":19723`, `"first":-200000`}, {`"number":19725`, `"number":19724`}, {`"sticky":[0,`, `"sticky":[-1,`}, {`"end"`, `"e"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, "%v in %s", change, good)
		assert.Error(t, json.Unmarshal([]byte(bad), new(ActivityTally)), "%v", change)
	}
}

// Whatever is read as a state can be merged, asked and written.
func FuzzUnmarshalTally(f *testing.F) {
	f.Add(text(f, tallyOf(f, threeDays(f), &Options{Intervals: 2})))
	f.Add(text(f, activityOf(f, threeDays(f), &ActivityOptions{Period: Month})))
	f.Fuzz(func(t *testing.T, saved string) {
		if tally := new(Tally); json.Unmarshal([]byte(saved), tally) == nil {
			tally.Merge(tally)
			_, _ = tally.Result()
			text(t, tally)
		}
		if tally := new(ActivityTally); json.Unmarshal([]byte(saved), tally) == nil {
			_, _ = tally.Result()
			text(t, tally)
		}
	})
}

// Counting allocates per tally and per log, never per event.
func TestAddAllocatesNothing(t *testing.T) {
	log := threeDays(t)
	for name, o := range map[string]*Options{
		"calendar": nil, "rolling": {Window: Rolling}, "recurring": {Births: EveryPeriod}, "amplitude": Amplitude(Week),
	} {
		tally := tallyOf(t, log, o)
		assert.Zero(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }), name)
	}
	activity := activityOf(t, log, nil)
	assert.Zero(t, testing.AllocsPerRun(20, func() { activity.Add(log.Trace(0)) }))
}
