package survey_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/persona/field"
)

func questions() []survey.Question {
	one, two := survey.Scale{Lo: 1, Hi: 5}, survey.Scale{Lo: 1, Hi: 7}
	return []survey.Question{
		survey.Recommend(), survey.Satisfaction(), survey.Effort(),
		{Kind: survey.Net, Scale: one}, {Kind: survey.TopThree, Scale: two}, {Kind: survey.Positive, Scale: survey.Scale{Lo: 0, Hi: 10}},
		{Kind: survey.Mean, Scale: survey.Scale{Lo: -2, Hi: 2}},
	}
}

func randomAnswers(r *rand.Rand, on survey.Scale) (answers, weights []float64) {
	width := 1 + r.IntN(on.Hi-on.Lo+1) // few of them are all alike
	for range 1 + r.IntN(30) {
		answers = append(answers, float64(on.Hi-r.IntN(width)))
		weights = append(weights, float64(1+r.IntN(4)))
	}
	return answers, weights
}

func ones(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	return w
}

// counts as the definition of each kind says, one answer after the other.
func countsAs(q survey.Question, a float64) float64 {
	lo, hi := float64(q.Scale.Lo), float64(q.Scale.Hi)
	yes := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	switch q.Kind {
	case survey.NPS:
		return yes(a == 9 || a == 10) - yes(a <= 6)
	case survey.TopTwo:
		return yes(a == hi || a == hi-1)
	case survey.TopThree:
		return yes(a >= hi-2)
	case survey.Positive:
		return yes(a > (lo+hi)/2)
	case survey.Net:
		return yes(a == hi || a == hi-1) - yes(a == lo || a == lo+1)
	}
	return a
}

func factor(q survey.Question) float64 {
	if q.Kind == survey.NPS || q.Kind == survey.Net {
		return 100
	}
	return 1
}

// Score, variance, standard error and effective number of answers, from a list
// of answers by their formulae.
func TestScoresAreThoseOfTheFormulae(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		for _, q := range questions() {
			answers, weights := randomAnswers(r, q.Scale)
			w, w2, first := 0.0, 0.0, 0.0
			for i, a := range answers {
				w += weights[i]
				w2 += weights[i] * weights[i]
				first += weights[i] * countsAs(q, a)
			}
			mean, variance, linear := first/w, 0.0, 0.0
			for i, a := range answers {
				off := countsAs(q, a) - mean
				variance += weights[i] * off * off / w
				linear += weights[i] * weights[i] * off * off / w / w
			}
			counts, err := q.CountWeighted(answers, weights)
			require.NoError(t, err)
			got, err := q.Score(counts, nil)
			require.NoError(t, err)
			f := factor(q)
			require.InDelta(t, f*mean, got.Measure.Value, 1e-9)
			require.InDelta(t, variance, got.Variance, 1e-9)
			require.InDelta(t, f*math.Sqrt(linear), got.SE, 1e-9)
			require.InDelta(t, w*w/w2, got.Effective, 1e-9)
			require.Equal(t, len(answers), got.Measure.N)
			require.LessOrEqual(t, got.Measure.Lo, got.Measure.Value)
			require.LessOrEqual(t, got.Measure.Value, got.Measure.Hi)
			require.Less(t, got.Measure.Lo, got.Measure.Hi, "few answers leave doubt, even where they are all alike")
		}
	}
}

