package survey

import (
	"fmt"
	"math"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// Counts are counted answers to one question.
type Counts struct {
	Scale   Scale `json:"scale"`
	Answers []int `json:"answers"` // how many gave each answer, from the lowest of the scale up

	// Weights are the sums of the weights of those who gave each answer, and
	// Squares those of the squares of the weights. Without weights both are nil.
	Weights []float64 `json:"weights,omitempty"`
	Squares []float64 `json:"squares,omitempty"`

	Blank      int `json:"blank"`                // asked, not answered
	Invalid    int `json:"invalid"`              // off the scale, or no whole number
	Unweighted int `json:"unweighted,omitempty"` // answers that have no weight, where others have
}

// N returns the number of answers that count.
func (c Counts) N() int {
	n := 0
	for _, k := range c.Answers {
		n += k
	}
	return n
}

// Count counts answers to the question. NaN is a blank; what is off the scale or
// no whole number is invalid.
//
// A question that is not valid is a *[field.Error].
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func (q Question) Count(answers []float64) (Counts, error) {
	q, err := q.settled()
	if err != nil {
		return Counts{}, wrap(err)
	}
	r := newRow(q.Scale, false)
	for _, a := range answers {
		r.add(q.Scale, a, !math.IsNaN(a), 1)
	}
	return r.counts(q.Scale), nil
}

// CountWeighted counts answers as [Question.Count] does, each with its weight.
// An answer of weight 0 has no part in a score and is counted as unweighted.
//
// A weight that is negative or not finite is a *[field.Error] with its index,
// and so are weights that are not as many as the answers.
//
// [field.Error]: https://pkg.go.dev/github.com/parcours-go/parcours/persona/field#Error
func (q Question) CountWeighted(answers, weights []float64) (Counts, error) {
	q, err := q.settled()
	if err != nil {
		return Counts{}, wrap(err)
	}
	if len(answers) != len(weights) {
		return Counts{}, wrap(figure.OutOfRange("weights", "want %d, one for each answer, got %d", len(answers), len(weights)))
	}
	r := newRow(q.Scale, true)
	for i, a := range answers {
		if w := weights[i]; w != 0 && !isWeight(w) {
			return Counts{}, wrap(figure.OutOfRange(fmt.Sprintf("weights[%d]", i), "want 0, or a number from 1e-100 to 1e100"))
		}
		r.add(q.Scale, a, !math.IsNaN(a), weights[i])
	}
	return r.counts(q.Scale), nil
}

// isWeight reports whether w can weigh an answer: the sums of squares of such
// weights are numbers.
func isWeight(w float64) bool { return w >= 1e-100 && w <= 1e100 }

// check reports counts that cannot be.
func (c Counts) check(path string, on Scale) error {
	if c.Scale != on || len(c.Answers) != on.answers() {
		return figure.OutOfRange(path, "want the %d answers from %d to %d", on.answers(), on.Lo, on.Hi)
	}
	weighted := c.Weights != nil || c.Squares != nil
	if weighted && (len(c.Weights) != len(c.Answers) || len(c.Squares) != len(c.Answers)) {
		return figure.OutOfRange(path, "want weights and squares for each answer, or for none")
	}
	for i, k := range c.Answers {
		if k < 0 || uint64(k) > mostCounted {
			return figure.OutOfRange(path, "want counts from 0 to 2^53")
		}
		if weighted && !soundWeights(k, c.Weights[i], c.Squares[i]) {
			return figure.OutOfRange(path, "answer %d: want the sums of positive weights and of their squares", on.Lo+i)
		}
	}
	return nil
}

// mostCounted bounds counts, so that those of many parts can be added.
const mostCounted = 1 << 53

// soundWeights reports whether k weights can have that sum and that sum of
// squares: by Cauchy and Schwarz, (Σw)²/k ≤ Σw² ≤ (Σw)².
func soundWeights(k int, sum, squares float64) bool {
	if k == 0 {
		return sum == 0 && squares == 0
	}
	const slack = 1 + 1e-9
	whole := float64(sum * sum)
	return sum > 0 && squares > 0 && whole <= math.MaxFloat64 &&
		squares <= whole*slack && whole/float64(k) <= squares*slack
}

// A row counts answers, and sums their weights without rounding: it is the same
// in whatever parts and order they come.
type row struct {
	Customers  int        `json:"customers"`
	Answers    []int      `json:"answers"`
	Weights    []stat.Sum `json:"weights,omitempty"`
	Squares    []stat.Sum `json:"squares,omitempty"`
	Blank      int        `json:"blank"`
	Invalid    int        `json:"invalid"`
	Unweighted int        `json:"unweighted"`

	seen int // the customer who was counted last, or 0
}

func newRow(on Scale, weighted bool) *row {
	r := &row{Answers: make([]int, on.answers())}
	if weighted {
		r.Weights, r.Squares = make([]stat.Sum, on.answers()), make([]stat.Sum, on.answers())
	}
	return r
}

// add counts one answer. Whether it has a value and whether it is on the scale
// comes before what it weighs.
func (r *row) add(on Scale, v float64, answered bool, weight float64) {
	switch {
	case !answered:
		r.Blank++
	case !on.Holds(v):
		r.Invalid++
	case weight == 0:
		r.Unweighted++
	default:
		i := int(v) - on.Lo
		r.Answers[i]++
		if r.Weights != nil {
			r.Weights[i].Add(weight)
			r.Squares[i].Add(float64(weight * weight))
		}
	}
}

func (r *row) merge(other *row) {
	r.Customers += other.Customers
	r.Blank += other.Blank
	r.Invalid += other.Invalid
	r.Unweighted += other.Unweighted
	for i, k := range other.Answers {
		r.Answers[i] += k
	}
	for i := range other.Weights {
		r.Weights[i].Merge(&other.Weights[i])
		r.Squares[i].Merge(&other.Squares[i])
	}
}

// n returns the number of answers that count.
func (r *row) n() int {
	n := 0
	for _, k := range r.Answers {
		n += k
	}
	return n
}

func (r *row) counts(on Scale) Counts {
	c := Counts{Scale: on, Answers: append([]int(nil), r.Answers...), Blank: r.Blank, Invalid: r.Invalid, Unweighted: r.Unweighted}
	for i := range r.Weights {
		c.Weights = append(c.Weights, r.Weights[i].Float64())
		c.Squares = append(c.Squares, r.Squares[i].Float64())
	}
	return c
}
