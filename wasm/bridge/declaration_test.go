package bridge

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

// The types for TypeScript are written by hand, for their comments. What they
// name is what the module reads and writes, and what may be missing there may
// be missing here.
func TestTheDeclarationsForTypeScriptAreInStep(t *testing.T) {
	text := declarations(t)
	for name, of := range map[string]reflect.Type{
		"JourneyMap":  reflect.TypeFor[journey.Map](),
		"Stage":       reflect.TypeFor[journey.Stage](),
		"Touchpoint":  reflect.TypeFor[journey.Touchpoint](),
		"Measure":     reflect.TypeFor[journey.Measure](),
		"Target":      reflect.TypeFor[journey.Target](),
		"Friction":    reflect.TypeFor[journey.Friction](),
		"Opportunity": reflect.TypeFor[journey.Opportunity](),
		"Observation": reflect.TypeFor[journey.Observation](),
		"Persona":     reflect.TypeFor[persona.Persona](),
		"Trait":       reflect.TypeFor[persona.Trait](),
		"Empathy":     reflect.TypeFor[persona.Empathy](),
		"Report":      reflect.TypeFor[kpi.Report](),
		"Segment":     reflect.TypeFor[kpi.Segment](),
		"Warning":     reflect.TypeFor[kpi.Warning](),
		"Mistake":     reflect.TypeFor[mistake](),
	} {
		assert.Equal(t, written(of), declared(t, text, name), name)
	}
}

func TestTheDeclaredOptionsAreTheParameters(t *testing.T) {
	text := declarations(t)
	assert.Equal(t, optional(reflect.TypeFor[eventsParams]()), declared(t, text, "EventsOptions"))
	assert.Equal(t, optional(reflect.TypeFor[drawParams](), "view"), declared(t, text, "DrawOptions"))
	assert.Equal(t, viewNames(), declared(t, text, "DrawnData"))
	assert.Equal(t, optional(reflect.TypeFor[surveyParams](), "answers"), declared(t, text, "SurveyOptions"))
}

// optional returns the keys of the parameters of a struct, sorted, each with ?.
func optional(of reflect.Type, without ...string) (keys []string) {
	for _, p := range parametersOf(of) {
		if !slices.Contains(without, p.key) {
			keys = append(keys, p.key+"?")
		}
	}
	slices.Sort(keys)
	return keys
}

// A parameter is a field of the options in Go, and none is forgotten.
func TestTheParametersAreTheOptionsOfTheModule(t *testing.T) {
	fields := func(of reflect.Type, without ...string) (names []string) {
		for f := range of.Fields() {
			if !slices.Contains(without, f.Name) && f.Type.Kind() != reflect.Func {
				names = append(names, strings.ToLower(f.Name))
			}
		}
		return names
	}
	keys := func(of reflect.Type) (keys []string) {
		for _, p := range parametersOf(of) {
			keys = append(keys, p.key)
		}
		return keys
	}
	assert.ElementsMatch(t, fields(reflect.TypeFor[kpi.Options]()), keys(reflect.TypeFor[kpi.Options]()))
	assert.ElementsMatch(t, append(fields(reflect.TypeFor[event.ReadOptions](), "Skip"), "format"), keys(reflect.TypeFor[eventsParams]()))
	draw := append(fields(reflect.TypeFor[render.Options](), "Font"), "view")
	for _, d := range drawables {
		for _, name := range d.takes {
			if !slices.Contains(draw, name) {
				draw = append(draw, name)
			}
		}
	}
	assert.ElementsMatch(t, draw, keys(reflect.TypeFor[drawParams]()))
	assert.ElementsMatch(t, append(fields(reflect.TypeFor[kpi.SurveyOptions]()), "answers"), keys(reflect.TypeFor[surveyParams]()))
}

func TestTheDeclaredWordsAreKnown(t *testing.T) {
	text := declarations(t)
	lanes := words(t, text, "export type Lane =")
	reply := Call("render", encode(map[string][]string{"lanes": lanes}))
	assert.Contains(t, string(reply), codeInvalidMap, "lanes are known, and the map is missing")
	for _, code := range []code{codeUnknownMethod, codeBadRequest, codeInvalidMap, codeBadEvents, codeNoData, codeDegenerate, codeNoConvergence, codeTooLarge, codeInternal} {
		assert.Contains(t, words(t, text, "export type ErrorCode ="), string(code))
	}
	assert.Equal(t, event.Formats(), words(t, text, "export type Format ="))
	for _, name := range words(t, text, "export type TemplateName =") {
		_, err := templateOf("name", name, "")
		assert.NoError(t, err)
	}
	assert.ElementsMatch(t, words(t, text, "export interface Warning {\n  code:"), []string{
		string(kpi.UntiedStage), string(kpi.UnobservedStage), string(kpi.UnexplainedEvents), string(kpi.ClockSkew),
		string(kpi.FewObservations), string(kpi.UnknownNames), string(kpi.MissingValues), string(kpi.InvalidAnswers),
		string(kpi.ShortObservation), string(kpi.NoLifetimeValue), string(kpi.DependentValue),
	})
}

// declarations returns all that is declared for TypeScript.
func declarations(t *testing.T) string {
	names, err := filepath.Glob(filepath.Join("..", "js", "*.d.ts"))
	require.NoError(t, err)
	var b strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		b.Write(text)
	}
	return b.String()
}

var (
	comment  = regexp.MustCompile(`(?s)/\*\*.*?\*/|//[^\n]*`)
	property = regexp.MustCompile(`(?m)^  (\w+\??):`)
	word     = regexp.MustCompile(`'(\w+)'`)
)

// declared returns the properties of an interface, sorted.
func declared(t *testing.T, text, name string) (keys []string) {
	for _, m := range property.FindAllStringSubmatch(bodyOf(t, text, name), -1) {
		keys = append(keys, m[1])
	}
	slices.Sort(keys)
	return keys
}

// bodyOf returns what an interface declares, with what it extends, without
// comments.
func bodyOf(t *testing.T, text, name string) string {
	m := regexp.MustCompile(`export interface ` + name + `(?: extends (\w+))? \{(?s:(.*?))\n\}`).FindStringSubmatch(text)
	require.NotNil(t, m, name)
	body := comment.ReplaceAllString(m[2], "")
	if m[1] != "" {
		body += "\n" + bodyOf(t, text, m[1])
	}
	return body
}

// words returns the words in quotes of the type that begins so.
func words(t *testing.T, text, begin string) (list []string) {
	_, body, ok := strings.Cut(text, begin)
	require.True(t, ok, begin)
	body, _, _ = strings.Cut(comment.ReplaceAllString(body, ""), ";")
	for _, m := range word.FindAllStringSubmatch(body, -1) {
		list = append(list, m[1])
	}
	return list
}

// written returns the keys of a struct in JSON, sorted, with ? at those that
// may be missing.
func written(of reflect.Type) (keys []string) {
	var inner []string
	for f := range of.Fields() {
		if f.Anonymous {
			inner = append(inner, written(f.Type)...)
			continue
		}
		key, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if strings.HasPrefix(rest, "omit") {
			key += "?"
		}
		keys = append(keys, key)
	}
	for _, key := range inner {
		if !slices.Contains(keys, key) && !slices.Contains(keys, key+"?") { // else it is hidden
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
