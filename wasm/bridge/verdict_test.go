package bridge_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/wasm/bridge"
)

// someHistories have a likeliest model of each kind.
const someHistories = `frequency,recency,T,monetary,customers
0,0,30,,60
1,5,30,6,5
1,9,30,20,6
1,20,30,70,4
2,8,30,14,9
2,27,30,52,5
4,10,30,14,4
5,29,30,40,6
9,28,30,15,2
9,27,30,44,1
14,29,30,25,2
0,0,12,,20
1,4,12,33,7
3,11,12,9,4
`

func TestWhatHasNoAnswerHasACase(t *testing.T) {
	const terms = `"terms":{"margin":1,"period":1,"periods":4}`
	for _, c := range []struct {
		name, method, params, payload string
		family, verdict, limit        string
	}{
		{"nobody bought twice", "lifetime_value_of_histories", `{` + terms + `}`, "x,t_x,T\n0,0,10\n0,0,20\n", "BG/NBD", "no_repeats", ""},
		{"nobody bought twice in a log", "lifetime_value", `{` + terms + `,"calendar":{"location":"UTC","occasion":"day","unit":"day"}}`, visits, "BG/NBD", "no_repeats", ""},
		{"each spends the same every time", "lifetime_value_of_histories", `{` + terms + `}`,
			"x,t_x,T,m_x\n" + strings.Join([]string{"0,0,30,", "0,0,30,", "0,0,30,", "1,5,30,20", "2,8,30,31", "4,10,30,44", "5,29,30,12", "9,28,30,54", "14,29,30,25"}, "\n"), "Gamma-Gamma", "no_variation", ""},
		{"purchases of no value", "lifetime_value_of_histories", `{` + terms + `}`, strings.Replace(someHistories, ",52,", ",-52,", 1), "Gamma-Gamma", "unusable_values", ""},
		{"nobody leaves", "renewal", `{"cohorts":[{"alive":[100,100,100]}],"last":3}`, "", "sBG", "no_churn", "nobody leaves"},
		{"everybody leaves", "renewal", `{"cohorts":[{"alive":[100,0]}],"last":3}`, "", "sBG", "", ""},
		{"a model of more parameters than there are periods", "renewal", `{"cohorts":[{"alive":[100,60,50]}],"last":3,"options":{"family":"BdW"}}`, "", "BdW", "few_periods", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got struct {
				Error struct{ Code, Message, Family, Case, Limit string }
			}
			reply := bridge.Call(c.method, []byte(c.params+"\n"+c.payload))
			require.NoError(t, json.Unmarshal(reply, &got), string(reply))
			assert.Equal(t, "degenerate", got.Error.Code, got.Error.Message)
			assert.Equal(t, c.family, got.Error.Family)
			assert.NotEmpty(t, got.Error.Case)
			if c.verdict != "" {
				assert.Equal(t, c.verdict, got.Error.Case)
			}
			assert.Contains(t, got.Error.Message, got.Error.Limit)
			t.Log(string(reply))
		})
	}
}

