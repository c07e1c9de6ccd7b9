package clv

import "fmt"

// A Degenerate is the error of data that a model can not be fitted to: not for
// lack of a better search, but because the likelihood has no maximum there. It
// names the case, and the simpler model that the data lead to.
type Degenerate struct {
	Family Family `json:"family"`
	Case   Case   `json:"case"`
	Limit  string `json:"limit,omitempty"` // the limiting model, in the field's terms
}

// A Case is a kind of data that leads nowhere.
type Case string

// The cases.
const (
	NoRepeats    Case = "no_repeats"   // nobody bought twice: rates go to 0
	NoTime       Case = "no_time"      // nobody was observed for any time
	NoDropout    Case = "no_dropout"   // nothing shows that anybody leaves
	Homogeneous  Case = "homogeneous"  // customers do not differ: one rate for all
	AllLeave     Case = "all_leave"    // everybody leaves at the first chance
	Polarised    Case = "polarised"    // some leave at the first chance, the others never
	Unidentified Case = "unidentified" // the data say too little of a parameter
)

// Error says what the matter is.
func (d *Degenerate) Error() string {
	text := fmt.Sprintf("%s can not be fitted: %s", d.Family, d.Case.reason())
	if d.Limit != "" {
		text += "; the limiting model is " + d.Limit
	}
	return text
}

func (c Case) reason() string {
	switch c {
	case NoRepeats:
		return "nobody bought twice"
	case NoTime:
		return "nobody was observed for any time"
	case NoDropout:
		return "nothing shows that anybody leaves"
	case Homogeneous:
		return "customers do not differ"
	case AllLeave:
		return "everybody leaves at the first chance"
	case Polarised:
		return "some leave at the first chance, the others never"
	}
	return "the data say too little of a parameter"
}
