package bridge

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/segment"
	"github.com/parcours-go/parcours/render"
)

// A drawable is a view that can be asked for by name.
type drawable struct {
	name  string
	takes []string // parameters beside those of every view
	view  func(p drawParams, data []byte) (render.View, error)
}

// drawables are the views, sorted by name.
var drawables = []drawable{
	{"attribution", []string{"title", "currency", "models", "value"}, of(func(p drawParams, r *attribution.Result) render.View {
		return render.Attribution{Result: r, Models: p.Models, Value: p.Value, Title: p.Title, Currency: p.Currency}
	})},
	{"blueprint", nil, ofMap(func(_ drawParams, m *journey.Map) render.View {
		return render.Blueprint{Map: m}
	})},
	{"cards", []string{"title", "currency"}, of(func(p drawParams, c []render.Card) render.View {
		return render.Cards{Cards: c, Title: p.Title, Currency: p.Currency}
	})},
	{"cohorts", []string{"title", "counts"}, of(func(p drawParams, r *retention.Result) render.View {
		return render.Cohorts{Result: r, Title: p.Title, Counts: p.Counts}
	})},
	{"compare", []string{"title", "names"}, comparing},
	{"distribution", []string{"title"}, of(func(p drawParams, r *dwell.Result) render.View {
		return render.Distribution{Result: r, Title: p.Title}
	})},
	{"empathy_map", []string{"form"}, of(func(p drawParams, who persona.Persona) render.View {
		return render.EmpathyMap{Persona: who, Form: p.Form}
	})},
	{"experience_map", []string{"self", "cycle"}, ofMap(func(p drawParams, m *journey.Map) render.View {
		return render.ExperienceMap{Map: m, Self: p.Self, Cycle: p.Cycle}
	})},
	{"flow", []string{"title", "most"}, of(func(p drawParams, r *flow.Result) render.View {
		return render.Flow{Result: r, Most: p.Most, Title: p.Title}
	})},
	{"funnel", []string{"title", "currency"}, of(func(p drawParams, r *funnel.Result) render.View {
		return render.Funnel{Result: r, Title: p.Title, Currency: p.Currency}
	})},
	{"journey_map", []string{"lanes", "hide", "shape", "others"}, withOthers},
	{"persona_card", []string{"measures", "currency"}, of(func(p drawParams, who persona.Persona) render.View {
		return render.PersonaCard{Persona: who, Measures: p.Measures, Currency: p.Currency}
	})},
	{"segments", []string{"title", "currency"}, of(func(p drawParams, s *segment.Scores) render.View {
		return render.Segments{Scores: s, Title: p.Title, Currency: p.Currency}
	})},
	{"story_map", []string{"title", "releases"}, ofMap(func(p drawParams, m *journey.Map) render.View {
		return render.StoryMap{Map: m, Releases: p.Releases, Title: p.Title}
	})},
	{"survival", []string{"title", "unit"}, of(func(p drawParams, s survived) render.View {
		v := render.Survival{Comparison: s.Comparison, Title: p.Title, Unit: p.Unit}
		for _, c := range s.Curves {
			v.Curves = append(v.Curves, c.Curve)
		}
		return v
	})},
	{"trend", []string{"title"}, of(func(p drawParams, r *survey.Result) render.View {
		v := render.TrendOf(r)
		v.Title = p.Title
		return v
	})},
}

func viewNames() []string {
	names := make([]string, len(drawables))
	for i, d := range drawables {
		names[i] = d.name
	}
	return names
}

// of makes a view of data that are JSON.
func of[T any](view func(drawParams, T) render.View) func(drawParams, []byte) (render.View, error) {
	return func(p drawParams, data []byte) (render.View, error) {
		v, err := dataOf[T](data)
		if err != nil {
			return nil, err
		}
		return view(p, v), nil
	}
}

// ofMap makes a view of a map.
func ofMap(view func(drawParams, *journey.Map) render.View) func(drawParams, []byte) (render.View, error) {
	return func(p drawParams, data []byte) (render.View, error) {
		m, err := journey.Read(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return view(p, m), nil
	}
}

// withOthers makes a journey map, with the journeys of others on it.
func withOthers(p drawParams, data []byte) (render.View, error) {
	v := render.JourneyMap{Lanes: p.Lanes, Hide: p.Hide, Shape: p.Shape}
	var err error
	if v.Map, err = journey.Read(bytes.NewReader(data)); err != nil {
		return nil, err
	}
	for i, text := range p.Others {
		other, err := mapIn("others["+strconv.Itoa(i)+"]", text, codeBadRequest)
		if err != nil {
			return nil, err
		}
		v.Others = append(v.Others, other)
	}
	return v, nil
}

// comparing makes the comparison of two maps.
func comparing(p drawParams, data []byte) (render.View, error) {
	maps, err := dataOf[struct{ Before, After json.RawMessage }](data)
	if err != nil {
		return nil, err
	}
	if p.Names != nil && len(p.Names) != 2 {
		return nil, badRequest("names", "want two")
	}
	before, err := mapIn("before", maps.Before, codeInvalidMap)
	if err != nil {
		return nil, err
	}
	after, err := mapIn("after", maps.After, codeInvalidMap)
	if err != nil {
		return nil, err
	}
	result, err := comparison.Compare(before, after, nil)
	if err != nil {
		return nil, err
	}
	v := render.Compare{Result: result, Title: p.Title}
	copy(v.Names[:], p.Names)
	return v, nil
}
