package survey_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/survey"
)

// 56 of 70 against 48 of 80: Newcombe 1998, table II, example (a), as computed
// in R: difference 0.2, interval 0.0524 to 0.3339, z 2.650172, p 0.008045.
func TestSharesAreComparedAfterNewcombe(t *testing.T) {
	q := survey.Satisfaction()
	a := survey.Counts{Scale: q.Scale, Answers: []int{14, 0, 0, 0, 56}}
	b := survey.Counts{Scale: q.Scale, Answers: []int{0, 32, 0, 48, 0}}
	d, err := q.Compare(a, b, nil)
	require.NoError(t, err)
	assert.InDelta(t, 0.2, d.Measure.Value, 1e-12)
	assert.InDelta(t, 0.0524, d.Measure.Lo, 5e-5)
	assert.InDelta(t, 0.3339, d.Measure.Hi, 5e-5)
	assert.InDelta(t, 2.650172, d.Z, 5e-7)
	assert.InDelta(t, 0.008045, d.P, 5e-7)
	assert.Equal(t, 150, d.Measure.N)
	assert.Equal(t, "csat_difference", d.Measure.Name)
}

// The extra hours of sleep of Student 1908, rounded to whole numbers that fit a
// scale: Welch's t by its formula.
func TestMeansAreComparedAfterWelch(t *testing.T) {
	q := survey.Question{Kind: survey.Mean, Scale: survey.Scale{Lo: -5, Hi: 5}}
	x := []float64{1, 1, -1, -1, -1, 3, 4, 1, 0, 2}
	y := []float64{2, 1, 1, 0, 0, 4, 5, 2, 5, 3}
	moments := func(v []float64) (mean, variance float64) {
		for _, a := range v {
			mean += a / 10
		}
		for _, a := range v {
			variance += (a - mean) * (a - mean) / 9
		}
		return mean, variance
	}
	meanX, varX := moments(x)
	meanY, varY := moments(y)
	a, err := q.Count(x)
	require.NoError(t, err)
	b, err := q.Count(y)
	require.NoError(t, err)
	d, err := q.Compare(a, b, nil)
	require.NoError(t, err)
	assert.InDelta(t, meanX-meanY, d.Measure.Value, 1e-12)
	assert.InDelta(t, math.Sqrt(varX/10+varY/10), d.SE, 1e-11)
	assert.InDelta(t, (meanX-meanY)/math.Sqrt(varX/10+varY/10), d.Z, 1e-10)
	assert.Less(t, d.P, 0.2)
	assert.Greater(t, d.P, 0.1)
}

// The same hours in tenths, as R has them in its data set sleep: the example of
// its t.test prints t = −1.8608, df = 17.776, p = 0.07939 and −3.3654832 to
// 0.2054832. Welch's degrees of freedom are not rounded.
func TestWelchIsThatOfR(t *testing.T) {
	q := survey.Question{Kind: survey.Mean, Scale: survey.Scale{Lo: -20, Hi: 60}}
	a, err := q.Count([]float64{7, -16, -2, -12, -1, 34, 37, 8, 0, 20})
	require.NoError(t, err)
	b, err := q.Count([]float64{19, 8, 11, 1, -1, 44, 55, 16, 46, 34})
	require.NoError(t, err)
	d, err := q.Compare(a, b, nil)
	require.NoError(t, err)
	assert.InDelta(t, -1.8608, d.Z, 5e-5)
	assert.InDelta(t, 0.0793941401873, d.P, 1e-11, "by its definition, with 45 digits")
	assert.InDelta(t, -33.654832, d.Measure.Lo, 5e-7)
	assert.InDelta(t, 2.054832, d.Measure.Hi, 5e-7)
}

