package bridge

import (
	"bytes"
	"errors"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

// eventsParams are the format of the events and what is different about them.
type eventsParams struct {
	Format string `json:"format"`
	event.ReadOptions
}

// analysis replies with the result of an analysis of the events of a file.
func analysis[R any](reading eventsParams, events []byte, of func(*event.Log) (R, error)) (answer, error) {
	log, err := event.Read(bytes.NewReader(events), reading.Format, &reading.ReadOptions)
	if err != nil {
		return answer{}, atParameter("events", err)
	}
	return payloadOf(of(log))
}

// payloadOf replies with a result as a payload.
func payloadOf[R any](result R, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	return answer{payload: encode(result)}, nil
}

// lineOf replies with a result under a name.
func lineOf[R any](name string, result R, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	return answer{line: encode(map[string]R{name: result})}, nil
}

// atParameter says of the mistake of an option of reading that it is in the
// parameter of that name. What is wrong with the file stays as it is.
func atParameter(name string, err error) error {
	if _, ok := errors.AsType[*event.SyntaxError](err); ok {
		return err
	}
	if bad, ok := errors.AsType[*field.Error](err); ok && !under(bad.Path, payloadNames) {
		return badRequest(name+"."+strings.TrimPrefix(bad.Path, "options."), "%v", bad.Err)
	}
	return err
}
