package render_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/segment"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestSegments(t *testing.T) {
	scores := shopScores(t, 5)
	testView(t, viewTest{
		name: "Segments",
		sample: func(l journey.Lang) render.View {
			say := survivalWords(l)
			return render.Segments{Scores: scores, Currency: "EUR", Title: say("Where the money of the shop comes from", "D’où vient l’argent de la boutique")}
		},
		random: func(r maker) render.View {
			return render.Segments{Scores: r.scores(), Title: r.text(), Currency: []string{"", "EUR", "CHF", r.text()}[r.IntN(4)]}
		},
		filled: func(text string) render.View {
			v := render.Segments{Scores: &segment.Scores{
				Customers: []segment.Customer{{Monetary: 3, R: 1, F: 2, M: 2}}, HighestScore: 2,
				SinceCuts: []int{3}, PurchaseCuts: []int{1}, MonetaryCuts: []float64{2},
			}}
			fill(reflect.ValueOf(&v).Elem(), text)
			return v
		},
		empty: render.Segments{Scores: &segment.Scores{HighestScore: 5}},
	})
	for said, v := range map[string]render.Segments{
		"render: no scored customer":                       {},
		"render: a highest score of 11: want 1 to 10":      {Scores: &segment.Scores{HighestScore: 11, Customers: make([]segment.Customer, 1)}},
		"render: a highest score of -1: want 1 to 10":      {Scores: &segment.Scores{HighestScore: -1, Customers: make([]segment.Customer, 1)}},
		"render: customers[0]: a score is not from 1 to 5": {Scores: &segment.Scores{HighestScore: 5, Customers: []segment.Customer{{R: 1, F: 6, M: 1}}}},
	} {
		_, err := v.Scene(nil)
		require.EqualError(t, err, said)
	}
}

// shopScores are those of the buyers of a synthetic shop, of which some go on to
// buy as those of CDNOW did, at the rates of Fader, Hardie and Lee (2005) as if
// a day were a third of a week.
func shopScores(t testing.TB, highest int) *segment.Scores {
	t.Helper()
	log, err := shopPurchases()
	require.NoError(t, err)
	scores, err := segment.RFM(log.Interactions("purchase"), time.Time{}, &segment.Options{Scores: highest})
	require.NoError(t, err)
	return scores
}

var shopPurchases = sync.OnceValues(func() (*event.Log, error) {
	truth := journeytest.Usual()
	truth.Regulars = journeytest.Regulars{R: 0.243, Alpha: 4.414 * 3, A: 0.793, B: 2.426}
	truth.Basket = 0.6
	return event.Collect(journeytest.Shop{Customers: 30_000, Seed: 3, Truth: truth}.Events())
})

// scores are of random purchases, as RFM computes them.
func (r maker) scores() *segment.Scores {
	var all []persona.Interaction
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	amount := []float64{0, 1, 100, 1e11}[r.IntN(4)]
	for i := range 1 + r.IntN([]int{1, 10, 300}[r.IntN(3)]) {
		for range 1 + r.IntN(1+i%7) {
			value := r.Float64() * amount
			if amount == 100 && r.IntN(40) == 0 {
				value = -value
			}
			all = append(all, persona.Interaction{
				Customer: fmt.Sprint(i), Time: start.Add(time.Duration(r.Float64()*r.Float64()*1000*24) * time.Hour), Value: math.Round(value*100) / 100,
			})
		}
	}
	scores, err := segment.RFM(slices.Values(all), start.AddDate(3, 0, 0), &segment.Options{Scores: 2 + r.IntN(8)})
	if err != nil {
		panic(err)
	}
	return scores
}

// segmentTitles returns the text equivalents of the cells of one kind.
func segmentTitles(s *scene.Scene, role string) (all []string) {
	for v := range s.Walk() {
		g, ok := v.Node.(*scene.Group)
		if !ok || len(g.Nodes) != 1 {
			continue
		}
		if inner, ok := g.Nodes[0].(*scene.Group); ok && inner.Role == role {
			all = append(all, g.Title)
		}
	}
	return all
}

