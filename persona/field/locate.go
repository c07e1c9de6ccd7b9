package field

import (
	"math"
	"reflect"
	"strconv"
	"strings"
)

// nameOf returns the name of a field in JSON, which is its name in a path.
func nameOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		return f.Name
	}
	return name
}

// locate follows a path from t. It returns the place of each step among its
// neighbours, so that places compare as the fields stand, and the rules that
// the tag of the last step has for it. A step that does not exist is the last
// of its neighbours.
func locate(t reflect.Type, path string) (place []int, tag string) {
	if path == "" {
		return nil, ""
	}
	for step := range strings.SplitSeq(path, ".") {
		name, items, _ := strings.Cut(step, "[")
		f, ok := fieldOf(t, name)
		if !ok {
			return append(place, math.MaxInt), ""
		}
		place = append(place, f.Index...)
		t, tag = f.Type, f.Tag.Get("validate")
		for items != "" {
			var item string
			item, items, _ = strings.Cut(items, "]")
			i, err := strconv.Atoi(item)
			if err != nil || deref(t).Kind() != reflect.Slice {
				return append(place, math.MaxInt), ""
			}
			place = append(place, i)
			t = deref(t).Elem()
			_, tag, _ = strings.Cut(tag, "dive,")
			items = strings.TrimPrefix(items, "[")
		}
		tag, _, _ = strings.Cut(tag, "dive")
	}
	return place, tag
}

func fieldOf(t reflect.Type, name string) (reflect.StructField, bool) {
	t = deref(t)
	if t.Kind() != reflect.Struct {
		return reflect.StructField{}, false
	}
	for i := range t.NumField() {
		if f := t.Field(i); nameOf(f) == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func deref(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}
