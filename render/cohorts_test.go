package render_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestCohorts(t *testing.T) {
	result := cohortsOfAYear(t)
	testView(t, viewTest{
		name: "Cohorts",
		sample: func(l journey.Lang) render.View {
			return render.Cohorts{Result: result, Title: cohortTitles[l]}
		},
		random: func(r maker) render.View {
			return render.Cohorts{Result: r.cohorts(), Title: r.text(), Counts: r.IntN(3) == 0}
		},
		filled: func(text string) render.View {
			c := render.Cohorts{Result: &retention.Result{
				Brackets: []retention.Bracket{{From: 0, To: 1}, {From: 1, To: 8}},
				Cohorts:  []retention.Cohort{{Size: 3, Cells: make([]retention.Cell, 2)}},
				Overall:  retention.Cohort{Size: 3, Cells: make([]retention.Cell, 2)},
			}}
			fill(reflect.ValueOf(&c).Elem(), text)
			return c
		},
		empty: render.Cohorts{Result: &retention.Result{}},
	})
	_, err := render.Cohorts{}.Scene(nil)
	require.Error(t, err)
}

var cohortTitles = map[journey.Lang]string{
	journey.English: "Do buyers come back to the record shop?",
	journey.French:  "Les acheteurs reviennent-ils chez le disquaire ?",
}

