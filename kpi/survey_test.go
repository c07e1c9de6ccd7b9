package kpi_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/survey"
)

// repeat returns each value as often as the next argument says.
func repeat(pairs ...int) []int {
	var list []int
	for i := 0; i < len(pairs); i += 2 {
		for range pairs[i+1] {
			list = append(list, pairs[i])
		}
	}
	return list
}

func TestNPSAgreesWithRocks(t *testing.T) {
	// 13 promoters, 7 passives and 8 detractors: 17.857 and, by the adjusted
	// Wald interval of Rocks 2016, [−13.32, 45.58].
	m, err := kpi.NPS(repeat(9, 6, 10, 7, 7, 3, 8, 4, 0, 1, 6, 7), nil)
	require.NoError(t, err)
	assert.InDelta(t, 17.857, m.Value, 5e-4)
	assert.InDelta(t, -13.32, m.Lo, 5e-3)
	assert.InDelta(t, 45.58, m.Hi, 5e-3)
	assert.Equal(t, 28, m.N)
	assert.Equal(t, journey.Points, m.Unit)
	assert.Equal(t, 0.95, m.Level)
	assert.Equal(t, journey.FromSurvey, m.Source)
}

func TestNPSOfCountsIsThatOfAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 200 {
		var answers []int
		counts := kpi.Recommendations{}
		for range 1 + r.IntN(30) {
			a := r.IntN(11)
			answers = append(answers, a)
			switch {
			case a >= 9:
				counts.Promoters++
			case a <= 6:
				counts.Detractors++
			default:
				counts.Passives++
			}
		}
		for _, opt := range []*kpi.SurveyOptions{nil, {Wald: true}, {Level: 0.8}} {
			want, err := kpi.NPS(answers, opt)
			require.NoError(t, err)
			got, err := counts.NPS(opt)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		}
	}
	_, err := kpi.Recommendations{}.NPS(nil)
	assert.ErrorIs(t, err, kpi.ErrNoData)
	_, err = kpi.Recommendations{Promoters: -1}.NPS(nil)
	assert.ErrorContains(t, err, "recommendations.promoters: out of range")
}

// The plain interval is that of the mean of 100, 0 and −100: here 17.857 ±
// 1.959964·85.690/√28, whose standard deviation divides by n.
func TestWaldsIntervalIsThatOfTheMean(t *testing.T) {
	m, err := kpi.Recommendations{Promoters: 13, Passives: 7, Detractors: 8}.NPS(&kpi.SurveyOptions{Wald: true})
	require.NoError(t, err)
	sd := 0.0
	for value, n := range map[float64]int{100: 13, 0: 7, -100: 8} {
		sd += float64(n) * (value - m.Value) * (value - m.Value) / 28
	}
	half := 1.959963984540054 * math.Sqrt(sd/28)
	assert.InDelta(t, m.Value-half, m.Lo, 1e-9)
	assert.InDelta(t, m.Value+half, m.Hi, 1e-9)
}

// The exact interval of ten promoters is that of Clopper and Pearson for their
// share, from 0.025^(1/10).
func TestTheMethodOfTheIntervalCanBeChosen(t *testing.T) {
	answers := repeat(10, 6, 9, 4)
	exact, err := kpi.NPS(answers, &kpi.SurveyOptions{Method: survey.Exact})
	require.NoError(t, err)
	assert.InDelta(t, 200*math.Pow(0.025, 0.1)-100, exact.Lo, 1e-7)
	wald, err := kpi.NPS(answers, &kpi.SurveyOptions{Method: survey.Wald})
	require.NoError(t, err)
	short, err := kpi.NPS(answers, &kpi.SurveyOptions{Wald: true})
	require.NoError(t, err)
	assert.Equal(t, wald, short)
	_, err = kpi.NPS(answers, &kpi.SurveyOptions{Method: "guess"})
	assert.EqualError(t, err, "survey: options.method: unknown: want one of adjusted_wald, wald, score, exact")
}

func TestCSATIsTheShareOfFoursAndFives(t *testing.T) {
	m, err := kpi.CSAT(repeat(1, 60, 3, 122, 4, 41, 5, 40), nil)
	require.NoError(t, err)
	assert.InDelta(t, 81.0/263, m.Value, 1e-12)
	assert.InDelta(t, 0.2553, m.Lo, 5e-5) // Newcombe 1998, table I, 81 of 263
	assert.InDelta(t, 0.3662, m.Hi, 5e-5)
}

func TestCESIsTheMean(t *testing.T) {
	m, err := kpi.CES([]int{7, 5, 6, 6}, nil)
	require.NoError(t, err)
	assert.Equal(t, 6.0, m.Value)
	// t(0.975; 3) = 3.182446, s = √(2/3), n = 4.
	assert.InDelta(t, 6-3.182446*0.8164966/2, m.Lo, 1e-5)
	assert.Equal(t, 7.0, m.Hi, "kept on the scale")
}

func TestOneSidedAnswersStillLeaveDoubt(t *testing.T) {
	for _, of := range []func([]int, *kpi.SurveyOptions) (journey.Measure, error){kpi.NPS, kpi.CSAT, kpi.CES} {
		m, err := of([]int{5, 5}, nil)
		require.NoError(t, err)
		assert.Less(t, m.Lo, m.Hi)
	}
}

func TestBadAnswersAreNamed(t *testing.T) {
	_, err := kpi.NPS([]int{3, 11}, nil)
	assert.EqualError(t, err, "answers[1]: out of range: want 0 to 10, got 11")
	_, err = kpi.CSAT([]int{0}, nil)
	assert.EqualError(t, err, "answers[0]: out of range: want 1 to 5, got 0")
	_, err = kpi.CES([]int{8}, nil)
	assert.EqualError(t, err, "answers[0]: out of range: want 1 to 7, got 8")
	_, err = kpi.CES(nil, nil)
	assert.ErrorIs(t, err, kpi.ErrNoData)
	_, err = kpi.NPS([]int{3}, &kpi.SurveyOptions{Level: 1})
	assert.EqualError(t, err, "survey: options.level: out of range: want 0.5 to 0.999999, got 1")
}

func TestTheOrderOfAnswersDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		answers := make([]int, 1+r.IntN(50))
		for i := range answers {
			answers[i] = 1 + r.IntN(7)
		}
		first, err := kpi.CES(answers, nil)
		require.NoError(t, err)
		r.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
		second, err := kpi.CES(answers, nil)
		require.NoError(t, err)
		assert.Equal(t, first, second)
	}
}

func ExampleNPS() {
	score, err := kpi.NPS([]int{10, 9, 9, 8, 7, 10, 3, 9, 6, 10}, nil)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s from %d answers, %.0f to %.0f\n", score.Format(journey.English, ""), score.N, score.Lo, score.Hi)
	// Output: +40 from 10 answers, -13 to 74
}

func ExampleCSAT() {
	share, err := kpi.CSAT([]int{5, 4, 4, 2, 5, 3, 4, 5}, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(share.Format(journey.French, ""))
	// Output: 75,0 %
}

func ExampleCES() {
	effort, err := kpi.CES([]int{7, 6, 5, 7, 6, 2}, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(effort.Format(journey.English, ""))
	// Output: 5.5
}
