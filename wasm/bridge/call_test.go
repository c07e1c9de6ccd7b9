package bridge_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/wasm/bridge"
)

// visits has a visitor, a buyer, and a buyer who answers.
const visits = `customer,time,event,channel,value
ann,2026-03-01T10:00:00Z,product_view,web,
bob,2026-03-01T10:00:00Z,product_view,app,
bob,2026-03-01T10:20:00Z,add_to_cart,app,
bob,2026-03-02T10:00:00Z,purchase,app,49.90
cyd,2026-03-03T08:00:00Z,add_to_cart,web,
cyd,2026-03-03T08:30:00Z,purchase,web,20
cyd,2026-03-09T08:30:00Z,nps,web,9
`

// A reply is what Call replied.
type reply struct {
	line    map[string]json.RawMessage
	payload string
}

func (r reply) fault(t *testing.T) (f struct {
	Code, Message, Path string
	Line, Column        int
	Mistakes            []struct{ Message, Path string }
}) {
	t.Helper()
	require.Contains(t, r.line, "error")
	require.NoError(t, json.Unmarshal(r.line["error"], &f))
	return f
}

func ask(t *testing.T, method, params, payload string) reply {
	t.Helper()
	raw := bridge.Call(method, []byte(params+"\n"+payload))
	line, rest, ok := bytes.Cut(raw, []byte("\n"))
	require.True(t, ok, "a newline ends the line")
	r := reply{payload: string(rest)}
	require.NoError(t, json.Unmarshal(line, &r.line))
	return r
}

// done returns the payload of a method that did what it was asked.
func done(t *testing.T, method, params, payload string) string {
	t.Helper()
	r := ask(t, method, params, payload)
	require.NotContains(t, r.line, "error", string(r.line["error"]))
	return r.payload
}

func written(t *testing.T, m *journey.Map) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, m.Write(&b))
	return b.String()
}

func drawn(t *testing.T, v render.JourneyMap, opt *render.Options) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.SVG(&b, v, opt))
	return b.String()
}

func logOf(t *testing.T, csv string, opt *event.CSVOptions) *event.Log {
	t.Helper()
	log, err := event.ReadCSV(strings.NewReader(csv), opt)
	require.NoError(t, err)
	return log
}

func reportOf(t *testing.T, m *journey.Map, log *event.Log, opt *kpi.Options) string {
	t.Helper()
	report, err := kpi.Analyze(m, log, opt)
	require.NoError(t, err)
	text, err := json.Marshal(report)
	require.NoError(t, err)
	return string(text)
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.String()
}

func TestMethodsAreSortedAndKnown(t *testing.T) {
	assert.True(t, slices.IsSorted(bridge.Methods()))
	for _, name := range bridge.Methods() {
		r := ask(t, name, "{}", "")
		if _, failed := r.line["error"]; failed {
			assert.NotEqual(t, "unknown_method", r.fault(t).Code, name)
		}
	}
}

func TestVersionSaysWhatTheModuleIs(t *testing.T) {
	r := ask(t, "version", "{}", "")
	var methods []string
	require.NoError(t, json.Unmarshal(r.line["methods"], &methods))
	assert.Equal(t, bridge.Methods(), methods)
	assert.Equal(t, `"github.com/parcours-go/parcours"`, string(r.line["module"]))
	assert.Equal(t, "2", string(r.line["abi"]))
}

func TestSchemaIsThatOfMaps(t *testing.T) {
	assert.Equal(t, string(journey.Schema()), done(t, "schema", "", ""))
}

func TestTemplateIsTheMapAsItIsWritten(t *testing.T) {
	for _, lang := range []journey.Lang{"", "en", "fr", "fr-CA"} {
		got := done(t, "template", `{"name":"ecommerce","lang":"`+string(lang)+`"}`, "")
		assert.Equal(t, written(t, template.Ecommerce(lang)), got)
	}
}

