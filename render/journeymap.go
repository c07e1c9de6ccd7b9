package render

import (
	"errors"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/scene"
)

// A JourneyMap draws a journey as a map: who makes it, the figures of the
// whole, its stages as columns, what is known of each stage in lanes, and what
// all of it rests on. Where a lane of what the organisation does before the
// eyes of customers, unseen by them, or for those who do follows on another,
// the line of a service blueprint stands between them.
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
	// order of the constants, but those that say that they are drawn only where
	// they are chosen. A lane that no stage fills is left out.
	Lanes []Lane

	// Hide leaves lanes out.
	Hide []Lane

	// Shape says how the map is spread out. The zero Shape is Wide.
	Shape Shape

	// Others are the same journey of other personas, or in another state: each
	// adds a curve to the lane of the emotion, four at most, where a stage has
	// the name of one of Map. What another state has or wants of a measure
	// stands below that of Map.
	Others []*journey.Map
}

var errNoMap = errors.New("render: a journey map without a map")

// Scene lays the map out.
func (v JourneyMap) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return s.drawn(v.Shape), nil
}

// sheet checks the view and begins it.
func (v JourneyMap) sheet(opt *Options) (*sheet, error) {
	if v.Map == nil {
		return nil, errNoMap
	}
	order, err := lanesIn(v.Lanes, v.Hide)
	if err != nil {
		return nil, err
	}
	if err := checkSize(v.Map); err != nil {
		return nil, err
	}
	s, err := sheetIn(v.Shape, v.Map, order, opt)
	if err != nil {
		return nil, err
	}
	s.others, err = othersOf(s, v.Others)
	return s, err
}
