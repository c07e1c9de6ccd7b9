package attribution

// A Model is a rule by which the credit for a conversion is divided among the
// touches of its path.
type Model string

// The models. The package documentation says how each divides.
const (
	First         Model = "first"
	Last          Model = "last"
	LastNonDirect Model = "last_non_direct"
	Linear        Model = "linear"
	PositionBased Model = "position_based"
	TimeDecay     Model = "time_decay"
	Markov        Model = "markov"
	Shapley       Model = "shapley"
)

// models are all models, in the order in which they are reported.
var models = [...]Model{First, Last, LastNonDirect, Linear, PositionBased, TimeDecay, Markov, Shapley}

// usual are the models of options that name none. What they need are whole
// numbers.
func usual() []Model { return []Model{First, Last, Linear, Markov} }

// ByModel is what each model gives to one channel. It is 0 where a model was
// not asked for: see [Result.Models].
type ByModel struct {
	First         float64 `json:"first"`
	Last          float64 `json:"last"`
	LastNonDirect float64 `json:"last_non_direct"`
	Linear        float64 `json:"linear"`
	PositionBased float64 `json:"position_based"`
	TimeDecay     float64 `json:"time_decay"`
	Markov        float64 `json:"markov"`
	Shapley       float64 `json:"shapley"`

	// RemovalEffect is by which part the probability of a conversion, or the
	// value to be expected of a path, falls without the channel in the Markov
	// chain: a ratio in [0, 1].
	RemovalEffect float64 `json:"removal_effect"`
}

// of returns what a model gives, to be set.
func (b *ByModel) of(m Model) *float64 {
	switch m {
	case First:
		return &b.First
	case Last:
		return &b.Last
	case LastNonDirect:
		return &b.LastNonDirect
	case Linear:
		return &b.Linear
	case PositionBased:
		return &b.PositionBased
	case TimeDecay:
		return &b.TimeDecay
	case Markov:
		return &b.Markov
	}
	return &b.Shapley
}
