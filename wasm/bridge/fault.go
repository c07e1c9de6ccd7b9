package bridge

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/persona/field"
)

// A fault is an error as a reply says it.
type fault struct {
	Code    code   `json:"code"`
	Message string `json:"message"` // with the place
	place
	Mistakes []mistake `json:"mistakes,omitempty"`
}

// A mistake is one of several things that are wrong.
type mistake struct {
	Message string `json:"message"` // without the place
	place
}

// A place is where something is wrong. What is zero is not known.
type place struct {
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// before writes the place in front of a message.
func (p place) before(message string) string {
	if p.Path != "" {
		message = p.Path + ": " + message
	}
	if p.Line != 0 {
		message = fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, message)
	}
	return message
}

// A code is a sort of fault: see the package documentation.
type code string

const (
	codeUnknownMethod code = "unknown_method"
	codeBadRequest    code = "bad_request"
	codeInvalidMap    code = "invalid_map"
	codeBadEvents     code = "bad_events"
	codeNoData        code = "no_data"
	codeTooLarge      code = "too_large"
	codeInternal      code = "internal"
)

func (f *fault) Error() string { return string(f.Code) + ": " + f.Message }

func badRequest(path, format string, args ...any) *fault {
	at := place{Path: path}
	return &fault{Code: codeBadRequest, Message: at.before(fmt.Sprintf(format, args...)), place: at}
}

func faultReply(f *fault) []byte {
	return encode(struct {
		Error *fault `json:"error"`
	}{f})
}

// faultOf sorts the errors of the module. What has no type of its own complains
// of a parameter.
func faultOf(err error) *fault {
	if f, ok := errors.AsType[*fault](err); ok {
		return f
	}
	if bad, ok := errors.AsType[*event.SyntaxError](err); ok {
		return badEvents(bad)
	}
	if list := mistakesOf(err); len(list) > 0 {
		if i := slices.IndexFunc(list, ofParameter); i >= 0 {
			return badRequest(list[i].Path, "%s", list[i].Message)
		}
		return invalidMap(list)
	}
	if errors.Is(err, kpi.ErrTooLarge) || errors.Is(err, funnel.ErrTooLarge) {
		return &fault{Code: codeTooLarge, Message: err.Error()}
	}
	if errors.Is(err, kpi.ErrNoData) {
		return &fault{Code: codeNoData, Message: err.Error()}
	}
	return badRequest("", "%v", err)
}

// ofParameter reports whether a mistake is one of the parameters, not of a map.
func ofParameter(m mistake) bool {
	for _, name := range []string{"options", "answers", "steps"} {
		if rest, ok := strings.CutPrefix(m.Path, name); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

func badEvents(bad *event.SyntaxError) *fault {
	f := &fault{Code: codeBadEvents, Message: bad.Error(), place: place{Line: bad.Line, Column: bad.Column}}
	if errors.Is(bad, event.ErrTooLarge) {
		f.Code = codeTooLarge
	}
	return f
}

func invalidMap(list []mistake) *fault {
	first := list[0]
	f := &fault{Code: codeInvalidMap, Message: first.before(first.Message), place: first.place, Mistakes: list}
	if more := len(list) - 1; more > 0 {
		f.Message += fmt.Sprintf(" (and %d more)", more)
	}
	return f
}

// mistakesOf returns what is wrong with a map, one by one.
func mistakesOf(err error) []mistake {
	switch e := err.(type) {
	case *journey.SyntaxError:
		return []mistake{{e.Err.Error(), place{e.Path, e.Line, e.Column}}}
	case *field.Error:
		return []mistake{{e.Err.Error(), place{Path: e.Path}}}
	case interface{ Unwrap() []error }:
		var list []mistake
		for _, err := range e.Unwrap() {
			list = append(list, mistakesOf(err)...)
		}
		return list
	case interface{ Unwrap() error }:
		return mistakesOf(e.Unwrap())
	}
	return nil
}
