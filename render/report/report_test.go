package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/report"
)

// sample is a small report with something in every part; text stands in every
// field that a person writes.
func sample(l journey.Lang, text string) *kpi.Report {
	share := journey.Measure{Name: journey.MeasureConversion, Value: 0.4, Unit: journey.Ratio, N: 500, Lo: 0.36, Hi: 0.44, Level: 0.95, Source: journey.FromLog}
	drop := journey.Measure{Name: journey.MeasureDropOff, Value: 0.6, Unit: journey.Ratio, N: 500, Lo: 0.56, Hi: 0.64, Level: 0.95, Source: journey.FromLog}
	m := &journey.Map{
		Title: text, Scenario: text, Lang: l, Currency: "EUR",
		Stages: []journey.Stage{
			{
				Name: text + " A", Emotion: 4, Measures: []journey.Measure{share, drop},
				Targets:       []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.5}},
				Frictions:     []journey.Friction{{Text: text, Severity: journey.Major}, {Text: text, Severity: journey.Critical, Because: &drop, Evidence: text}},
				Opportunities: []journey.Opportunity{{Text: text + " small", Impact: journey.LowImpact}, {Text: text + " large", Impact: journey.HighImpact, Because: &drop, Release: text}},
			},
			{Name: text + " B", Touchpoints: []journey.Touchpoint{{Name: text, Frictions: []journey.Friction{{Text: text, Evidence: text}}}}},
		},
		Measures: []journey.Measure{share, {Name: text, Value: 3, Unit: journey.Unit(text)}},
		Observed: &journey.Observation{
			Source: text, Customers: 1200, Events: 9000,
			From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC),
		},
	}
	return &kpi.Report{
		Map: m, Channels: []kpi.Segment{{Name: text, Measures: []journey.Measure{share}}},
		Warnings: []kpi.Warning{{Code: kpi.UnobservedStage, Stage: text}},
	}
}

func found(text string) []friction.Found {
	low := journey.Measure{Name: journey.MeasureConversion, Value: 0.2, Unit: journey.Ratio, N: 80}
	usual := journey.Measure{Name: journey.MeasureConversion, Value: 0.5, Unit: journey.Ratio, N: 800}
	return []friction.Found{{Stage: text, Touchpoint: text, Measure: low, Baseline: usual, Sessions: 80, Lost: 24, Value: 960, Text: text}}
}

func page(t *testing.T, r *kpi.Report, opt *report.Options) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.HTML(&b, r, opt))
	return b.String()
}

func TestThePageHasEveryPart(t *testing.T) {
	for lang, parts := range map[journey.Lang][]string{
		journey.English: {"The journey", "The numbers", "Frictions", "What is worth doing", "In detail", "doubtful", "How each number is computed", "1,200 customers", "40.0%"},
		journey.French:  {"Le parcours", "Les chiffres", "Points de friction", "Ce qui vaut la peine", "En détail", "douteux", "Comment chaque chiffre est calculé", "1\u202f200 clients", "40,0\u202f%"},
	} {
		html := page(t, sample(lang, "Order"), &report.Options{Frictions: found("Order"), Views: []render.View{render.JourneyMap{Map: sample(lang, "Other").Map}}})
		for _, part := range parts {
			assert.Contains(t, html, part)
		}
		assert.Contains(t, html, `<html lang="`+string(lang)+`">`)
	}
}

func TestWhatThereIsNothingOfIsLeftOut(t *testing.T) {
	html := page(t, &kpi.Report{Map: &journey.Map{Stages: []journey.Stage{{Name: "Buy"}}}}, nil)
	for _, part := range []string{"The numbers", "Frictions", "worth doing", "In detail", "doubtful", "computed", "<table>\n<caption>Each"} {
		assert.NotContains(t, html, part)
	}
	assert.Contains(t, html, "The journey")
}

func TestTheGreatestImpactStandsFirst(t *testing.T) {
	html := page(t, sample(journey.English, "Do"), nil)
	_, advice, ok := strings.Cut(html, "What is worth doing</h2>")
	require.True(t, ok)
	large, small := strings.Index(advice, "Do large"), strings.Index(advice, "Do small")
	assert.True(t, large >= 0 && large < small, "%d %d", large, small)
	assert.Contains(t, advice, "300", "customers who leave: 60% of 500")
}

func TestANumberSomebodyWroteIsSaidToBeOne(t *testing.T) {
	html := page(t, sample(journey.English, "Cups"), nil)
	assert.Contains(t, html, `<th scope="row">Cups</th><td>Written by hand.</td>`)
	assert.Contains(t, html, "Interval: Wilson (1927).")
}

