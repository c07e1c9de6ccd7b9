package survival

import (
	"math"
	"strconv"

	"github.com/parcours-go/parcours/persona/field"
)

// An Observation is one duration: how long somebody was watched, and whether
// the event ended it.
type Observation struct {
	Time  float64 // in any one unit, not negative
	Event bool    // false: censored, the event had not happened by Time
	Group string  // what curves and comparisons tell apart; "" is a group too
}

// Data are observations as columns of the same length, which is fast to fill
// and to read for millions. [Collect] makes them of observations, [ReadCSV] of
// a file.
type Data struct {
	Times  []float64 // durations in one unit, finite and not negative
	Events []bool    // whether the event ended them, or they are censored

	Groups []int32  // places in Names; nil means one group, named ""
	Names  []string // of the groups; groups of one name are one group

	// Strata are any numbers, one for each observation: log-rank tests and
	// Cox models compare only observations of one stratum. Curves do not look
	// at them. nil means one stratum.
	Strata []int32

	Covariates []Covariate // for [Cox]
}

// A Covariate is what a Cox model explains durations with.
type Covariate struct {
	Name   string
	Values []float64 // finite, one for each observation
}

// Collect returns observations as columns.
func Collect(list []Observation) *Data {
	d := &Data{
		Times: make([]float64, len(list)), Events: make([]bool, len(list)),
		Groups: make([]int32, len(list)),
	}
	place := map[string]int32{}
	for i, o := range list {
		g, known := place[o.Group]
		if !known {
			g = int32(len(d.Names))
			place[o.Group] = g
			d.Names = append(d.Names, o.Group)
		}
		d.Times[i], d.Events[i], d.Groups[i] = o.Time, o.Event, g
	}
	return d
}

// check returns the first mistake in the columns, but for the covariates.
func (d *Data) check() error {
	if d == nil || len(d.Times) == 0 {
		return noData()
	}
	n := len(d.Times)
	if len(d.Events) != n {
		return mistake("data.events", field.ErrInvalid, "want %d, as many as times, got %d", n, len(d.Events))
	}
	if d.Groups != nil && len(d.Groups) != n {
		return mistake("data.groups", field.ErrInvalid, "want %d, as many as times, got %d", n, len(d.Groups))
	}
	if d.Strata != nil && len(d.Strata) != n {
		return mistake("data.strata", field.ErrInvalid, "want %d, as many as times, got %d", n, len(d.Strata))
	}
	for i, t := range d.Times {
		if !(t >= 0 && t <= math.MaxFloat64) {
			return mistake("data.times["+strconv.Itoa(i)+"]", field.ErrRange, "want a finite time of 0 or more, got %v", t)
		}
	}
	for i, g := range d.Groups {
		if g < 0 || int(g) >= len(d.Names) {
			return mistake("data.groups["+strconv.Itoa(i)+"]", field.ErrRange, "want a place in %d names, got %d", len(d.Names), g)
		}
	}
	return nil
}

// group returns the place of the group of an observation in names.
func (d *Data) group(i int) int32 {
	if d.Groups == nil {
		return 0
	}
	return d.Groups[i]
}

// names returns the names of the groups, one at least.
func (d *Data) names() []string {
	if d.Groups == nil {
		return []string{""}
	}
	return d.Names
}