// purchasesOf makes customers with those numbers of days since their only
// purchases.
func purchasesOf(list ...persona.Interaction) *segment.Scores {
	scores, err := segment.RFM(slices.Values(list), time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC), &segment.Options{Scores: 2})
	if err != nil {
		panic(err)
	}
	return scores
}

func bought(customer string, day int, value float64) persona.Interaction {
	return persona.Interaction{Customer: customer, Time: time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC), Value: value}
}

func TestTheCellsOfSegmentsHaveTheNumbersOfTheData(t *testing.T) {
	scores := purchasesOf(bought("a", 1, 10), bought("b", 11, 30), bought("c", 29, 50), bought("c", 30, 60), bought("d", 31, 50))
	s, err := render.Segments{Scores: scores, Currency: "EUR"}.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"R1 F2, over 1 day ago, 2 purchases or more: 0 customers",
		"R2 F2, in the last day, 2 purchases or more: 1 customer, 25.0% of all, €110.00 each, 55.0% of the revenue",
		"R1 F1, over 1 day ago, 1 purchase: 2 customers, 50.0% of all, €20.00 each, 20.0% of the revenue",
		"R2 F1, in the last day, 1 purchase: 1 customer, 25.0% of all, €50.00 each, 25.0% of the revenue",
	}, segmentTitles(s, "cell"))
	assert.Equal(t, "Who buys lately, often and much: 4 customers by when and how often they bought. "+
		"The 50% who spend most bring 80% of the revenue. "+
		"Largest cell: R1 F1, over 1 day ago, 1 purchase: 2 customers, 50.0% of all, €20.00 each, 20.0% of the revenue. "+
		"The latest and most frequent, R2 F2, in the last day, 2 purchases or more: 1 customer, 25.0% of all, €110.00 each, 55.0% of the revenue.", s.Desc)
}

func TestTheTotalsOfSegmentsAddUp(t *testing.T) {
	for highest := 2; highest <= 9; highest++ {
		scores := shopScores(t, highest)
		tables, err := render.Segments{Scores: scores}.Tables(nil)
		require.NoError(t, err)
		require.Len(t, tables, 4)
		for _, table := range tables {
			n := 0
			for _, row := range table.Rows {
				var k int
				_, err := fmt.Sscan(strings.ReplaceAll(row[len(row)-4], ",", ""), &k)
				require.NoError(t, err)
				n += k
			}
			assert.Equal(t, len(scores.Customers), n, table.Title)
		}
		for _, width := range []int{320, 390, 960} {
			s, err := render.Segments{Scores: scores, Currency: "EUR"}.Scene(&render.Options{Width: width})
			require.NoError(t, err)
			assert.Empty(t, faults(s))
		}
	}
}

func TestScoresThatNobodyHasAreLeftOutOfSegments(t *testing.T) {
	var list []persona.Interaction
	for i := range 10 {
		list = append(list, bought(fmt.Sprint(i), 1+i, 5))
	}
	scores := purchasesOf(list...)
	s, err := render.Segments{Scores: scores}.Scene(nil)
	require.NoError(t, err)
	assert.Len(t, segmentTitles(s, "cell"), 2)
	assert.Contains(t, said(s), "Scores that nobody has, since too few customers differ: F2, M2.")
}

func TestSharesOfTheRevenueAreLeftOutWhereAnAmountIsNegative(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	list := []persona.Interaction{bought("refunded", 3, -20)}
	for i := range 10 {
		list = append(list, bought(fmt.Sprint(i), 1+r.IntN(30), 5))
	}
	s, err := render.Segments{Scores: purchasesOf(list...)}.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, said(s), "revenue")
	assert.NotContains(t, strings.Join(titles(s), "\n"), "revenue")
}
