package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/wasm/bridge"
)

// A request is one call, whose reply must be the same from both builds.
type request struct {
	name, method string
	params       map[string]any
	payload      []byte
}

func (r request) bytes(t *testing.T) []byte {
	t.Helper()
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(r.params))
	return append(line.Bytes(), r.payload...)
}

// reply returns the payload that the native build replies with.
func (r request) reply(t *testing.T) (payload []byte) {
	t.Helper()
	line, payload, _ := bytes.Cut(bridge.Call(r.method, r.bytes(t)), []byte("\n"))
	require.NotContains(t, string(line), `{"error"`, r.name)
	return payload
}

type object = map[string]any

// requests returns every method at work on several maps, logs and languages, in
// success and in error.
func requests(t *testing.T) []request {
	all := []request{
		{"version", "version", object{}, nil},
		{"schema", "schema", object{}, nil},
		{"validate a map", "validate", object{}, read(t, "../journey/testdata/sample.json")},
		{"validate no map", "validate", object{}, []byte(`{"stages": [{"name": ""}, {"nom": 1}]}`)},
		{"unknown method", "draw", object{}, nil},
		{"bad request", "nps", object{"answers": []string{"ten"}}, nil},
		{"invalid map", "render", object{}, []byte(`{"stages": [{"name": "A"}, {"name": "A"}]}`)},
		{"bad events", "analyze", object{"template": "ecommerce"}, []byte("customer,time,event\nann,yesterday,home\n")},
		{"no data", "analyze", object{"template": "ecommerce"}, []byte("customer,time,event\n")},
		{"draw the sample", "render", object{}, read(t, "../journey/testdata/sample.json")},
		{"draw a map in many scripts", "render", object{"id": "scripts"}, scripts},
		{"draw a part", "render", object{"lanes": []string{"emotion", "measures"}, "width": 1111}, read(t, "../journey/testdata/sample.json")},
	}
	all = append(all, surveys()...)
	all = append(all, analyses(t)...)
	all = append(all, statistics(t)...)
	all = append(all, drawings(t)...)
	for _, lang := range []string{"en", "fr"} {
		all = append(all, inLanguage(t, lang)...)
	}
	return append(all, shared(t)...)
}

// analyses returns each analysis of behaviour by default and with options.
func analyses(t *testing.T) []request {
	events := shopCSV(t, 400, 3)
	steps := []object{{"events": []string{"product_view"}}, {"events": []string{"add_to_cart"}}, {"events": []string{"purchase"}}}
	var all []request
	for _, c := range []struct {
		method  string
		params  object
		options object
	}{
		{"frictions", object{"template": "ecommerce"}, object{"error": 0.2, "seed": 9007199254740991, "session": object{"silence": 86400}}},
		{"funnel", object{"template": "ecommerce"}, object{"window": 1e6, "by": "channel"}},
		{"funnel", object{"steps": steps}, object{"order": "unordered", "count": "scopes", "scope": "week", "zone": "-09:30"}},
		{"flow", object{}, object{"times": true, "eventually": true, "repeats": true, "steps": 5, "paths": 5, "around": object{"node": "purchase", "before": 3}}},
		{"flow", object{"template": "ecommerce"}, object{"by": "stage", "sessions": true, "collapse": true}},
		{"retention", object{"returns": []string{"purchase"}}, object{"period": "week", "window": "rolling", "return": "on_or_after"}},
		{"activity", object{}, object{"period": "month", "location": "+05:45"}},
		{"rfm", object{"purchases": []string{"purchase"}}, object{"scores": 9, "location": "-03:30"}},
		{"dwell", object{"template": "ecommerce"}, object{"silence": -1, "level": 0.8}},
		{"carts", object{}, object{"unit": "session", "within": 3600}},
		{"conformance", object{"template": "ecommerce"}, object{"times": true, "zeta": 1.5, "per": "sessions", "count_unplanned": true}},
	} {
		name := fmt.Sprintf("%s of %v", c.method, c.params)
		all = append(all, request{name, c.method, c.params, events})
		params := maps.Clone(c.params)
		params["options"] = c.options
		all = append(all, request{name + " with options", c.method, params, events})
	}
	return all
}

