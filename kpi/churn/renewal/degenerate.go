package renewal

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
	NoChurn      Case = "no_churn"     // nobody left
	AllChurned   Case = "all_churned"  // nobody ever renewed
	FewPeriods   Case = "few_periods"  // decisions in fewer periods than the model has parameters
	Homogeneous  Case = "homogeneous"  // customers do not differ: one probability for all
	Polarised    Case = "polarised"    // customers leave at once or never
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
	case NoChurn:
		return "nobody left"
	case AllChurned:
		return "nobody ever renewed"
	case FewPeriods:
		return "renewals in too few periods"
	case Homogeneous:
		return "customers do not differ"
	case Polarised:
		return "customers leave at once or never"
	}
	return "the data say too little of a parameter"
}

// hopeless names what no model can be fitted to.
func hopeless(f Family, s summary, params int) *Degenerate {
	switch {
	case s.lost == 0:
		return &Degenerate{Family: f, Case: NoChurn, Limit: "a retention rate of 1"}
	case s.stayed == 0:
		return &Degenerate{Family: f, Case: AllChurned, Limit: "a retention rate of 0"}
	case s.periods < params:
		d := &Degenerate{Family: f, Case: FewPeriods}
		if s.periods == 1 {
			d.Limit = "geometric: one retention rate for all"
		}
		return d
	}
	return nil
}

// limit names what the model becomes as parameters go on without end.
func limit(f Family, toward []int) *Degenerate {
	switch {
	case toward[0] > 0 && toward[1] > 0 && f == SBG:
		return &Degenerate{Family: f, Case: Homogeneous, Limit: "geometric: one retention rate for all"}
	case toward[0] > 0 && toward[1] > 0:
		return &Degenerate{Family: f, Case: Homogeneous, Limit: "discrete Weibull: one course for all"}
	case toward[0] < 0 && toward[1] < 0:
		return &Degenerate{Family: f, Case: Polarised, Limit: "a share that leaves at the first renewal, and nobody after it"}
	}
	return &Degenerate{Family: f, Case: Unidentified}
}
