package render_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// figureCards has cards with and without history, targets and value.
func figureCards(l journey.Lang) render.Cards {
	say := inLang(l)
	history := recommendationTrend().Periods
	same := func(n int) []int {
		ns := make([]int, 8)
		for i := range ns {
			ns[i] = n
		}
		return ns
	}
	return render.Cards{
		Currency: "EUR",
		Cards: []render.Card{
			{Measure: ratio(journey.MeasureConversion, 0.0471, 12480, 0.0435, 0.0510),
				History: monthly(journey.MeasureConversion, journey.Ratio, []float64{0.038, 0.041, 0.040, 0.039, 0.043, 0.044, 0.041, 0.049}, 0.004, same(1560)),
				Targets: []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.04}}},
			{Measure: ratio(journey.MeasureAbandonment, 0.6125, 1213, 0.5848, 0.6396),
				History: monthly(journey.MeasureAbandonment, journey.Ratio, []float64{0.58, 0.60, 0.59, 0.61, 0.60, 0.62, 0.61, 0.63}, 0.03, same(150)),
				Targets: []journey.Target{{Measure: journey.MeasureAbandonment, Op: journey.AtMost, Value: 0.60}}},
			{Label: say("Recommendation (NPS)", "Recommandation (NPS)"), History: history,
				Targets: []journey.Target{{Measure: journey.MeasureNPS, Op: journey.AtLeast, Value: 30}}},
			{Measure: journey.Measure{Name: journey.MeasureRevenue, Value: 94.3, Unit: journey.Money, N: 588, Lo: 90.8, Hi: 97.9, Level: 0.95}},
			{Label: say("Answered within an hour", "Réponses en moins d’une heure"), Measure: journey.Measure{Name: "answered", Value: 0.82, Unit: journey.Ratio},
				History: []render.Period{
					{Label: "2024", Measure: journey.Measure{Name: "answered", Value: 0.74, Unit: journey.Ratio}},
					{Label: "2025", Measure: journey.Measure{Name: "answered", Value: 0.82, Unit: journey.Ratio}}}},
			{Targets: []journey.Target{{Measure: journey.MeasureChurn, Op: journey.AtMost, Value: 0.3}}},
		},
	}
}

func (r maker) cards() render.Cards {
	v := render.Cards{Title: r.text(), Currency: []string{"", "EUR", "XX"}[r.IntN(3)], Cards: make([]render.Card, 1+r.IntN(9))}
	for i := range v.Cards {
		c := &v.Cards[i]
		c.Label = r.text()
		switch r.IntN(4) {
		case 0:
			var list []journey.Measure
			if list, c.Targets = r.measures(); len(list) > 0 {
				c.Measure = list[0]
			}
		case 1:
			c.Targets = []journey.Target{{Measure: r.text(), Value: r.Float64() * 1e9}}
		default:
			c.History = r.periods([]int{1, 2, 12, 100}[r.IntN(4)])
			last := c.History[len(c.History)-1].Measure
			c.Targets = []journey.Target{{Measure: last.Name, Op: journey.AtMost, Value: last.Value * r.Float64()}}
			if r.IntN(2) == 0 {
				c.Measure = last
			}
		}
	}
	return v
}

func TestCards(t *testing.T) {
	testView(t, viewTest{
		name: "Cards",
		sample: func(l journey.Lang) render.View {
			v := figureCards(l)
			v.Title = inLang(l)("The shop in twelve months", "La boutique en douze mois")
			return v
		},
		random: func(r maker) render.View { return r.cards() },
		filled: func(text string) render.View {
			v := figureCards(journey.English)
			v.Cards = v.Cards[2:3]
			for i := range v.Cards {
				c := &v.Cards[i]
				for j := range c.History {
					if c.History[j].Measure.Name != "" {
						fill(reflect.ValueOf(&c.History[j].Measure).Elem(), text)
					}
					c.History[j].Label = text
				}
				if c.Measure.Name != "" {
					fill(reflect.ValueOf(&c.Measure).Elem(), text)
				}
				for j := range c.Targets {
					c.Targets[j].Measure = text
				}
				c.Label = text
			}
			v.Title, v.Currency = text, text
			return v
		},
		empty: render.Cards{},
	})
}

func plainSpaces(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\n", " ").Replace(s)
}

