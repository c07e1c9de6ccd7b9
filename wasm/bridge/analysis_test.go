package bridge_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/cart"
	"github.com/parcours-go/parcours/kpi/conformance"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/persona/segment"
)

// shop returns the events of a synthetic shop as a CSV file.
func shop(t *testing.T, customers int) string {
	t.Helper()
	return csvOf(t, journeytest.Shop{Customers: customers, Seed: 1})
}

func csvOf(t *testing.T, shop journeytest.Shop) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	require.NoError(t, w.Write([]string{"customer", "time", "event", "channel", "value"}))
	for e := range shop.Events() {
		value := ""
		if !e.NoValue {
			value = strconv.FormatFloat(e.Value, 'f', -1, 64)
		}
		require.NoError(t, w.Write([]string{e.Customer, e.Time.Format(time.RFC3339Nano), e.Name, string(e.Channel), value}))
	}
	w.Flush()
	require.NoError(t, w.Error())
	return b.String()
}

func TestEachAnalysisIsThatOfGo(t *testing.T) {
	events := shop(t, 300)
	log := logOf(t, events, nil)
	m := template.Ecommerce(journey.French)
	east := time.FixedZone("", 7200)
	steps := []funnel.Step{{Events: []string{"product_view"}}, {Name: "cart", Events: []string{"add_to_cart"}, Within: time.Hour}}
	for _, c := range []struct {
		method, params string
		want           func() (any, error)
	}{
		{"frictions", `"template":"ecommerce","lang":"fr"`, func() (any, error) { return friction.Find(m, log, nil) }},
		{"frictions", `"template":"ecommerce","lang":"fr","options":{"error":0.2,"seed":7,"draws":499,"session":{"silence":86400},"goal":["add_to_cart"],"location":"+02:00"}`,
			func() (any, error) {
				return friction.Find(m, log, &friction.Options{
					Error: 0.2, Seed: 7, Draws: 499, Session: event.Cut{Silence: 24 * time.Hour}, Goal: []string{"add_to_cart"}, Location: east,
				})
			}},
		{"funnel", `"template":"ecommerce","lang":"fr"`, func() (any, error) { return funnel.Compute(log, funnel.Steps(m), nil) }},
		{"funnel", `"steps":[{"events":["product_view"]},{"name":"cart","events":["add_to_cart"],"within":3600}],"options":{"window":-1,"anchor":"each","by":"channel","exclude":[{"events":["purchase"]}]}`,
			func() (any, error) {
				return funnel.Compute(log, steps, &funnel.Options{
					Window: funnel.AtOnce, Anchor: funnel.EachEntry, By: funnel.Channel, Exclude: []funnel.Exclusion{{Events: []string{"purchase"}}},
				})
			}},
		{"flow", ``, func() (any, error) { return flow.Compute(log, nil) }},
		{"flow", `"template":"ecommerce","lang":"fr","options":{"by":"stage","times":true,"paths":3,"around":{"node":"Achat","before":2},"routes":[["a","b"]],"session":{"midnight":"+02:00"},"sessions":true}`,
			func() (any, error) {
				return flow.Compute(log, &flow.Options{
					By: flow.ByStage, Map: m, Times: true, Paths: 3, Around: flow.Around{Node: "Achat", Before: 2},
					Routes: [][]string{{"a", "b"}}, Sessions: true, Session: event.Cut{Midnight: east},
				})
			}},
		{"retention", ``, func() (any, error) { return retention.Compute(log, nil, nil, nil) }},
		{"retention", `"target":["product_view"],"returns":["purchase"],"options":{"period":"week","week_start":"sunday","return":"on_or_after","brackets":[{"from":0,"to":1},{"from":1,"to":4}],"at":"2026-04-01T00:00:00Z","location":"+02:00"}`,
			func() (any, error) {
				return retention.Compute(log, []string{"product_view"}, []string{"purchase"}, &retention.Options{
					Period: retention.Week, WeekStart: retention.Sunday, Return: retention.OnOrAfter, Location: east,
					Brackets: []retention.Bracket{{From: 0, To: 1}, {From: 1, To: 4}}, At: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC),
				})
			}},
		{"activity", ``, func() (any, error) { return retention.ComputeActivity(log, nil, nil) }},
		{"activity", `"target":["purchase"],"options":{"period":"month"}`, func() (any, error) {
			return retention.ComputeActivity(log, []string{"purchase"}, &retention.ActivityOptions{Period: retention.Month})
		}},
		{"rfm", ``, func() (any, error) {
			return segment.RFM(log.Interactions(event.Purchase.Names()...), time.Time{}, nil)
		}},
		{"rfm", `"purchases":["add_to_cart"],"at":"2026-04-01T00:00:00Z","options":{"scores":3,"location":"+02:00"}`, func() (any, error) {
			return segment.RFM(log.Interactions("add_to_cart"), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), &segment.Options{Scores: 3, Location: east})
		}},
		{"dwell", `"template":"ecommerce","lang":"fr"`, func() (any, error) { return dwell.Compute(m, log, nil) }},
		{"dwell", `"template":"ecommerce","lang":"fr","options":{"silence":-1,"level":0.5}`, func() (any, error) {
			return dwell.Compute(m, log, &dwell.Options{Silence: -1, Level: 0.5})
		}},
		{"carts", ``, func() (any, error) { return cart.Compute(log, nil) }},
		{"carts", `"options":{"unit":"cart","within":3600,"cart":["product_view"]}`, func() (any, error) {
			return cart.Compute(log, &cart.Options{Unit: cart.ByCart, Within: time.Hour, Cart: []string{"product_view"}})
		}},
		{"conformance", `"template":"ecommerce","lang":"fr"`, func() (any, error) { return conformance.Compute(m, log, nil) }},
		{"conformance", `"options":{"sequence":["product_view","purchase"],"per":"sessions","zeta":2,"count_unplanned":true}`, func() (any, error) {
			return conformance.Compute(nil, log, &conformance.Options{
				Sequence: []string{"product_view", "purchase"}, Per: conformance.Sessions, Zeta: 2, CountUnplanned: true,
			})
		}},
	} {
		t.Run(c.method+" "+c.params, func(t *testing.T) {
			result, err := c.want()
			require.NoError(t, err)
			var want bytes.Buffer
			e := json.NewEncoder(&want)
			e.SetEscapeHTML(false)
			require.NoError(t, e.Encode(result))
			assert.True(t, want.String() == done(t, c.method, "{"+c.params+"}", events), "the bytes are those of Go")
		})
	}
}