func TestThePageIsWellFormedAndHoldsNothingThatRuns(t *testing.T) {
	html := page(t, sample(journey.English, "Order"), &report.Options{Frictions: found("Order")})
	ids := map[string]bool{}
	for _, e := range elements(t, html) {
		assert.NotContains(t, []string{"script", "iframe", "object", "embed", "link", "form", "foreignObject", "img", "base"}, e.Name.Local)
		for _, a := range e.Attr {
			assert.False(t, strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "style" || a.Name.Local == "src", "%s of %s", a.Name.Local, e.Name.Local)
			if a.Name.Local == "href" {
				assert.True(t, strings.HasPrefix(a.Value, "#report-"), a.Value)
			}
			if a.Name.Local == "id" {
				assert.False(t, ids[a.Value], "twice: %s", a.Value)
				ids[a.Value] = true
			}
		}
	}
	for _, e := range elements(t, html) {
		for _, a := range e.Attr {
			if a.Name.Local == "href" {
				assert.True(t, ids[a.Value[1:]], a.Value)
			}
		}
	}
}

// elements returns the elements of a page, which is well-formed XML, too.
func elements(t *testing.T, html string) (list []xml.StartElement) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict = true
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			list = append(list, e.Copy())
		}
	}
}

func TestThePolicyAllowsTheStylesOfThePageAndNothingElse(t *testing.T) {
	built, err := report.Build(sample(journey.English, "Order"), nil)
	require.NoError(t, err)
	var b bytes.Buffer
	_, err = built.WriteTo(&b)
	require.NoError(t, err)
	assert.Contains(t, built.Policy(), "default-src 'none';")
	assert.NotContains(t, built.Policy(), "unsafe")
	assert.NotContains(t, built.Policy(), "script")
	rest, n := b.String(), 0
	for {
		_, after, ok := strings.Cut(rest, "<style>")
		if !ok {
			break
		}
		style, more, _ := strings.Cut(after, "</style>")
		sum := sha256.Sum256([]byte(style))
		assert.Contains(t, built.Policy(), "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		rest, n = more, n+1
	}
	assert.Equal(t, n, strings.Count(built.Policy(), "sha256-"))
}

func TestHostileTextStaysText(t *testing.T) {
	shape := func(text string) (names []string) {
		r := sample(journey.English, text)
		for _, e := range elements(t, page(t, r, &report.Options{Frictions: found(text)})) {
			if e.Name.Space == "" { // the drawings wrap, and have tests of their own
				names = append(names, fmt.Sprint(e.Name.Local, len(e.Attr)))
			}
		}
		return names
	}
	tame := shape("x ab")
	for _, hostile := range []string{
		`x <script>alert(1)</script>`, `x "><img src=x onerror=alert(1)>`, "x </style><script>", "x ]]>", "x <!--", "x &lt;", "x \x00\x01\x1f", "x \xed\xa0\x80", "x \u2028\ufffe",
		"x <style>", "x --></svg>", "x javascript:alert(1)",
	} {
		assert.True(t, slices.Equal(tame, shape(hostile)), "%q", hostile)
	}
}

func TestProgressGoesFromLittleToAll(t *testing.T) {
	var told []float64
	views := []render.View{render.JourneyMap{Map: sample(journey.English, "a").Map}, render.JourneyMap{Map: sample(journey.English, "b").Map}}
	page(t, sample(journey.English, "Order"), &report.Options{Views: views, Progress: func(share float64) { told = append(told, share) }})
	assert.IsIncreasing(t, told)
	assert.Equal(t, 1.0, told[len(told)-1])
	assert.GreaterOrEqual(t, len(told), 3)
}

func TestNothingToWriteIsAnError(t *testing.T) {
	for _, r := range []*kpi.Report{nil, {}} {
		assert.Error(t, report.HTML(io.Discard, r, nil))
	}
	err := report.HTML(io.Discard, sample(journey.English, "a"), &report.Options{Views: []render.View{render.JourneyMap{}}})
	assert.Error(t, err, "a view without data")
}

func TestAnErrorOfTheWriterIsReturned(t *testing.T) {
	err := report.HTML(failing{}, sample(journey.English, "a"), nil)
	assert.ErrorIs(t, err, io.ErrClosedPipe)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAColumnInWhichNothingStandsIsLeftOut(t *testing.T) {
	r := sample(journey.English, "Order")
	r.Map.Targets = []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.5}}
	assert.Contains(t, page(t, r, nil), ">Target</th>")
	r.Map.Targets = nil
	numbers := page(t, r, nil)
	numbers = numbers[strings.Index(numbers, "The whole journey"):]
	assert.NotContains(t, numbers[:strings.Index(numbers, "</table>")], "Target")
}

