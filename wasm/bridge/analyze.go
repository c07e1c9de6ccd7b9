package bridge

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/persona/field"
)

type analyzeParams struct {
	Map      json.RawMessage `json:"map"`      // in its JSON form, or a text that holds it
	Template string          `json:"template"` // instead of Map: see startParams.Name
	Lang     journey.Lang    `json:"lang"`     // of Template
	Events   eventsParams    `json:"events"`
	Options  analyzeOptions  `json:"options"`
}

// eventsParams are the format of the events, and the fields of
// event.ReadOptions.
type eventsParams struct {
	Format    string `json:"format"`
	Customer  string `json:"customer"`
	Time      string `json:"time"`
	Name      string `json:"name"`
	Channel   string `json:"channel"`
	Value     string `json:"value"`
	Anonymous string `json:"anonymous"`
	ID        string `json:"id"`
	Comma     string `json:"comma"` // one character
	Layout    string `json:"layout"`
	Location  string `json:"location"` // "UTC", or an offset such as "+02:00"
}

// analyzeOptions are the fields of kpi.Options.
type analyzeOptions struct {
	Level    float64  `json:"level"`
	At       string   `json:"at"`      // RFC 3339
	Silence  float64  `json:"silence"` // in seconds
	Goal     []string `json:"goal"`
	Purchase []string `json:"purchase"`
	Cart     []string `json:"cart"`
	NPS      []string `json:"nps"`
	CSAT     []string `json:"csat"`
	CES      []string `json:"ces"`
	Source   string   `json:"source"`
}

// analyze replies with the report of a map on the events of a file.
func analyze(p analyzeParams, events []byte) (answer, error) {
	options, err := p.Options.parse()
	if err != nil {
		return answer{}, err
	}
	reading, err := p.Events.parse()
	if err != nil {
		return answer{}, err
	}
	m, err := p.journey()
	if err != nil {
		return answer{}, err
	}
	log, err := event.Read(bytes.NewReader(events), p.Events.Format, reading)
	if bad, ok := errors.AsType[*field.Error](err); ok {
		return answer{}, badRequest("events."+strings.TrimPrefix(bad.Path, "options."), "%v", bad.Err)
	} else if err != nil {
		return answer{}, err
	}
	report, err := kpi.Analyze(m, log, options)
	if err != nil {
		return answer{}, err
	}
	return answer{payload: encode(report)}, nil
}

// journey returns the map to measure.
func (p analyzeParams) journey() (*journey.Map, error) {
	switch {
	case (p.Map == nil) == (p.Template == ""):
		return nil, badRequest("", "want either map or template")
	case p.Template != "":
		return templateOf("template", p.Template, p.Lang)
	case p.Lang != "":
		return nil, badRequest("lang", "want none beside map, which has its own")
	}
	text := []byte(p.Map)
	if text[0] == '"' {
		var s string
		if err := json.Unmarshal(text, &s); err != nil {
			return nil, err
		}
		text = []byte(s)
	}
	return journey.Read(bytes.NewReader(text))
}

func (p eventsParams) parse() (*event.ReadOptions, error) {
	o := &event.ReadOptions{
		Customer: p.Customer, Time: p.Time, Name: p.Name, Channel: p.Channel, Value: p.Value,
		Anonymous: p.Anonymous, ID: p.ID, Layout: p.Layout,
	}
	if p.Comma != "" {
		comma, size := utf8.DecodeRuneInString(p.Comma)
		if size < len(p.Comma) || comma <= 0 || comma >= utf8.RuneSelf {
			return nil, badRequest("events.comma", "want one ASCII character")
		}
		o.Comma = comma
	}
	if p.Location != "" && p.Location != "UTC" {
		t, err := time.Parse("Z07:00", p.Location)
		if err != nil {
			return nil, badRequest("events.location", `want "UTC" or an offset such as "+02:00"`)
		}
		_, offset := t.Zone()
		o.Location = time.FixedZone("", offset)
	}
	return o, nil
}

// longest is the longest silence: 285 years, which a time.Duration can hold.
const longest = 9e9

func (p analyzeOptions) parse() (*kpi.Options, error) {
	o := &kpi.Options{
		Level: p.Level, Goal: p.Goal, Purchase: p.Purchase, Cart: p.Cart,
		NPS: p.NPS, CSAT: p.CSAT, CES: p.CES, Source: p.Source,
	}
	if p.Silence < 0 || p.Silence > longest {
		return nil, badRequest("options.silence", "want 0 to %.0f seconds", float64(longest))
	}
	o.Silence = time.Duration(p.Silence * float64(time.Second))
	if p.At != "" {
		t, err := time.Parse(time.RFC3339, p.At)
		if err != nil || t.Year() < 1678 || t.Year() > 2261 {
			return nil, badRequest("options.at", `want a time in the form of RFC 3339, such as "2026-03-01T00:00:00Z", from 1678 to 2261`)
		}
		o.At = t
	}
	return o, nil
}
