package field

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"
)

// explain turns what the validator says into what a person can follow. tag is
// the whole tag that the rule stands in.
func explain(f validator.FieldError, tag string) error {
	switch rule := f.Tag(); rule {
	case "required":
		return ErrMissing
	case "oneof":
		return fmt.Errorf("%w: want one of %s", ErrUnknown, strings.Join(strings.Fields(f.Param()), ", "))
	case "gte", "lte":
		if v := reflect.ValueOf(f.Value()); v.CanFloat() || v.CanInt() {
			return fmt.Errorf("%w: want %s, got %v", ErrRange, bounds(tag), number(v))
		}
	case "bcp47_strict_language_tag":
		return fmt.Errorf("%w language: want a BCP 47 tag such as fr or en-GB", ErrUnknown)
	case "iso4217":
		return fmt.Errorf("%w currency: want an ISO 4217 code such as EUR", ErrUnknown)
	}
	rule := f.Tag()
	if f.Param() != "" {
		rule += "=" + f.Param()
	}
	return fmt.Errorf("%w: want %s", ErrInvalid, rule)
}

// number returns a plain number, since the type of v may print itself as text.
func number(v reflect.Value) any {
	if v.CanFloat() {
		return v.Float()
	}
	return v.Int()
}

// bounds says what a tag with gte, lte or both asks for.
func bounds(tag string) string {
	var low, high string
	for rule := range strings.SplitSeq(tag, ",") {
		if v, ok := strings.CutPrefix(rule, "gte="); ok {
			low = v
		} else if v, ok := strings.CutPrefix(rule, "lte="); ok {
			high = v
		}
	}
	switch {
	case high == "":
		return "at least " + low
	case low == "":
		return "at most " + high
	}
	return "a value from " + low + " to " + high
}
