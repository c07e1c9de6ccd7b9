package bridge_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/wasm/bridge"
)

func TestFaultsHaveTheirCodeAndPlace(t *testing.T) {
	const shop = `{"template":"ecommerce"}`
	for _, c := range []struct {
		name, method, params, payload string
		code, path                    string
		line, column                  int
		message                       string // a part of it
	}{
		{"a method that is not there", "anlyze", "{}", "", "unknown_method", "", 0, 0, "want one of activity, analyze"},
		{"no method", "", "{}", "", "unknown_method", "", 0, 0, "version"},

		{"parameters that are not JSON", "nps", `{"answers":[1,}`, "", "bad_request", "", 1, 15, "JSON"},
		{"parameters that end early", "nps", `{"answers":[1`, "", "bad_request", "", 1, 13, "JSON"},
		{"something behind the parameters", "nps", `{"answers":[1]} {}`, "", "bad_request", "", 1, 17, "JSON"},
		{"parameters that are not UTF-8", "template", "{\"name\":\"\xff\"}", "", "bad_request", "", 0, 0, "UTF-8"},
		{"blanks before a mistake", "nps", "\t{ \r\"answers\" : [ 1 , 2 ]\r, \"level\" :\tnull }", "", "bad_request", "level", 0, 0, "want a number"},
		{"a map behind a mistake", "analyze", `{"map":{"a":["}\"",{},[],true,null,-1.5e3,"\\"]},"options":{"goal":[7]}}`, "", "bad_request", "options.goal[0]", 0, 0, "want a text"},
		{"a list of parameters", "nps", `[1]`, "", "bad_request", "", 0, 0, "want an object"},
		{"null", "nps", `null`, "", "bad_request", "", 0, 0, "want an object"},
		{"a key that is not there", "nps", `{"answer":[1]}`, "", "bad_request", "", 0, 0, `"answer": want one of answers, level`},
		{"a key of another case", "nps", `{"Answers":[1]}`, "", "bad_request", "", 0, 0, "want one of answers, level"},
		{"a key where none is", "schema", `{"a":1}`, "", "bad_request", "", 0, 0, "want one of none"},
		{"a key twice", "nps", `{"level":0.9,"level":0.9}`, "", "bad_request", "level", 0, 0, "twice"},
		{"a key within", "analyze", `{"options":{"levl":1}}`, "", "bad_request", "options", 0, 0, `"levl"`},
		{"a text for a number", "nps", `{"level":"0.9"}`, "", "bad_request", "level", 0, 0, "want a number"},
		{"a fraction for a whole number", "nps", `{"answers":[1,2.5]}`, "", "bad_request", "answers[1]", 0, 0, "want a whole number"},
		{"a number that no machine holds", "nps", `{"answers":[1e400]}`, "", "bad_request", "answers[0]", 0, 0, "want a whole number"},
		{"null for a number", "nps", `{"level":null}`, "", "bad_request", "level", 0, 0, "want a number"},
		{"a number for a list", "analyze", `{"options":{"goal":1}}`, "", "bad_request", "options.goal", 0, 0, "want a list"},
		{"a number for a text in a list", "analyze", `{"options":{"goal":["a",1]}}`, "", "bad_request", "options.goal[1]", 0, 0, "want a text"},
		{"null for an object", "analyze", `{"events":null}`, "", "bad_request", "events", 0, 0, "want an object"},
		{"null for a map", "analyze", `{"map":null}`, "", "bad_request", "map", 0, 0, "map: want a map or its text"},
		{"a payload for a method without", "nps", `{"answers":[1]}`, "x", "bad_request", "", 0, 0, "no payload"},
		{"an answer off its scale", "csat", `{"answers":[1,6]}`, "", "bad_request", "answers[1]", 0, 0, "answers[1]: out of range: want 1 to 5, got 6"},
		{"a level of more than 1", "ces", `{"answers":[1],"level":2}`, "", "bad_request", "level", 0, 0, "level: out of range"},
		{"a level that is next to certain", "csat", `{"answers":[4,5,3],"level":0.9999999999999999}`, "", "bad_request", "level", 0, 0, "0.999999"},

		{"no template of that name", "template", `{"name":"Ecommerce"}`, "", "bad_request", "name", 0, 0, "want one of ecommerce"},
		{"a language that is none", "template", `{"name":"ecommerce","lang":"<b>"}`, "", "bad_request", "lang", 0, 0, "BCP 47"},
		{"neither map nor template", "analyze", `{}`, visits, "bad_request", "", 0, 0, "either map or template"},
		{"both map and template", "analyze", `{"map":{"stages":[]},"template":"ecommerce"}`, visits, "bad_request", "", 0, 0, "either map or template"},
		{"a language beside a map", "analyze", `{"map":{"stages":[]},"lang":"fr"}`, visits, "bad_request", "lang", 0, 0, "beside map"},
		{"no such view", "render", `{"view":"pie"}`, `{"stages":[]}`, "bad_request", "view", 0, 0, "want one of attribution, "},
		{"no such lane", "render", `{"lanes":["goal"]}`, `{"stages":[]}`, "bad_request", "lanes[0]", 0, 0, "lane"},
		{"an id with a quote", "render", `{"id":"a\"b"}`, `{"stages":[]}`, "bad_request", "id", 0, 0, "want an ASCII letter"},
		{"two characters between fields", "analyze", `{"template":"ecommerce","events":{"comma":";;"}}`, visits, "bad_request", "events.comma", 0, 0, "one ASCII character"},
		{"no character between fields", "analyze", `{"template":"ecommerce","events":{"comma":"\u0000"}}`, visits, "bad_request", "events.comma", 0, 0, "one ASCII character"},
		{"a letter between fields that is not ASCII", "analyze", `{"template":"ecommerce","events":{"comma":"é"}}`, visits, "bad_request", "events.comma", 0, 0, "one ASCII character"},
		{"a format that nobody knows", "analyze", `{"template":"ecommerce","events":{"format":"parquet"}}`, visits, "bad_request", "events.format", 0, 0, "want one of csv, jsonl, xes"},
		{"commas in a file of none", "analyze", `{"template":"ecommerce","events":{"format":"xes","comma":";"}}`, visits, "bad_request", "events.comma", 0, 0, "has none"},
		{"a table as XES", "analyze", `{"template":"ecommerce","events":{"format":"xes"}}`, visits, "bad_events", "", 1, 1, "XML"},
		{"JSON lines that break off", "analyze", `{"template":"ecommerce"}`, "{\"user\":\"a\",", "bad_events", "", 1, 0, ""},
		{"a truth that is none", "nps", `{"answers":[1],"wald":1}`, "", "bad_request", "wald", 0, 0, "want true or false"},
		{"a place for a location", "analyze", `{"template":"ecommerce","events":{"location":"Europe/Paris"}}`, visits, "bad_request", "events.location", 0, 0, "+02:00"},
		{"a negative silence", "analyze", `{"template":"ecommerce","options":{"silence":-1.5}}`, visits, "bad_request", "options.silence", 0, 0, "seconds"},
		{"no silence where there must be one", "analyze", `{"template":"ecommerce","options":{"silence":-1}}`, visits, "bad_request", "options.silence", 0, 0, "want a positive time"},
		{"a text for a number of seconds", "analyze", `{"template":"ecommerce","options":{"silence":"1h"}}`, visits, "bad_request", "options.silence", 0, 0, "want a number of seconds"},
		{"steps of no events", "funnel", `{"steps":[{"events":["a"]},{"name":"b"}]}`, visits, "bad_request", "steps[1].events", 0, 0, "missing"},
		{"no steps", "funnel", `{"steps":[]}`, visits, "bad_request", "steps", 0, 0, "want 1 to 30"},
		{"neither steps nor a map", "funnel", `{}`, visits, "bad_request", "", 0, 0, "either steps, map or template"},
		{"both steps and a map", "funnel", `{"template":"ecommerce","steps":[{"events":["a"]}]}`, visits, "bad_request", "", 0, 0, "either steps, map or template"},
		{"a key of a step that is not there", "funnel", `{"steps":[{"event":"a"}]}`, visits, "bad_request", "steps[0]", 0, 0, `"event": want one of name, events, where, optional, directly, within`},
		{"several wrong options", "funnel", `{"steps":[{"events":["a"]}],"options":{"order":"any","count":"all"}}`, visits, "bad_request", "options.order", 0, 0, "ordered"},
		{"stages of no map", "flow", `{"options":{"by":"stage"}}`, visits, "bad_request", "", 0, 0, "either map or template"},
		{"a way of counting that is none", "retention", `{"options":{"at_birth":"no"}}`, visits, "bad_request", "options.at_birth", 0, 0, "may_return"},
		{"brackets that overlap", "retention", `{"options":{"brackets":[{"from":0,"to":2},{"from":1,"to":3}]}}`, visits, "bad_request", "options.brackets[1]", 0, 0, "want from 2"},
		{"a period that is none", "activity", `{"options":{"period":"year"}}`, visits, "bad_request", "options.period", 0, 0, "month"},
		{"a unit without its attribute", "carts", `{"options":{"unit":"id"}}`, visits, "bad_request", "options.id", 0, 0, "missing"},
		{"sessions in a place", "carts", `{"options":{"session":{"midnight":"Europe/Paris"}}}`, visits, "bad_request", "options.session.midnight", 0, 0, "+02:00"},
		{"neither a map nor a sequence", "conformance", `{}`, visits, "bad_request", "", 0, 0, "either map or template"},
		{"a seed below 0", "frictions", `{"template":"ecommerce","options":{"seed":-1}}`, visits, "bad_request", "options.seed", 0, 0, "from 0 on"},
		{"draws that cannot tell", "frictions", `{"template":"ecommerce","options":{"draws":1}}`, visits, "bad_request", "options.draws", 0, 0, "out of range"},
		{"a silence of ages", "analyze", `{"template":"ecommerce","options":{"silence":1e300}}`, visits, "bad_request", "options.silence", 0, 0, "seconds"},
		{"a date for a time", "analyze", `{"template":"ecommerce","options":{"at":"2026-03-01"}}`, visits, "bad_request", "options.at", 0, 0, "RFC 3339"},
		{"a time that no log holds", "analyze", `{"template":"ecommerce","options":{"at":"2500-03-01T00:00:00Z"}}`, visits, "bad_request", "options.at", 0, 0, "2261"},
		{"a level below 0", "analyze", `{"template":"ecommerce","options":{"level":-1}}`, visits, "bad_request", "options.level", 0, 0, "level"},

		{"a map with a mistake", "render", `{}`, "{\"stages\":[{\"name\":\"A\"},\n{}]}", "invalid_map", "stages[1].name", 2, 1, "missing"},
		{"a map with several", "render", `{}`, `{"stages":[{"name":"A","emotion":6},{"name":"A"},{"name":""}]}`, "invalid_map", "stages[0].emotion", 0, 0, "(and 2 more)"},
		{"a map within the parameters", "analyze", `{"map":{"stages":[{"name":"A","emotion":6}]}}`, visits, "invalid_map", "stages[0].emotion", 0, 0, "stages[0].emotion: out of range"},
		{"a text of a map within the parameters", "analyze", `{"map":"{\"stages\":\n[{\"name\":7}]}"}`, visits, "invalid_map", "stages[0].name", 2, 10, "line 2, column 10: stages[0].name: "},
		{"a number for a map", "analyze", `{"map":7}`, visits, "invalid_map", "", 1, 1, "object"},
		{"nothing for a map", "render", `{}`, "", "invalid_map", "", 1, 1, ""},

		{"no header", "analyze", shop, "", "bad_events", "", 1, 0, ""},
		{"a header without a time", "analyze", shop, "customer,event\n", "bad_events", "", 1, 0, "header"},
		{"a column that is not there", "analyze", `{"template":"ecommerce","events":{"channel":"kanal"}}`, visits, "bad_events", "", 1, 0, "header"},
		{"a time that is none", "analyze", shop, "customer,time,event\nann,2026-03-01T10:00:00Z,a\nann,today,b\n", "bad_events", "", 3, 2, "line 3, field 2: not a time"},
		{"a file that breaks off", "analyze", shop, gzipped(t, visits)[:40], "bad_events", "", 0, 0, ""},
		{"no events", "analyze", shop, "customer,time,event\n", "no_data", "", 0, 0, "no event"},
		{"no events so early", "analyze", `{"template":"ecommerce","options":{"at":"2020-03-01T00:00:00Z"}}`, visits, "no_data", "", 0, 0, "no event"},
		{"nobody in a cart", "carts", `{}`, "customer,time,event\nann,2026-03-01T10:00:00Z,a\n", "no_data", "", 0, 0, "no data"},
		{"nobody who bought", "rfm", `{}`, "customer,time,event\nann,2026-03-01T10:00:00Z,a\n", "no_data", "", 0, 0, "no data"},
		{"nothing that is a purchase", "rfm", `{"purchases":[]}`, visits, "bad_request", "purchases", 0, 0, "at least one event"},
		{"one score for everybody", "rfm", `{"options":{"scores":1}}`, visits, "bad_request", "options.scores", 0, 0, "2 to 9"},
		{"nothing of the map", "dwell", shop, "customer,time,event\nann,2026-03-01T10:00:00Z,a\n", "no_data", "", 0, 0, "no data"},
		{"amounts that are too large", "funnel", `{"steps":[{"events":["a"]}]}`, "customer,time,event,value\nann,2026-03-01T10:00:00Z,a,1e308\nbob,2026-03-01T10:00:00Z,a,1e308\n", "too_large", "", 0, 0, "too large"},
		{"no answers", "nps", `{"answers":[]}`, "", "no_data", "", 0, 0, "no data"},
		{"a row that never ends", "analyze", shop, "customer,time,event\nann,2026-03-01T10:00:00Z," + strings.Repeat("a", 2<<20), "too_large", "", 2, 0, "limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, c.method, c.params, c.payload)
			f := r.fault(t)
			assert.Equal(t, c.code, f.Code, f.Message)
			assert.Equal(t, c.path, f.Path)
			if c.line > 0 {
				assert.Equal(t, c.line, f.Line)
			}
			if c.column > 0 {
				assert.Equal(t, c.column, f.Column)
			}
			assert.Contains(t, f.Message, c.message)
			assert.Empty(t, r.payload)
			assert.Equal(t, f.Code == "invalid_map", len(f.Mistakes) > 0)
		})
	}
}

