package bridge

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/kpi/churn/renewal"
	"github.com/parcours-go/parcours/kpi/clv"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/persona/segment"
)

// A fault is an error as a reply says it.
type fault struct {
	Code    code   `json:"code"`
	Message string `json:"message"` // with the place
	place
	Mistakes []mistake `json:"mistakes,omitempty"`
	verdict
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
	codeDegenerate    code = "degenerate"
	codeNoConvergence code = "no_convergence"
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
	if v, ok := verdictOf(err); ok {
		return &fault{Code: codeDegenerate, Message: err.Error(), verdict: v}
	}
	if list := mistakesOf(err); len(list) > 0 {
		return mistaken(list)
	}
	for _, known := range plain {
		if errors.Is(err, known.err) {
			return &fault{Code: known.code, Message: err.Error()}
		}
	}
	return badRequest("", "%v", err)
}

// plain are the errors that say all by being what they are.
var plain = []struct {
	err  error
	code code
}{
	{kpi.ErrNoData, codeNoData},
	{kpi.ErrTooLarge, codeTooLarge},
	{segment.ErrNoData, codeNoData},
	{segment.ErrTooLarge, codeTooLarge},
	{funnel.ErrTooLarge, codeTooLarge},
	{attribution.ErrChannels, codeTooLarge},
	{attribution.ErrStates, codeTooLarge},
	{attribution.ErrValue, codeBadEvents},
	{clv.ErrNotFinite, codeTooLarge},
	{renewal.ErrNotFinite, codeTooLarge},
	{clv.ErrNoConvergence, codeNoConvergence},
	{renewal.ErrNoConvergence, codeNoConvergence},
}

// mistaken sorts mistakes by what they are in: a parameter, a table or a map.
func mistaken(list []mistake) *fault {
	for _, m := range list {
		switch {
		case under(m.Path, parameterNames):
			return badRequest(m.Path, "%s", m.Message)
		case under(m.Path, payloadNames):
			return &fault{Code: codeBadEvents, Message: m.before(m.Message), place: m.place}
		}
	}
	return invalidMap(list)
}

// The names with which paths into parameters begin, and those of paths into what
// was read from a payload. Those of maps begin with neither.
var (
	parameterNames = []string{
		"options", "answers", "steps", "conversion", "question", "calendar", "terms",
		"cohorts", "last", "margin", "rate", "k", "n", "a", "b", "p1", "p2", "groups",
		"width", "id", "lanes", "hide", "shape", "form", "models", "most", // of drawings
	}
	payloadNames = []string{"histories", "paths", "data", "events"}
)

// under reports whether a path begins with one of the names.
func under(path string, names []string) bool {
	return slices.Contains(names, path[:max(0, strings.IndexAny(path+".", ".["))])
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
