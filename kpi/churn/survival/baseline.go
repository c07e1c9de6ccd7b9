package survival

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// A BaselineStep is the cumulative hazard at one time with events, from which
// on it holds until the next.
type BaselineStep struct {
	Stratum int32   `json:"stratum,omitempty"`
	Time    float64 `json:"time"`
	AtRisk  int     `json:"at_risk"`
	Events  int     `json:"events"`

	Hazard   float64 `json:"hazard"`   // cumulative
	Survival float64 `json:"survival"` // exp(−Hazard)
}

// baseline returns the cumulative hazard of somebody with the mean of each
// covariate: of Efron's form with his ties, and of Breslow's with all others.
//
// Source: N. Breslow, discussion of D. R. Cox, JRSS B 34 (1972) 216–217; with
// ties of Efron's as in T. M. Therneau and P. M. Grambsch, Modeling survival
// data (2000), section 10.2; R's basehaz.
func (l *likelihood) baseline(risk []float64) []BaselineStep {
	var steps []BaselineStep
	first := 0 // step of the stratum
	none := make([]float64, 0)
	all, tied := newMoments(0), newMoments(0)
	for _, b := range l.blocks {
		if b.first == b.start {
			accumulate(steps[first:])
			first = len(steps)
			all.reset()
		}
		for i := b.first; i < b.end; i++ {
			all.add(risk[i], none)
		}
		d := b.mid - b.first
		if d == 0 {
			continue
		}
		tied.reset()
		for i := b.first; i < b.mid; i++ {
			tied.add(risk[i], none)
		}
		rise := 0.0
		for r := range d {
			sum := all.sum
			if l.ties == Efron {
				sum -= float64(float64(r) / float64(d) * float64(tied.sum*math.Exp(tied.top-all.top)))
			}
			rise += math.Exp(-all.top) / sum
		}
		steps = append(steps, BaselineStep{
			Stratum: b.stratum, Time: l.times[b.first], AtRisk: b.end - b.start, Events: d,
			Hazard: min(rise, math.MaxFloat64),
		})
	}
	accumulate(steps[first:])
	return steps
}

// accumulate turns the steps of a stratum, which came from the last time to the
// first, and sums their hazards.
func accumulate(steps []BaselineStep) {
	slices.Reverse(steps)
	sum := 0.0
	for i := range steps {
		sum = min(sum+steps[i].Hazard, math.MaxFloat64)
		steps[i].Hazard = tidyFinite(sum)
		steps[i].Survival = stat.Tidy(math.Exp(-sum))
	}
}

// tidyFinite is stat.Tidy, which could round the largest number up to infinity.
func tidyFinite(x float64) float64 { return min(stat.Tidy(x), math.MaxFloat64) }

// Predict returns the baseline for somebody with these covariates, in the order
// of the coefficients: hazards times exp(Σ coefficient · (value − mean)).
// Another number of values, or one that is not finite, is a [*field.Error].
func (f *Fit) Predict(values []float64) ([]BaselineStep, error) {
	if len(values) != len(f.Coefficients) {
		return nil, mistake("values", field.ErrInvalid, "want %d, as many as coefficients, got %d", len(f.Coefficients), len(values))
	}
	log := 0.0
	for k, c := range f.Coefficients {
		log += float64(c.Estimate * (values[k] - c.Mean))
	}
	if math.IsNaN(log) || math.IsInf(log, 0) {
		return nil, mistake("values", field.ErrNotFinite, "want numbers that are not too large")
	}
	steps := slices.Clone(f.Baseline)
	for i := range steps {
		hazard := min(float64(steps[i].Hazard*math.Exp(log)), math.MaxFloat64)
		if steps[i].Hazard == 0 {
			hazard = 0
		}
		steps[i].Hazard, steps[i].Survival = tidyFinite(hazard), stat.Tidy(math.Exp(-hazard))
	}
	return steps, nil
}
