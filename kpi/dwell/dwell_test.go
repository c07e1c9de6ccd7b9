package dwell_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/persona/field"
)

func shopMap() *journey.Map {
	point := func(name string, channel journey.Channel, events ...string) journey.Touchpoint {
		return journey.Touchpoint{Name: name, Channel: channel, Events: events}
	}
	return &journey.Map{Title: "Shop", Stages: []journey.Stage{
		{Name: "Look", Touchpoints: []journey.Touchpoint{point("Ad", "", "ad"), point("Page", "", "page", "search")}},
		{Name: "Buy", Touchpoints: []journey.Touchpoint{point("Cart", "web", "cart"), point("Pay", "", "pay")}},
		{Name: "Stay", Touchpoints: []journey.Touchpoint{point("Desk", "shop", "cart"), point("Help", "", "help")}},
	}}
}

// stageOf is where an event belongs, straight from the map: with several
// touchpoints of its name, by its channel.
func stageOf(m *journey.Map, e event.Event) int {
	first := -1
	for i, s := range m.Stages {
		for _, p := range s.Touchpoints {
			if slices.Contains(p.Events, e.Name) {
				if p.Channel == e.Channel {
					return i
				}
				if first < 0 {
					first = i
				}
			}
		}
	}
	return first
}

func randomLog(t *testing.T, r *rand.Rand) *event.Log {
	names := []string{"ad", "page", "search", "cart", "pay", "help", "stray"}
	events := make([]event.Event, 1+r.IntN(60))
	for i := range events {
		events[i] = event.Event{
			Customer: fmt.Sprint("c", r.IntN(6)), Name: names[r.IntN(len(names))],
			Channel: journey.Channel([]string{"", "web", "shop"}[r.IntN(3)]), Time: time.Unix(int64(r.IntN(500)), 0), NoValue: true,
		}
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

// slow finds the visits by cutting each trace at its silences, and each piece
// into its runs.
func slow(m *journey.Map, log *event.Log, silence time.Duration, at time.Time) (ended [][]float64, open []int) {
	ended, open = make([][]float64, len(m.Stages)), make([]int, len(m.Stages))
	for t := range log.Traces() {
		var pieces [][]event.Event
		for i := range t.Len() {
			if !at.IsZero() && t.Time(i).After(at) {
				break
			}
			if i == 0 || silence >= 0 && t.Time(i).Sub(t.Time(i-1)) > silence {
				pieces = append(pieces, nil)
			}
			last := len(pieces) - 1
			pieces[last] = append(pieces[last], t.Event(i))
		}
		for _, piece := range pieces {
			piece = slices.DeleteFunc(piece, func(e event.Event) bool { return stageOf(m, e) < 0 })
			for i := 0; i < len(piece); {
				j := i
				for j < len(piece) && stageOf(m, piece[j]) == stageOf(m, piece[i]) {
					j++
				}
				stage := stageOf(m, piece[i])
				if j == len(piece) {
					open[stage]++
				} else {
					ended[stage] = append(ended[stage], piece[j].Time.Sub(piece[i].Time).Seconds())
				}
				i = j
			}
		}
	}
	return ended, open
}

func TestVisitsAreThoseOfTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	m := shopMap()
	for range 3000 {
		log := randomLog(t, r)
		opt := dwell.Options{Silence: []time.Duration{-1, time.Second, 40 * time.Second, time.Hour}[r.IntN(4)]}
		if r.IntN(2) == 0 {
			opt.At = time.Unix(int64(r.IntN(500)), 0)
		}
		ended, open := slow(m, log, opt.Silence, opt.At)
		got, err := dwell.Compute(m, log, &opt)
		if len(slices.Concat(ended...)) == 0 && open[0]+open[1]+open[2] == 0 {
			require.ErrorIs(t, err, dwell.ErrNoData)
			continue
		}
		require.NoError(t, err)
		for i, s := range got.Stages {
			require.Equal(t, m.Stages[i].Name, s.Name)
			require.Equal(t, len(ended[i]), s.Visits)
			require.Equal(t, open[i], s.Open)
			total := 0.0
			for _, v := range ended[i] {
				total += v
			}
			require.InDelta(t, total, s.Total, 1e-9)
			checkMeasures(t, ended[i], s)
		}
	}
}

func checkMeasures(t *testing.T, visits []float64, s dwell.Stage) {
	t.Helper()
	if len(visits) < 2 {
		require.Empty(t, s.Measures)
		return
	}
	slices.Sort(visits)
	for _, m := range s.Measures {
		require.Equal(t, len(visits), m.N)
		require.LessOrEqual(t, m.Lo, m.Value)
		require.LessOrEqual(t, m.Value, m.Hi)
		switch m.Name {
		case journey.MeasureTimeMean:
			require.InDelta(t, s.Total/float64(len(visits)), m.Value, 1e-9)
		case journey.MeasureTimeMedian:
			below := (len(visits) - 1) / 2
			require.InDelta(t, (visits[below]+visits[len(visits)/2])/2, m.Value, 1e-9)
		}
	}
}

// Parts of the customers, counted on machines that know nothing of each other,
// saved, restored and merged in any order, and a stream that is followed, give
// what one pass gives.
func TestPartsMergedAreOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	m := shopMap()
	opt := &dwell.Options{Silence: 90 * time.Second}
	for range 100 {
		log := randomLog(t, r)
		want, err := dwell.Compute(m, log, opt)
		if err != nil {
			continue
		}
		var parts []*dwell.Tally
		for _, part := range log.Split(func(string) string { return fmt.Sprint(r.IntN(3)) }) {
			tally, err := dwell.New(m, part, opt)
			require.NoError(t, err)
			for trace := range part.Traces() {
				tally.Add(trace)
			}
			state, err := json.Marshal(tally)
			require.NoError(t, err)
			restored := new(dwell.Tally)
			require.NoError(t, json.Unmarshal(state, restored))
			parts = append(parts, restored)
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for _, p := range parts[1:] {
			parts[0].Merge(p)
		}
		got, err := parts[0].Result()
		require.NoError(t, err)
		require.Equal(t, want, got)

		s := event.NewStream(nil)
		follow := event.Follow(s, func(l *event.Log) (*dwell.Tally, error) { return dwell.New(m, l, opt) })
		events := slices.Collect(log.All())
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		for k, e := range events {
			e.Order = int64(k) // ties are the shuffle's, in the stream and in the batch
			events[k] = e
			require.NoError(t, s.Append(e))
			if r.IntN(20) == 0 {
				_, err := follow.Now()
				require.NoError(t, err)
			}
		}
		now, err := follow.Now()
		require.NoError(t, err)
		got, err = now.Result()
		require.NoError(t, err)
		want, err = dwell.Compute(m, s.Log(), opt)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestWhatIsNotOneAnalysisIsAnError(t *testing.T) {
	m, log := shopMap(), randomLog(t, rand.New(rand.NewPCG(5, 6)))
	a, err := dwell.New(m, log, nil)
	require.NoError(t, err)
	b, err := dwell.New(m, log, &dwell.Options{Silence: time.Hour})
	require.NoError(t, err)
	a.Merge(b)
	_, err = a.Result()
	assert.ErrorContains(t, err, "tallies were asked different things")
	_, err = json.Marshal(a)
	assert.Error(t, err)

	state, err := json.Marshal(b)
	require.NoError(t, err)
	var restored dwell.Tally
	require.NoError(t, json.Unmarshal(state, &restored))
	restored.Add(log.Trace(0))
	_, err = restored.Result()
	assert.ErrorContains(t, err, "a saved tally takes in tallies, no traces")

	for _, bad := range []string{`{}`, `7`, `{"asked":{"level":0.95,"stages":["a"]},"visits":[]}`, `{"asked":{"level":0.95,"stages":["a"]},"visits":[{"open":-1}]}`} {
		assert.Error(t, json.Unmarshal([]byte(bad), new(dwell.Tally)), bad)
	}
}

func TestOptionsThatAreOutOfRangeSaySo(t *testing.T) {
	m, log := shopMap(), randomLog(t, rand.New(rand.NewPCG(5, 6)))
	for path, opt := range map[string]*dwell.Options{
		"options.level": {Level: 0.3},
		"options.at":    {At: time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		_, err := dwell.Compute(m, log, opt)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, path, mistake.Path)
	}
	_, err := dwell.Compute(&journey.Map{Stages: []journey.Stage{{}}}, log, nil)
	assert.ErrorAs(t, err, new(*field.Error))
	_, err = dwell.Compute(nil, log, nil)
	assert.Error(t, err)
}

func TestNothingIsAllocatedPerEvent(t *testing.T) {
	var events []event.Event
	for i := range 10_000 {
		events = append(events, event.Event{Customer: "ada", Name: []string{"ad", "pay"}[i/5000], Time: time.Unix(int64(i), 0)})
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	tally, err := dwell.New(shopMap(), log, nil)
	require.NoError(t, err)
	tally.Add(log.Trace(0))
	assert.LessOrEqual(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(0)) }), 1.0)
}
