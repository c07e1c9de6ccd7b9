package conformance

import (
	"math"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
)

// A Result is how what customers did compares with the plan. A unit is a
// customer, or with Per Sessions, a session.
type Result struct {
	By        By  `json:"by"`
	Per       Per `json:"per"`
	Customers int `json:"customers"`
	Units     int `json:"units"`
	Absent    int `json:"absent"` // units without an event of the plan; they count, with a fitness of 0
	Events    int `json:"events"` // that belong to a step

	Fitness Fitness `json:"fitness"`
	Replay  Replay  `json:"replay"`

	// Order is the share in order of the neighbouring steps that a unit reached
	// both, over all pairs of neighbours and all units. It has no value where
	// nobody reached two.
	Order journey.Measure `json:"order,omitzero"`

	Steps  []Step `json:"steps"` // in the order of the plan
	Timing Timing `json:"timing"`

	// Deviations tells the commonest first, up to Options.Top. As common ones are
	// in the order of their kinds and of the plan.
	Deviations []Deviation `json:"deviations"`
	Variants   []Variant   `json:"variants"` // the commonest ways that do not fit, up to Options.Top

	// Longer counts the units whose ways do not fit and were not counted by
	// themselves. Ways of more than 128 events are not, and of more than 4,096
	// others, the longer ones are not.
	Longer int `json:"longer"`

	// UnplannedEvents counts the events that no step explains, and Unplanned
	// tells the commonest of them, up to Options.Top.
	UnplannedEvents int         `json:"unplanned_events"`
	Unplanned       []Unplanned `json:"unplanned"`
}

// A Fitness says how well the alignments fit: 1 is that all did just what was
// planned, 0 that nothing planned was done.
type Fitness struct {
	Log     float64         `json:"log"`     // 1 − Cost / Lengths
	Average journey.Measure `json:"average"` // mean fitness of a unit
	Fit     journey.Measure `json:"fit"`     // share of units without a deviation

	Cost    int `json:"cost"`    // steps left out and events too many
	Lengths int `json:"lengths"` // events of the units and steps of the plan, all added
}

// A Replay is the token-based replay of the units in the plan as a Petri net.
type Replay struct {
	Log     float64 `json:"log"`     // (1 − Missing / Consumed) / 2 + (1 − Remaining / Produced) / 2
	Average float64 `json:"average"` // mean of the same of each unit
	Fit     int     `json:"fit"`     // units without a missing and a remaining token

	Produced  int `json:"produced"`
	Consumed  int `json:"consumed"`
	Missing   int `json:"missing"`
	Remaining int `json:"remaining"`
}

// A Step is how one step of the plan is kept. Each unit completed it, has it out
// of order, or misses it.
type Step struct {
	Place
	Reached    int             `json:"reached"`      // units with an event of it, in whatever order
	Before     int             `json:"before"`       // of these units, those that reached an earlier step of the plan before it
	After      int             `json:"after"`        // and those that reached a later one after it
	Completed  journey.Measure `json:"completed"`    // share of units that completed it in the order of the plan
	OutOfOrder journey.Measure `json:"out_of_order"` // that have an event of it which does not fit in that order
	Missing    journey.Measure `json:"missing"`      // that have none
	Repeated   journey.Measure `json:"repeated"`     // that have more events of it than planned
	Repeats    int             `json:"repeats"`      // these events

	// InOrder is the share of the units which reached this step first, among
	// those that reached it and the next one: its N. It has no value where there
	// are none.
	InOrder journey.Measure `json:"in_order,omitzero"`
}

// A Timing is how long the ways between steps take.
type Timing struct {
	// Profile has every pair of steps that units went through in this order,
	// with whatever between them, by the plan's order of First and of Then. It
	// is nil without Options.Times.
	Profile []Pair `json:"profile,omitempty"`

	// OnTime is the share of units without a time beyond the limits that Zeta
	// and Profile set, among those with a time to compare. It has no value
	// where there are none.
	OnTime journey.Measure `json:"on_time,omitzero"`

	Promises []Promise `json:"promises,omitempty"` // of the targets of the plan on times
}

// A Pair is the times from an event of one step to each later event of another,
// within a unit.
type Pair struct {
	First  Place   `json:"first"`
	Then   Place   `json:"then"`
	N      int     `json:"n"`       // times
	Mean   float64 `json:"mean"`    // seconds
	StdDev float64 `json:"std_dev"` // seconds, of the sample (n − 1); 0 of a single time

	Fast int `json:"fast,omitempty"` // times under Mean − Zeta·StdDev of the profile in the options
	Slow int `json:"slow,omitempty"` // times over Mean + Zeta·StdDev
}

func (p *Pair) valid() bool {
	for _, text := range []string{p.First.Stage, p.First.Name, p.Then.Stage, p.Then.Name} {
		if !utf8.ValidString(text) {
			return false
		}
	}
	return p.Mean >= 0 && p.StdDev >= 0 && !math.IsInf(p.Mean, 0) && !math.IsInf(p.StdDev, 0)
}

// A Promise is a target of the plan on a time, compared with the times from a
// completed step to the next completed one.
type Promise struct {
	Place
	Target journey.Target  `json:"target"`
	Kept   journey.Measure `json:"kept,omitzero"` // share of the times that meet it
}

// A Deviation is something that units do otherwise than planned.
type Deviation struct {
	Kind Kind  `json:"kind"`
	Step Place `json:"step"` // of an Inserted event: the event

	// Other is the step that an Inverted one came before, or the last completed
	// step before an Inserted event: none where nothing was completed.
	Other Place `json:"other,omitzero"`

	Events    int `json:"events"` // how often; of a Skipped step, as Units
	Units     int `json:"units"`
	Customers int `json:"customers"` // of these units
}

// A Kind is a kind of deviation.
type Kind string

// The kinds of deviations.
const (
	Skipped  Kind = "skipped"  // the unit has no event of the step
	Inverted Kind = "inverted" // Step came before Other, which is planned first
	Repeated Kind = "repeated" // an event of the step more than planned
	Inserted Kind = "inserted" // an event that no step explains; only with Options.CountUnplanned
)

// A Variant is a way that units took and that does not fit the plan.
type Variant struct {
	Steps     []Place `json:"steps"` // in the order of the events; without a name: an unplanned event that counts
	Cost      int     `json:"cost"`
	Fitness   float64 `json:"fitness"`
	Units     int     `json:"units"`
	Customers int     `json:"customers"`
}

// An Unplanned is events of one name that no step explains.
type Unplanned struct {
	Name      string   `json:"name"`
	Events    int      `json:"events"`
	Units     int      `json:"units"`
	Customers int      `json:"customers"`
	After     []Follow `json:"after"` // the commonest first
}

// A Follow is the step after which unplanned events stand.
type Follow struct {
	Step      Place `json:"step,omitzero"` // the last completed one before them; none where nothing was completed
	Events    int   `json:"events"`
	Units     int   `json:"units"`
	Customers int   `json:"customers"`
}
