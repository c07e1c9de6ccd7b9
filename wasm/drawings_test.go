package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/wasm/bridge"
)

// drawings returns each view as a drawing and as tables, of what the module
// replies with.
func drawings(t *testing.T) []request {
	t.Helper()
	events := shopCSV(t, 300, 5)
	of := func(method string, params object, payload []byte) string {
		return string(request{method, method, params, payload}.reply(t))
	}
	plan := object{"template": "ecommerce", "lang": "fr"}
	drawn := of("template", object{"name": "ecommerce", "lang": "fr"}, nil)
	var report struct{ Map json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(of("analyze", plan, events)), &report))
	measured := string(report.Map)
	data := map[string]string{
		"attribution":    of("attribution", object{"conversion": []string{"purchase"}}, events),
		"blueprint":      drawn,
		"cards":          `[{"measure":{"name":"nps","value":30.5,"unit":"points","n":50,"lo":10,"hi":45,"level":0.95},"history":[{"label":"mai","measure":{"name":"nps","value":25,"unit":"points","n":40}}]}]`,
		"cohorts":        of("retention", object{"options": object{"period": "week"}}, events),
		"compare":        `{"before":` + measured + `,"after":` + measured + `}`,
		"distribution":   of("dwell", plan, events),
		"empathy_map":    `{"name":"Camille","empathy":{"says":["Trop cher"],"feels":["Pressée"]}}`,
		"experience_map": drawn,
		"flow":           of("flow", object{"options": object{"steps": 4, "collapse": true}}, events),
		"funnel":         of("funnel", object{"template": "ecommerce", "options": object{"by": "channel"}}, events),
		"journey_map":    measured,
		"persona_card":   `{"name":"Camille","goals":["Une paire à sa taille"],"share":0.31}`,
		"segments":       of("rfm", object{"options": object{"scores": 4}}, events),
		"story_map":      drawn,
		"survival":       of("lifetimes", object{"options": object{"by": "channel"}}, events),
		"trend":          of("survey", object{"preset": "csat", "options": object{"period": "week"}}, events),
	}
	var all []request
	for _, view := range views(t) {
		require.Contains(t, data, view)
		for name, params := range map[string]object{
			"as it is":               {"view": view},
			"in French, on a phone":  {"view": view, "lang": "fr", "width": 360, "theme": "print"},
			"in the dark and not":    {"view": view, "dark": true, "id": "dark"},
			"in colours that differ": {"view": view, "theme": "high_contrast"},
		} {
			all = append(all, request{view + " " + name, "render", params, []byte(data[view])})
		}
		all = append(all, request{view + " as tables", "tables", object{"view": view, "lang": "fr"}, []byte(data[view])})
	}
	return all
}

// views returns the names of the views.
func views(t *testing.T) []string {
	t.Helper()
	var version struct{ Views []string }
	require.NoError(t, json.Unmarshal(bridge.Call("version", nil), &version))
	return version.Views
}
