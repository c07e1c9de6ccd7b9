package journey

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A jsonSchema judges documents by the keywords that journey.schema.json uses,
// as draft 2020-12 defines them.
type jsonSchema map[string]any

// refuse returns why the schema refuses a document, or "".
func (s jsonSchema) refuse(v any) string { return s.judge(s, v) }

func (s jsonSchema) judge(node map[string]any, v any) string {
	for _, keyword := range slices.Sorted(maps.Keys(node)) {
		if !s.holds(keyword, node[keyword], node, v) {
			return fmt.Sprintf("%s %v refuses %v", keyword, node[keyword], v)
		}
	}
	return ""
}

// holds reports whether v keeps to one keyword of a node. A keyword for
// another type than that of v holds, one that it does not know never does.
func (s jsonSchema) holds(keyword string, asked any, node map[string]any, v any) bool {
	switch keyword {
	case "$schema", "$id", "$defs", "title", "description", "examples", "format":
		return true
	case "$ref":
		name := strings.TrimPrefix(asked.(string), "#/$defs/")
		return s.judge(s["$defs"].(map[string]any)[name].(map[string]any), v) == ""
	case "type":
		return isOfType(v, asked.(string))
	case "const":
		return asked == v
	case "enum":
		return slices.ContainsFunc(asked.([]any), func(item any) bool { return reflect.DeepEqual(item, v) })
	case "anyOf":
		return slices.ContainsFunc(asked.([]any), func(n any) bool { return s.judge(n.(map[string]any), v) == "" })
	}
	switch v := v.(type) {
	case float64:
		return keyword == "minimum" && v >= asked.(float64) || keyword == "maximum" && v <= asked.(float64)
	case string:
		return keyword == "minLength" && utf8.RuneCountInString(v) >= int(asked.(float64)) ||
			keyword == "pattern" && regexp.MustCompile(asked.(string)).MatchString(v)
	case []any:
		return keyword == "items" && !slices.ContainsFunc(v, func(item any) bool { return s.judge(asked.(map[string]any), item) != "" })
	case map[string]any:
		return s.holdsObject(keyword, asked, node, v)
	}
	return true
}

func (s jsonSchema) holdsObject(keyword string, asked any, node, v map[string]any) bool {
	properties, _ := node["properties"].(map[string]any)
	switch keyword {
	case "properties":
		for name, child := range v {
			if n, ok := properties[name]; ok && s.judge(n.(map[string]any), child) != "" {
				return false
			}
		}
		return true
	case "required":
		return !slices.ContainsFunc(asked.([]any), func(name any) bool {
			_, there := v[name.(string)]
			return !there
		})
	case "additionalProperties":
		for name := range v {
			if _, ok := properties[name]; !ok {
				return false
			}
		}
		return true
	}
	return false
}

func isOfType(v any, name string) bool {
	switch v := v.(type) {
	case map[string]any:
		return name == "object"
	case []any:
		return name == "array"
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && v == math.Trunc(v)
	}
	return false
}