func surveys() []request {
	var all []request
	for _, method := range []string{"nps", "csat", "ces"} {
		for n := 1; n < 40; n += 9 {
			answers := make([]int, n)
			for i := range answers {
				answers[i] = 1 + (i*i+n)%5
			}
			for _, level := range []float64{0.5, 0.8, 0.95, 0.999} {
				name := fmt.Sprintf("%s of %d answers at %v", method, n, level)
				all = append(all, request{name, method, object{"answers": answers, "level": level}, nil})
			}
		}
	}
	return all
}

func inLanguage(t *testing.T, lang string) []request {
	start := request{"template " + lang, "template", object{"name": "ecommerce", "lang": lang}, nil}
	all := []request{start, {"draw template " + lang, "render", object{}, start.reply(t)}}
	for seed, options := range []object{
		{},
		{"level": 0.8, "silence": 1e6, "source": "shop events", "at": "2026-04-20T12:00:00Z"},
		{"level": 0.999, "goal": []string{"cart"}, "nps": []string{"csat"}},
	} {
		name := fmt.Sprintf("shop %d %s", seed, lang)
		analysis := request{"analyse " + name, "analyze", object{"template": "ecommerce", "lang": lang, "options": options}, shopCSV(t, 2000, uint64(seed))}
		measured := mapOf(t, analysis.reply(t))
		all = append(all, analysis,
			request{"draw " + name, "render", object{}, measured},
			request{"draw in French " + name, "render", object{"lang": "fr", "id": "m" + strconv.Itoa(seed)}, measured})
	}
	compressed := all[2]
	compressed.name += " compressed"
	compressed.payload = compress(t, compressed.payload)
	return append(all, compressed)
}

// mapOf returns the map of a report.
func mapOf(t *testing.T, report []byte) []byte {
	t.Helper()
	var r struct{ Map json.RawMessage }
	require.NoError(t, json.Unmarshal(report, &r))
	return r.Map
}

// shared has the real log that stays outside of the module, where it is there.
func shared(t *testing.T) []request {
	folder := os.Getenv("PARCOURS_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared")
	}
	data, err := os.ReadFile(filepath.Join(folder, "data", "logs", "ecom.csv.gz"))
	if err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), "%v: set PARCOURS_SHARED", err)
		t.Logf("without the real log (%v): set PARCOURS_SHARED", err)
		return nil
	}
	columns := object{"customer": "session_id", "time": "timestamp", "layout": "2006-01-02 15:04:05", "name": "event", "channel": "platform"}
	return []request{{"analyse a real log", "analyze", object{"template": "ecommerce", "events": columns}, data}}
}

// scripts is a map whose texts need every table of the drawing.
var scripts = []byte(`{
  "title": "Ünïcödé — 旅の地図 — خريطة الرحلة — 🛒👩‍🚀 — ` + strings.Repeat("Donaudampfschifffahrt", 12) + `",
  "persona": {"name": "محمد", "role": "顧客", "quote": "<script>alert(1)</script> & ]]>", "share": 0.123456789},
  "lang": "fr",
  "currency": "CHF",
  "stages": [
    {"name": "発見", "emotion": 1.7, "thoughts": ["` + strings.Repeat("かわいい商品がたくさんあります。", 9) + `"]},
    {"name": "achat", "emotion": 3.3333333, "measures": [{"name": "conversion", "value": 0.1, "unit": "ratio", "lo": 0.05, "hi": 0.3, "level": 0.9, "n": 7}]},
    {"name": "🎁", "emotion": 4.9, "measures": [{"name": "time_mean", "value": 1234567.891, "unit": "s"}, {"name": "x", "value": -1e-7, "unit": "kg"}]}
  ]
}`)

// shopCSV returns the events of a synthetic shop as a CSV file.
func shopCSV(t *testing.T, customers int, seed uint64) []byte {
	t.Helper()
	return csvOf(t, journeytest.Shop{Customers: customers, Seed: seed})
}

func csvOf(t *testing.T, shop journeytest.Shop) []byte {
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
	return b.Bytes()
}

func compress(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}
