package survey_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/survey"
)

// A vector is a number that somebody published, or that was computed from a
// published formula to more digits.
type vector struct {
	ID        string          `json:"id"`
	Input     json.RawMessage `json:"input"`
	Expected  json.RawMessage `json:"expected"`
	Tolerance json.Number     `json:"tolerance"`
	Source    string          `json:"source"`
}

func vectors(t *testing.T) []vector {
	var file struct{ Values []json.RawMessage }
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "vectors/statistics.json")).Decode(&file))
	var out []vector
	for _, raw := range file.Values {
		var name struct{ ID string }
		require.NoError(t, json.Unmarshal(raw, &name))
		if strings.HasPrefix(name.ID, "nps.") || strings.HasPrefix(name.ID, "ces.") {
			var v vector
			require.NoError(t, json.Unmarshal(raw, &v))
			out = append(out, v)
		}
	}
	return out
}

// checks are those of each case, by its id.
var checks = map[string]func(*testing.T, vector){
	"nps.50/33/17":         checkScore,
	"nps.3/2/1":            checkScore,
	"nps.300/200/100":      checkScore,
	"nps.10/0/0":           checkScore,
	"nps.1000/0/0":         checkScore,
	"nps.diff":             checkDifference,
	"nps.population":       checkPopulation,
	"ces.csat.conventions": checkConventions,
}

func TestTheNumbersThatOthersPublish(t *testing.T) {
	list := vectors(t)
	assert.Len(t, list, len(checks))
	for _, v := range list {
		t.Run(v.ID, func(t *testing.T) {
			check := checks[v.ID]
			require.NotNil(t, check, "a case without a check")
			t.Log("source: ", v.Source)
			check(t, v)
		})
	}
}

// near compares within the tolerance of the case, of numbers above 1 in parts of
// them: they leave the package with 12 digits.
func (v vector) near(t *testing.T, want, got float64, what string) {
	t.Helper()
	tolerance, err := v.Tolerance.Float64()
	require.NoError(t, err)
	assert.InDelta(t, want, got, tolerance*max(1, math.Abs(want)), what)
}

func (v vector) expected(t *testing.T, into any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(v.Expected, into))
}

func recommendations(t *testing.T, text string) survey.Recommendations {
	var r survey.Recommendations
	_, err := fmt.Sscanf(text, "%d/%d/%d", &r.Promoters, &r.Passives, &r.Detractors)
	require.NoError(t, err)
	return r
}

// Score, variance p+d−(p−d)², standard errors with n and with n−1 and the Wald
// interval as in the R package NPS; the adjusted one, which may leave the range,
// as Rocks 2016 has it.
func checkScore(t *testing.T, v vector) {
	var input string
	require.NoError(t, json.Unmarshal(v.Input, &input))
	var want struct {
		NPS        float64    `json:"nps"`
		Var        float64    `json:"var"`
		SE         float64    `json:"se_mle"`
		Unbiased   float64    `json:"se_unbiased"`
		MOE        float64    `json:"moe"`
		CI         [2]float64 `json:"ci"`
		Adjusted   float64    `json:"adjusted_wald_nps"`
		AdjustedCI [2]float64 `json:"adjusted_wald_ci"`
	}
	v.expected(t, &want)
	r := recommendations(t, input)
	got, err := r.Score(nil)
	require.NoError(t, err)
	v.near(t, want.NPS, got.Measure.Value, "score")
	v.near(t, want.Var, got.Variance, "variance")
	v.near(t, want.SE, got.SE, "standard error")
	v.near(t, want.Unbiased, got.Unbiased, "unbiased standard error")
	v.near(t, want.MOE, got.Margin, "margin")
	v.near(t, want.CI[0], got.Measure.Value-got.Margin, "Wald, lower")
	v.near(t, want.CI[1], got.Measure.Value+got.Margin, "Wald, upper")
	v.near(t, want.Adjusted, got.Adjusted.Value, "adjusted score")
	v.near(t, want.AdjustedCI[0], got.Adjusted.Value-got.Adjusted.Margin, "adjusted, lower")
	v.near(t, want.AdjustedCI[1], got.Adjusted.Value+got.Adjusted.Margin, "adjusted, upper")
	v.near(t, want.AdjustedCI[0], got.Measure.Lo, "interval of the measure, lower")
	v.near(t, min(100, want.AdjustedCI[1]), got.Measure.Hi, "interval of the measure, upper")

	wald, err := r.NPS(&survey.ScoreOptions{Method: survey.Wald})
	require.NoError(t, err)
	v.near(t, want.CI[0], wald.Lo, "interval by Wald, lower")
	v.near(t, want.CI[1], wald.Hi, "interval by Wald, upper")
}

