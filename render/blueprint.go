package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A Blueprint draws what stands behind a journey: a service blueprint. Its
// columns are the stages. Its rows are, from what customers see to what they do
// not: the time that a stage takes, where it is known; physical evidence; what
// the customers do, and at which touchpoints; below the line of interaction
// what happens on the front stage; below the line of visibility, on a ground of
// its own, what happens back stage; and below the line of internal interaction
// the support processes. An arrow crosses a line where a stage has something on
// both sides of it.
//
// A row that no stage fills is left out, and its line with it. In a drawing of
// at most 720 pixels the stages stand below each other, each with its own rows.
type Blueprint struct {
	Map *journey.Map
}

// The rows of a blueprint. Those of lanes that a map has, too, have their names.
const (
	rowTime     Lane = "time"
	rowCustomer Lane = "customer"
)

// blueprintRows returns the rows of a blueprint in order.
func blueprintRows() []laneKind {
	return []laneKind{
		{lane: rowTime, en: "Time", fr: "Temps", cell: (*sheet).blueprintTime, texts: (*sheet).blueprintTimeTexts},
		blueprintList(LaneProps, propsOf),
		{lane: rowCustomer, en: "Customer actions", fr: "Actions du client", cell: (*sheet).blueprintActions, texts: (*sheet).blueprintActionTexts},
		blueprintList(LaneFrontstage, frontstageOf),
		blueprintList(LaneBackstage, backstageOf),
		blueprintList(LaneSupport, supportOf),
	}
}

// blueprintList returns the row of a lane that is a list, as cards.
func blueprintList(lane Lane, of func(*journey.Stage) []string) laneKind {
	kind := *laneOf(lane)
	kind.cell = func(s *sheet, i int, stage *journey.Stage) layout.Block {
		var cards []layout.Block
		for _, entry := range of(stage) {
			said := s.theme.body().Paragraph(entry, s.cellWidth()-2*blueprintInset, maxLines)
			cards = append(cards, s.blueprintCard(said, blueprintPaint(s.theme, lane, i)))
		}
		return layout.Stack(blueprintGap, cards...)
	}
	return kind
}

// Scene lays the blueprint out.
func (v Blueprint) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	body := (*sheet).blueprint
	if isTall(opt) {
		body = (*sheet).tallBlueprint
	}
	kind := strings.ToUpper(s.say("Service blueprint", "Plan de service") + " · " + s.m.State.Label(s.lang))
	out := s.sceneOf(32*px,
		s.headingIn(s.headWidth(), kind, s.name(), s.m.Scenario), body(s), s.blueprintFooter())
	out.Desc = s.describeBlueprint()
	return out, nil
}

// Tables returns the rows of the blueprint, one column a stage.
func (v Blueprint) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return []Table{s.rowTable()}, nil
}

func (v Blueprint) sheet(opt *Options) (*sheet, error) {
	if err := checkColumns(v.Map); err != nil {
		return nil, err
	}
	s, err := newColumnsSheet(v.Map, blueprintRows(), opt)
	if err != nil {
		return nil, err
	}
	s.levels = nil // of the intervals that are drawn: those of the times
	for i := range v.Map.Stages {
		if m, ok := blueprintTimeOf(&v.Map.Stages[i]); ok {
			s.noteLevels(m)
		}
	}
	return s, nil
}

// blueprint lays out the heads of the stages and the rows, those that customers
// do not see on a ground of their own.
func (s *sheet) blueprint() layout.Block {
	blocks := []layout.Block{s.stages(chevronPad).Pad(0, 0, 0, s.label)}
	var unseen []layout.Block
	var border layout.Block
	above := Lane("")
	for _, kind := range s.lanes {
		cells := kind.block(s)
		if cells.Empty() {
			continue
		}
		line := s.blueprintLine(above, kind.lane)
		row := s.row(kind, cells, !line.Empty() || above == "")
		above = kind.lane
		switch {
		case depths[kind.lane] < 2:
			blocks = append(blocks, line, row)
		case len(unseen) == 0:
			border, unseen = line.Pad(0, 0, 6*px, 0), []layout.Block{row}
		default:
			unseen = append(unseen, line, row)
		}
	}
	if len(unseen) > 0 {
		// The line is drawn after the ground, into which its arrows go, and
		// before the rows, as it is read.
		band := s.onBand(layout.Stack(0, unseen...).Wide(s.width))
		nodes := band.At(0, border.H)
		blocks = append(blocks, layout.Block{
			W: s.width, H: border.H + band.H, Nodes: slices.Concat(nodes[:1], border.Nodes, nodes[1:]),
		})
	}
	return layout.Stack(0, blocks...)
}

