package bridge_test

import (
	"encoding/json"
	"encoding/xml"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/template"
)

// views returns the names of the views.
func views(t *testing.T) (names []string) {
	t.Helper()
	require.NoError(t, json.Unmarshal(ask(t, "version", "", "").line["views"], &names))
	return names
}

// viewData returns data for each view, as the methods of the module reply with
// them, and parameters of its own.
func viewData(t *testing.T) map[string]struct{ data, params string } {
	t.Helper()
	events := shop(t, 300)
	plan := `{"template":"ecommerce"`
	measured := done(t, "analyze", plan+`}`, events)
	var report struct{ Map json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(measured), &report))
	drawn := written(t, template.Ecommerce(journey.English))
	return map[string]struct{ data, params string }{
		"attribution": {done(t, "attribution", `{"conversion":["purchase"],"options":{"values":true}}`, events), `"value":true,"currency":"EUR","models":["linear"]`},
		"blueprint":   {drawn, `"width":1200`},
		"cards": {`[{"label":"Orders","measure":{"name":"conversion","value":0.4,"unit":"ratio","n":50},"history":[{"label":"May","measure":{"name":"conversion","value":0.3,"unit":"ratio","n":40}},{"from":"2026-06-01T00:00:00Z"}],
			"targets":[{"measure":"conversion","op":">=","value":0.5}]}]`, `"title":"Key figures","currency":"EUR"`},
		"cohorts":        {done(t, "retention", `{"options":{"period":"week"}}`, events), `"counts":true,"title":"Who comes back"`},
		"compare":        {`{"before":` + string(report.Map) + `,"after":` + drawn + `}`, `"names":["a","b"],"title":"Two"`},
		"distribution":   {done(t, "dwell", plan+`}`, events), `"title":"Times"`},
		"empathy_map":    {`{"name":"Camille","empathy":{"says":["It is too dear"]}}`, `"form":"canvas"`},
		"experience_map": {drawn, `"self":"The shop","cycle":true`},
		"funnel":         {done(t, "funnel", plan+`,"options":{"by":"channel"}}`, events), `"currency":"EUR","title":"To the order"`},
		"journey_map":    {string(report.Map), `"lanes":["emotion"],"hide":["goals"],"shape":"tall","others":[` + strings.ReplaceAll(drawn, "\n", " ") + `]`},
		"flow":           {done(t, "flow", `{"options":{"repeats":true}}`, events), `"title":"Ways","most":5`},
		"persona_card":   {`{"name":"Camille","goals":["A pair that fits"],"channels":["app"]}`, `"currency":"EUR","measures":[{"name":"nps","value":30,"unit":"points","n":50}]`},
		"segments":       {done(t, "rfm", ``, events), `"currency":"EUR","title":"Buyers"`},
		"story_map":      {drawn, `"title":"Plan","releases":["Spring"]`},
		"survival":       {done(t, "lifetimes", `{"options":{"by":"channel"}}`, events), `"title":"Who stays","unit":"days"`},
		"trend":          {done(t, "survey", `{"preset":"csat","options":{"period":"week"}}`, events), `"title":"Contentment"`},
	}
}

func TestEveryViewIsDrawnFromWhatTheModuleRepliesWith(t *testing.T) {
	data := viewData(t)
	for _, name := range views(t) {
		of, ok := data[name]
		require.True(t, ok, "no data for the view %s", name)
		for _, more := range []string{"", "," + of.params, `,"lang":"fr","theme":"dark","width":390,"id":"x"`, `,"dark":true`} {
			params := `{"view":"` + name + `"` + more + `}`
			svg := done(t, "render", params, of.data)
			assert.NoError(t, xml.Unmarshal([]byte(svg), new(struct{})), params)
			var reply struct {
				Tables []struct {
					Columns []struct{ Name string }
					Rows    [][]string
				}
			}
			require.NoError(t, json.Unmarshal(ask(t, "tables", params, of.data).line["tables"], &reply.Tables))
			require.NotEmpty(t, reply.Tables, params)
			assert.NotEmpty(t, reply.Tables[0].Columns)
		}
	}
	assert.Len(t, data, len(views(t)))
}

func TestAParameterOfAnotherViewIsAnError(t *testing.T) {
	data := viewData(t)
	for params, path := range map[string]string{
		`{"view":"funnel","lanes":["emotion"]}`:      "lanes",
		`{"view":"journey_map","title":"No"}`:        "title",
		`{"view":"journey_map","models":["linear"]}`: "models",
		`{"theme":"sepia"}`:                          "theme",
		`{"view":"pie"}`:                             "view",
		`{"view":"compare","names":["one"]}`:         "names",
		`{"lanes":["emotion","nope"]}`:               "lanes[1]",
		`{"hide":["nope"]}`:                          "hide[0]",
		`{"shape":"round"}`:                          "shape",
		`{"width":16385}`:                            "width",
		`{"width":"390"}`:                            "width",
		`{"lang":"not a tag"}`:                       "lang",
		`{"others":[{"stages":[{"name":""}]}]}`:      "others[0].stages[0].name",
		`{"view":"empathy_map","form":"round"}`:      "form",
		`{"view":"flow","most":401}`:                 "most",
		`{"view":"attribution","models":["nope"]}`:   "models[0]",
		`{"view":"attribution","models":[]}`:         "models",
	} {
		var p struct{ View string }
		require.NoError(t, json.Unmarshal([]byte(params), &p))
		if p.View == "" || p.View == "pie" {
			p.View = "journey_map"
		}
		for _, method := range []string{"render", "tables"} {
			f := ask(t, method, params, data[p.View].data).fault(t)
			assert.Equal(t, "bad_request", f.Code, params)
			assert.Equal(t, path, f.Path, params)
		}
	}
}

