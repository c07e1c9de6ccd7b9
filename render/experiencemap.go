package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// An ExperienceMap draws what a person goes through with several providers.
// The stages are the person's: above stand what they want, do, feel and think.
// Below, on a ground of its own, each provider has a row with its touchpoints,
// in the order in which the person meets them: a touchpoint belongs to its
// Owner. The row above these says how many providers meet in a stage, and
// where there is none at all. In a drawing of at most 720 pixels the stages stand
// below each other, each with its own rows, as in a Tall map.
type ExperienceMap struct {
	Map *journey.Map

	// Self names the organisation itself, which provides the touchpoints
	// without an owner, and those whose owner has this name. "" means "We".
	Self string

	// Cycle says that the last stage leads back to the first.
	Cycle bool
}

const (
	mostProviders = 100 // rows of providers

	rowMeeting  Lane = "meeting"
	rowProvider Lane = "provider"
)

// Scene lays the map out.
func (v ExperienceMap) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	body := (*sheet).experience
	if isTall(opt) {
		body = (*sheet).tallExperience
	}
	kind := strings.ToUpper(journey.ExperienceMap.Label(s.lang) + " · " + s.m.State.Label(s.lang))
	out := s.sceneOf(32*px,
		s.headingIn(s.headWidth(), kind, s.name(), s.m.Scenario), s.persona(), body(s, v.Cycle), s.footer())
	out.Desc = s.describeExperience(v)
	return out, nil
}

// Tables returns the rows of the map, one column a stage.
func (v ExperienceMap) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return []Table{s.rowTable()}, nil
}

func (v ExperienceMap) sheet(opt *Options) (*sheet, error) {
	if err := checkColumns(v.Map); err != nil {
		return nil, err
	}
	providers := v.providers()
	if n := len(providers); n > mostProviders {
		return nil, fmt.Errorf("render: %d providers: at most %d can be drawn", n, mostProviders)
	}
	var rows []laneKind
	for _, lane := range []Lane{LaneGoals, LaneActions, LaneEmotion, LaneThoughts} {
		rows = append(rows, *laneOf(lane))
	}
	rows = append(rows, v.meetingRow())
	for _, owner := range providers {
		rows = append(rows, v.providerRow(owner))
	}
	return newColumnsSheet(v.shown(), rows, opt)
}

// shown returns the map without the measures that the view does not draw, so
// that its footer explains none of them.
func (v ExperienceMap) shown() *journey.Map {
	m := *v.Map
	m.Measures, m.Targets, m.Stages = nil, nil, slices.Clone(m.Stages)
	for i := range m.Stages {
		stage := &m.Stages[i]
		felt, ok := stage.Measure(journey.MeasureSatisfaction)
		if stage.Measures = nil; ok {
			stage.Measures = []journey.Measure{felt}
		}
	}
	return &m
}

// owner returns who provides a touchpoint: "" is the organisation itself.
func (v ExperienceMap) owner(t *journey.Touchpoint) string {
	if t.Owner == v.Self {
		return ""
	}
	return t.Owner
}

// providers returns the providers in the order in which the person meets them.
func (v ExperienceMap) providers() []string {
	var list []string
	for _, t := range v.Map.Touchpoints() {
		if owner := v.owner(t); !slices.Contains(list, owner) {
			list = append(list, owner)
		}
	}
	return list
}

// meeting returns how many providers meet in a stage.
func (v ExperienceMap) meeting(stage *journey.Stage) int {
	var list []string
	for i := range stage.Touchpoints {
		if owner := v.owner(&stage.Touchpoints[i]); !slices.Contains(list, owner) {
			list = append(list, owner)
		}
	}
	return len(list)
}

