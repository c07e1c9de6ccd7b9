package clv

import "fmt"

// A Degenerate is the error of data that a model can not be fitted to, not for
// lack of a better search, but because the likelihood has no maximum there; and
// of a mean that is asked of a model that has none. It names the case, and the
// simpler model that the data lead to.
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

	NoVariation   Case = "no_variation"   // each customer spends the same every time
	InfiniteMean  Case = "infinite_mean"  // the model has no finite mean
	InfiniteValue Case = "infinite_value" // margins for ever that nothing discounts
)

// Error says what the matter is.
func (d *Degenerate) Error() string {
	matter := "can not be fitted"
	if d.Case == InfiniteMean || d.Case == InfiniteValue {
		matter = "gives no number"
	}
	text := fmt.Sprintf("%s %s: %s", d.Family, matter, d.Case.reason())
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
	case NoVariation:
		return "each customer spends the same every time"
	case InfiniteMean:
		return "its mean is infinite"
	case InfiniteValue:
		return "nobody leaves and nothing is discounted"
	}
	return "the data say too little of a parameter"
}