func TestAnIDThatIsNoneIsAnError(t *testing.T) {
	f := ask(t, "render", `{"id":"1 2"}`, viewData(t)["journey_map"].data).fault(t)
	assert.Equal(t, "bad_request", f.Code)
	assert.Equal(t, "id", f.Path)
}

func TestAnotherMapMayBeAText(t *testing.T) {
	drawn := written(t, template.Ecommerce(journey.English))
	text, err := json.Marshal(drawn)
	require.NoError(t, err)
	svg := done(t, "render", `{"others":[`+strings.ReplaceAll(drawn, "\n", " ")+`]}`, drawn)
	assert.Equal(t, svg, done(t, "render", `{"others":[`+string(text)+`]}`, drawn))
}

// Nothing of what is said is a type of Go, or a value that stood in the data.
func TestDataThatAreWrongAreNamedByTheirPlace(t *testing.T) {
	for _, c := range []struct{ view, data, code, path, message string }{
		{"funnel", "", "bad_request", "data", "data: missing"},
		{"funnel", "[]", "bad_request", "data", "data: want an object"},
		{"funnel", `{"all":`, "bad_request", "data", "data: the JSON ends too early"},
		{"funnel", "{\n  x", "bad_request", "data", "line 2, column 3: data: want JSON"},
		{"funnel", `{} {}`, "bad_request", "data", "data: want one value of JSON"},
		{"funnel", `{"all":{"steps":[{"reached":"Ann Smith"}]}}`, "bad_request", "data.all.steps.reached", "data.all.steps.reached: want a whole number"},
		{"cards", `{"label":"Ann Smith"}`, "bad_request", "data", "data: want a list"},
		{"cards", `[{"history":[{"from":"Ann Smith"}]}]`, "bad_request", "data", "data: want times in the form of RFC 3339"},
		{"persona_card", `{"name":"Ann Smith","shares":1}`, "bad_request", "data", `data: unknown key "shares"`},
		{"persona_card", `{"name":["Ann Smith"]}`, "bad_request", "data.name", "data.name: want a text"},
		{"compare", `{"before":{"stages":[{"name":"a"}]}}`, "invalid_map", "after", "after: missing"},
		{"compare", `{"before":{},"after":{}}`, "invalid_map", "before.stages", "before.stages: missing"},
		{
			"compare", `{"before":{"stages":[{"name":"a"}]},"after":{"stages":[{"name":"a","emotion":7}]}}`, "invalid_map",
			"after.stages[0].emotion", "after.stages[0].emotion: out of range: want a value from 1 to 5, got 7",
		},
	} {
		f := ask(t, "render", `{"view":"`+c.view+`"}`, c.data).fault(t)
		assert.Equal(t, c.code, f.Code, c.data)
		assert.Equal(t, c.path, f.Path, c.data)
		assert.Equal(t, c.message, f.Message, c.data)
	}
}

func TestDataOfAnotherFormAreAnError(t *testing.T) {
	for _, name := range views(t) {
		for _, data := range []string{"", "null", "[]", "{}", "1", `{"x":1}`, `[{"x":1}]`, "{} {}", `{"stages":[]}`, "\xff"} {
			r := ask(t, "render", `{"view":"`+name+`"}`, data)
			assert.NotContains(t, string(r.line["error"]), `"internal"`, "%s of %q", name, data)
		}
	}
}

// Whatever stands in the data in place of what was there, the reply is a drawing
// or an error of the request, never a mistake of the module.
func TestDataThatWereTamperedWithDoNoHarm(t *testing.T) {
	data := viewData(t)
	for _, name := range views(t) {
		r, of := rand.New(rand.NewPCG(1, 1)), data[name]
		var value any
		require.NoError(t, json.Unmarshal([]byte(of.data), &value))
		for range 150 {
			tampered, err := json.Marshal(tamper(r, value, 1+r.IntN(12)))
			require.NoError(t, err)
			for _, method := range []string{"render", "tables"} {
				r := ask(t, method, `{"view":"`+name+`"}`, string(tampered))
				require.NotContains(t, string(r.line["error"]), `"internal"`, "%s of %s: %s", method, name, tampered[:min(len(tampered), 3000)])
				require.NotContains(t, string(r.line["tables"])+r.payload, "NaN", name)
			}
		}
	}
}

// tamper returns a copy of a JSON value in which about one value in so many is
// another one.
func tamper(r *rand.Rand, v any, of int) any {
	if r.IntN(of*40) == 0 {
		return []any{nil, -1.0, 0.0, 1e300, 1e9, -5e-324, "", "x", true, []any{}, map[string]any{}, strings.Repeat("long ", 50)}[r.IntN(12)]
	}
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out[k] = tamper(r, v[k], of)
		}
		return out
	case []any:
		out := make([]any, 0, len(v))
		for _, item := range v {
			switch r.IntN(of * 60) {
			case 0: // left out
			case 1:
				out = append(out, item, item)
			default:
				out = append(out, tamper(r, item, of))
			}
		}
		return out
	case float64:
		if r.IntN(of*10) == 0 {
			return v * []float64{-1, 0, 2, 1e6}[r.IntN(4)]
		}
	}
	return v
}
