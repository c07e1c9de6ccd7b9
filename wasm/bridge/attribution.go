package bridge

import (
	"bytes"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/attribution"
)

type attributionParams struct {
	Conversion []string            `json:"conversion"` // the events that are conversions
	Events     eventsParams        `json:"events"`
	Options    attribution.Options `json:"options"`
}

// credit replies with what each channel did for the conversions.
func credit(p attributionParams, events []byte) (answer, error) {
	return analysis(p.Events, events, func(log *event.Log) (*attribution.Result, error) {
		return attribution.Compute(log, p.Conversion, &p.Options)
	})
}

type pathsParams struct {
	Options attribution.Options `json:"options"`
}

// creditOfPaths does the same of a table of counted paths.
func creditOfPaths(p pathsParams, table []byte) (answer, error) {
	paths, err := attribution.ReadPaths(bytes.NewReader(table))
	if err != nil {
		return answer{}, err
	}
	return payloadOf(attribution.FromPaths(paths, &p.Options))
}
