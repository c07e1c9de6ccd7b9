package clv

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
)

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
	text := fmt.Sprintf("%s %s: %s", d.Family, matter, d.Case.Format(journey.English))
	if d.Limit != "" {
		text += "; the limiting model is " + d.Limit
	}
	return text
}

// Format writes the case for people who read language l.
func (c Case) Format(l journey.Lang) string {
	text, ok := caseTexts[c]
	if !ok {
		text = caseTexts[Unidentified]
	}
	if l.French() {
		return text.fr
	}
	return text.en
}

var caseTexts = map[Case]struct{ en, fr string }{
	NoRepeats:     {"nobody bought twice", "personne n’a acheté deux fois"},
	NoTime:        {"nobody was observed for any time", "personne n’a été observé plus d’un instant"},
	NoDropout:     {"nothing shows that anybody leaves", "rien ne montre que quelqu’un parte"},
	Homogeneous:   {"customers do not differ", "les clients ne diffèrent pas"},
	AllLeave:      {"everybody leaves at the first chance", "tous partent à la première occasion"},
	Polarised:     {"some leave at the first chance, the others never", "les uns partent à la première occasion, les autres jamais"},
	NoVariation:   {"each customer spends the same every time", "chaque client dépense toujours autant"},
	InfiniteMean:  {"its mean is infinite", "sa moyenne est infinie"},
	InfiniteValue: {"nobody leaves and nothing is discounted", "personne ne part et rien n’est actualisé"},
	Unidentified:  {"the data say too little of a parameter", "les données disent trop peu d’un paramètre"},
}