func TestValidateReportsAllMistakesOfAMap(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a good map has none", `{"stages":[]}`, `[]`},
		{"mistakes of the map have their paths", `{"stages":[{"name":""},{"name":"A","emotion":9}]}`,
			`[{"message":"missing","path":"stages[0].name"},{"message":"out of range: want a value from 1 to 5, got 9","path":"stages[1].emotion"}]`},
		{"a mistake of the form has its line and column", "{\"stages\": [],\n \"stagse\": 1}", ``},
		{"nothing is no map", ``, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, "validate", "{}", c.text)
			if c.want != "" {
				assert.Equal(t, c.want, string(r.line["mistakes"]))
				return
			}
			var list []struct {
				Message      string
				Line, Column int
			}
			require.NoError(t, json.Unmarshal(r.line["mistakes"], &list))
			require.Len(t, list, 1)
			assert.NotEmpty(t, list[0].Message)
			assert.Equal(t, strings.Count(c.text, "\n")+1, list[0].Line)
			assert.Positive(t, list[0].Column)
		})
	}
}

func TestAnalyzeGivesTheReportOfKPI(t *testing.T) {
	m := template.Ecommerce(journey.French)
	want := reportOf(t, m, logOf(t, visits, nil), nil)
	text, err := json.Marshal(written(t, m))
	require.NoError(t, err)
	for _, c := range []struct{ name, params, payload string }{
		{"of a template", `{"template":"ecommerce","lang":"fr"}`, visits},
		{"of a map", `{"map":` + strings.ReplaceAll(written(t, m), "\n", "") + `}`, visits},
		{"of a map as a text", `{"map":` + string(text) + `}`, visits},
		{"of compressed events", `{"template":"ecommerce","lang":"fr"}`, gzipped(t, visits)},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.JSONEq(t, want, done(t, "analyze", c.params, c.payload))
		})
	}
}

func TestRenderDrawsTheMap(t *testing.T) {
	m := template.Ecommerce(journey.English)
	text := written(t, m)
	assert.Equal(t, drawn(t, render.JourneyMap{Map: m}, nil), done(t, "render", "", text))
	assert.Equal(t,
		drawn(t, render.JourneyMap{Map: m, Lanes: []render.Lane{render.LaneEmotion}}, &render.Options{Lang: "fr", Width: 2400, ID: "shop"}),
		done(t, "render", `{"view":"journey_map","lang":"fr","width":2400,"id":"shop","lanes":["emotion"]}`, text))
}

func TestAReportedMapCanBeDrawn(t *testing.T) {
	for _, params := range []string{`{"template":"ecommerce"}`, `{"map":{"stages":[]}}`, `{"map":{"stages":[{"name":"A"}]}}`} {
		var report struct{ Map json.RawMessage }
		require.NoError(t, json.Unmarshal([]byte(done(t, "analyze", params, visits)), &report))
		assert.True(t, strings.HasPrefix(done(t, "render", "", string(report.Map)), "<svg"))
	}
}

func TestSurveysAreThoseOfKPI(t *testing.T) {
	answers := []int{1, 5, 4, 2, 5}
	for name, of := range map[string]func([]int, *kpi.SurveyOptions) (journey.Measure, error){
		"nps": kpi.NPS, "csat": kpi.CSAT, "ces": kpi.CES,
	} {
		want, err := of(answers, &kpi.SurveyOptions{Level: 0.9})
		require.NoError(t, err)
		text, err := json.Marshal(want)
		require.NoError(t, err)
		assert.JSONEq(t, string(text), string(ask(t, name, `{"answers":[1,5,4,2,5],"level":0.9}`, "").line["measure"]))
	}
}

func TestCallsDoNotDisturbEachOther(t *testing.T) {
	const params = `{"template":"ecommerce"}`
	want := done(t, "analyze", params, visits)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			reply := bridge.Call("analyze", []byte(params+"\n"+visits))
			assert.True(t, "{}\n"+want == string(reply))
			bridge.Call("nps", []byte(`{"answers":[12]}`))
		})
	}
	wait.Wait()
}
