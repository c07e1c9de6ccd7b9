package render

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A JourneyMap draws a journey as a map: who makes it, the figures of the
// whole, its stages as columns, what is known of each stage in lanes, and what
// all of it rests on.
//
// Rows are as high as the tallest text in them. A text is shortened only where
// it goes over a number of lines (six for one entry of a lane), and then
// carries the whole as its text equivalent.
//
// It draws what it is given: [journey.Map.Validate] says beforehand whether the
// numbers can be what they are called.
type JourneyMap struct {
	Map *journey.Map

	// Lanes chooses the lanes and their order. nil means all of them, in the
	// order of the constants. A lane that no stage fills is left out.
	Lanes []Lane
}

// A Lane is a row of a journey map.
type Lane string

// The lanes of a journey map.
const (
	LaneCustomers     Lane = "customers"     // how many reach each stage and go on
	LaneGoals         Lane = "goals"         // what they want and count on
	LaneActions       Lane = "actions"       // what they do
	LaneTouchpoints   Lane = "touchpoints"   // where they meet the organisation, and by which channel
	LaneEmotion       Lane = "emotion"       // how it feels, as a curve
	LaneThoughts      Lane = "thoughts"      // what they think, in their words
	LaneFrictions     Lane = "frictions"     // what slows them down, found or supposed
	LaneMeasures      Lane = "measures"      // the numbers of each stage, with their intervals and targets
	LaneOpportunities Lane = "opportunities" // what is worth doing
	LaneOwners        Lane = "owners"        // who answers for each stage
	LaneProps         Lane = "props"         // what they see and touch
	LaneFrontstage    Lane = "frontstage"    // what staff and systems do before their eyes
	LaneBackstage     Lane = "backstage"     // what they do unseen
	LaneSupport       Lane = "support"       // what others do for them
)

// A laneKind is how a lane is drawn.
type laneKind struct {
	lane  Lane
	label func(*words) string
	draw  func(*sheet) layout.Block // from the left side of the first column; empty if no stage fills it
}

// lanes has the lanes in their usual order.
var lanes = [...]laneKind{
	{LaneCustomers, func(w *words) string { return w.customers }, (*sheet).customers},
	{LaneGoals, func(w *words) string { return w.goals }, (*sheet).goals},
	{LaneActions, func(w *words) string { return w.actions }, (*sheet).actions},
	{LaneTouchpoints, func(w *words) string { return w.touchpoints }, (*sheet).touchpoints},
	{LaneEmotion, func(w *words) string { return w.emotion }, (*sheet).emotion},
	{LaneThoughts, func(w *words) string { return w.thoughts }, (*sheet).thoughts},
	{LaneFrictions, func(w *words) string { return w.frictions }, (*sheet).frictions},
	{LaneMeasures, func(w *words) string { return w.measures }, (*sheet).measures},
	{LaneOpportunities, func(w *words) string { return w.opportunities }, (*sheet).opportunities},
	{LaneOwners, func(w *words) string { return w.owner }, (*sheet).owners},
	{LaneProps, func(w *words) string { return w.props }, (*sheet).props},
	{LaneFrontstage, func(w *words) string { return w.frontstage }, (*sheet).frontstage},
	{LaneBackstage, func(w *words) string { return w.backstage }, (*sheet).backstage},
	{LaneSupport, func(w *words) string { return w.support }, (*sheet).support},
}

var errNoMap = errors.New("render: a journey map without a map")

// Scene lays the map out.
func (v JourneyMap) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	body := layout.Stack(36*px, s.title(), s.persona(), s.figures(), s.table(), s.footer())
	page := body.Pad(marginTop, marginSide, marginBottom, marginSide)
	return &scene.Scene{
		W: 2*marginSide + s.width, H: page.H,
		Title: s.name(), Desc: s.describe(), Lang: string(cmp.Or(v.Map.Lang, s.lang)),
		Background: s.theme.Background, Nodes: page.Nodes,
	}, nil
}

// sheet checks the view and begins it.
func (v JourneyMap) sheet(opt *Options) (*sheet, error) {
	if v.Map == nil {
		return nil, errNoMap
	}
	order, err := v.order()
	if err != nil {
		return nil, err
	}
	if err := checkSize(v.Map); err != nil {
		return nil, err
	}
	return newSheet(v.Map, order, opt)
}

// order returns the lanes to draw.
func (v JourneyMap) order() ([]laneKind, error) {
	if v.Lanes == nil {
		return lanes[:], nil
	}
	var order []laneKind
	for _, name := range v.Lanes {
		i := slices.IndexFunc(lanes[:], func(k laneKind) bool { return k.lane == name })
		if i < 0 {
			return nil, fmt.Errorf("render: unknown lane %q", name)
		}
		order = append(order, lanes[i])
	}
	return order, nil
}
