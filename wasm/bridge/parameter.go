package bridge

import (
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// A parameter is a field of a struct, under its key in a request.
type parameter struct {
	key   string
	index []int
}

// parametersOf returns the parameters of a struct: all of its fields but
// functions and other things that are no text, number, truth, time, or list or
// struct of these. So the options of the module are read into the structs that
// it documents.
func parametersOf(t reflect.Type) []parameter {
	var list []parameter
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Anonymous:
			for _, p := range parametersOf(f.Type) {
				list = append(list, parameter{p.key, append([]int{i}, p.index...)})
			}
		case f.Type == zoneType || f.Type.Kind() != reflect.Func && f.Type.Kind() != reflect.Pointer:
			list = append(list, parameter{keyOf(f), []int{i}})
		}
	}
	return list
}

// keyOf returns the key of a field: the one that it has in JSON, or its name in
// the same style: max_paths for MaxPaths.
func keyOf(f reflect.StructField) string {
	if key, _, _ := strings.Cut(f.Tag.Get("json"), ","); key != "" && key != "-" {
		return key
	}
	var b strings.Builder
	lower := false // is the letter before
	for _, r := range f.Name {
		if unicode.IsUpper(r) && lower {
			b.WriteByte('_')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// keysOf lists the keys for people.
func keysOf(list []parameter) string {
	if list == nil {
		return "none"
	}
	keys := make([]string, len(list))
	for i, p := range list {
		keys[i] = p.key
	}
	return strings.Join(keys, ", ")
}

// quoted quotes a key of the caller, or the beginning of one that is long.
func quoted(key string) string {
	if r := []rune(key); len(r) > 40 {
		key = string(r[:40]) + "…"
	}
	return strconv.Quote(key)
}
