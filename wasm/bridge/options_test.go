package bridge_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
)

func TestOptionsReachTheAnalysis(t *testing.T) {
	m := template.Ecommerce(journey.English)
	plain := reportOf(t, m, logOf(t, visits, nil), nil)
	for _, c := range []struct {
		params string
		want   kpi.Options
	}{
		{`"level":0.5`, kpi.Options{Level: 0.5}},
		{`"at":"2026-03-02T12:00:00+02:00"`, kpi.Options{At: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}},
		{`"silence":86400.5`, kpi.Options{Silence: 24*time.Hour + 500*time.Millisecond}},
		{`"goal":["nps"]`, kpi.Options{Goal: []string{"nps"}}},
		{`"goal":[]`, kpi.Options{Goal: []string{}}},
		{`"purchase":["add_to_cart"]`, kpi.Options{Purchase: []string{"add_to_cart"}}},
		{`"cart":["product_view"]`, kpi.Options{Cart: []string{"product_view"}}},
		{`"nps":["purchase","none"]`, kpi.Options{NPS: []string{"purchase", "none"}}},
		{`"csat":["purchase"]`, kpi.Options{CSAT: []string{"purchase"}}},
		{`"ces":["purchase"]`, kpi.Options{CES: []string{"purchase"}}},
		{`"source":"shop <b>"`, kpi.Options{Source: "shop <b>"}},
	} {
		t.Run(c.params, func(t *testing.T) {
			want := reportOf(t, m, logOf(t, visits, nil), &c.want)
			assert.JSONEq(t, want, done(t, "analyze", `{"template":"ecommerce","lang":"en","options":{`+c.params+`}}`, visits))
			assert.False(t, plain == want, "the option makes a difference")
		})
	}
}

func TestOptionsReachTheReader(t *testing.T) {
	const other = "who;wann;was;wo;viel\nann;02.03.2026 23:30;purchase;web;5\nbob;03.03.2026 01:00;product_view;app;\n"
	const params = `"customer":"who","time":"wann","name":"was","channel":"wo","value":"viel","comma":";","layout":"02.01.2006 15:04"`
	columns := event.CSVOptions{
		Customer: "who", Time: "wann", Name: "was", Channel: "wo", Value: "viel", Comma: ';', Layout: "02.01.2006 15:04",
	}
	m := template.Ecommerce(journey.English)
	for location, offset := range map[string]int{"": 0, "UTC": 0, "Z": 0, "+02:00": 7200, "-09:30": -34200} {
		t.Run("location "+location, func(t *testing.T) {
			columns.Location = time.FixedZone("", offset)
			want := reportOf(t, m, logOf(t, other, &columns), nil)
			assert.JSONEq(t, want, done(t, "analyze", `{"template":"ecommerce","lang":"en","events":{`+params+`,"location":"`+location+`"}}`, other))
		})
	}
}

func TestEventsAreInTheFormatThatIsNamedOrThatShows(t *testing.T) {
	const xes = `<log><trace><string key="concept:name" value="ann"/><event><string key="concept:name" value="nps"/>` +
		`<date key="time:timestamp" value="2026-03-02T12:00:00Z"/><float key="score" value="9"/></event></trace></log>`
	const ga4 = `{"event_name":"nps","event_timestamp":"1772452800000000","user_pseudo_id":"ann","ecommerce":{"purchase_revenue":9}}`
	want := done(t, "analyze", `{"template":"ecommerce"}`, "customer,time,event,value\nann,2026-03-02T12:00:00Z,nps,9\n")
	assert.Contains(t, want, `{"name":"nps","value":100,`, "the value is read")
	for params, events := range map[string]string{
		`{"template":"ecommerce","events":{"value":"score"}}`:                xes,
		`{"template":"ecommerce","events":{"value":"score","format":"xes"}}`: xes,
		`{"template":"ecommerce","events":{"format":"ga4"}}`:                 ga4,
		`{"template":"ecommerce","events":{"anonymous":"user_pseudo_id","customer":"user_id","time":"event_timestamp","id":"event_timestamp","value":"ecommerce.purchase_revenue"}}`: ga4 + "\n" + ga4,
	} {
		assert.JSONEq(t, want, done(t, "analyze", params, events), params)
	}
}

func TestALocationDoesNotDependOnTheMachine(t *testing.T) {
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	const params = `{"template":"ecommerce","events":{"layout":"2006-01-02 15:04","location":"+02:00"}}`
	events := "user,time,event\nann,2026-03-02 23:30,purchase\n"
	want := done(t, "analyze", params, events)
	time.Local = time.FixedZone("HERE", 7200)
	assert.Equal(t, want, done(t, "analyze", params, events))
	assert.Contains(t, want, "2026-03-02T21:30:00Z")
	assert.True(t, strings.HasPrefix(want, `{"map":`))
}
