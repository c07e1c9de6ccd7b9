package segment

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/field"
)

func choice[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func randomPurchases(r *rand.Rand) []persona.Interaction {
	start := choice(r, time.Date(2024, 3, 28, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 30, 0, 0, 0, 0, time.UTC))
	var list []persona.Interaction
	customers, hours := 1+r.IntN(12), 1+r.IntN(400)
	for range r.IntN(40) {
		list = append(list, persona.Interaction{
			Customer: strconv.Itoa(r.IntN(customers)), Time: start.Add(time.Duration(r.IntN(hours)) * time.Hour),
			Value: float64(r.IntN(2000)-200) / choice(r, 1., 100., 1000.),
		})
	}
	return list
}

// slow is the definition: each customer's purchases looked up in the whole
// list, days in a set, amounts as whole millionths, a cut point as the least
// value that enough customers do not exceed.
func slow(list []persona.Interaction, at time.Time, scores int, loc *time.Location) []Customer {
	if at.IsZero() {
		for _, i := range list {
			if at.IsZero() || i.Time.After(at) {
				at = i.Time
			}
		}
	}
	day := func(t time.Time) int {
		y, m, d := t.In(loc).Date()
		return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Unix(0, 0)).Hours()) / 24
	}
	list = slices.DeleteFunc(slices.Clone(list), func(i persona.Interaction) bool { return i.Time.After(at) })
	var out []Customer
	for _, name := range namesOf(list) {
		c := Customer{Customer: name}
		days := map[int]bool{}
		first, last, amount := math.MaxInt, math.MinInt, int64(0)
		for _, i := range list {
			if i.Customer == name {
				c.Purchases++
				d := day(i.Time)
				days[d] = true
				first, last = min(first, d), max(last, d)
				amount += int64(math.Round(i.Value * 1e6))
			}
		}
		c.Days, c.Recency, c.T, c.Monetary = len(days), last-first, day(at)-first, float64(amount)/1e6
		out = append(out, c)
	}
	score := func(value func(Customer) float64, of Customer) (score int) {
		score = 1
		for k := 1; k < scores; k++ {
			cut := math.Inf(1)
			for _, c := range out {
				atMost := 0
				for _, other := range out {
					if value(other) <= value(c) {
						atMost++
					}
				}
				if atMost*scores >= k*len(out) {
					cut = min(cut, value(c))
				}
			}
			if cut < value(of) {
				score++
			}
		}
		return score
	}
	for i, c := range out {
		out[i].R = int8(scores + 1 - score(func(c Customer) float64 { return float64(c.Since()) }, c))
		out[i].F = int8(score(func(c Customer) float64 { return float64(c.Purchases) }, c))
		out[i].M = int8(score(func(c Customer) float64 { return c.Monetary }, c))
	}
	return out
}

