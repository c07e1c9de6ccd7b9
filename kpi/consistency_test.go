package kpi_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/pattern"
)

// The drop-off that the map shows and the one that the flow from stage to stage
// shows are one number, where no customer has events of two stages at one time.
func TestTheDropOffOfTheMapIsThatOfTheFlow(t *testing.T) {
	for seed := range uint64(3) {
		log, err := event.Collect(journeytest.Shop{Customers: 3000, Seed: seed}.Events())
		require.NoError(t, err)
		m := template.Ecommerce(journey.English)
		report, err := kpi.Analyze(m, log, nil)
		require.NoError(t, err)
		result, err := flow.Compute(log, &flow.Options{By: flow.ByStage, Map: m, Eventually: true})
		require.NoError(t, err)
		for i, stage := range report.Map.Stages {
			reached, ok := stage.Measure(journey.MeasureReached)
			require.True(t, ok)
			node, ok := result.Node(stage.Name)
			require.True(t, ok)
			assert.Equal(t, int(reached.Value), node.Customers, stage.Name)
			if i+1 == len(report.Map.Stages) {
				continue
			}
			want, ok := stage.Measure(journey.MeasureDropOff)
			require.True(t, ok)
			got, ok := result.DropOff(stage.Name, report.Map.Stages[i+1].Name)
			require.True(t, ok)
			assert.Equal(t, want, got, stage.Name)
		}
	}
}

// Of any two events, with ties in the order of the log, a funnel, a flow and a
// pattern say the same: how many customers did both in this order at all, how
// many did the second directly after the first, and for how many the first was
// the last thing they did.
func TestFunnelsFlowsAndPatternsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	for range 3 {
		log := tiedLog(t, r)
		result, err := flow.Compute(log, &flow.Options{Customers: true, Eventually: true})
		require.NoError(t, err)
		for _, a := range result.Nodes {
			exits, err := funnel.Within(log, []string{a.Name}, []string{funnel.PathEnd}, &funnel.WithinOptions{Events: 1})
			require.NoError(t, err)
			assert.Equal(t, []int{a.Customers, a.Exits}, []int{exits.WithStart, exits.Converted})
			for _, b := range log.Names() {
				agree(t, log, result, a.Name, b)
			}
		}
	}
}

func agree(t *testing.T, log *event.Log, result *flow.Result, a, b string) {
	later, directly := 0, 0
	for _, l := range result.Later {
		if l.From == a && l.To == b {
			later = l.Customers
		}
	}
	if tr, ok := result.Transition(a, b); ok {
		directly = tr.Customers
	}
	dropOff, ok := result.DropOff(a, b)
	require.True(t, ok)

	in := &funnel.Options{Ties: funnel.InputOrder}
	eventually, err := funnel.Compute(log, []funnel.Step{{Events: []string{a}}, {Events: []string{b}}}, in)
	require.NoError(t, err)
	step := eventually.All.Steps[1]
	assert.Equal(t, later, step.Reached, "%s and later %s", a, b)
	assert.Equal(t, dropOff, eventually.All.Steps[0].DropOff, "%s and not later %s", a, b)
	next, err := funnel.Compute(log, []funnel.Step{{Events: []string{a}}, {Events: []string{b}, Directly: true}}, in)
	require.NoError(t, err)
	assert.Equal(t, directly, next.All.Steps[1].Reached, "%s and directly %s", a, b)

	conditions := [][]string{{a}, {b}, log.Names()} // the third makes all events visible
	for text, want := range map[string]int{"(?1).*(?2)": later, "(?1)(?2)": directly} {
		matches, err := pattern.Compute(log, pattern.Query{Pattern: text, Conditions: conditions}, nil)
		require.NoError(t, err)
		assert.Equal(t, want, matches.Matched, "%s of %s and %s", text, a, b)
	}
}

// tiedLog is a small log with many events at one time.
func tiedLog(t *testing.T, r *rand.Rand) *event.Log {
	var events []event.Event
	for c := range 12 {
		second := 0
		for range 1 + r.IntN(9) {
			second += r.IntN(2)
			events = append(events, event.Event{
				Customer: fmt.Sprint(c), Time: time.Unix(int64(second), 0), Name: string("abcd"[r.IntN(4)]),
			})
		}
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}