// What is declared as a list is one, however little there is.
func TestNoResultHasANull(t *testing.T) {
	for _, events := range []string{
		visits,
		"customer,time,event\nann,2026-03-01T10:00:00Z,add_to_cart\n",
		"customer,time,event\nann,2026-03-01T10:00:00Z,a\nann,2026-03-01T10:00:00Z,product_view\n",
	} {
		for _, c := range [][2]string{
			{"frictions", `{"template":"ecommerce"}`},
			{"funnel", `{"template":"ecommerce"}`},
			{"funnel", `{"steps":[{"events":["b"]}],"options":{"by":"channel"}}`},
			{"flow", `{"options":{"times":true,"eventually":true,"repeats":true,"steps":3,"paths":3,"around":{"node":"a","before":2,"after":2},"routes":[["x","y"]]}}`},
			{"retention", `{}`},
			{"activity", `{}`},
			{"dwell", `{"template":"ecommerce"}`},
			{"carts", `{"options":{"cart":["add_to_cart","a"]}}`},
			{"conformance", `{"template":"ecommerce","options":{"times":true,"zeta":1}}`},
		} {
			t.Run(c[0], func(t *testing.T) {
				assert.NotRegexp(t, `"\w+":null`, done(t, c[0], c[1], events))
			})
		}
	}
}