func TestFaultsOfStatisticsHaveTheirCodeAndPlace(t *testing.T) {
	const terms, calendar = `"terms":{"margin":1,"period":1,"periods":4}`, `"calendar":{"location":"UTC","occasion":"day","unit":"day"}`
	for _, c := range []struct{ name, method, params, payload, code, path, message string }{
		{"no conversion", "attribution", `{}`, visits, "bad_request", "conversion", "missing"},
		{"a chain of no order", "attribution", `{"conversion":["purchase"],"options":{"order":9}}`, visits, "bad_request", "options.order", "want 1 to 4"},
		{"no path", "attribution", `{"conversion":["purchase"]}`, "customer,time,event\nann,2026-03-01T10:00:00Z,a\n", "no_data", "", "no data"},
		{"a conversion that costs", "attribution", `{"conversion":["purchase"],"options":{"values":true}}`, strings.Replace(visits, "49.90", "-49.90", 1), "bad_events", "", "negative"},
		{"a table without paths", "attribution_of_paths", `{}`, "pfad,total_conversions\n", "bad_events", "", "line 1"},
		{"a fraction of a conversion", "attribution_of_paths", `{}`, "path,total_conversions\na > b,1\na,1.5\n", "bad_events", "paths[1].conversions", "whole number"},
		{"half of all for the first, and more for the last", "attribution_of_paths", `{"options":{"first_share":0.5,"last_share":0.6}}`, pathTable, "bad_request", "options.last_share", "0 to 1"},
		{"neither preset nor question", "survey", `{}`, visits, "bad_request", "", "either preset or question"},
		{"both", "survey", `{"preset":"nps","question":{"kind":"nps"}}`, visits, "bad_request", "", "either preset or question"},
		{"no such preset", "survey", `{"preset":"sus"}`, visits, "bad_request", "preset", "want one of nps"},
		{"a question of no scale", "survey", `{"question":{"kind":"mean","events":["a"]}}`, visits, "bad_request", "question.scale", ""},
		{"a map that is none", "survey", `{"preset":"nps","map":{"stages":[{"name":""}]}}`, visits, "invalid_map", "stages[0].name", "missing"},
		{"no such way to leave", "churn", `{"options":{"leave":"slowly"}}`, visits, "bad_request", "options.leave", "unknown"},
		{"no subscriber", "revenue_churn", `{}`, visits, "no_data", "", ""},
		{"an event of two meanings", "revenue_churn", `{"options":{"start":["a"],"cancel":["a"]}}`, visits, "bad_request", "options.cancel[0]", "one thing"},
		{"silence for no time", "lifetimes", `{"options":{"silence":-1}}`, visits, "bad_request", "options.silence", "100 years"},
		{"a lapse in no time", "contract_lifetimes", `{"options":{"lapse":-1}}`, visits, "bad_request", "options.lapse", "100 years"},
		{"an option of another method", "lifetimes", `{"options":{"lapse":1}}`, visits, "bad_request", "options", `"lapse"`},
		{"durations without a column", "survival", `{"columns":{"time":"days"}}`, durations, "bad_events", "", "line 1"},
		{"a word that nobody explained", "survival", `{}`, "time,event\n1,dead\n", "bad_request", "columns.happened", "other words"},
		{"a negative duration", "survival", `{}`, "time,event\n-1,1\n", "bad_events", "", "line 2: out of range"},
		{"no duration", "survival", `{}`, "time,event\n", "no_data", "", ""},
		{"no such ties", "survival", `{"options":{"hazards":true,"ties":"efron"}}`, "time,event\n1,1\n", "bad_request", "options.ties", "unknown"},
		{"no calendar", "lifetime_value", `{` + terms + `}`, visits, "bad_request", "calendar.location", "missing"},
		{"no unit", "lifetime_value", `{` + terms + `,"calendar":{"location":"UTC","occasion":"day"}}`, visits, "bad_request", "calendar.unit", "missing"},
		{"nobody bought", "lifetime_value", `{` + terms + `,` + calendar + `}`, "customer,time,event\nann,2026-03-01T10:00:00Z,a\n", "no_data", "", ""},
		{"no terms", "lifetime_value_of_histories", `{}`, someHistories, "bad_request", "terms.margin", "want a share"},
		{"no such family", "lifetime_value_of_histories", `{` + terms + `,"options":{"family":"BG"}}`, someHistories, "bad_request", "options.family", "BG/NBD"},
		{"more recent than old", "lifetime_value_of_histories", `{` + terms + `}`, "x,t_x,T\n1,9,8\n", "bad_events", "", "line 2"},
		{"fractions of opportunities", "lifetime_value_of_histories", `{` + terms + `,"options":{"family":"BG/BB"}}`, "x,t_x,T\n1,1.5,8\n1,2,8\n", "bad_events", "histories[0].recency", "whole"},
		{"more of them than there are", "proportion", `{"k":3,"n":2}`, "", "bad_request", "k", "0 to n"},
		{"a share of nobody", "proportion", `{}`, "", "no_data", "", ""},
		{"a group of fewer than none", "difference", `{"a":{"k":1,"n":2},"b":{"k":-1,"n":2}}`, "", "bad_request", "b.k", ""},
		{"nothing to tell apart", "sample_size", `{"p1":0.1,"p2":0.1}`, "", "bad_request", "p2", "another share"},
		{"a name twice", "compare", `{"groups":[{"name":"a","n":2},{"name":"a","n":2}]}`, "", "bad_request", "groups[1].name", "twice"},
		{"a cohort that grows", "renewal", `{"cohorts":[{"alive":[5,6]}],"last":1}`, "", "bad_request", "cohorts[0].alive[1]", "at most the 5"},
		{"no renewal to project to", "renewal", `{"cohorts":[{"alive":[1000,631,468,382]}]}`, "", "bad_request", "last", "want 1"},
		{"a margin without a rate", "renewal", `{"cohorts":[{"alive":[1000,631,468,382]}],"last":1,"margin":1}`, "", "bad_request", "rate", ""},
		{"no cohort", "renewal", `{"last":1}`, "", "no_data", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := ask(t, c.method, c.params, c.payload).fault(t)
			assert.Equal(t, c.code, f.Code, f.Message)
			assert.Equal(t, c.path, f.Path)
			assert.Contains(t, f.Message, c.message)
		})
	}
}