func TestCardsSayHowTheFiguresMoved(t *testing.T) {
	v := figureCards(journey.English)
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	var changes []string
	for _, row := range tables[0].Rows {
		changes = append(changes, plainSpaces(row[len(row)-1]))
	}
	assert.Equal(t, []string{
		"up by 0.8 pp since July 2026: better",
		"up by 2.0 pp since July 2026, could be chance",
		"up by 8 points since November 2026, could be chance",
		"",
		"up by 8.0 pp since 2024",
		"",
	}, changes)
	assert.Equal(t, "NPS", journey.Measure{Name: tables[1].Rows[16][0]}.Label("")[16:19], "the history has the names of the cards")
}

func TestWhetherMoreIsBetterIsAMatterOfTheTarget(t *testing.T) {
	period := func(label string, v float64) render.Period {
		return render.Period{Label: label, Measure: journey.Measure{Name: "returns", Value: v, Unit: journey.Ratio}}
	}
	card := render.Card{History: []render.Period{period("May", 0.1), period("June", 0.2)}}
	change := func() string {
		tables, err := render.Cards{Cards: []render.Card{card}}.Tables(nil)
		require.NoError(t, err)
		return plainSpaces(tables[0].Rows[0][5])
	}
	assert.Equal(t, "up by 10.0 pp since May", change())
	card.Targets = []journey.Target{{Measure: "returns", Op: journey.AtMost, Value: 0.1}}
	assert.Equal(t, "up by 10.0 pp since May: worse", change())
	card.Targets[0].Op = journey.AtLeast
	assert.Equal(t, "up by 10.0 pp since May: better", change())
	card.History[1] = period("June", 0.05)
	assert.Equal(t, "down by 5.0 pp since May: worse", change())
	card.History[1] = period("June", 0.1)
	assert.Equal(t, "unchanged since May", change())
}

func TestASmallLineSaysItsLowestAndHighest(t *testing.T) {
	s, err := figureCards(journey.English).Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, titles(s), "Recommendation (NPS): 12 periods; lowest +18 (May 2026); highest +44 (December 2026); last +44 (December 2026)")
}

func TestACardWithoutAValueShowsWhatIsWanted(t *testing.T) {
	s, err := figureCards(journey.English).Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, plainSpaces(said(s)), "Churn – Not measured yet Target ≤ 30.0%")
	assert.Contains(t, s.Desc, "Churn: not measured yet")
}

func TestCardsFlowByWidth(t *testing.T) {
	columns := func(width int) int {
		s, err := figureCards(journey.English).Scene(&render.Options{Width: width})
		require.NoError(t, err)
		lefts := map[scene.Px]bool{}
		for v := range s.Walk() {
			if g, ok := v.Node.(*scene.Group); ok && g.Role == "card" {
				lefts[g.Cell.X] = true
			}
		}
		return len(lefts)
	}
	assert.Equal(t, 1, columns(390))
	assert.Equal(t, 2, columns(600))
	assert.Equal(t, 3, columns(0))
	assert.Equal(t, 6, columns(1600))
}

func TestAHistoryOfAnotherMeasureIsAnError(t *testing.T) {
	v := figureCards(journey.English)
	v.Cards[1].History[2].Measure.Name = "other"
	_, err := v.Scene(nil)
	assert.EqualError(t, err, "render: cards[1]: history[2]: another measure than before")
	v.Cards = make([]render.Card, 201)
	_, err = v.Scene(nil)
	assert.EqualError(t, err, "render: 201 cards: at most 200 can be drawn")
}

func TestAChangeOfOnePointIsOnePointAndLessIsHardlyAny(t *testing.T) {
	change := func(from, to float64, l journey.Lang) string {
		at := func(label string, v float64) render.Period {
			return render.Period{Label: label, Measure: journey.Measure{Name: journey.MeasureNPS, Value: v, Unit: journey.Points}}
		}
		tables, err := render.Cards{Cards: []render.Card{{History: []render.Period{at("May", from), at("June", to)}}}}.Tables(&render.Options{Lang: l})
		require.NoError(t, err)
		return plainSpaces(tables[0].Rows[0][5])
	}
	assert.Equal(t, "up by 1 point since May: better", change(10, 11, journey.English))
	assert.Equal(t, "en baisse de 1 point depuis May : moins bien", change(11, 10, journey.French))
	assert.Equal(t, "up by 2 points since May: better", change(10, 12, journey.English))
	assert.Equal(t, "hardly changed since May", change(10, 10.3, journey.English))
	assert.Equal(t, "presque sans changement depuis May", change(10, 9.7, journey.French))
}
