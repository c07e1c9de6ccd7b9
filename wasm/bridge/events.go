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
	if bad, ok := errors.AsType[*field.Error](err); ok {
		return answer{}, badRequest("events."+strings.TrimPrefix(bad.Path, "options."), "%v", bad.Err)
	} else if err != nil {
		return answer{}, err
	}
	result, err := of(log)
	if err != nil {
		return answer{}, err
	}
	return answer{payload: encode(result)}, nil
}