// Weights that are all alike change nothing, to the last digit.
func TestWeightsOfOneAreNoWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 80 {
		for _, q := range questions() {
			answers, _ := randomAnswers(r, q.Scale)
			plain, err := q.Count(answers)
			require.NoError(t, err)
			weighted, err := q.CountWeighted(answers, ones(len(answers)))
			require.NoError(t, err)
			for _, method := range []survey.Method{"", survey.Wald, survey.Score, survey.Exact} {
				opt := &survey.ScoreOptions{Method: method}
				want, err := q.Score(plain, opt)
				require.NoError(t, err)
				got, err := q.Score(weighted, opt)
				require.NoError(t, err)
				require.Equal(t, asJSON(t, want), asJSON(t, got))
			}
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// The unit of weights is nobody's business, and neither is the order of the
// answers.
func TestScaledWeightsAndShuffledAnswersChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		for _, q := range questions() {
			answers, weights := randomAnswers(r, q.Scale)
			first, err := q.CountWeighted(answers, weights)
			require.NoError(t, err)
			want, err := q.Score(first, nil)
			require.NoError(t, err)
			for i := range weights {
				weights[i] /= 1024
			}
			r.Shuffle(len(answers), func(i, j int) {
				answers[i], answers[j] = answers[j], answers[i]
				weights[i], weights[j] = weights[j], weights[i]
			})
			second, err := q.CountWeighted(answers, weights)
			require.NoError(t, err)
			got, err := q.Score(second, nil)
			require.NoError(t, err)
			require.Equal(t, asJSON(t, want), asJSON(t, got))
		}
	}
}

// Two answers of weight 1 and 3: the share is 3/4, Kish's number 16/10 and the
// linearised variance (1·(3/4)² + 9·(1/4)²) / 16.
func TestAWeightedShareByHand(t *testing.T) {
	q := survey.Satisfaction()
	counts, err := q.CountWeighted([]float64{1, 5}, []float64{1, 3})
	require.NoError(t, err)
	got, err := q.Score(counts, nil)
	require.NoError(t, err)
	assert.Equal(t, 0.75, got.Measure.Value)
	assert.Equal(t, 1.6, got.Effective)
	assert.InDelta(t, math.Sqrt((0.5625+0.5625)/16), got.SE, 1e-12)
	// Wilson's formula with n = 1.6.
	const z = 1.959963984540054
	centre, half := (0.75+z*z/3.2)/(1+z*z/1.6), z*math.Sqrt(0.75*0.25/1.6+z*z/4/1.6/1.6)/(1+z*z/1.6)
	assert.InDelta(t, centre-half, got.Measure.Lo, 1e-10)
	assert.InDelta(t, centre+half, got.Measure.Hi, 1e-10)
}

func TestWhatDoesNotCountIsCounted(t *testing.T) {
	q := survey.Satisfaction()
	counts, err := q.Count([]float64{5, 0, 6, 4.5, math.NaN(), math.Inf(1), 2})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1, 0, 0, 1}, counts.Answers)
	assert.Equal(t, 4, counts.Invalid)
	assert.Equal(t, 1, counts.Blank)
	assert.Equal(t, 2, counts.N())

	counts, err = q.CountWeighted([]float64{5, 4, 9, math.NaN()}, []float64{0, 2, 0, 0})
	require.NoError(t, err)
	assert.Equal(t, 1, counts.N())
	assert.Equal(t, 1, counts.Unweighted)
	assert.Equal(t, 1, counts.Invalid)
	assert.Equal(t, 1, counts.Blank)

	for _, w := range []float64{-1, math.NaN(), math.Inf(1), 1e-200, 1e200} {
		_, err = q.CountWeighted([]float64{5, 4}, []float64{1, w})
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, "weights[1]", mistake.Path)
	}
	_, err = q.CountWeighted([]float64{5, 4}, []float64{1})
	assert.ErrorAs(t, err, new(*field.Error))
}

