package survey

import (
	"math"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Trend is the straight line through the answers over the periods.
type Trend struct {
	// Measure is by how much the score changes from one period to the next, in
	// its unit or, of a share, in [journey.Change]: the slope of the least squares. Its name is that of the score and
	// "_trend", N the number of answers.
	Measure journey.Measure `json:"measure"`

	// Z is √(n−1) times the correlation of answers and periods, and P the
	// probability of a Z as far from 0, were there no trend: the test of N.
	// Mantel, Chi-square tests with one degree of freedom, JASA 58 (1963)
	// 690–700, which for shares is that of Cochran and Armitage. The interval is
	// test-based, slope ± z·slope/Z (O. S. Miettinen, American Journal of
	// Epidemiology 103 (1976) 226–235). With weights n is the effective number
	// of answers.
	Z float64 `json:"z"`
	P float64 `json:"p"`
}

// leastPeriods is how many periods a trend needs: of two the change says all.
const leastPeriods = 3

// trend returns that over the periods, or nil where there are too few with
// answers, or where all answers count as the same.
func (t *Tally) trend(numbers []int) *Trend {
	q := t.asked.Question
	var all []group
	var at []float64
	filled := 0
	for _, number := range numbers {
		before := len(all)
		for _, g := range q.groups(t.periods[number].counts(q.Scale)) {
			if g.n > 0 {
				all, at = append(all, g), append(at, float64(number-numbers[0]))
			}
		}
		if len(all) > before {
			filled++
		}
	}
	whole := sampleOf(all)
	if filled < leastPeriods || whole.alike() {
		return nil
	}
	slope, se := line(all, at, whole)
	unit, factor := q.unitOfChange()
	half := float64(stat.NormalQuantile(0.5+t.asked.Level/2) * se)
	m := figure.Estimate(q.Name+"_trend", factor*slope, unit, whole.n, stat.Interval{
		Lo: factor * (slope - half), Hi: factor * (slope + half), Level: t.asked.Level,
	})
	m.Source = journey.FromSurvey
	return &Trend{Measure: m, Z: stat.Tidy(slope / se), P: stat.Tidy(stat.TwoSided(slope / se))}
}

// line returns the slope of the least squares and its standard error if there
// were no trend.
func line(list []group, at []float64, whole sample) (slope, se float64) {
	weight, centre := 0.0, 0.0
	for i, g := range list {
		weight += g.weight
		centre += float64(at[i] * g.weight)
	}
	centre /= weight
	spread, product := 0.0, 0.0
	for i, g := range list {
		off, part := at[i]-centre, g.weight/weight
		spread += float64(off * off * part)
		product += float64(off * (g.value - whole.mean) * part)
	}
	// Where one answer weighs nearly all, the effective number is hardly above 1.
	free := max(whole.effective-1, 1e-9)
	return product / spread, math.Sqrt(whole.variance / spread / free)
}
