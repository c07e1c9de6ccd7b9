package proportion

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/special"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// CompareOptions says how groups are compared. The zero value, like a nil
// pointer, compares each with each by z tests, corrected after Holm.
type CompareOptions struct {
	// Level is the confidence level of each interval on its own, from 0.5 to
	// 0.999999. 0 means 0.95.
	Level float64 `json:"level,omitempty"`

	// Method is that of the intervals, one that [Difference] has. "" means
	// [Newcombe].
	Method Method `json:"method,omitempty"`

	// Test is how the p value of a pair is computed. "" means [ZTest].
	Test Test `json:"test,omitempty"`

	// Correction is how the p values are adjusted for how many pairs there are.
	// "" means [Holm].
	Correction Correction `json:"correction,omitempty"`

	// Reference is the name of the group with which all others are compared. ""
	// means that each is compared with each.
	Reference string `json:"reference,omitempty"`
}

// A Comparison is what sets groups apart.
type Comparison struct {
	// ChiSquare is Pearson's statistic of the hypothesis that all groups have
	// one share, without correction, with DF degrees of freedom: one less than
	// there are groups with anybody in them. P is the probability of a larger
	// one. If all did, or nobody, they are 0 and 1.
	//
	// Source: K. Pearson, On the criterion that a given system of deviations …,
	// Philosophical Magazine 50 (1900) 157–175.
	ChiSquare float64 `json:"chi_square"`
	DF        int     `json:"df"`
	P         float64 `json:"p"`

	// LeastExpected is the least number of customers that one share for all
	// lets expect in a cell of the table. The χ² distribution and the z test
	// describe it well from 5 on: W. G. Cochran, Some methods for strengthening
	// the common χ² tests, Biometrics 10 (1954) 417–451. Below, there is
	// [FisherTest].
	LeastExpected float64 `json:"least_expected"`

	// Pairs are in the order of the groups: first with all that follow, second
	// with all that follow; or each with the reference. A group of nobody is in
	// no pair.
	Pairs []Pair `json:"pairs"`
}

// A Pair compares two groups.
type Pair struct {
	A Group `json:"a"`
	B Group `json:"b"` // the reference, where there is one

	// Difference is by how much the share of A exceeds that of B, with an
	// interval that is not adjusted.
	Difference journey.Measure `json:"difference"`

	// Z is the statistic of the test, with the sign of the difference. An exact
	// test has none: 0. If all did, or nobody, it is 0.
	Z float64 `json:"z,omitempty"`

	// P is the two-sided p value: how probable a table at least as odd is if
	// both have one share. Adjusted is the same after the correction.
	P        float64 `json:"p"`
	Adjusted float64 `json:"adjusted"`
}

// Compare tests whether groups have one share of customers who did something,
// and which of them differ. The groups need different names, and must not share
// customers.
//
// Names that are empty or used twice, counts that are none, and options that are
// not valid are a *[field.Error], or several, joined. Fewer than two groups of
// anybody, or a reference of nobody, are [ErrNoData].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func Compare(groups []Group, opt *CompareOptions) (*Comparison, error) {
	var o CompareOptions
	if opt != nil {
		o = *opt
	}
	err := o.settle(groups)
	if err == nil {
		err = checkGroups(groups)
	}
	if err != nil {
		return nil, fmt.Errorf("proportion: %w", err)
	}
	somebody := slices.DeleteFunc(slices.Clone(groups), func(g Group) bool { return g.N == 0 })
	c := new(Comparison)
	if c.Pairs = o.pairs(somebody); len(c.Pairs) == 0 {
		return nil, fmt.Errorf("proportion: %w: fewer than two groups of anybody, or a reference of nobody", ErrNoData)
	}
	c.pearson(somebody)
	return c, nil
}

// settle fills in what the options mean.
func (o *CompareOptions) settle(groups []Group) (err error) {
	intervals := Options{o.Level, o.Method}
	o.Level, o.Method, err = intervals.settled(Newcombe, MiettinenNurminen, Mee, AgrestiCaffo, Wald)
	if err != nil {
		return err
	}
	o.Test = cmp.Or(o.Test, ZTest)
	o.Correction = cmp.Or(o.Correction, Holm)
	if o.Reference != "" && !slices.ContainsFunc(groups, func(g Group) bool { return g.Name == o.Reference }) {
		err = &field.Error{Path: "options.reference", Err: fmt.Errorf("%w: want the name of a group", field.ErrUnknown)}
	}
	return errors.Join(
		oneOf("options.test", o.Test, ZTest, YatesTest, FisherTest),
		oneOf("options.correction", o.Correction, Holm, Bonferroni, BenjaminiHochberg, NoCorrection),
		err,
	)
}

func checkGroups(groups []Group) error {
	var errs []error
	seen := map[string]bool{}
	for i, g := range groups {
		at := fmt.Sprintf("groups[%d].", i)
		if g.Name == "" {
			errs = append(errs, &field.Error{Path: at + "name", Err: field.ErrMissing})
		} else if seen[g.Name] {
			errs = append(errs, &field.Error{Path: at + "name", Err: field.ErrDuplicate})
		}
		seen[g.Name] = true
		if err := g.check(at); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// pairs compares the groups, of which each has somebody.
func (o *CompareOptions) pairs(groups []Group) (pairs []Pair) {
	for i, a := range groups {
		for j, b := range groups {
			if o.Reference == "" && i < j || o.Reference == b.Name && i != j {
				pairs = append(pairs, o.pair(a, b))
			}
		}
	}
	p := make([]float64, len(pairs))
	for i := range pairs {
		p[i] = pairs[i].P
	}
	for i, adjusted := range o.Correction.adjust(p) {
		pairs[i].Adjusted = probability(adjusted)
	}
	return pairs
}

func (o *CompareOptions) pair(a, b Group) Pair {
	z, p := o.Test.of(a, b)
	return Pair{A: a, B: b, Difference: difference(a, b, o.Method, o.Level), Z: stat.Tidy(z), P: probability(p)}
}

// probability rounds a p value to 10 significant digits: the tails of
// distributions come out otherwise on other processors sooner than other numbers.
func probability(p float64) float64 { return rounded(p, 10) }

// pearson fills in the test of all groups.
func (c *Comparison) pearson(groups []Group) {
	var k, n, least float64
	for _, g := range groups {
		k, n = k+float64(g.K), n+float64(g.N)
		if float64(g.N) < least || least == 0 {
			least = float64(g.N)
		}
	}
	c.DF, c.P = len(groups)-1, 1
	c.LeastExpected = stat.Tidy(least * (min(k, n-k) / n))
	if k == 0 || k == n {
		return
	}
	var sum stat.Sum
	for _, g := range groups {
		off := float64(g.K) - float64(float64(g.N)*(k/n))
		sum.Add(off * off / float64(g.N) / (k / n) / ((n - k) / n))
	}
	c.ChiSquare = stat.Tidy(sum.Float64())
	c.P = probability(special.ChiSquareTail(c.ChiSquare, float64(c.DF)))
}
