package clv

import (
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/mle"
	"github.com/parcours-go/parcours/persona/field"
)

// A Family is a kind of model of how customers buy and leave.
type Family string

// The families. Each has a file of its own, which states its parameters, its
// assumptions, its formulae and their source.
const (
	NBD       Family = "NBD"        // nobody leaves
	BGNBD     Family = "BG/NBD"     // customers leave right after a repeat purchase, or never
	MBGNBD    Family = "MBG/NBD"    // customers leave right after any purchase, the first included
	ParetoNBD Family = "Pareto/NBD" // customers leave at any time
	BGBB      Family = "BG/BB"      // customers take opportunities to buy, and leave before any
)

// A law is a family with its parameters. Its methods get arguments that were
// checked.
type law interface {
	logLikelihood(h *History) float64
	alive(h *History) float64
	expected(t float64) float64
	probability(x int, t float64) float64
	conditional(h *History, t float64) float64
	residual(h *History, rate float64) float64
}

// A family is what a Family is made of.
type family struct {
	params []string
	law    func(params []float64) law

	// discrete families count time in opportunities to buy: times are whole.
	discrete bool

	// fit returns what finding the parameters takes.
	objective func(rows []row) mle.Objective
	start     func(s summary) []float64

	// elsewhere are starts beside it: see climb.
	elsewhere [][4]float64

	// blind names what the family sees nothing in; it may be nil.
	blind func(s summary) *Degenerate

	// limit names what the model becomes where the likelihood has no maximum.
	limit func(toward []int) *Degenerate
}

// family returns what a Family is made of. at is the path of the Family where it
// is none.
func (f Family) family(at string) (family, error) {
	switch f {
	case NBD:
		return nbdFamily(), nil
	case BGNBD:
		return bgnbdFamily(), nil
	case MBGNBD:
		return mbgnbdFamily(), nil
	case ParetoNBD:
		return paretoNBDFamily(), nil
	case BGBB:
		return bgbbFamily(), nil
	}
	return family{}, &field.Error{Path: at, Err: fmt.Errorf("%w: want one of %q, got %.20q", field.ErrUnknown, Families(), string(f))}
}

// Families returns all families.
func Families() []Family { return slices.Clone([]Family{NBD, BGNBD, MBGNBD, ParetoNBD, BGBB}) }
