package render_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestFlowOfSteps(t *testing.T) {
	testView(t, viewTest{
		name:   "FlowSteps",
		sample: func(journey.Lang) render.View { return render.Flow{Result: shopFlow(t, 6)} },
		random: func(r maker) render.View { return render.Flow{Result: r.flow(true), Title: r.text(), Most: r.IntN(80)} },
		filled: func(text string) render.View {
			r := newMaker(5).flow(true)
			fill(reflect.ValueOf(r).Elem(), text)
			return render.Flow{Result: r, Title: text}
		},
		empty: render.Flow{},
	})
}

func TestFlowOfNodes(t *testing.T) {
	testView(t, viewTest{
		name:   "FlowNodes",
		sample: func(journey.Lang) render.View { return render.Flow{Result: shopFlow(t, 0)} },
		random: func(r maker) render.View {
			return render.Flow{Result: r.flow(false), Title: r.text(), Most: r.IntN(80)}
		},
		filled: func(text string) render.View {
			r := newMaker(5).flow(false)
			fill(reflect.ValueOf(r).Elem(), text)
			return render.Flow{Result: r, Title: text}
		},
		empty: render.Flow{Result: &flow.Result{}},
	})
}

// shopFlow is the paths of a synthetic shop.
func shopFlow(t *testing.T, steps int) *flow.Result {
	t.Helper()
	log, err := event.Collect(journeytest.Shop{Customers: 2000, Seed: 7}.Events())
	require.NoError(t, err)
	result, err := flow.Compute(log, &flow.Options{
		Nodes: []string{"home", "product_view", "search", "compare", "add_to_cart", "checkout", "purchase", "delivery", "support_chat", "review_page"},
		Steps: steps, Collapse: steps > 0,
	})
	require.NoError(t, err)
	return result
}

// flow makes the result of random paths, with or without steps.
func (r maker) flow(steps bool) *flow.Result {
	names := make([]string, 1+r.IntN([]int{1, 4, 12, 40}[r.IntN(4)]))
	for i := range names {
		names[i] = fmt.Sprintf("%s %d", r.text(), i)
	}
	var events []event.Event
	for c := range 1 + r.IntN([]int{1, 5, 30}[r.IntN(3)]) {
		at := r.IntN(len(names))
		for i := range 1 + r.IntN(9) {
			events = append(events, event.Event{Customer: fmt.Sprint(c), Name: names[at], Time: time.Unix(int64(i)*60, 0).UTC()})
			at = (at + r.IntN(4) - 1 + len(names)) % len(names)
		}
	}
	return flowOf(events, steps, r.IntN(12))
}

func flowOf(events []event.Event, steps bool, n int) *flow.Result {
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for _, e := range events {
			if !yield(e) {
				return
			}
		}
	})
	if err != nil {
		panic(err)
	}
	opt := &flow.Options{}
	if steps {
		opt.Steps = 1 + n
	}
	result, err := flow.Compute(log, opt)
	if err != nil {
		panic(err)
	}
	return result
}

func TestFlowShowsTheNumbersOfItsResult(t *testing.T) {
	result := shopFlow(t, 4)
	s, err := render.Flow{Result: result, Most: 400}.Scene(nil)
	require.NoError(t, err)
	texts, equivalents := said(s), titles(s)
	for _, step := range result.Steps {
		for _, n := range step.Nodes {
			if len(step.Nodes) <= 8 {
				assert.Contains(t, texts, n.Node+"\n"+journey.English.Number(float64(n.Count), 0)+" · "+journey.English.Percent(n.Share, 1))
			}
		}
	}
	l := result.Links[0]
	assert.Contains(t, equivalents, fmt.Sprintf("%s → %s: %s customers, %s of those there", l.From, l.To,
		journey.English.Number(float64(l.Count), 0), journey.English.Percent(float64(l.Count)/float64(result.Steps[0].Nodes[0].Count), 1)))
}