// cohortsOfAYear is of a shop whose customers buy as those of CDNOW did: the
// parameters, per week, are those of Fader, Hardie and Lee (2005).
func cohortsOfAYear(t testing.TB) *retention.Result {
	t.Helper()
	buyers := journeytest.Regulars{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	start, end := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 12, 20, 0, 0, 0, 0, time.UTC)
	r := rand.New(rand.NewPCG(2005, 1))
	var events []event.Event
	for i := range 2400 {
		first := start.Add(time.Duration(r.Float64() * float64(end.Sub(start))))
		buys := func(weeks float64) {
			at := first.Add(time.Duration(weeks * 7 * 24 * float64(time.Hour)))
			events = append(events, event.Event{Customer: fmt.Sprint("c", i), Time: at, Name: "purchase"})
		}
		buys(0)
		for weeks := range buyers.Orders(r, end.Sub(first).Hours()/168) {
			buys(weeks)
		}
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	result, err := retention.Compute(log, nil, nil, &retention.Options{Period: retention.Month, Births: retention.FirstEver, At: end})
	require.NoError(t, err)
	return result
}

// cohorts makes a table of random shape, such as Compute returns: cells that are
// not over stand at the end of a row.
func (r maker) cohorts() *retention.Result {
	out := &retention.Result{Period: []retention.Period{"", retention.Day, retention.Week, retention.Month}[r.IntN(4)]}
	columns, from := 1+r.IntN([]int{3, 14, 130}[r.IntN(3)]), r.IntN(2)
	for range columns {
		to := from + 1 + r.IntN(2)*r.IntN(9)
		out.Brackets = append(out.Brackets, retention.Bracket{From: from, To: to})
		from = to
	}
	day := time.Date(1990+r.IntN(60), 1, 1+r.IntN(400), 0, 0, 0, 0, time.UTC)
	out.Overall.Size = r.size()
	for range 1 + r.IntN([]int{3, 14, 130}[r.IntN(3)]) {
		c := retention.Cohort{Start: day.Format(time.DateOnly), Size: r.size()}
		day = day.AddDate(0, 0, 1+r.IntN(40))
		if c.Size > 0 {
			c.Cells = r.cohortCells(c.Size, r.IntN(columns+1))
		}
		out.Cohorts = append(out.Cohorts, c)
	}
	out.Cohorts = append(out.Cohorts, retention.Cohort{Start: day.Format(time.DateOnly), Size: 7, Cells: r.cohortCells(7, columns)})
	out.Overall.Cells = r.cohortCells(1+out.Overall.Size, r.IntN(columns+1))
	return out
}

func (r maker) size() int { return r.IntN(2) * r.IntN([]int{5, 1000, 1e9}[r.IntN(3)]) }

func (r maker) cohortCells(size, n int) []retention.Cell {
	cells := make([]retention.Cell, n)
	over := r.IntN(n + 1)
	for i := range cells {
		count := r.IntN(size + 1)
		share := float64(count) / float64(size)
		cells[i] = retention.Cell{Count: count, Over: i < over, Share: journey.Measure{
			Name: retention.MeasureRetention, Unit: journey.Ratio, Value: share, N: size, Level: 0.95, Lo: share * 0.9, Hi: share + (1-share)*0.1,
		}}
	}
	return cells
}

// cohortTexts returns the text equivalents of the cells, and the texts in them.
func cohortTexts(s *scene.Scene) (equivalents, drawn []string) {
	var visit func(nodes []scene.Node, inCell bool)
	visit = func(nodes []scene.Node, inCell bool) {
		for _, n := range nodes {
			switch n := n.(type) {
			case *scene.Group:
				if len(n.Nodes) == 1 {
					if g, ok := n.Nodes[0].(*scene.Group); ok && g.Role == "cell" {
						equivalents = append(equivalents, n.Title)
					}
				}
				visit(n.Nodes, inCell || n.Role == "cell")
			case *scene.Text:
				if inCell {
					drawn = append(drawn, n.Content)
				}
			}
		}
	}
	visit(s.Nodes, false)
	return equivalents, drawn
}

func TestTheCellsOfCohortsHaveTheNumbersOfTheData(t *testing.T) {
	result := cohortsOfAYear(t)
	s, err := render.Cohorts{Result: result}.Scene(nil)
	require.NoError(t, err)
	equivalents, drawn := cohortTexts(s)
	var want []string
	for _, c := range result.Cohorts {
		for _, cell := range c.Cells {
			want = append(want, fmt.Sprintf("%.0f%%", 100*cell.Share.Value))
		}
	}
	assert.Equal(t, want, drawn)
	require.Len(t, equivalents, len(want))
	cell := result.Cohorts[1].Cells[3]
	at := len(result.Cohorts[0].Cells) + 3
	assert.Equal(t, fmt.Sprintf("Feb 2025, month\u00a03: %.1f%%, %d of %d customers, interval %.1f%% to %.1f%%",
		100*cell.Share.Value, cell.Count, result.Cohorts[1].Size, 100*cell.Share.Lo, 100*cell.Share.Hi), equivalents[at])

	s, err = render.Cohorts{Result: result, Counts: true}.Scene(nil)
	require.NoError(t, err)
	_, drawn = cohortTexts(s)
	assert.Equal(t, fmt.Sprint(cell.Count), drawn[at])
}

func TestCellsOfCohortsThatAreNotOverAreOutlined(t *testing.T) {
	result := cohortsOfAYear(t)
	s, err := render.Cohorts{Result: result}.Scene(nil)
	require.NoError(t, err)
	dashed, open := 0, 0
	for v := range s.Walk() {
		if r, ok := v.Node.(*scene.Rect); ok && r.Stroke.Dash > 0 && !r.Fill.Drawn() {
			dashed++
		}
	}
	for _, c := range result.Cohorts {
		for _, cell := range c.Cells {
			if !cell.Over {
				open++
			}
		}
	}
	assert.Equal(t, open+1, dashed, "and one in the legend")
	equivalents, _ := cohortTexts(s)
	assert.Equal(t, open, strings.Count(strings.Join(equivalents, "\n"), "not over yet"))
}

func TestManyCohortsKeepCellsThatCanBeSeen(t *testing.T) {
	r := newMaker(7)
	result := &retention.Result{Period: retention.Week, Overall: retention.Cohort{Size: 6000, Cells: r.cohortCells(6000, 60)}}
	for i := range 60 {
		result.Brackets = append(result.Brackets, retention.Bracket{From: i, To: i + 1})
		day := time.Date(2025, 1, 6+7*i, 0, 0, 0, 0, time.UTC)
		result.Cohorts = append(result.Cohorts, retention.Cohort{Start: day.Format(time.DateOnly), Size: 100, Cells: r.cohortCells(100, 60-i)})
	}
	for _, width := range []int{0, 390} {
		s, err := render.Cohorts{Result: result}.Scene(&render.Options{Width: width})
		require.NoError(t, err)
		equivalents, drawn := cohortTexts(s)
		assert.Len(t, equivalents, 60*61/2)
		assert.Empty(t, drawn)
		assert.Contains(t, said(s), "too small for numbers")
		for v := range s.Walk() {
			if g, ok := v.Node.(*scene.Group); ok && g.Role == "cell" {
				require.GreaterOrEqual(t, g.Cell.W, 10*scene.Pixel)
				require.GreaterOrEqual(t, g.Cell.H, 10*scene.Pixel)
			}
		}
	}
}

func TestOfVeryManyCohortsTheLatestAreDrawn(t *testing.T) {
	result := &retention.Result{Brackets: []retention.Bracket{{From: 0, To: 1}}, Overall: retention.Cohort{Size: 400}}
	for i := range 400 {
		day := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		result.Cohorts = append(result.Cohorts, retention.Cohort{Start: day.Format(time.DateOnly), Size: 1, Cells: make([]retention.Cell, 1)})
	}
	v := render.Cohorts{Result: result}
	s, err := v.Scene(nil)
	require.NoError(t, err)
	out := said(s)
	assert.Contains(t, out, "Not drawn, but in the curve: 300 older cohorts.")
	assert.Contains(t, out, "3 Feb 2025\n")
	assert.NotContains(t, out, "26 Oct 2024\n")
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	assert.Len(t, tables[1].Rows, 400)
}

func TestTheDescriptionOfCohortsNamesTheHighestAndTheLowest(t *testing.T) {
	cell := func(count, n int, over bool) retention.Cell {
		v := float64(count) / float64(n)
		return retention.Cell{Count: count, Over: over, Share: journey.Measure{Unit: journey.Ratio, Value: v, N: n, Lo: v / 2, Hi: v, Level: 0.95}}
	}
	result := &retention.Result{
		Period: retention.Week, Brackets: []retention.Bracket{{From: 0, To: 1}, {From: 1, To: 4}},
		Cohorts: []retention.Cohort{
			{Start: "2026-01-05"},
			{Start: "2026-01-12", Size: 10, Cells: []retention.Cell{cell(10, 10, true), cell(2, 10, true)}},
			{Start: "2026-01-19", Size: 20, Cells: []retention.Cell{cell(20, 20, true), cell(8, 20, true)}},
			{Start: "2026-01-26", Size: 5, Cells: []retention.Cell{cell(5, 5, true), cell(5, 5, false)}},
			{Start: "2026-02-02"},
		},
		Overall: retention.Cohort{Size: 35, Cells: []retention.Cell{cell(35, 35, true), cell(10, 30, true)}},
	}
	s, err := render.Cohorts{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, "Who comes back: 35 customers in 3 weekly cohorts. Retention is 33.3% in weeks\u00a01–3. "+
		"The highest cohort in weeks\u00a01–3 is 19 Jan 2026 (40.0% of 20), the lowest 12 Jan 2026 (20.0% of 10). 1 cell is not over yet.", s.Desc)
	s, err = render.Cohorts{Result: result}.Scene(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "La rétention est de 33,3\u202f% aux semaines\u00a01–3.")
}

func TestSmallAndLargeSharesOfCohortsAreNotRoundedAway(t *testing.T) {
	cell := func(count int) retention.Cell {
		return retention.Cell{Count: count, Over: true, Share: journey.Measure{Name: retention.MeasureRetention, Unit: journey.Ratio, Value: float64(count) / 1000, N: 1000}}
	}
	cells := []retention.Cell{cell(1000), cell(998), cell(500), cell(2), cell(0)}
	result := &retention.Result{Period: retention.Week, Cohorts: []retention.Cohort{{Start: "2026-01-05", Size: 1000, Cells: cells}}, Overall: retention.Cohort{Size: 1000, Cells: cells}}
	for i := range cells {
		result.Brackets = append(result.Brackets, retention.Bracket{From: i, To: i + 1})
	}
	s, err := render.Cohorts{Result: result}.Scene(nil)
	require.NoError(t, err)
	equivalents, drawn := cohortTexts(s)
	assert.Equal(t, []string{"100%", ">99%", "50%", "<1%", "0%"}, drawn)
	assert.Equal(t, "5 Jan 2026, week\u00a03: 0.2%, 2 of 1,000 customers", equivalents[3])

	s, err = render.Cohorts{Result: result}.Scene(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	equivalents, _ = cohortTexts(s)
	assert.Contains(t, plainSpaces(equivalents[3]), "0,2 %, 2 sur 1 000 clients")
}