// What is compared the other way round is the same with another sign, and no
// number is ever infinite or none.
func TestComparisonsAreFiniteAndHaveTwoSides(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		for _, q := range questions() {
			draw := func() survey.Counts {
				answers, weights := randomAnswers(r, q.Scale)
				if r.IntN(2) == 0 {
					weights = ones(len(answers))
				}
				c, err := q.CountWeighted(answers, weights)
				require.NoError(t, err)
				return c
			}
			a, b := draw(), draw()
			for _, method := range []survey.Method{"", survey.Wald, survey.Score} {
				opt := &survey.ScoreOptions{Method: method}
				there, err := q.Compare(a, b, opt)
				require.NoError(t, err)
				back, err := q.Compare(b, a, opt)
				require.NoError(t, err)
				require.InDelta(t, there.Measure.Value, -back.Measure.Value, 1e-9)
				require.InDelta(t, there.Measure.Lo, -back.Measure.Hi, 1e-9)
				require.InDelta(t, there.Z, -back.Z, 1e-9)
				require.InDelta(t, there.P, back.P, 1e-9)
				for _, v := range []float64{there.Z, there.SE, there.P, there.Measure.Lo, there.Measure.Hi} {
					require.False(t, math.IsNaN(v) || math.IsInf(v, 0))
				}
				require.True(t, there.P >= 0 && there.P <= 1)
				require.True(t, there.Measure.Lo <= there.Measure.Value && there.Measure.Value <= there.Measure.Hi)
			}
		}
	}
}

// The test that segments and periods are compared by is wrong no more often than
// it says where there is nothing to find, however few answers there are: by
// adding the probabilities of all outcomes of two groups. Wald's is not so.
func TestFewAnswersThatAreAllAlikeProveNothing(t *testing.T) {
	for _, sizes := range [][2]int{{2, 30}, {3, 12}, {3, 40}, {5, 5}, {5, 30}, {8, 20}} {
		for _, p := range [][2]float64{{0.5, 0.2}, {0.8, 0.05}, {0.3, 0.3}, {0.05, 0.05}, {0.95, 0.02}} {
			wrong := map[survey.Method]float64{}
			each(sizes[0], func(a survey.Recommendations) {
				each(sizes[1], func(b survey.Recommendations) {
					both := chance(sizes[0], a.Promoters, a.Detractors, p[0], p[1]) * chance(sizes[1], b.Promoters, b.Detractors, p[0], p[1])
					for _, method := range []survey.Method{survey.AdjustedWald, survey.Wald} {
						d, err := survey.Compare(a, b, &survey.ScoreOptions{Method: method})
						require.NoError(t, err)
						if d.P <= 0.05 {
							wrong[method] += both
						}
					}
				})
			})
			t.Logf("%v answers, shares %v: adjusted %.4f, Wald %.4f", sizes, p, wrong[survey.AdjustedWald], wrong[survey.Wald])
			assert.LessOrEqual(t, wrong[survey.AdjustedWald], 0.05)
		}
	}
}

func each(n int, do func(survey.Recommendations)) {
	for up := 0; up <= n; up++ {
		for down := 0; up+down <= n; down++ {
			do(survey.Recommendations{Promoters: up, Passives: n - up - down, Detractors: down})
		}
	}
}

// A trend is the slope and the correlation of all answers with their periods,
// here from the list of the answers.
func TestATrendIsThatOfTheAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	start := time.Date(2025, 11, 3, 12, 0, 0, 0, time.UTC)
	for range 300 {
		var events []event.Event
		var x, y []float64
		for i := range 5 + r.IntN(60) {
			month := r.IntN(5)
			answer := []float64{2, 8, 10}[min(2, r.IntN(3+month/2))]
			events = append(events, event.Event{Customer: fmt.Sprint(i), Name: "nps", Value: answer, Time: start.AddDate(0, month, r.IntN(20))})
			x, y = append(x, float64(month)), append(y, countsAs(survey.Recommend(), answer))
		}
		result, err := survey.Compute(nil, collect(t, events), survey.Recommend(), &survey.Options{Period: survey.Month})
		require.NoError(t, err)
		if result.Trend == nil {
			require.True(t, len(result.Periods) < 3 || slices.Min(y) == slices.Max(y))
			continue
		}
		n := float64(len(x))
		var mx, my, sxx, sxy, syy float64
		for i := range x {
			mx += x[i] / n
			my += y[i] / n
		}
		for i := range x {
			sxx += (x[i] - mx) * (x[i] - mx)
			sxy += (x[i] - mx) * (y[i] - my)
			syy += (y[i] - my) * (y[i] - my)
		}
		z := math.Sqrt(n-1) * sxy / math.Sqrt(sxx*syy)
		require.InDelta(t, 100*sxy/sxx, result.Trend.Measure.Value, 1e-8)
		require.InDelta(t, z, result.Trend.Z, 1e-8)
		require.InDelta(t, math.Erfc(math.Abs(z)/math.Sqrt2), result.Trend.P, 1e-8)
		require.Equal(t, result.Trend.P < 0.05, result.Trend.Measure.Lo > 0 || result.Trend.Measure.Hi < 0)
	}
}