// experience lays out the person's rows and, on a ground of their own, those of
// the providers.
func (s *sheet) experience(cycle bool) layout.Block {
	var blocks, offered []layout.Block
	if cycle && len(s.m.Stages) > 1 {
		blocks = append(blocks, s.experienceCycle())
	}
	blocks = append(blocks, s.stages(chevronPad).Pad(0, 0, 0, s.label))
	above := LaneEmotion // no line below the heads
	for _, kind := range s.lanes {
		cells := kind.block(s)
		if cells.Empty() {
			continue
		}
		bare := kind.lane == LaneEmotion || above == LaneEmotion || kind.lane == rowMeeting
		row := s.row(kind, cells, bare)
		above = kind.lane
		if kind.lane == rowMeeting || kind.lane == rowProvider {
			offered = append(offered, row)
		} else {
			blocks = append(blocks, row)
		}
	}
	if len(offered) > 0 {
		band := s.onBand(layout.Stack(0, offered...).Wide(s.width))
		blocks = append(blocks, layout.Block{W: s.width, H: 14 * px}, band)
	}
	return layout.Stack(0, blocks...)
}

// experienceCycle draws the way from the last stage back to the first.
func (s *sheet) experienceCycle() layout.Block {
	const h, top, wing = 30 * px, 10 * px, 4 * px
	first := s.label + s.columnLeft(0) + columnInset
	last := s.label + s.columnLeft(len(s.m.Stages)-1) + s.column/2
	way := scene.Lines(scene.Point{X: last, Y: h - 6*px}, scene.Point{X: last, Y: top},
		scene.Point{X: first, Y: top}, scene.Point{X: first, Y: h - 6*px})
	way.MoveTo(first-wing, h-6*px-wing)
	way.LineTo(first, h-6*px)
	way.LineTo(first+wing, h-6*px-wing)
	way.Stroke = scene.Stroke{Paint: s.theme.Accent.Ink, Width: px * 3 / 2}
	said := s.theme.smallStrong().In(s.theme.Accent.Ink).Line(s.again(), s.width/2)
	x, y := (first+last-said.W)/2, top-said.H/2
	plate := &scene.Rect{Box: scene.Box{X: x - 6*px, Y: y, W: said.W + 12*px, H: said.H}, Fill: s.theme.Background}
	b := layout.Block{W: s.width, H: h, Nodes: []scene.Node{way, plate}}
	b.Nodes = append(b.Nodes, said.At(x, y)...)
	return b.Titled(s.cycleText())
}

func (s *sheet) again() string { return s.say("and again", "et de nouveau") }

func (s *sheet) cycleText() string {
	return s.say("The last stage leads back to the first", "La dernière étape ramène à la première")
}

// describeExperience says what the map shows: the stages, the lowest and the
// highest emotion, the providers, where they meet and where there is none.
func (s *sheet) describeExperience(v ExperienceMap) string {
	said := journey.ExperienceMap.Label(s.lang)
	if name := text.Clean(s.m.Persona.Name); name != "" {
		said += s.ofPerson(name)
	}
	var stages, meetings, gaps []string
	for i := range s.m.Stages {
		stages = append(stages, s.stageName(i))
		switch n := v.meeting(&s.m.Stages[i]); {
		case n == 0:
			gaps = append(gaps, s.stageName(i))
		case n > 1:
			meetings = append(meetings, fmt.Sprintf("%s (%s)", s.stageName(i), s.lang.Number(float64(n), 0)))
		}
	}
	sentences := []string{said + ", " + s.count(len(stages), s.word.oneStage, s.word.manyStages) + s.word.colon + strings.Join(stages, ", ") + "."}
	if low, high, ok := s.extremes(); ok {
		sentences = append(sentences, s.word.lowestEmotion+s.describeFeeling(low)+s.word.semicolon+s.word.highestEmotion+s.describeFeeling(high)+".")
	}
	var names []string
	for _, owner := range v.providers() {
		names = append(names, text.Cut(text.Clean(v.providerName(s.page, owner)), nameLength))
	}
	for _, c := range []struct {
		before string
		after  []string
	}{
		{s.say("Providers: ", "Prestataires\u00a0: "), names},
		{s.say("Several meet in ", "Plusieurs se rencontrent dans "), meetings},
		{s.say("No provider in ", "Aucun prestataire dans "), gaps},
	} {
		if len(c.after) > 0 {
			sentences = append(sentences, c.before+strings.Join(c.after, ", ")+".")
		}
	}
	return strings.Join(sentences, " ")
}
