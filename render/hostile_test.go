package render_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
)

// hostileTexts reads the payloads that break other writers of markup.
func hostileTexts(t *testing.T) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedFolder(), "vectors", "hostile_text.jsonl"))
	if errors.Is(err, os.ErrNotExist) && os.Getenv("CI") != "true" {
		t.Skip("the shared data is not here: set PARCOURS_SHARED to the folder that holds vectors/hostile_text.jsonl")
	}
	require.NoError(t, err)
	defer f.Close()
	var texts []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var line struct{ Payload string }
		require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
		texts = append(texts, line.Payload)
	}
	require.Greater(t, len(texts), 1000)
	return texts
}

// sharedFolder is where the files stand that are no part of the module.
func sharedFolder() string {
	if dir := os.Getenv("PARCOURS_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "shared")
}

// filled returns a map with one of everything and that text in every field
// that is one, of whatever type.
func filled(text string) *journey.Map {
	measure := journey.Measure{Value: 0.5, N: 10, Lo: 0.4, Hi: 0.6, Level: 0.95}
	conversion := journey.Measure{Name: journey.MeasureConversion, Value: 0.5, Unit: journey.Ratio}
	friction := journey.Friction{Severity: journey.Critical, Because: &journey.Measure{Value: 1}}
	touchpoint := journey.Touchpoint{
		Emotion: 2, MomentOfTruth: true, Frictions: []journey.Friction{friction}, Opportunities: make([]journey.Opportunity, 1),
		Measures: []journey.Measure{measure}, Targets: make([]journey.Target, 1), Events: make([]string, 1),
	}
	stage := journey.Stage{
		Expectations: make([]string, 1), Actions: make([]string, 1), Thoughts: make([]string, 1), Emotion: 4,
		Props: make([]string, 1), Frontstage: make([]string, 1), Backstage: make([]string, 1), Support: make([]string, 1),
		Touchpoints: []journey.Touchpoint{touchpoint}, Frictions: []journey.Friction{friction},
		Opportunities: make([]journey.Opportunity, 1), Measures: []journey.Measure{measure}, Targets: make([]journey.Target, 1),
	}
	m := &journey.Map{
		Persona: persona.Persona{
			Goals: make([]string, 1), Needs: make([]string, 1), Frustrations: make([]string, 1), Behaviours: make([]string, 1),
			Channels: make([]string, 1), Traits: make([]persona.Trait, 1), Share: 0.3,
		},
		Stages: []journey.Stage{stage, {}}, Measures: []journey.Measure{measure}, Targets: make([]journey.Target, 1),
		Observed: &journey.Observation{Customers: 3, Events: 4},
	}
	fill(reflect.ValueOf(m).Elem(), text)
	m.Stages[0].Measures = append(m.Stages[0].Measures, conversion)
	return m
}

// fill sets every string that v holds.
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), text)
			}
		}
	}
}

const decimal = `-?[0-9]+(\.[0-9]{1,2})?`

// ours lists the elements and attributes of a drawing, and what may stand in
// each.
var (
	ours = map[string][]string{
		"svg":    {"xmlns", "width", "height", "viewBox", "role", "aria-labelledby", "lang"},
		"title":  {"id"},
		"desc":   {"id"},
		"g":      {"role", "font-family", "font-size", "font-weight", "font-style", "fill", "stroke-width", "stroke-linecap", "stroke-linejoin"},
		"defs":   {},
		"use":    {"href", "x", "y", "fill", "stroke"},
		"rect":   {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "stroke-dasharray"},
		"circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width"},
		"path":   {"id", "d", "fill", "stroke", "stroke-width", "stroke-dasharray"},
		"text":   {"x", "y", "font-size", "fill", "font-weight", "font-style", "text-anchor", "direction", "letter-spacing"},
	}
	values = map[string]*regexp.Regexp{
		"xmlns":           regexp.MustCompile(`^http://www\.w3\.org/2000/svg$`),
		"viewBox":         regexp.MustCompile(`^0 0 ` + decimal + ` ` + decimal + `$`),
		"role":            regexp.MustCompile(`^(img|group|graphics-document document)$`),
		"aria-labelledby": regexp.MustCompile(`^parcours-title parcours-desc$`),
		"lang":            regexp.MustCompile(`^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$`),
		"id":              regexp.MustCompile(`^parcours-(title|desc|[0-9a-z]{1,7})$`),
		"href":            regexp.MustCompile(`^#parcours-[0-9a-z]{1,7}$`),
		"font-family":     regexp.MustCompile(`^[A-Za-z, '-]+$`),
		"fill":            regexp.MustCompile(`^(none|#[0-9a-f]{6})$`),
		"stroke":          regexp.MustCompile(`^#[0-9a-f]{6}$`),
		"stroke-linecap":  regexp.MustCompile(`^round$`),
		"stroke-linejoin": regexp.MustCompile(`^round$`),
		"d":               regexp.MustCompile(`^[MmLlHhVvCcSsZz0-9 .-]+$`),
		"font-weight":     regexp.MustCompile(`^bold$`),
		"font-style":      regexp.MustCompile(`^italic$`),
		"text-anchor":     regexp.MustCompile(`^(middle|end)$`),
		"direction":       regexp.MustCompile(`^rtl$`),
		"":                regexp.MustCompile(`^` + decimal + `$`), // all others
	}
)

// strangers returns what is not ours in a document.
func strangers(doc []byte) (found []string) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return found
		} else if err != nil {
			return append(found, err.Error())
		}
		switch token := token.(type) {
		case xml.StartElement:
			found = append(found, strangersIn(token)...)
		case xml.Comment, xml.ProcInst, xml.Directive:
			found = append(found, fmt.Sprintf("%T", token))
		}
	}
}

func strangersIn(e xml.StartElement) (found []string) {
	names, ok := ours[e.Name.Local]
	if !ok {
		found = append(found, "element "+e.Name.Local)
	}
	for _, a := range e.Attr {
		value, ok := values[a.Name.Local]
		if !ok {
			value = values[""]
		}
		if a.Name.Space != "" || !slices.Contains(names, a.Name.Local) || !value.MatchString(a.Value) {
			found = append(found, fmt.Sprintf("attribute %s:%s=%q of %s", a.Name.Space, a.Name.Local, a.Value, e.Name.Local))
		}
	}
	return found
}

// structure returns the elements of a document with the names of their
// attributes.
func structure(t *testing.T, doc []byte) (out []string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			line := token.Name.Local
			for _, a := range token.Attr {
				if a.Name.Local != "lang" { // which a text that is no language leaves out
					line += " " + a.Name.Local
				}
			}
			out = append(out, line)
		case xml.EndElement:
			out = append(out, "/"+token.Name.Local)
		}
	}
}