func TestFaultsTellNothingPersonal(t *testing.T) {
	const secret = "ann@example.org"
	for _, c := range []struct{ method, params, payload string }{
		{secret, "{}", ""},
		{"analyze", `{"template":"` + secret + `"}`, visits},
		{"analyze", `{"template":"ecommerce","lang":"` + secret + `"}`, visits},
		{"analyze", `{"template":"ecommerce","options":{"at":"` + secret + `"}}`, visits},
		{"analyze", `{"template":"ecommerce","options":{"level":"` + secret + `"}}`, visits},
		{"analyze", `{"template":"ecommerce","events":{"customer":"a column that is not there"}}`, secret + ",time,event\n"},
		{"analyze", `{"template":"ecommerce","events":{"location":"` + secret + `"}}`, visits},
		{"analyze", `{"template":"ecommerce"}`, "customer,time,event\n" + secret + ",x,y\n"},
		{"analyze", `{"template":"ecommerce"}`, "customer,time,event\n" + secret + "\n"},
		{"analyze", `{"template":"ecommerce"}`, "customer,time,event\na,2026-03-01T10:00:00Z,\"" + secret + "\n"},
		{"analyze", `{"map":"` + secret + `"}`, visits},
		{"analyze", `{"map":{"stages":[{"name":"` + secret + `"},{"name":"` + secret + `"}]}}`, visits},
		{"render", `{"view":"` + secret + `"}`, `{"stages":[]}`},
		{"render", `{}`, secret},
		{"render", `{}`, `{"stages":[],"currency":"` + secret + `"}`},
		{"render", `{}`, `{"stages":"` + secret + `"}`},
	} {
		reply := bridge.Call(c.method, []byte(c.params+"\n"+c.payload))
		assert.Contains(t, string(reply), `{"error":`)
		assert.NotContains(t, string(reply), secret)
	}
}

