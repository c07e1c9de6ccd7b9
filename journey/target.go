package journey

// A Target is the value that a measure should reach: "conversion ≥ 0.25".
type Target struct {
	Measure string  `json:"measure" validate:"required"` // the Name of the measure
	Op      Op      `json:"op" validate:"required,oneof=>= <="`
	Value   float64 `json:"value"` // in the unit of the measure
}

// An Op is the side on which a target is met.
type Op string

// The comparisons of a target.
const (
	AtLeast Op = ">="
	AtMost  Op = "<="
)

// Met reports whether the value of m reaches the target.
func (t Target) Met(m Measure) bool {
	if t.Op == AtMost {
		return m.Value <= t.Value
	}
	return m.Value >= t.Value
}

// Format writes the target for people who read language l, without the name
// of its measure: "≥ 25.0%". unit is that of the measure.
func (t Target) Format(unit Unit, l Lang, currency string) string {
	sign := "≥"
	if t.Op == AtMost {
		sign = "≤"
	}
	return sign + "\u00a0" + unit.Format(t.Value, l, currency)
}