// Segments are held against all others, periods against the last one before, and
// both are corrected for their number.
func TestComparisonsOfAResultAreThoseOfItsCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	q := survey.Recommend()
	for range 200 {
		opt := &survey.Options{By: "land", Period: survey.Month, Segments: 2}
		result, err := survey.Compute(nil, collect(t, randomEvents(r)), q, opt)
		if err != nil {
			require.ErrorIs(t, err, survey.ErrNoData)
			continue
		}
		total := func(skip int) survey.Counts {
			sum := survey.Counts{Scale: q.Scale, Answers: make([]int, 11)}
			add := func(c survey.Counts) {
				for i, k := range c.Answers {
					sum.Answers[i] += k
				}
			}
			for i, s := range result.Segments {
				if i != skip {
					add(s.Counts)
				}
			}
			if result.Other != nil {
				add(result.Other.Counts)
			}
			return sum
		}
		require.Equal(t, result.Overall.Counts.Answers, total(-1).Answers)
		for i, s := range result.Segments {
			want, err := q.Compare(s.Counts, total(i), nil)
			if err != nil {
				require.ErrorIs(t, err, survey.ErrNoData)
				require.Nil(t, s.Against)
				continue
			}
			require.GreaterOrEqual(t, s.Against.Adjusted, s.Against.P)
			require.LessOrEqual(t, s.Against.Adjusted, min(1, s.Against.P*float64(len(result.Segments)))+1e-11)
			want.Adjusted = s.Against.Adjusted
			require.Equal(t, want, s.Against)
		}
		last := -1
		for i, p := range result.Periods {
			if p.Score == nil {
				require.Nil(t, p.Change)
				continue
			}
			if last >= 0 {
				want, err := q.Compare(p.Counts, result.Periods[last].Counts, nil)
				require.NoError(t, err)
				want.Adjusted = p.Change.Adjusted
				require.Equal(t, want, p.Change)
				require.Equal(t, result.Periods[last].From, p.Since)
			}
			last = i
		}
	}
}

// 23:30 in London on New Year's Eve is the next day, month, quarter and year in
// Paris; 2026-01-01 is a Thursday.
func TestPeriodsAreThoseOfTheZone(t *testing.T) {
	paris := time.FixedZone("Paris", 3600)
	log := collect(t, []event.Event{
		{Customer: "ada", Name: "nps", Value: 9, Time: time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC)},
		{Customer: "bob", Name: "nps", Value: 9, Time: time.Date(1969, 12, 31, 1, 0, 0, 0, time.UTC)},
	})
	for _, c := range []struct {
		period       survey.Period
		zone         *time.Location
		first, later string
	}{
		{survey.Day, nil, "1969-12-31", "2025-12-31"},
		{survey.Day, paris, "1969-12-31", "2026-01-01"},
		{survey.Week, nil, "1969-12-29", "2025-12-29"},
		{survey.Month, nil, "1969-12-01", "2025-12-01"},
		{survey.Month, paris, "1969-12-01", "2026-01-01"},
		{survey.Quarter, nil, "1969-10-01", "2025-10-01"},
		{survey.Quarter, paris, "1969-10-01", "2026-01-01"},
	} {
		r, err := survey.Compute(nil, log, survey.Recommend(), &survey.Options{Period: c.period, Location: c.zone})
		require.NoError(t, err)
		require.Len(t, r.Periods, 2)
		assert.Equal(t, []string{c.first, c.later}, []string{r.Periods[0].From, r.Periods[1].From}, "%s %v", c.period, c.zone)
	}
}