func TestCountsThatCanNotBeAreMistakes(t *testing.T) {
	q := survey.Satisfaction()
	on := q.Scale
	for _, c := range []survey.Counts{
		{},
		{Scale: on, Answers: []int{1, 2}},
		{Scale: survey.Scale{Lo: 0, Hi: 4}, Answers: []int{1, 2, 3, 4, 5}},
		{Scale: on, Answers: []int{1, 2, 3, 4, -5}},
		{Scale: on, Answers: []int{1, 2, 3, 4, 5}, Weights: []float64{1, 2, 3, 4, 5}},
		{Scale: on, Answers: []int{0, 0, 0, 0, 2}, Weights: []float64{0, 0, 0, 0, 2}, Squares: []float64{0, 0, 0, 0, 1}}, // (Σw)²/k ≤ Σw²
		{Scale: on, Answers: []int{0, 0, 0, 0, 2}, Weights: []float64{0, 0, 0, 0, 2}, Squares: []float64{0, 0, 0, 0, 5}}, // Σw² ≤ (Σw)²
		{Scale: on, Answers: []int{0, 0, 0, 0, 2}, Weights: []float64{0, 0, 0, 0, math.NaN()}, Squares: []float64{0, 0, 0, 0, 2}},
		{Scale: on, Answers: []int{0, 0, 0, 0, 2}, Weights: []float64{0, 0, 0, 0, 1e200}, Squares: []float64{0, 0, 0, 0, math.Inf(1)}},
	} {
		_, err := q.Score(c, nil)
		assert.ErrorAs(t, err, new(*field.Error))
		_, err = q.Compare(survey.Counts{Scale: on, Answers: []int{0, 0, 0, 0, 1}}, c, nil)
		assert.ErrorAs(t, err, new(*field.Error))
	}
	_, err := q.Score(survey.Counts{Scale: on, Answers: make([]int, 5)}, nil)
	assert.ErrorIs(t, err, survey.ErrNoData)
	_, err = survey.Recommendations{}.Score(nil)
	assert.ErrorIs(t, err, survey.ErrNoData)
	_, err = survey.Compare(survey.Recommendations{Promoters: 1}, survey.Recommendations{}, nil)
	assert.ErrorIs(t, err, survey.ErrNoData)
	_, err = survey.Compare(survey.Recommendations{Promoters: -1}, survey.Recommendations{}, nil)
	assert.ErrorAs(t, err, new(*field.Error))
	_, err = survey.Recommendations{Promoters: 1}.Score(&survey.ScoreOptions{Wald: true, Method: survey.Exact})
	assert.ErrorAs(t, err, new(*field.Error))
}

// The two ways to NPS are one, by every method, and so are their comparisons.
func TestCountedRecommendationsAreAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	q := survey.Recommend()
	draw := func() (survey.Counts, survey.Recommendations) {
		answers, _ := randomAnswers(r, q.Scale)
		counts, err := q.Count(answers)
		require.NoError(t, err)
		var n survey.Recommendations
		for i, k := range counts.Answers {
			switch {
			case i >= 9:
				n.Promoters += k
			case i >= 7:
				n.Passives += k
			default:
				n.Detractors += k
			}
		}
		return counts, n
	}
	for range 60 {
		countsA, a := draw()
		countsB, b := draw()
		for _, opt := range []*survey.ScoreOptions{nil, {Wald: true}, {Method: survey.Score}, {Method: survey.Exact, Level: 0.9}} {
			want, err := q.Score(countsA, opt)
			require.NoError(t, err)
			got, err := a.Score(opt)
			require.NoError(t, err)
			require.Equal(t, want, got)
			between, err := q.Compare(countsA, countsB, opt)
			require.NoError(t, err)
			same, err := survey.Compare(a, b, opt)
			require.NoError(t, err)
			require.Equal(t, between, same)
		}
	}
}

// Of all outcomes of up to twelve answers, by every method.
func TestIntervalsHoldTheirScoresAndStayInRange(t *testing.T) {
	for n := 1; n <= 12; n++ {
		each(n, func(r survey.Recommendations) {
			for _, method := range []survey.Method{survey.AdjustedWald, survey.Wald, survey.Score, survey.Exact} {
				m, err := r.NPS(&survey.ScoreOptions{Method: method})
				require.NoError(t, err)
				require.True(t, -100 <= m.Lo && m.Lo <= m.Value && m.Value <= m.Hi && m.Hi <= 100, "%v %s", r, method)
				require.Equal(t, method == survey.Wald && max(r.Promoters, r.Passives, r.Detractors) == n, m.Lo == m.Hi, "%v %s", r, method)
				require.False(t, math.Signbit(m.Lo) && m.Lo == 0 || math.Signbit(m.Hi) && m.Hi == 0, "no number is written as -0")
			}
		})
	}
}
