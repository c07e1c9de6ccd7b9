package journey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSchemaIsInStepWithTheTypes(t *testing.T) {
	compareFile(t, "journey.schema.json", generateSchema(t))
}

func TestSchemaDescribesEveryType(t *testing.T) {
	s := parseSchema(t)
	for name, def := range s["$defs"].(map[string]any) {
		assert.NotEmpty(t, def.(map[string]any)["description"], name)
	}
	assert.Equal(t, []string{"Empathy", "Friction", "Measure", "Observation", "Opportunity",
		"Persona", "Stage", "Target", "Touchpoint", "Trait"},
		slices.Sorted(maps.Keys(s["$defs"].(map[string]any))))
}

func TestSchemaReturnsACopy(t *testing.T) {
	Schema()[0] = 'x'
	assert.True(t, json.Valid(Schema()))
}

func TestSchemaTakesWhatWriteWrites(t *testing.T) {
	s := parseSchema(t)
	assert.Empty(t, s.refuse(parseJSON(t, written(t, sample()))))
	for seed := range uint64(100) {
		assert.Empty(t, s.refuse(parseJSON(t, written(t, newDice(seed).Map()))), "seed %d", seed)
	}
}

// In a map that has everything each value in turn becomes another one, each
// key is left out, and each object gets a key more: the schema and the tags
// come to the same verdict. Left aside are words that only Read knows.
func TestSchemaAndReadAgree(t *testing.T) {
	s := parseSchema(t)
	m := sample()
	m.Measures, m.Stages[0].Measures, m.Stages[0].Frictions, m.Stages[0].Opportunities = nil, nil, nil, nil
	m.Stages[0].Touchpoints[0].Opportunities[0].Because = nil // each type once is enough
	taken, refused := 0, 0
	for path, changed := range mutations(t, parseJSON(t, written(t, m))) {
		document := changed()
		text, err := json.Marshal(document)
		require.NoError(t, err)
		bySchema, byTags := s.refuse(document), refusedByTags(text)
		if onlyReadKnows(byTags) {
			continue
		}
		if byTags == nil {
			taken++
		} else {
			refused++
		}
		if !assert.Equal(t, byTags == nil, bySchema == "", "%s\nschema: %s\ntags: %v\n%s", path, bySchema, byTags, text) {
			return
		}
	}
	assert.Greater(t, taken, 300)
	assert.Greater(t, refused, 1000)
}

// refusedByTags reads as Read does, but for the rules between values.
func refusedByTags(text []byte) error {
	if err := checkText(text, reflect.TypeFor[Map]()); err != nil {
		return err
	}
	var m Map
	if err := json.Unmarshal(text, &m); err != nil {
		return err
	}
	return field.Check(m)
}

func onlyReadKnows(err error) bool {
	if bad, ok := errors.AsType[*SyntaxError](err); ok {
		return strings.Contains(bad.Error(), "want a time such as")
	}
	bad, ok := errors.AsType[*field.Error](err)
	return ok && (bad.Path == "lang" || bad.Path == "currency")
}

// mutations returns changed copies of a document, by what was changed.
func mutations(t *testing.T, original any) map[string]func() any {
	values := []string{
		`null`, `true`, `""`, `"x"`, `"customer"`, `"critical"`, `"eur"`, `"2024-01-01T00:00:00Z"`,
		`0`, `1`, `1.5`, `-1`, `5`, `5.5`, `1000000`, `{}`, `[]`, `[0]`, `[""]`, `["x"]`, `[{}]`,
	}
	all := make(map[string]func() any)
	visitJSON(original, nil, func(path []any, v any) {
		for _, value := range values {
			all[fmt.Sprint(path, " = ", value)] = func() any { return replaced(original, path, parseJSON(t, []byte(value))) }
		}
		if _, ok := v.(map[string]any); ok {
			more := slices.Concat(path, []any{"Name"})
			all[fmt.Sprint(more, " added")] = func() any { return replaced(original, more, 1.0) }
		}
		if len(path) > 0 {
			all[fmt.Sprint(path, " left out")] = func() any { return replaced(original, path, leftOut{}) }
		}
	})
	return all
}

func visitJSON(v any, path []any, visit func(path []any, v any)) {
	visit(path, v)
	switch v := v.(type) {
	case map[string]any:
		for key, child := range v {
			visitJSON(child, slices.Concat(path, []any{key}), visit)
		}
	case []any:
		for i, child := range v {
			visitJSON(child, slices.Concat(path, []any{i}), visit)
		}
	}
}

// leftOut stands for no value.
type leftOut struct{}

// replaced returns v with another value, or none, at a path. It leaves v as it
// is.
func replaced(v any, path []any, by any) any {
	if len(path) == 0 {
		return by
	}
	switch v := v.(type) {
	case map[string]any:
		key := path[0].(string)
		c := maps.Clone(v)
		if c[key] = replaced(v[key], path[1:], by); c[key] == (leftOut{}) {
			delete(c, key)
		}
		return c
	case []any:
		i := path[0].(int)
		c := slices.Clone(v)
		if c[i] = replaced(v[i], path[1:], by); c[i] == (leftOut{}) {
			c = slices.Delete(c, i, i+1)
		}
		return c
	}
	return by
}

func parseJSON(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	require.NoError(t, d.Decode(&v))
	return v
}

func parseSchema(t *testing.T) jsonSchema {
	t.Helper()
	return parseJSON(t, Schema()).(map[string]any)
}
