package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
)

// runIn runs the program with its files in a folder of their own.
func runIn(t *testing.T, args ...string) (folder, printed string) {
	folder = t.TempDir()
	var stdout, stderr bytes.Buffer
	require.NoError(t, run(append(args, "-out", folder), &stdout, &stderr), stderr.String())
	return folder, stdout.String()
}

func TestWithoutArgumentsASyntheticShopIsMeasured(t *testing.T) {
	folder, printed := runIn(t)
	assert.Contains(t, printed, "33,274 events of 5,000 customers, 5 January – 4 May 2026")
	assert.Contains(t, printed, "1,305 put something into a cart, 783 of them bought nothing: 60.00%")

	var report kpi.Report
	text, err := os.ReadFile(filepath.Join(folder, "report.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &report))
	assert.Equal(t, 33274, report.Map.Observed.Events)
	assertDrawing(t, filepath.Join(folder, "journey.svg"), "Camille")
}

func TestTheSameRunWritesTheSameBytes(t *testing.T) {
	first, printed := runIn(t, "-lang", "fr")
	second, again := runIn(t, "-lang", "fr")
	assert.Equal(t, printed, again)
	assert.Contains(t, printed, "Abandon de panier")
	assertDrawing(t, filepath.Join(first, "journey.svg"), "boutique synthétique")
	for _, name := range []string{"journey.svg", "report.html", "report.json"} {
		a, err := os.ReadFile(filepath.Join(first, name))
		require.NoError(t, err)
		b, err := os.ReadFile(filepath.Join(second, name))
		require.NoError(t, err)
		assert.Equal(t, string(a), string(b))
	}
}

var update = flag.Bool("update", false, "rewrite the committed output")

// The picture in the README and its report are what the program writes.
// -update rewrites them.
func TestTheCommittedOutputIsInStep(t *testing.T) {
	folder, _ := runIn(t)
	for _, name := range []string{"journey.svg", "report.json"} {
		got, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		committed := filepath.Join("output", name)
		if *update {
			require.NoError(t, os.MkdirAll("output", 0o755))
			require.NoError(t, os.WriteFile(committed, got, 0o644))
		}
		want, err := os.ReadFile(committed)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(want, got), "%s changed: look at it, and run with -update if it should", name)
	}
}

// assertDrawing checks that a file is an SVG drawing that says something.
func assertDrawing(t *testing.T, name, says string) {
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.True(t, strings.Contains(string(text), says), "%s does not say %s", name, says)
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
	}
}

const shopEvents = `who,when,did,where,amount
ann,2026-03-02 12:00,view_item,web,
ann,2026-03-02 12:09,add_to_cart,web,
ann,2026-03-02 12:20,purchase,web,40
bob,2026-03-02 13:00,view_item,app,
bob,2026-03-02 13:05,add_to_cart,app,
`

func TestALogAndAMapOfOnesOwn(t *testing.T) {
	folder := t.TempDir()
	logFile, mapFile := filepath.Join(folder, "events.csv"), filepath.Join(folder, "map.json")
	require.NoError(t, os.WriteFile(logFile, []byte(shopEvents), 0o644))
	require.NoError(t, os.WriteFile(mapFile, []byte(`{"title":"Mine","currency":"EUR","stages":[
		{"name":"Look","touchpoints":[{"name":"Page","events":["view_item"]}]},
		{"name":"Buy","touchpoints":[{"name":"Till","events":["purchase"]}]}]}`), 0o644))
	out, printed := runIn(t, "-log", logFile, "-map", mapFile, "-customer", "who", "-time", "when",
		"-layout", "2006-01-02 15:04", "-name", "did", "-channel", "where", "-value", "amount")
	assert.Contains(t, printed, "5 events of 2 customers, 2 March 2026")
	assert.Contains(t, printed, "€20.00")
	assertDrawing(t, filepath.Join(out, "journey.svg"), "Mine")

	out, printed = runIn(t, "-log", logFile, "-map", mapFile, "-customer", "who", "-time", "when",
		"-layout", "2006-01-02 15:04", "-name", "did", "-channel", "where", "-value", "amount", "-lang", "fr")
	assert.Contains(t, printed, "5 événements de 2 clients, 2 mars 2026")
	assertDrawing(t, filepath.Join(out, "journey.svg"), "Parcours client")
}

func TestColumnsApartBySemicolons(t *testing.T) {
	file := filepath.Join(t.TempDir(), "events.csv")
	require.NoError(t, os.WriteFile(file, []byte("client;quand;quoi\nann;02/03/2026 12:00;purchase\n"), 0o644))
	_, printed := runIn(t, "-log", file, "-comma", ";", "-customer", "client", "-time", "quand", "-name", "quoi", "-layout", "02/01/2006 15:04", "-lang", "fr")
	assert.Contains(t, printed, "1 événement de 1 client, 2 mars 2026")
}

func TestFilesOfToolsAreReadAsTheyAre(t *testing.T) {
	const xes = `<log><trace><string key="concept:name" value="ann"/><event><string key="concept:name" value="purchase"/>` +
		`<date key="time:timestamp" value="2026-03-02T12:00:00+01:00"/></event></trace></log>`
	const ga4 = `{"event_name":"purchase","event_timestamp":"1772449200000000","user_pseudo_id":"ann","ecommerce":{"purchase_revenue":12.5}}`
	for name, c := range map[string]struct{ text, format string }{
		"xes, seen":      {xes, ""},
		"xes, named":     {xes, "xes"},
		"ga4":            {ga4, "ga4"},
		"plain, by name": {"user,time,event\nann,2026-03-02T11:00:00Z,purchase\n", "csv"},
	} {
		file := filepath.Join(t.TempDir(), "events")
		require.NoError(t, os.WriteFile(file, []byte(c.text), 0o644), name)
		_, printed := runIn(t, "-log", file, "-format", c.format)
		assert.Contains(t, printed, "1 event of 1 customer, 2 March 2026", name)
	}
}

