package journey

// A Touchpoint is one moment at which the customer meets the organisation. It
// is the smallest step of a map.
type Touchpoint struct {
	Name    string  `json:"name" validate:"required"` // unique in the stage
	Channel Channel `json:"channel,omitempty"`

	Action      string  `json:"action,omitempty"`      // what the customer does here
	Expectation string  `json:"expectation,omitempty"` // what they count on
	Emotion     Emotion `json:"emotion,omitempty" validate:"omitempty,gte=1,lte=5"`

	// MomentOfTruth marks a touchpoint that decides, out of proportion to its
	// length, whether the customer goes on.
	MomentOfTruth bool `json:"moment_of_truth,omitempty"`

	Frictions     []Friction    `json:"frictions,omitempty" validate:"dive"`
	Opportunities []Opportunity `json:"opportunities,omitempty" validate:"dive"`

	Measures []Measure `json:"measures,omitempty" validate:"dive"` // their names are unique in the touchpoint
	Targets  []Target  `json:"targets,omitempty" validate:"dive"`  // for Measures

	// Events names the log events that show that a customer was here: it ties
	// the drawn journey to the observed ones. Where several touchpoints name
	// one event, each has a Channel of its own: an event belongs to the one
	// whose channel it came by, and to the first of them if to none.
	Events []string `json:"events,omitempty" validate:"dive,required"`

	// Owner is who provides the touchpoint. On an experience map it may be
	// another company. "" means that the organisation itself does.
	Owner string `json:"owner,omitempty"`
}

// Measure returns the measure of that name, and whether there is one.
func (t *Touchpoint) Measure(name string) (Measure, bool) { return find(t.Measures, name) }
