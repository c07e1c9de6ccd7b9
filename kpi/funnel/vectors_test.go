package funnel_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

// A vector is a case that another system publishes.
type vector struct {
	ID       string            `json:"id"`
	Analysis string            `json:"analysis"`
	Kind     string            `json:"kind"`
	System   string            `json:"system"`
	Events   []json.RawMessage `json:"events"`
	Steps    [][]string        `json:"steps"`
	Options  struct {
		Modes      []funnel.ClickHouseMode `json:"modes"`
		Window     *float64                `json:"window_s"`
		Order      string                  `json:"order"`
		Exclusions [][3]any                `json:"exclusions"`
		FromPrior  []*float64              `json:"within_from_prior_s"`
		Identity   map[string][]string     `json:"identity"`
		Start      string                  `json:"start"`
		End        string                  `json:"end"`
		Within     string                  `json:"within"`
	} `json:"options"`
	Expected struct {
		MaxLevel   map[string]int      `json:"max_level"`
		Counts     []int               `json:"counts"`
		Actors     map[string][]string `json:"actors"`
		Dropped    map[string][]string `json:"dropped"`
		Avg        []*float64          `json:"avg_conversion_s"`
		Median     []*float64          `json:"median_conversion_s"`
		OfAll      []float64           `json:"conversion_of_all"`
		OfPrevious []float64           `json:"conversion_of_previous"`
		PctInitial []float64           `json:"pct_of_initial"`
		Entries    int                 `json:"entries"`
		Totals     int                 `json:"conversions"`
		Breakdown  map[string][]int    `json:"by_breakdown"`
		Ranges     map[string][]int    `json:"by_range"`
		WithStart  *int                `json:"with_start"`
		Converted  *int                `json:"converted"`
		Rate       *float64            `json:"rate"`
		BaseRate   *float64            `json:"base_rate"`
		Lift       *float64            `json:"lift"`
		AsFunnel   *int                `json:"converted_funnel_and_legacy_pathfinder"`
		AsJourneys *int                `json:"converted_journeys"`
	} `json:"expected"`
}

func vectors(t *testing.T) []vector {
	var file struct{ Vectors []json.RawMessage }
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "vectors/behaviour.json")).Decode(&file))
	var out []vector
	for _, raw := range file.Vectors {
		var sort struct{ Analysis, Kind string }
		require.NoError(t, json.Unmarshal(raw, &sort))
		mine := strings.HasPrefix(sort.Analysis, "funnel") || sort.Analysis == "conversion_within" || sort.Analysis == "path_conversion"
		if mine && sort.Kind != "version_dependent" {
			var v vector
			require.NoError(t, json.Unmarshal(raw, &v))
			out = append(out, v)
		}
	}
	return out
}