func TestACertaintyIsNotMadeByRounding(t *testing.T) {
	for level, want := range map[float64]string{0.95: "95%", 0.975: "97.5%", 0.999: "99.9%", 0.999999: "99.9999%"} {
		r := sample(journey.English, "Order")
		for _, m := range []*journey.Measure{&r.Map.Measures[0], &r.Map.Stages[0].Measures[0], &r.Map.Stages[0].Measures[1], &r.Channels[0].Measures[0]} {
			m.Level = level
		}
		r.Map.Measures[0].Value, r.Map.Measures[0].Hi = 0.9996, 1
		html := page(t, r, nil)
		assert.Contains(t, html, "Intervals at a confidence level of "+want+".")
		assert.Contains(t, html, "<td class=\"number\">&gt;99.9%</td>")
	}
}

func TestAnIntervalOfAnotherLevelSaysSo(t *testing.T) {
	r := sample(journey.English, "Order")
	r.Channels[0].Measures = slices.Clone(r.Channels[0].Measures)
	r.Channels[0].Measures[0].Level = 0.90321 // which few observations reach
	html := page(t, r, nil)
	_, channels, ok := strings.Cut(html, ">Each channel<")
	require.True(t, ok)
	assert.Contains(t, channels, "36.0% to 44.0% (90.3%)")
	assert.NotContains(t, html, "(95%)")
	assert.Contains(t, html, "at a confidence level of 95%, where they name no other.")
}

func TestOneCustomerIsOne(t *testing.T) {
	r := sample(journey.English, "Order")
	r.Map.Observed.Customers, r.Map.Observed.Events = 1, 1
	assert.Contains(t, page(t, r, nil), ">1 customer, 1 event · ")
	assert.Contains(t, page(t, r, &report.Options{Lang: journey.French}), ">1 client, 1 événement · ")
	r.Map.Observed.Events = 0
	assert.Contains(t, page(t, r, nil), ">1 customer, 0 events · ")
	assert.Contains(t, page(t, r, &report.Options{Lang: journey.French}), ">1 client, 0 événement · ")
}

// Paper has no room for more than a few places beside each other.
func TestManyPlacesStandBelowEachOther(t *testing.T) {
	for n, want := range map[int]string{8: ">Canal 8</th></tr></thead>", 9: `<tr><th scope="row">Canal 9</th>`} {
		r := sample(journey.French, "Order")
		measures := r.Channels[0].Measures
		r.Channels = nil
		for i := range n {
			r.Channels = append(r.Channels, kpi.Segment{Name: fmt.Sprint("Canal ", i+1), Measures: measures})
		}
		assert.Contains(t, page(t, r, nil), want)
	}
}

// No friction of the map is lost beside those that were found just now, and
// what they rank by is what their title says.
func TestEveryFrictionStandsOnThePage(t *testing.T) {
	r := sample(journey.English, "Order")
	r.Map.Stages[0].Frictions[1].Text = "Known from before"
	html := page(t, r, nil)
	assert.Contains(t, html, ">Found in the data, the gravest first<")
	assert.NotContains(t, html, "the most costly first")
	list := found("Order")
	list[0].Lost = 0.3
	list = append(list, friction.Found{Text: "Without orders"})
	html = page(t, r, &report.Options{Frictions: list})
	_, known, ok := strings.Cut(html, ">Others found in data, the gravest first<")
	require.True(t, ok)
	known, _, _ = strings.Cut(known, "</table>")
	assert.Contains(t, known, "Known from before")
	assert.Contains(t, html, "<td class=\"number\">0.3</td><td class=\"number\">€960.00</td>")
	assert.NotContains(t, html, "€0.00", "what has no value is not worth nothing")
	r.Map.Stages[0].Frictions[1].Text = "Order"
	assert.NotContains(t, page(t, r, &report.Options{Frictions: list}), "Others found")
}

func TestANameThatSomebodyWroteAndTheLogToldIsBoth(t *testing.T) {
	r := sample(journey.English, "Order")
	r.Map.Measures[0].Source = ""
	assert.Contains(t, page(t, r, nil), "Interval: Wilson (1927). Some were written by hand.")
}

func TestBothTargetsOfAMeasureAreSaid(t *testing.T) {
	r := sample(journey.English, "Order")
	r.Map.Targets = []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.5}, {Measure: journey.MeasureConversion, Op: journey.AtMost, Value: 0.9}}
	assert.Contains(t, page(t, r, nil), "✗ ≥\u00a050.0% missed · ✓ ≤\u00a090.0% met")
}

func TestATargetThatTheNumberSeemsToMeetIsJustMissed(t *testing.T) {
	r := sample(journey.English, "Order")
	conversion, ok := r.Map.Measure(journey.MeasureConversion)
	require.True(t, ok)
	r.Map.Targets = []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: conversion.Value + 1e-5}}
	assert.Contains(t, page(t, r, nil), " just missed")
}