func TestTheLayoutsThatTheHelpNames(t *testing.T) {
	var help bytes.Buffer
	require.ErrorIs(t, run([]string{"-help"}, io.Discard, &help), flag.ErrHelp)
	for layout, time := range map[string]string{
		event.UnixSeconds: "1772452800", event.UnixMilli: "1772452800000", event.UnixMicro: "1772452800000000",
	} {
		assert.Contains(t, help.String(), `"`+layout+`"`)
		file := filepath.Join(t.TempDir(), "events.csv")
		require.NoError(t, os.WriteFile(file, []byte("user,time,event\nann,"+time+",purchase\n"), 0o644))
		_, printed := runIn(t, "-log", file, "-layout", layout)
		assert.Contains(t, printed, "1 event of 1 customer, 2 March 2026")
	}
}

func TestMistakesAreNamed(t *testing.T) {
	folder := t.TempDir()
	events := filepath.Join(folder, "events.csv")
	require.NoError(t, os.WriteFile(events, []byte("who,when,did\nann,yesterday,view\n"), 0o644))
	empty := filepath.Join(folder, "empty.csv")
	require.NoError(t, os.WriteFile(empty, []byte("user,time,event\n"), 0o644))
	maps := filepath.Join(folder, "map.json")
	require.NoError(t, os.WriteFile(maps, []byte("{\n  \"stage\": []\n}"), 0o644))
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a key that is unknown":         {[]string{"-map", maps}, "map.json: line 2, column 3: unknown key"},
		"a language that is not spoken": {[]string{"-lang", "de"}, "want en or fr"},
		"a file that is not there":      {[]string{"-log", filepath.Join(folder, "none.csv")}, "no such file"},
		"a column that is not there":    {[]string{"-log", events, "-customer", "client"}, `no column "client", named for the customer`},
		"a time that is none":           {[]string{"-log", events, "-customer", "who", "-time", "when", "-name", "did"}, "line 2, field 2"},
		"a format that nobody knows":    {[]string{"-log", events, "-format", "parquet"}, "format: unknown: want one of csv, jsonl, xes"},
		"two characters for a comma":    {[]string{"-comma", ";;"}, "want one ASCII character"},
		"an argument without a flag":    {[]string{"events.csv"}, "want flags only"},
		"a map that is not there":       {[]string{"-map", filepath.Join(folder, "none.json")}, "no such file"},
		"a folder that is not there":    {[]string{"-out", filepath.Join(folder, "none")}, "no such folder"},
		"a log without events":          {[]string{"-log", empty}, "empty.csv: friction: no data"},
	} {
		t.Run(name, func(t *testing.T) {
			args := c.args
			if args[0] != "-out" {
				args = append(args, "-out", folder)
			}
			assert.ErrorContains(t, run(args, io.Discard, io.Discard), c.want)
		})
	}
}

// shared returns a file of the folder that stands beside the checkout.
func shared(t *testing.T, name string) string {
	root := os.Getenv("PARCOURS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	file := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(file); err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), "%s is missing", name)
		t.Skipf("the shared data is not here: set PARCOURS_SHARED to the folder that holds %s", name)
	}
	return file
}

// The figures of an event log that nobody here made: 31,106 events of a shop
// over six months, counted independently.
func TestTheFiguresOfARealLog(t *testing.T) {
	file := shared(t, "data/logs/ecom.csv.gz")
	columns := []string{"-log", file, "-time", "timestamp", "-layout", "2006-01-02 15:04:05", "-name", "event", "-channel", "platform"}

	_, byUser := runIn(t, append(columns, "-customer", "user_id")...)
	assert.Contains(t, byUser, "31,106 events of 600 customers")

	folder, bySession := runIn(t, append(columns, "-customer", "session_id")...)
	assert.Contains(t, bySession, "31,106 events of 3,605 customers")
	assert.Contains(t, bySession, "1,213 put something into a cart, 743 of them bought nothing: 61.25% "+
		"(desktop 57.84%, mobile 68.81%, tablet 55.92%)")
	assertDrawing(t, filepath.Join(folder, "journey.svg"), "61.3%")
}

func TestProgressIsToldFromTheFirstSecondOn(t *testing.T) {
	var told bytes.Buffer
	p := &reading{from: strings.NewReader(strings.Repeat("x", 1000)), to: &told, start: time.Now()}
	_, err := p.Read(make([]byte, 400))
	require.NoError(t, err)
	p.done()
	assert.Empty(t, told.String(), "nothing to tell of a short reading")

	p.start = p.start.Add(-2 * time.Second)
	_, err = p.Read(make([]byte, 600))
	require.NoError(t, err)
	assert.Equal(t, "\rreading: 0.0 MB", told.String())
	p.done()
	assert.Contains(t, told.String(), "read 0.0 MB in 2")
}

func TestPadCountsLetters(t *testing.T) {
	assert.Equal(t, "  é", pad("é", 3))
	assert.Equal(t, "é  ", pad("é", -3))
	assert.Equal(t, "long", pad("long", 2))
}
