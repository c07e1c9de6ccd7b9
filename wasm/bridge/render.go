package bridge

import (
	"bytes"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

type drawParams struct {
	View  string        `json:"view"` // "journey_map", which "" means too
	Lang  journey.Lang  `json:"lang"`
	Width int           `json:"width"`
	ID    string        `json:"id"`
	Lanes []render.Lane `json:"lanes"`
	Hide  []render.Lane `json:"hide"`
}

// draw replies with the drawing of a map.
func draw(p drawParams, text []byte) (answer, error) {
	if p.View != "" && p.View != "journey_map" {
		return answer{}, badRequest("view", "want one of journey_map")
	}
	m, err := journey.Read(bytes.NewReader(text))
	if err != nil {
		return answer{}, err
	}
	var b bytes.Buffer
	err = render.SVG(&b, render.JourneyMap{Map: m, Lanes: p.Lanes, Hide: p.Hide}, &render.Options{Lang: p.Lang, Width: p.Width, ID: p.ID})
	return answer{payload: b.Bytes()}, err
}
