package field

import (
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// readContent reports each number of a value that is not finite and each text
// that is not UTF-8. It looks into structs, lists and pointers, not into maps:
// the types of this module have none.
func readContent(v reflect.Value) []*Error {
	var c content
	c.read(v, nil)
	return c.mistakes
}

type content struct{ mistakes []*Error }

func (c *content) read(v reflect.Value, path []byte) {
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			c.add(path, ErrNotFinite)
		}
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			c.add(path, ErrEncoding)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.read(v.Elem(), path)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			step := strconv.AppendInt(append(path, '['), int64(i), 10)
			c.read(v.Index(i), append(step, ']'))
		}
	case reflect.Struct:
		c.readStruct(v, path)
	}
}

func (c *content) readStruct(v reflect.Value, path []byte) {
	if len(path) > 0 {
		path = append(path, '.')
	}
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			c.read(v.Field(i), append(path, nameOf(f)...))
		}
	}
}

func (c *content) add(path []byte, err error) {
	c.mistakes = append(c.mistakes, &Error{string(path), err})
}