// blueprintLine lays out the line above a row, and an arrow across it in each
// column that has something on both of its sides.
func (s *sheet) blueprintLine(above, below Lane) layout.Block {
	depth := depths[below]
	if depth == 0 || above == "" {
		return layout.Block{}
	}
	b := s.namedLine(s.say(serviceLines[depth][0], serviceLines[depth][1]), s.width)
	for i := range s.m.Stages {
		if s.blueprintFills(above, i) && s.blueprintFills(below, i) {
			b.Nodes = append(b.Nodes, s.blueprintArrow(s.label+s.columnLeft(i)+columnInset+s.cellWidth()/2, b.H/2))
		}
	}
	return b
}

// blueprintFills reports whether a stage has something in a row.
func (s *sheet) blueprintFills(row Lane, i int) bool {
	for _, kind := range s.lanes {
		if kind.lane == row {
			return !kind.cell(s, i, &s.m.Stages[i]).Empty()
		}
	}
	return false
}

// blueprintArrow draws an arrow up and down through a line.
func (s *sheet) blueprintArrow(x, y scene.Px) scene.Node {
	const reach, wing = 15 * px, 4 * px
	arrow := scene.Lines(scene.Point{X: x, Y: y - reach}, scene.Point{X: x, Y: y + reach})
	for _, side := range []scene.Px{-1, 1} {
		arrow.MoveTo(x-wing, y+side*(reach-wing))
		arrow.LineTo(x, y+side*reach)
		arrow.LineTo(x+wing, y+side*(reach-wing))
	}
	arrow.Stroke = scene.Stroke{Paint: s.theme.Muted, Width: px * 3 / 2}
	return arrow
}

// describeBlueprint says how much stands in each row, which stage takes
// longest, and behind which nothing is known.
func (s *sheet) describeBlueprint() string {
	said := s.say("Service blueprint", "Plan de service") + ", " + s.count(len(s.m.Stages), s.word.oneStage, s.word.manyStages) + s.word.colon
	var names, counts, bare []string
	for i := range s.m.Stages {
		names = append(names, s.stageName(i))
		stage := &s.m.Stages[i]
		if len(stage.Frontstage)+len(stage.Backstage)+len(stage.Support) == 0 {
			bare = append(bare, s.stageName(i))
		}
	}
	for _, kind := range s.lanes {
		n := 0
		for i := range s.m.Stages {
			n += len(kind.texts(s, i, &s.m.Stages[i]))
		}
		if n > 0 && kind.lane != rowTime {
			counts = append(counts, s.say(kind.en, kind.fr)+s.word.colon+s.lang.Number(float64(n), 0))
		}
	}
	sentences := []string{said + strings.Join(names, ", ") + "."}
	if len(counts) > 0 {
		sentences = append(sentences, strings.Join(counts, s.word.semicolon)+".")
	}
	if i, longest := s.longestStage(); i >= 0 {
		sentences = append(sentences, fmt.Sprintf(s.say("%s takes longest: %s.", "%s dure le plus longtemps\u00a0: %s."), s.stageName(i), s.value(longest)))
	}
	if len(bare) > 0 && len(bare) < len(names) {
		sentences = append(sentences, s.say("Nothing is known of what stands behind ", "On ne sait rien de ce qui se trouve derrière ")+strings.Join(bare, ", ")+".")
	}
	return strings.Join(sentences, " ")
}
