package journey

// A Stage is one step of the journey, seen from the customer's side. It is a
// column of the map.
type Stage struct {
	Name  string `json:"name" validate:"required"` // unique in the map
	Phase Phase  `json:"phase,omitempty"`

	Goal         string   `json:"goal,omitempty"`                                  // what the customer wants to reach here
	Expectations []string `json:"expectations,omitempty" validate:"dive,required"` // what they count on
	Actions      []string `json:"actions,omitempty" validate:"dive,required"`      // what they do
	Thoughts     []string `json:"thoughts,omitempty" validate:"dive,required"`     // what they think, in their words
	Emotion      Emotion  `json:"emotion,omitempty" validate:"omitempty,gte=1,lte=5"`

	Touchpoints   []Touchpoint  `json:"touchpoints,omitempty" validate:"dive"` // their names are unique in the stage
	Frictions     []Friction    `json:"frictions,omitempty" validate:"dive"`
	Opportunities []Opportunity `json:"opportunities,omitempty" validate:"dive"`

	Measures []Measure `json:"measures,omitempty" validate:"dive"` // their names are unique in the stage
	Targets  []Target  `json:"targets,omitempty" validate:"dive"`  // for Measures

	// What stands behind the stage, as a service blueprint has it: Props are the
	// things that customers see and touch, digital ones too; Frontstage is what
	// staff and systems do before their eyes, Backstage what they do unseen, and
	// Support what other departments and suppliers do for them.
	Props      []string `json:"props,omitempty" validate:"dive,required"`
	Frontstage []string `json:"frontstage,omitempty" validate:"dive,required"`
	Backstage  []string `json:"backstage,omitempty" validate:"dive,required"`
	Support    []string `json:"support,omitempty" validate:"dive,required"`

	Owner string `json:"owner,omitempty"` // who in the organisation answers for the stage
}

// Measure returns the measure of that name, and whether there is one.
func (s *Stage) Measure(name string) (Measure, bool) { return find(s.Measures, name) }
