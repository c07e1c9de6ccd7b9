package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// mostOthers is the number of maps that can be drawn beside the one of a sheet:
// more curves could not be told apart.
const mostOthers = 4

// An other is a map that is drawn beside the one of the sheet.
type other struct {
	m      *journey.Map
	stages []*journey.Stage // one for each of the sheet, or nil
	name   string           // what tells it from the rest
	series int              // of its colour and its marker
	state  bool             // whether it is in another state than the map of the sheet
}

// othersOf reads the maps that are drawn beside the one of the sheet.
func othersOf(s *sheet, maps []*journey.Map) ([]other, error) {
	if len(maps) > mostOthers {
		return nil, fmt.Errorf("render: %d journeys: at most %d can be drawn in one map", len(maps)+1, mostOthers+1)
	}
	for i, m := range maps {
		if m == nil {
			return nil, fmt.Errorf("render: others[%d]: no map", i)
		}
		if err := checkSizeOf(m, fmt.Sprintf("others[%d]: ", i)); err != nil {
			return nil, err
		}
	}
	names := s.namesOf(append([]*journey.Map{s.m}, maps...))
	s.curveName = names[0]
	others := make([]other, len(maps))
	for i, m := range maps {
		others[i] = other{m: m, stages: s.stagesIn(m), name: names[i+1], series: i + 1, state: stateOf(m) != stateOf(s.m)}
	}
	return others, nil
}

func stateOf(m *journey.Map) journey.State { return cmp.Or(m.State, journey.Current) }

// stagesIn returns the stages of m that have the names of those of the sheet,
// and nil where it has none.
func (s *sheet) stagesIn(m *journey.Map) []*journey.Stage {
	named := map[string]*journey.Stage{}
	for i := range m.Stages {
		if stage := &m.Stages[i]; named[stage.Name] == nil {
			named[stage.Name] = stage
		}
	}
	list := make([]*journey.Stage, len(s.m.Stages))
	for i := range list {
		list[i] = named[s.m.Stages[i].Name]
	}
	return list
}

// namesOf returns what tells maps from the first one: their personas and their
// states where those differ, or else their titles, with a number where that is
// not enough. The first has all that any of them differs in.
func (s *sheet) namesOf(maps []*journey.Map) []string {
	parts := []func(*journey.Map) string{
		func(m *journey.Map) string { return text.Clean(m.Persona.Name) },
		func(m *journey.Map) string { return stateOf(m).Label(s.lang) },
	}
	names := make([]string, len(maps))
	for _, part := range parts {
		first := part(maps[0])
		if differs := func(m *journey.Map) bool { return part(m) != first }; slices.ContainsFunc(maps, differs) {
			names[0] = joined(names[0], first)
		}
		for i, m := range maps[1:] {
			if own := part(m); own != first {
				names[i+1] = joined(names[i+1], own)
			}
		}
	}
	return s.numbered(names, maps)
}

func joined(a, b string) string { return strings.Join(append(nonEmpty(a), nonEmpty(b)...), ", ") }

// numbered gives a map without a name its title, and a number to those that
// share one.
func (s *sheet) numbered(names []string, maps []*journey.Map) []string {
	taken := map[string]bool{}
	for i := range names {
		if names[i] == "" {
			names[i] = cmp.Or(text.Clean(maps[i].Title), s.say("Journey", "Parcours"))
		}
		if taken[names[i]] {
			names[i] += " (" + s.lang.Number(float64(i+1), 0) + ")"
		}
		taken[names[i]] = true
	}
	return names
}

// otherStates lays out what maps in another state have and want of a measure.
// The stage is its index, or -1 for the journey as a whole.
func (s *sheet) otherStates(m journey.Measure, stage int, width scene.Px) layout.Block {
	var blocks []layout.Block
	for _, o := range s.others {
		if said := s.saidBy(o, m, stage); len(said) > 0 && o.state {
			blocks = append(blocks, s.otherState(o, width, said))
		}
	}
	return layout.Stack(px, blocks...)
}

// saidBy writes what another map has of a measure, and wants of it unless the
// map of the sheet wants the same.
func (s *sheet) saidBy(o other, m journey.Measure, stage int) []string {
	var said []string
	measures, targets := o.numbers(stage)
	measures = finite(measures)
	currency := cmp.Or(o.m.Currency, s.currency)
	for _, has := range measures {
		if has.Name == m.Name {
			said = append(said, strings.Join(append(nonEmpty(has.Format(s.lang, currency)), nonEmpty(s.sample(has))...), ", "))
		}
	}
	for _, t := range targets {
		if t.Measure == m.Name && isFinite(t.Value) && !slices.Contains(s.targetsOf(stage), t) {
			said = append(said, s.word.target+" "+t.Format(t.UnitIn(append(measures, m)), s.lang, currency))
		}
	}
	return said
}

// otherState lays out the marker of a map, its name, and what it says.
func (s *sheet) otherState(o other, width scene.Px, said []string) layout.Block {
	const step = 15 * px
	style := s.theme.small().In(s.theme.series(o.series))
	said[0] = o.name + s.word.colon + said[0]
	text := style.Parts(width-step, 3, said...)
	return marked(s.theme.marker(o.series, 9*px), step, text, style.Leading, false)
}

// targetsOf returns the targets of a stage of the sheet, or of the whole for -1.
func (s *sheet) targetsOf(stage int) []journey.Target {
	if stage < 0 {
		return s.m.Targets
	}
	return s.m.Stages[stage].Targets
}

// numbers returns the measures and targets of a stage, or of the whole for -1.
func (o other) numbers(stage int) ([]journey.Measure, []journey.Target) {
	switch {
	case stage == noStage || stage >= 0 && o.stages[stage] == nil:
		return nil, nil
	case stage < 0:
		return o.m.Measures, o.m.Targets
	}
	return o.stages[stage].Measures, o.stages[stage].Targets
}

// onlyElsewhere returns the measures, or what stands for them where there is but
// a target, that maps in another state have and the map of the sheet has not.
func (s *sheet) onlyElsewhere(have []journey.Measure, aims []journey.Target, stage int) []journey.Measure {
	known := map[string]bool{}
	for _, m := range finite(have) {
		known[m.Name] = true
	}
	for _, t := range open(have, aims) {
		known[t.Measure] = true
	}
	var list []journey.Measure
	add := func(m journey.Measure) {
		if !known[m.Name] {
			list, known[m.Name] = append(list, m), true
		}
	}
	for _, o := range s.others {
		measures, targets := o.numbers(stage)
		if !o.state {
			continue
		}
		for _, m := range finite(measures) {
			add(m)
		}
		for _, t := range open(measures, targets) {
			add(journey.Measure{Name: t.Measure, Unit: t.UnitIn(measures)})
		}
	}
	return list
}