func TestALongKeyIsCutInTheMessage(t *testing.T) {
	f := ask(t, "nps", `{"`+strings.Repeat("é", 1000)+`":1}`, "").fault(t)
	assert.Less(t, len(f.Message), 200)
}

// deep is JSON that is deeper than any reader should follow.
var deep = strings.Repeat("[", 200_000)

// FuzzCall sends whatever it finds: a reply is always a line of JSON, a newline
// and a payload, and never a panic.
func FuzzCall(f *testing.F) {
	codes := []string{"unknown_method", "bad_request", "invalid_map", "bad_events", "no_data", "too_large", "degenerate", "no_convergence"}
	for _, method := range append(bridge.Methods(), "") {
		for _, request := range []string{
			"", "\n", "{}\n", "{}", "null\n", "{", "\x00", "\xff\xfe\n", "{}\n\xff", "{}\n{}", "{}\n" + visits,
			`{"answers":[1,2,3]}`, `{"answers":[99999999999999999999]}`, `{"level":1e308}`,
			`{"name":"ecommerce","lang":"fr"}`, `{"template":"ecommerce"}` + "\n" + visits,
			`{"template":"ecommerce","events":{"comma":"\"","layout":"` + "\u0000" + `"}}` + "\n" + visits,
			`{"template":"ecommerce","events":{"comma":"\n"}}` + "\n" + visits, `{"map":"\ud800"}` + "\n" + visits,
			`{"width":9223372036854775807}` + "\n" + `{"stages":[{"name":"A"}]}`, `{"lanes":["","goals"]}` + "\n" + `{"stages":[]}`,
			"{}\n" + gzipped(f, visits), "{}\n\x1f\x8b", deep, `{"map":` + deep, `{"options":` + deep, "{}\n" + deep,
			strings.Repeat(`{"events":`, 1000),
			`{"conversion":["purchase"],"preset":"nps"}` + "\n" + visits, "{}\n" + pathTable, "{}\n" + durations,
			`{"calendar":{"location":"UTC","occasion":"day","unit":"day"},"terms":{"margin":1,"period":1,"periods":1}}` + "\n" + visits,
			`{"terms":{"margin":1,"period":1,"periods":1,"per_purchase":1}}` + "\n" + someHistories,
			`{"k":1,"n":9}`, `{"a":{"k":1,"n":2},"b":{"n":3}}`, `{"p1":0.1,"p2":0.2}`, `{"groups":[{"name":"a","n":2},{"name":"b","k":1,"n":2}]}`,
			`{"cohorts":[{"alive":[9,6,5,4]}],"last":3,"margin":1,"rate":0.1}`,
		} {
			f.Add(method, []byte(request))
		}
	}
	f.Fuzz(func(t *testing.T, method string, request []byte) {
		reply := bridge.Call(method, request)
		line, payload, ok := strings.Cut(string(reply), "\n")
		require.True(t, ok)
		require.True(t, utf8.ValidString(line))
		var r struct {
			Error *struct{ Code, Message string }
		}
		require.NoError(t, json.Unmarshal([]byte(line), &r))
		if r.Error != nil {
			require.Contains(t, codes, r.Error.Code)
			require.NotEmpty(t, r.Error.Message)
			require.Empty(t, payload)
		}
		require.Equal(t, reply, bridge.Call(method, request), "the same request has the same reply")
	})
}
