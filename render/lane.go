package render

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
)

// A Lane is a row of a journey map.
type Lane string

// The lanes of a journey map.
const (
	LaneCustomers     Lane = "customers"     // how many reach each stage, go on and leave
	LaneGoals         Lane = "goals"         // what they want
	LaneExpectations  Lane = "expectations"  // what they count on
	LaneActions       Lane = "actions"       // what they do
	LaneTouchpoints   Lane = "touchpoints"   // where they meet the organisation, and by which channel
	LaneChannels      Lane = "channels"      // by which channels, each once; drawn only where it is chosen
	LaneProps         Lane = "props"         // what they see and touch
	LaneEmotion       Lane = "emotion"       // how it feels, as a curve, and where moments of truth are
	LaneThoughts      Lane = "thoughts"      // what they think, in their words
	LaneFrictions     Lane = "frictions"     // what slows them down, found or supposed
	LaneMeasures      Lane = "measures"      // the numbers of each stage, with their intervals and targets
	LaneTargets       Lane = "targets"       // which targets are met and which missed; drawn only where it is chosen
	LaneOpportunities Lane = "opportunities" // what is worth doing
	LaneOwners        Lane = "owners"        // who answers for each stage and provides its touchpoints
	LaneFrontstage    Lane = "frontstage"    // what staff and systems do before their eyes
	LaneBackstage     Lane = "backstage"     // what they do unseen
	LaneSupport       Lane = "support"       // what others do for them
)

// A laneKind is how a lane is drawn and said.
type laneKind struct {
	lane   Lane
	en, fr string

	// cell draws what the lane has of one stage. A lane that goes on from one
	// stage to the next has draw instead: from the left side of the first
	// column. Both are empty where nothing fills them.
	cell func(*sheet, int, *journey.Stage) layout.Block
	draw func(*sheet) layout.Block

	texts  func(*sheet, int, *journey.Stage) []string // what it says of one stage
	chosen bool                                       // whether it is drawn only where it is chosen
}

// lanes has the lanes in their usual order.
var lanes = [...]laneKind{
	{lane: LaneCustomers, en: "Customers", fr: "Clients", draw: (*sheet).customers, texts: (*sheet).customerTexts},
	{lane: LaneGoals, en: "Goals", fr: "Buts", cell: (*sheet).goals, texts: (*sheet).goalTexts},
	{lane: LaneExpectations, en: "Expectations", fr: "Attentes", cell: (*sheet).expectations, texts: (*sheet).expectationTexts},
	{lane: LaneActions, en: "Actions", fr: "Actions", cell: listCell(actionsOf), texts: listTexts(actionsOf)},
	{lane: LaneTouchpoints, en: "Touchpoints", fr: "Points de contact", cell: (*sheet).touchpoints, texts: (*sheet).touchpointTexts},
	{lane: LaneChannels, en: "Channels", fr: "Canaux", cell: (*sheet).channelCell, texts: (*sheet).channelTexts, chosen: true},
	{lane: LaneProps, en: "Physical evidence", fr: "Preuves tangibles", cell: listCell(propsOf), texts: listTexts(propsOf)},
	{lane: LaneEmotion, en: "Emotion", fr: "Émotion", draw: (*sheet).emotion, texts: (*sheet).emotionTexts},
	{lane: LaneThoughts, en: "Thoughts", fr: "Pensées", cell: (*sheet).thoughts, texts: (*sheet).thoughtTexts},
	{lane: LaneFrictions, en: "Frictions", fr: "Points de friction", cell: (*sheet).frictions, texts: (*sheet).frictionTexts},
	{lane: LaneMeasures, en: "Measures", fr: "Mesures", cell: (*sheet).measures, texts: (*sheet).measureTexts},
	{lane: LaneTargets, en: "Targets", fr: "Objectifs", cell: (*sheet).targetCell, texts: (*sheet).targetTexts, chosen: true},
	{lane: LaneOpportunities, en: "Opportunities", fr: "Opportunités", cell: (*sheet).opportunities, texts: (*sheet).opportunityTexts},
	{lane: LaneOwners, en: "Owner", fr: "Responsable", cell: (*sheet).owners, texts: (*sheet).ownerTexts},
	{lane: LaneFrontstage, en: "Front stage", fr: "En scène", cell: listCell(frontstageOf), texts: listTexts(frontstageOf)},
	{lane: LaneBackstage, en: "Back stage", fr: "En coulisses", cell: listCell(backstageOf), texts: listTexts(backstageOf)},
	{lane: LaneSupport, en: "Support processes", fr: "Processus de support", cell: listCell(supportOf), texts: listTexts(supportOf)},
}

// block draws the lane from the left side of the first column.
func (k laneKind) block(s *sheet) layout.Block {
	if k.draw != nil {
		return k.draw(s)
	}
	return s.cells(func(i int, stage *journey.Stage) layout.Block { return k.cell(s, i, stage) })
}

// lanesIn returns the lanes to draw.
func lanesIn(chosen, hidden []Lane) ([]laneKind, error) {
	if err := errors.Join(unknownLane("lanes", chosen), unknownLane("hide", hidden)); err != nil {
		return nil, err
	}
	var order []laneKind
	for _, name := range chosen {
		order = append(order, *laneOf(name))
	}
	if chosen == nil {
		order = slices.DeleteFunc(slices.Clone(lanes[:]), func(k laneKind) bool { return k.chosen })
	}
	return slices.DeleteFunc(order, func(k laneKind) bool { return slices.Contains(hidden, k.lane) }), nil
}

// unknownLane returns the error of the first name that is none of a lane.
func unknownLane(path string, names []Lane) error {
	for i, name := range names {
		if laneOf(name) == nil {
			return misled(fmt.Sprintf("%s[%d]", path, i), "unknown lane %q", name)
		}
	}
	return nil
}

// laneOf returns the lane of that name, or nil.
func laneOf(name Lane) *laneKind {
	i := slices.IndexFunc(lanes[:], func(k laneKind) bool { return k.lane == name })
	if i < 0 {
		return nil
	}
	return &lanes[i]
}