func checkDifference(t *testing.T, v vector) {
	var input string
	require.NoError(t, json.Unmarshal(v.Input, &input))
	first, second, _ := strings.Cut(input, " vs ")
	var want struct{ Diff, SE, Z, P float64 }
	v.expected(t, &want)
	got, err := survey.Compare(recommendations(t, first), recommendations(t, second), &survey.ScoreOptions{Method: survey.Wald})
	require.NoError(t, err)
	v.near(t, want.Diff, got.Measure.Value, "difference")
	v.near(t, want.SE, got.SE, "standard error")
	v.near(t, want.Z, got.Z, "z")
	v.near(t, want.P, got.P, "p")
	v.near(t, want.Diff-1.959963984540054*want.SE, got.Measure.Lo, "lower")
	v.near(t, want.Diff+1.959963984540054*want.SE, got.Measure.Hi, "upper")
}

// A population of 1/2 promoters, 1/3 passives and 1/6 detractors is 3, 2 and 1.
func checkPopulation(t *testing.T, v vector) {
	var want struct{ NPS, Var float64 }
	v.expected(t, &want)
	got, err := survey.Recommendations{Promoters: 3, Passives: 2, Detractors: 1}.Score(nil)
	require.NoError(t, err)
	v.near(t, want.NPS, got.Measure.Value/100, "score")
	v.near(t, want.Var, got.Variance, "variance")
}

// The definitions are words; the numbers are those of the pages that they name:
// 10 of 20 answers of 4 and 5 are 50 % (Delighted), 8 of 10 of 5 and more of 7
// are 80 % (SimpleSat).
func checkConventions(t *testing.T, v vector) {
	var words map[string]string
	v.expected(t, &words)
	require.Contains(t, words["ces_top5"], "10 of 20 -> 50")
	require.Contains(t, words["ces_top7"], "8 of 10 -> 80")
	require.Contains(t, words["ces_mean7"], "mean of 1..7")
	require.Contains(t, words["net_ces"], "top2-bottom2")
	five, seven := survey.Scale{Lo: 1, Hi: 5}, survey.Scale{Lo: 1, Hi: 7}
	for _, c := range []struct {
		kind    survey.Kind
		on      survey.Scale
		answers []float64
		want    float64
		unit    journey.Unit
	}{
		{survey.TopTwo, five, []float64{5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1}, 0.5, journey.Ratio},
		{survey.TopThree, seven, []float64{7, 7, 6, 6, 5, 5, 5, 5, 4, 1}, 0.8, journey.Ratio},
		{survey.Positive, seven, []float64{7, 7, 6, 6, 5, 5, 5, 5, 4, 1}, 0.8, journey.Ratio},
		{survey.Mean, seven, []float64{7, 7, 6, 6, 5, 5, 5, 5, 4, 1}, 5.1, journey.Score},
		{survey.Net, seven, []float64{7, 7, 6, 6, 5, 5, 5, 2, 4, 1}, 100 * (0.4 - 0.2), journey.Points},
		{survey.Net, five, []float64{5, 4, 4, 3, 1}, 100 * (0.6 - 0.2), journey.Points},
	} {
		q := survey.Question{Kind: c.kind, Scale: c.on}
		counts, err := q.Count(c.answers)
		require.NoError(t, err)
		got, err := q.Score(counts, nil)
		require.NoError(t, err)
		assert.InDelta(t, c.want, got.Measure.Value, 1e-12, c.kind)
		assert.Equal(t, c.unit, got.Measure.Unit, c.kind)
		assert.Equal(t, string(c.kind), got.Measure.Name)
	}
}
