package field

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"
)

// Check reports everything that is wrong with v, a struct or a pointer to one,
// each mistake as an *[Error], joined in the order of the fields:
//
//   - what the `validate` tags of its fields refuse, as
//     [github.com/go-playground/validator/v10] reads them;
//   - a number that is not finite and a text that is not UTF-8, wherever they
//     stand: JSON can carry neither;
//   - found, the mistakes that only the type of v knows how to find, such as a
//     name that is used twice.
//
// A v that is nothing to check, and a tag that the validator does not
// understand, are errors of another type. v must not lead back to itself.
func Check(v any, found ...*Error) error {
	value := reflect.Indirect(reflect.ValueOf(v))
	if value.Kind() != reflect.Struct {
		return fmt.Errorf("field: want a struct or a pointer to one, got %T with nothing to check", v)
	}
	byTags, err := readTags(value)
	if err != nil {
		return err
	}
	return join(value.Type(), slices.Concat(readContent(value), byTags, found))
}

// join puts the mistakes into the order of the fields of t. Of a number that
// is not finite nothing else is said: it comes first and is out of every range.
func join(t reflect.Type, mistakes []*Error) error {
	places := make(map[*Error][]int, len(mistakes))
	for _, m := range mistakes {
		places[m], _ = locate(t, m.Path)
	}
	slices.SortStableFunc(mistakes, func(a, b *Error) int {
		return slices.Compare(places[a], places[b])
	})
	var errs []error
	var infinite string // the path of the last number that is not finite
	for _, m := range mistakes {
		if errors.Is(m, ErrNotFinite) {
			infinite = m.Path
		} else if infinite != "" && m.Path == infinite {
			continue
		}
		errs = append(errs, m)
	}
	return errors.Join(errs...)
}

// engine builds the validator once: it keeps what it learns of each type.
var engine = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(nameOf)
	return v
})

// readTags lets the validator judge a struct. The validator panics on a tag
// that it does not understand, which becomes an error here: a panic would end
// the program, and in a browser the module for all later calls.
func readTags(v reflect.Value) (mistakes []*Error, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("field: the tags of %s: %v", v.Type(), p)
		}
	}()
	err = engine().Struct(v.Interface())
	failures, ok := errors.AsType[validator.ValidationErrors](err)
	if !ok {
		return nil, err
	}
	for _, f := range failures {
		_, path, _ := strings.Cut(f.Namespace(), ".") // without the name of the type
		_, tag := locate(v.Type(), path)
		mistakes = append(mistakes, &Error{path, explain(f, tag)})
	}
	return mistakes, nil
}