// log returns the events, of customers as the case's identities merge them.
func (v *vector) log(t *testing.T) *event.Log {
	person := map[string]string{}
	for p, ids := range v.Options.Identity {
		for _, id := range ids {
			person[id] = p
		}
	}
	var events []event.Event
	for _, raw := range v.Events {
		var who, name string
		var at float64
		var attrs map[string]string
		fields := []any{&who, &at, &name, &attrs}
		require.NoError(t, json.Unmarshal(raw, &fields))
		if p, ok := person[who]; ok {
			who = p
		}
		events = append(events, event.Event{
			Customer: who, Name: name, Attrs: attrs, NoValue: true,
			Time: time.Unix(0, int64(math.Round(at*1e6))*1000),
		})
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}

func seconds(s float64) time.Duration { return time.Duration(math.Round(s * 1e9)) }

// ask returns the steps and the options of the system that the case is of.
func (v *vector) ask(t *testing.T) ([]funnel.Step, *funnel.Options) {
	var steps []funnel.Step
	for i, names := range v.Steps {
		s := funnel.Step{Events: names}
		if prior := v.Options.FromPrior; prior != nil && prior[i] != nil {
			s.Within = seconds(*prior[i])
		}
		steps = append(steps, s)
	}
	var o *funnel.Options
	switch system, _, _ := strings.Cut(v.System, " "); system {
	case "ClickHouse":
		return steps, funnel.ClickHouse(seconds(*v.Options.Window), v.Options.Modes...)
	case "PostHog":
		o = funnel.PostHog(funnel.Order(v.Options.Order))
	case "Mixpanel":
		o = funnel.Mixpanel()
	case "Amplitude":
		o = funnel.Amplitude()
	case "GA4":
		o = funnel.GA4()
	case "retentioneering":
		o = funnel.Retentioneering()
		if v.ID == "RT3-FN-03" {
			o.Order = funnel.FirstThenAny
		}
	default:
		require.Fail(t, "unknown system", v.System)
	}
	if v.Options.Window != nil {
		o.Window = seconds(*v.Options.Window)
	}
	for _, x := range v.Options.Exclusions {
		o.Exclude = append(o.Exclude, funnel.Exclusion{
			Events: []string{x[0].(string)}, From: int(x[1].(float64)) + 1, To: int(x[2].(float64)) + 1,
		})
	}
	return steps, o
}

// Each case by its id, with the options of its system and nothing else.
func TestTheCasesThatOtherSystemsPublish(t *testing.T) {
	list := vectors(t)
	assert.Len(t, list, 52)
	for _, v := range list {
		t.Run(v.ID, func(t *testing.T) {
			log := v.log(t)
			switch v.Analysis {
			case "conversion_within":
				v.checkWithin(t, log)
				return
			case "path_conversion":
				v.checkPath(t, log)
				return
			}
			steps, opt := v.ask(t)
			switch v.Analysis {
			case "funnel_totals":
				opt.Anchor, opt.Count = funnel.EachEntry, funnel.Tries
				row := compute(t, log, steps, opt).All
				assert.Equal(t, []int{v.Expected.Entries, v.Expected.Totals}, []int{row.Entered, row.Completed})
			case "funnel_behavioural":
				opt.By, opt.Attribution = "item", funnel.AtStep
				v.checkBreakdown(t, compute(t, log, steps, opt))
			case "funnel_first_time":
				opt.FirstEver = true
				v.checkRanges(t, log, steps, opt)
			case "funnel_time":
				v.checkCounts(t, log, steps, opt)
				v.checkTimes(t, log, steps, opt)
			default:
				v.checkLevels(t, log, steps, opt)
				v.checkCounts(t, log, steps, opt)
			}
		})
	}
}

func compute(t *testing.T, log *event.Log, steps []funnel.Step, opt *funnel.Options) *funnel.Result {
	t.Helper()
	r, err := funnel.Compute(log, steps, opt)
	require.NoError(t, err)
	return r
}

func reached(r funnel.Row) []int {
	var out []int
	for _, s := range r.Steps {
		out = append(out, s.Reached)
	}
	return out
}

func (v *vector) checkLevels(t *testing.T, log *event.Log, steps []funnel.Step, opt *funnel.Options) {
	if v.Expected.MaxLevel == nil && v.Expected.Actors == nil && v.Expected.Dropped == nil {
		return
	}
	passages, err := funnel.Who(log, steps, opt)
	require.NoError(t, err)
	levels, atLeast, dropped := map[string]int{}, map[string][]string{}, map[string][]string{}
	for p := range passages {
		levels[p.Customer] = p.Reached
		for k := 1; k <= p.Reached; k++ {
			atLeast[string(rune('0'+k))] = append(atLeast[string(rune('0'+k))], p.Customer)
		}
		if next := string(rune('0' + p.Reached + 1)); p.Reached > 0 {
			dropped[next] = append(dropped[next], p.Customer)
		}
	}
	if v.Expected.MaxLevel != nil {
		assert.Equal(t, v.Expected.MaxLevel, levels)
	}
	for k, want := range v.Expected.Actors {
		assert.Equal(t, want, atLeast[k], "reached step %s", k)
	}
	for k, want := range v.Expected.Dropped {
		assert.Equal(t, want, dropped[k], "dropped before step %s", k)
	}
}

func (v *vector) checkCounts(t *testing.T, log *event.Log, steps []funnel.Step, opt *funnel.Options) {
	if v.Expected.Counts == nil {
		return
	}
	row := compute(t, log, steps, opt).All
	assert.Equal(t, v.Expected.Counts, reached(row))
	for i, s := range row.Steps {
		if v.Expected.OfAll != nil {
			assert.InDelta(t, v.Expected.OfAll[i], s.OfAll.Value, 1e-9)
		}
		if v.Expected.PctInitial != nil {
			assert.InDelta(t, v.Expected.PctInitial[i], 100*s.FromFirst.Value, 0.005)
		}
		if v.Expected.OfPrevious != nil && i > 0 {
			assert.InDelta(t, v.Expected.OfPrevious[i], s.FromPrevious.Value, 1e-9)
		}
	}
}

// checkTimes compares mean times, of each customer over the tries that they
// completed where the case says so.
func (v *vector) checkTimes(t *testing.T, log *event.Log, steps []funnel.Step, opt *funnel.Options) {
	tries := *opt
	if v.ID == "PH-FN-17" {
		tries.Anchor, tries.Count = funnel.EachEntry, funnel.Tries
	}
	passages, err := funnel.Who(log, steps, &tries)
	require.NoError(t, err)
	means := make([][]float64, len(steps))
	last := ""
	var own [][]float64
	flush := func() {
		for i, times := range own {
			if len(times) > 0 {
				means[i] = append(means[i], mean(times))
			}
		}
		own = make([][]float64, len(steps))
	}
	flush()
	for p := range passages {
		if p.Customer != last {
			flush()
			last = p.Customer
		}
		for i := 1; i < len(p.Events); i++ {
			own[i] = append(own[i], p.Events[i].Time.Sub(p.Events[i-1].Time).Seconds())
		}
	}
	flush()
	for i, want := range v.Expected.Avg {
		if want != nil {
			assert.InDelta(t, *want, mean(means[i]), 1e-9, "step %d", i+1)
		}
	}
	for i, want := range v.Expected.Median {
		if want != nil {
			require.Len(t, means[i], 1)
			assert.InDelta(t, *want, means[i][0], 1e-9)
		}
	}
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func (v *vector) checkBreakdown(t *testing.T, r *funnel.Result) {
	got := map[string][]int{}
	for _, s := range r.Segments {
		got[s.Segment] = reached(s)
	}
	assert.Equal(t, v.Expected.Breakdown, got)
}

func (v *vector) checkRanges(t *testing.T, log *event.Log, steps []funnel.Step, opt *funnel.Options) {
	for days, want := range v.Expected.Ranges {
		from, to, _ := strings.Cut(days, "..")
		var err error
		opt.From, err = time.Parse(time.DateOnly, from)
		require.NoError(t, err)
		opt.To, err = time.Parse(time.DateOnly, to)
		require.NoError(t, err)
		opt.To = opt.To.AddDate(0, 0, 1)
		assert.Equal(t, want, reached(compute(t, log, steps, opt).All), days)
	}
}

func (v *vector) checkWithin(t *testing.T, log *event.Log) {
	opt := &funnel.WithinOptions{}
	if v.Options.Within != "" {
		number, unit, _ := strings.Cut(v.Options.Within, " ")
		require.Equal(t, "events", unit)
		opt.Events = int(number[0] - '0')
	}
	r, err := funnel.Within(log, []string{v.Options.Start}, []string{v.Options.End}, opt)
	require.NoError(t, err)
	assert.Equal(t, *v.Expected.Converted, r.Converted)
	if v.Expected.WithStart != nil {
		assert.Equal(t, *v.Expected.WithStart, r.WithStart)
	}
	for want, got := range map[*float64]float64{v.Expected.Rate: r.Rate.Value, v.Expected.BaseRate: r.Base.Value, v.Expected.Lift: r.Lift} {
		if want != nil {
			assert.InDelta(t, *want, got, 1e-9)
		}
	}
}

func (v *vector) checkPath(t *testing.T, log *event.Log) {
	start, end, in := []string{v.Options.Start}, []string{v.Options.End}, seconds(*v.Options.Window)
	any, err := funnel.Within(log, start, end, &funnel.WithinOptions{Time: in})
	require.NoError(t, err)
	first, err := funnel.Within(log, start, end, &funnel.WithinOptions{Time: in, First: true})
	require.NoError(t, err)
	assert.Equal(t, []int{*v.Expected.AsFunnel, *v.Expected.AsJourneys}, []int{any.Converted, first.Converted})
	opt := funnel.Amplitude()
	assert.Equal(t, *v.Expected.AsFunnel, compute(t, log, []funnel.Step{{Events: start}, {Events: end}}, opt).All.Completed)
	opt.Anchor = funnel.FirstEntry
	assert.Equal(t, *v.Expected.AsJourneys, compute(t, log, []funnel.Step{{Events: start}, {Events: end}}, opt).All.Completed)
}

// ClickHouse 18.16.1 was asked 30 funnels of 4,000 customers. That version
// gives each event to one step, as strict_once does now.
func TestWindowFunnelAsClickHouseComputesIt(t *testing.T) {
	log, err := event.ReadCSV(sharedtest.Open(t, "data/clickhouse/tiefree_events.csv.gz"), &event.CSVOptions{Layout: event.UnixSeconds})
	require.NoError(t, err)
	var queries struct {
		WindowFunnel map[string]struct {
			Window float64    `json:"window_seconds"`
			Steps  [][]string `json:"steps_any_of"`
		} `json:"windowFunnel"`
	}
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "data/clickhouse/queries.json")).Decode(&queries))
	require.Len(t, queries.WindowFunnel, 30)
	want := expectedLevels(t)
	for name, q := range queries.WindowFunnel {
		var steps []funnel.Step
		for _, names := range q.Steps {
			steps = append(steps, funnel.Step{Events: names})
		}
		passages, err := funnel.Who(log, steps, funnel.ClickHouse(seconds(q.Window), funnel.StrictOnce))
		require.NoError(t, err)
		n := 0
		for p := range passages {
			require.Equal(t, want[name][p.Customer], p.Reached, "%s of %s", name, p.Customer)
			n++
		}
		require.Equal(t, 4000, n)
	}
}

// expectedLevels returns the answers, by query and customer.
func expectedLevels(t *testing.T) map[string]map[string]int {
	z, err := gzip.NewReader(sharedtest.Open(t, "data/clickhouse/tiefree_expected.tsv.gz"))
	require.NoError(t, err)
	data, err := io.ReadAll(z)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	header := strings.Split(lines[0], "\t")
	out := map[string]map[string]int{}
	for c, name := range header {
		if !strings.HasPrefix(name, "f_") {
			continue
		}
		out[name] = map[string]int{}
		for _, line := range lines[1:] {
			cells := strings.Split(line, "\t")
			out[name][cells[0]] = int(cells[c][0] - '0')
		}
	}
	return out
}