func TestFlowSaysWhatGoesBack(t *testing.T) {
	var events []event.Event
	path := func(customer string, names ...string) {
		for i, name := range names {
			events = append(events, event.Event{Customer: customer, Name: name, Time: time.Unix(int64(i), 0).UTC()})
		}
	}
	path("1", "Product", "Cart", "Product", "Cart", "Order")
	path("2", "Product", "Cart", "Cart", "Order")
	s, err := render.Flow{Result: flowOf(events, false, 0)}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "Cart → Product: 1 time, 25.0% of those there\n")
	assert.Contains(t, said(s), "↻\u00a01 again\n")
	assert.Contains(t, s.Desc, "Most frequent way back: Cart → Product (1).")

	dashed := 0
	for v := range s.Walk() {
		if p, ok := v.Node.(*scene.Path); ok && p.Stroke.Dash > 0 {
			dashed++
		}
	}
	assert.Equal(t, 2, dashed, "what goes back is told apart by its dashes, and the key says so")
}

func TestFlowCountsWhatItDoesNotDraw(t *testing.T) {
	result := shopFlow(t, 0)
	s, err := render.Flow{Result: result, Most: 3}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "rarer transitions not drawn: ")
	_, err = render.Flow{Result: result, Most: 401}.Scene(nil)
	assert.ErrorContains(t, err, "want 0 to 400")
}

func TestFlowIsTheSameEveryTime(t *testing.T) {
	first, err := render.Flow{Result: shopFlow(t, 0)}.Scene(nil)
	require.NoError(t, err)
	for range 5 {
		again, err := render.Flow{Result: shopFlow(t, 0)}.Scene(nil)
		require.NoError(t, err)
		require.Equal(t, first, again)
	}
}

func TestFlowOfStagesGoesFromLeftToRight(t *testing.T) {
	log, err := event.Collect(journeytest.Shop{Customers: 500, Seed: 1}.Events())
	require.NoError(t, err)
	result, err := flow.Compute(log, &flow.Options{By: flow.ByStage, Map: template.Ecommerce(journey.English), Collapse: true})
	require.NoError(t, err)
	s, err := render.Flow{Result: result}.Scene(nil)
	require.NoError(t, err)
	left := scene.Px(0)
	for _, n := range result.Nodes[:5] {
		x := textAt(s, n.Name).X
		assert.Greater(t, x, left, n.Name)
		left = x
	}
}

// textAt returns the box of the line that reads so.
func textAt(s *scene.Scene, line string) scene.Box {
	for v := range s.Walk() {
		if content(v.Node) == line {
			return v.Box
		}
	}
	return scene.Box{}
}

func TestFlowOfNumbersThatCannotBeIsDrawnInItsPlace(t *testing.T) {
	result := &flow.Result{Paths: -1, Customers: math.MaxInt,
		Nodes: []flow.Node{{Name: "a", Count: math.MaxInt, Entries: -5, Exits: math.MaxInt}, {Name: "a", Count: -3}, {Name: "b", Entries: 7}},
		Transitions: []flow.Transition{
			{From: "a", To: "b", Count: math.MaxInt, Probability: math.NaN()}, {From: "b", To: "a", Count: math.MaxInt / 2},
			{From: "b", To: "nobody", Count: 3}, {From: "a", To: "a", Count: -1},
		}}
	steps := *result
	steps.Steps = []flow.Step{{Nodes: []flow.StepNode{{Node: "a", Count: math.MaxInt, Share: math.NaN()}, {Node: "a", Count: 9}}}, {Nodes: []flow.StepNode{{Node: "b", Count: -9}}}, {}}
	steps.Links = []flow.Link{{Step: 1, From: "a", To: "b", Count: math.MaxInt, Mean: math.NaN()}, {Step: 9, From: "a", To: "b", Count: 3}, {From: "a", To: "b", Count: 1}}
	for _, r := range []*flow.Result{result, &steps} {
		for _, width := range []int{0, 320} {
			s, err := render.Flow{Result: r}.Scene(&render.Options{Width: width})
			require.NoError(t, err)
			assert.Empty(t, faults(s))
			_, err = render.Flow{Result: r}.Tables(nil)
			require.NoError(t, err)
		}
	}
}