func namesOf(list []persona.Interaction) []string {
	var names []string
	for _, i := range list {
		names = append(names, i.Customer)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestScoresAreThoseOfTheDefinitionInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	for range 3000 {
		list := randomPurchases(r)
		o := choice(r, nil, &Options{}, &Options{Scores: 2 + r.IntN(8)}, &Options{Location: paris})
		scores, loc := 5, time.UTC
		if o != nil && o.Scores > 0 {
			scores = o.Scores
		}
		if o != nil && o.Location != nil {
			loc = o.Location
		}
		var at time.Time
		if r.IntN(2) == 0 && len(list) > 0 {
			at = choice(r, list...).Time.Add(time.Duration(r.IntN(100)-50) * time.Hour)
		}
		if r.IntN(2) == 0 { // as an event log has them
			slices.SortStableFunc(list, func(a, b persona.Interaction) int {
				if a.Customer != b.Customer {
					return slices.Compare([]byte(a.Customer), []byte(b.Customer))
				}
				return a.Time.Compare(b.Time)
			})
		}
		want := slow(list, at, scores, loc)
		got, err := RFM(slices.Values(list), at, o)
		if len(want) == 0 {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, want, got.Customers, "%v %+v", list, o)
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		again, err := RFM(slices.Values(list), at, o)
		require.NoError(t, err)
		require.Equal(t, got, again)
	}
}

// 4,906 orders of 995 customers of the R package rfm, which counts the same
// (transactions, days since the last, amounts). Its scores have other cut
// points, between the customers.
func TestCountsOfTheRPackage(t *testing.T) {
	orders, err := csv.NewReader(shared(t, "data/stats/rfm_data_orders.csv")).ReadAll()
	require.NoError(t, err)
	var list []persona.Interaction
	for _, row := range orders[1:] {
		day, err := time.Parse(time.DateOnly, row[1])
		require.NoError(t, err)
		amount, err := strconv.ParseFloat(row[2], 64)
		require.NoError(t, err)
		list = append(list, persona.Interaction{Customer: row[0], Time: day, Value: amount})
	}
	scores, err := RFM(slices.Values(list), time.Date(2006, 12, 31, 0, 0, 0, 0, time.UTC), nil)
	require.NoError(t, err)
	require.Len(t, scores.Customers, 995)
	got := map[string]string{}
	for _, c := range scores.Customers {
		got[c.Customer] = fmt.Sprint(c.Purchases, c.Since(), c.Monetary)
	}
	rows, err := csv.NewReader(shared(t, "data/stats/rfm_expected.csv")).ReadAll()
	require.NoError(t, err)
	for i, row := range rows[1:] {
		assert.Equal(t, row[3]+" "+row[4]+" "+row[5], got[row[0]], "row %d", i)
	}
}

// shared returns a file of the folder that stands beside the repository.
func shared(t testing.TB, name string) *os.File {
	t.Helper()
	root := os.Getenv("PARCOURS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		require.NotEqual(t, "true", os.Getenv("CI"), "%v: set PARCOURS_SHARED", err)
		t.Skipf("no shared data here (%v): set PARCOURS_SHARED", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestTenthsAddUp(t *testing.T) {
	now := time.Unix(0, 0)
	scores, err := RFM(slices.Values([]persona.Interaction{
		{Customer: "a", Time: now, Value: 0.1}, {Customer: "a", Time: now, Value: 0.2}, {Customer: "b", Time: now, Value: 0.3},
	}), time.Time{}, nil)
	require.NoError(t, err)
	assert.Equal(t, scores.Customers[0].M, scores.Customers[1].M)
	assert.Equal(t, 0.3, scores.Customers[0].Monetary)
}

func TestScoresSplitALog(t *testing.T) {
	now := time.Unix(0, 0)
	scores, err := RFM(slices.Values([]persona.Interaction{
		{Customer: "b", Time: now.AddDate(0, 0, 9), Value: 5}, {Customer: "b", Time: now, Value: 5}, {Customer: "a", Time: now, Value: 1},
	}), time.Time{}, &Options{Scores: 2})
	require.NoError(t, err)
	assert.Equal(t, []string{"111", "222", ""}, []string{scores.Of("a"), scores.Of("b"), scores.Of("c")})
	assert.Equal(t, 1, scores.Customers[1].Frequency())
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	good := persona.Interaction{Customer: "a", Time: time.Unix(0, 0)}
	for path, bad := range map[string]persona.Interaction{
		"interactions[1].customer": {Time: good.Time}, "interactions[1].time": {Customer: "secret"},
		"interactions[1].value": {Customer: "secret", Time: good.Time, Value: math.NaN()},
	} {
		_, err := RFM(slices.Values([]persona.Interaction{good, bad}), time.Time{}, nil)
		var mistake *field.Error
		require.ErrorAs(t, err, &mistake)
		assert.Equal(t, path, mistake.Path)
		assert.NotContains(t, err.Error(), "secret")
	}
	for path, run := range map[string]func() error{
		"options.scores": func() error { _, err := RFM(nil, time.Time{}, &Options{Scores: 10}); return err },
		"at":             func() error { _, err := RFM(nil, time.Unix(1<<60, 0), nil); return err },
	} {
		var mistake *field.Error
		require.ErrorAs(t, run(), &mistake)
		assert.Equal(t, path, mistake.Path)
	}
	_, err := RFM(nil, time.Time{}, nil)
	assert.ErrorIs(t, err, ErrNoData)
	for _, values := range [][]float64{{1e300}, {4e12, 4e12, 4e12}, {-4e12, -4e12, -4e12}} {
		var list []persona.Interaction
		for _, v := range values {
			list = append(list, persona.Interaction{Customer: "a", Time: good.Time, Value: v})
		}
		_, err := RFM(slices.Values(list), time.Time{}, nil)
		assert.ErrorIs(t, err, ErrTooLarge, "%v", values)
	}
}
