package survival

import (
	"errors"
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// Weights says how much the events at a time count in a comparison: those that
// count early events more see differences there.
type Weights string

const (
	// Equal: each event counts 1, the log-rank test (N. Mantel 1966; R. Peto and
	// J. Peto 1972). It is the most powerful where hazards are proportional.
	Equal Weights = "log_rank"

	// PetoPeto: the survival of all just before the time, the modification of
	// the Gehan–Wilcoxon test (R. Peto and J. Peto 1972), as R's survdiff with
	// rho = 1.
	PetoPeto Weights = "peto_peto"

	// HarringtonFleming: the same to the power of Rho (D. P. Harrington and
	// T. R. Fleming 1982), R's survdiff with rho.
	HarringtonFleming Weights = "harrington_fleming"

	// GehanBreslow: how many are at risk (E. A. Gehan 1965; N. Breslow 1970).
	// Where groups are censored differently it can mislead.
	GehanBreslow Weights = "gehan_breslow"

	// TaroneWare: the root of how many are at risk (R. E. Tarone and J. Ware
	// 1977).
	TaroneWare Weights = "tarone_ware"
)

// LogRankOptions says how groups are compared. The zero value, like a nil
// pointer, makes the log-rank test.
type LogRankOptions struct {
	Weights Weights // "" means Equal
	Rho     float64 // with HarringtonFleming only, from 0 to 10

	// Pairs compares also every two groups on their own. It takes time in
	// proportion to the square of their number.
	Pairs bool
}

const maxGroups = 1000

func (o *LogRankOptions) settled() (s LogRankOptions, err error) {
	if o != nil {
		s = *o
	}
	if err = choose("options.weights", &s.Weights, Equal, PetoPeto, HarringtonFleming, GehanBreslow, TaroneWare); err != nil {
		return s, err
	}
	switch {
	case !(s.Rho >= 0 && s.Rho <= 10):
		return s, mistake("options.rho", field.ErrRange, "want 0 to 10, got %v", s.Rho)
	case s.Rho != 0 && s.Weights != HarringtonFleming:
		return s, mistake("options.rho", field.ErrInvalid, "want it with weights %q only", HarringtonFleming)
	case s.Weights == PetoPeto:
		s.Rho = 1
	}
	return s, nil
}

// A Comparison says whether groups have the event at the same rate.
type Comparison struct {
	Weights Weights    `json:"weights"`
	Rho     float64    `json:"rho,omitempty"`
	Groups  []Compared `json:"groups"` // sorted by name

	Test
	Pairs []Pair `json:"pairs,omitempty"` // in the order of the groups
}

// A Compared is one group of a comparison.
type Compared struct {
	Group  string `json:"group"`
	N      int    `json:"n"`
	Events int    `json:"events"`

	// Observed and Expected are sums over the times of events of their weight:
	// of the events of the group, and of those that it would have had if all
	// groups had one rate.
	Observed float64 `json:"observed"`
	Expected float64 `json:"expected"`
}

// A Test is a χ² test.
type Test struct {
	ChiSquare float64 `json:"chi_square"`

	// DF is the number of differences that the data could show. It is 0, and P
	// is 1, where no two groups were at risk of an event that some of them
	// outlived.
	DF int     `json:"df"`
	P  float64 `json:"p"`
}

// A Pair compares two groups, without looking at the others.
type Pair struct {
	A string `json:"a"`
	B string `json:"b"`
	Test

	// Adjusted is P for the number of pairs, after S. Holm (1979).
	Adjusted float64 `json:"adjusted"`
}

// LogRank compares the groups of the data, within their strata if there are
// any: (O−E)ᵀ V⁻ (O−E), with the hypergeometric variance V of the events of
// the groups given those of all, which is χ² distributed if there is no
// difference. With few events, less than five expected in some group, that is
// an approximation only.
//
// It fails with [ErrOneGroup] where there are not two groups with
// observations, [ErrNoEvents] where all are censored, the errors of [Count] and
// a [*field.Error] for an option or more than 1,000 groups.
//
// Source: J. D. Kalbfleisch and R. L. Prentice, The statistical analysis of
// failure time data, 2nd edition (2002), section 1.5; D. P. Harrington and
// T. R. Fleming, A class of rank test procedures for censored survival data,
// Biometrika 69 (1982) 553–566.
func LogRank(data *Data, opt *LogRankOptions) (*Comparison, error) {
	if err := data.check(); err != nil {
		return nil, err
	}
	return StratifiedLogRank(data.strata(), opt)
}

// LogRank is [LogRank] of the observations that were counted.
func (t *Tally) LogRank(opt *LogRankOptions) (*Comparison, error) {
	return StratifiedLogRank([]*Tally{t}, opt)
}

// StratifiedLogRank is [LogRank] of strata, each counted on its own.
func StratifiedLogRank(strata []*Tally, opt *LogRankOptions) (*Comparison, error) {
	o, err := opt.settled()
	if err != nil {
		return nil, err
	}
	strata = slices.DeleteFunc(slices.Clone(strata), func(t *Tally) bool { return t == nil })
	names, err := namesOf(strata)
	if err != nil {
		return nil, err
	}
	all := compared(strata, names, o)
	c := &Comparison{Weights: o.Weights, Rho: o.Rho, Groups: make([]Compared, len(names)), Test: all.test()}
	events := 0
	for i, name := range names {
		c.Groups[i] = Compared{name, all.n[i], all.events[i], stat.Tidy(all.observed[i]), stat.Tidy(all.expected[i])}
		events += all.events[i]
	}
	if events == 0 {
		return nil, ErrNoEvents
	}
	if o.Pairs {
		c.Pairs = pairs(strata, names, o)
	}
	return c, nil
}

// strata counts each stratum on its own, in the order of their numbers.
func (d *Data) strata() []*Tally {
	if d.Strata == nil {
		return []*Tally{d.count()}
	}
	parts := map[int32]*Data{}
	var numbers []int32
	for i, s := range d.Strata {
		part := parts[s]
		if part == nil {
			part = &Data{Names: d.names()}
			parts[s] = part
			numbers = append(numbers, s)
		}
		part.Times = append(part.Times, d.Times[i])
		part.Events = append(part.Events, d.Events[i])
		part.Groups = append(part.Groups, d.group(i))
	}
	slices.Sort(numbers)
	tallies := make([]*Tally, len(numbers))
	for i, s := range numbers {
		tallies[i] = parts[s].count()
	}
	return tallies
}

// namesOf settles the strata and returns the names of all their groups, sorted.
func namesOf(strata []*Tally) ([]string, error) {
	var names []string
	for _, t := range strata {
		some, err := t.ready()
		if err != nil && !errors.Is(err, ErrNoData) {
			return nil, err
		}
		names = append(names, some...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	switch {
	case len(names) == 0:
		return nil, noData()
	case len(names) == 1:
		return nil, ErrOneGroup
	case len(names) > maxGroups:
		return nil, mistake("data.names", field.ErrRange, "want %d groups at most, got %d", maxGroups, len(names))
	}
	return names, nil
}

// pairs compares every two groups.
func pairs(strata []*Tally, names []string, o LogRankOptions) []Pair {
	var list []Pair
	var p []float64
	for i, a := range names {
		for _, b := range names[i+1:] {
			test := compared(strata, []string{a, b}, o).test()
			list = append(list, Pair{A: a, B: b, Test: test})
			p = append(p, test.P)
		}
	}
	for i, adjusted := range stat.Holm(p) {
		list[i].Adjusted = stat.Tidy(adjusted)
	}
	return list
}

// weight returns how much an event counts with n at risk, of whom the survival
// before was s.
func (o *LogRankOptions) weight(n int, s float64) float64 {
	switch o.Weights {
	case PetoPeto:
		return s
	case HarringtonFleming:
		return stat.Tidy(math.Pow(s, o.Rho)) // the last bit of a power is not the same everywhere
	case GehanBreslow:
		return float64(n)
	case TaroneWare:
		return math.Sqrt(float64(n))
	}
	return 1
}
