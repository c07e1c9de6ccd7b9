package render_test

import (
	"math"
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
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/render"
)

func TestFunnel(t *testing.T) {
	testView(t, viewTest{
		name:   "Funnel",
		sample: func(l journey.Lang) render.View { return render.Funnel{Result: shopFunnel(t, l), Currency: "EUR"} },
		random: func(r maker) render.View {
			return render.Funnel{Result: r.funnel(), Title: r.text(), Currency: []string{"", "EUR", "CHF"}[r.IntN(3)]}
		},
		filled: func(text string) render.View {
			r := newMaker(3).funnel()
			r.Segments = make([]funnel.Row, 2)
			for i := range r.Segments {
				r.Segments[i].Steps = make([]funnel.StepResult, len(r.All.Steps))
			}
			for i := range r.All.Steps {
				r.All.Steps[i].Value = 5
			}
			fill(reflect.ValueOf(r).Elem(), text)
			return render.Funnel{Result: r, Title: text, Currency: text}
		},
		empty: render.Funnel{Result: &funnel.Result{}},
	})
}

// shopFunnel is a funnel of a synthetic shop with segments, an optional step,
// and a value.
func shopFunnel(t *testing.T, l journey.Lang) *funnel.Result {
	t.Helper()
	name := func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
	log, err := event.Collect(journeytest.Shop{Seed: 7}.Events())
	require.NoError(t, err)
	result, err := funnel.Compute(log, []funnel.Step{
		{Name: name("Arrive at the shop", "Arriver à la boutique"), Events: []string{"home", "promo_page"}},
		{Name: name("Look at a product", "Regarder un produit"), Events: []string{"product_view"}},
		{Name: name("Compare", "Comparer"), Events: []string{"compare"}, Optional: true},
		{Name: name("Fill the cart", "Remplir le panier"), Events: []string{"add_to_cart"}},
		{Name: name("Begin the payment", "Commencer le paiement"), Events: []string{"checkout"}},
		{Name: name("Buy", "Acheter"), Events: []string{"purchase"}},
	}, &funnel.Options{By: funnel.Channel, Window: 60 * 24 * time.Hour})
	require.NoError(t, err)
	return result
}

// funnel makes a funnel as package funnel does, of any shape.
func (r maker) funnel() *funnel.Result {
	f := &funnel.Result{
		Count: []funnel.Count{funnel.Customers, funnel.Scopes, funnel.Tries}[r.IntN(3)], Customers: 1 + r.IntN(1e6), Events: r.IntN(1e8),
		Excluded: r.IntN(3), Cut: r.IntN(3),
	}
	if r.IntN(2) == 0 {
		f.From, f.To = time.Unix(r.Int64N(1e9), 0).UTC(), time.Unix(1e9+r.Int64N(1e9), 0).UTC()
	}
	steps := make([]funnel.StepResult, 1+r.IntN(7))
	if r.IntN(20) == 0 {
		steps = make([]funnel.StepResult, 30)
	}
	for i := range steps {
		steps[i].Name, steps[i].Optional = r.text(), i > 0 && r.IntN(4) == 0
	}
	f.All = r.funnelRow(steps)
	segments := []int{0, 0, 1, 3, 6, 30}[r.IntN(6)]
	for range segments {
		row := r.funnelRow(steps)
		row.Segment = r.text()
		if r.IntN(2) == 0 {
			d := r.Float64() - 0.5
			row.Against = &funnel.Comparison{P: r.Float64(), Adjusted: r.Float64() * r.Float64(),
				Difference: journey.Measure{Name: funnel.MeasureDifference, Value: d, Unit: journey.Change, Lo: d - 0.1, Hi: d + 0.1, Level: 0.95, N: 100}}
		}
		f.Segments = append(f.Segments, row)
	}
	if segments > 0 && r.IntN(2) == 0 {
		other := r.funnelRow(steps)
		f.Other = &other
	}
	return f
}

func (r maker) funnelRow(steps []funnel.StepResult) funnel.Row {
	n := r.IntN([]int{1, 2, 100, 1e9}[r.IntN(4)])
	row := funnel.Row{Entered: n, Open: r.IntN(2) * n / 3, Steps: slices.Clone(steps)}
	ratio := func(name string, k, n int) journey.Measure {
		if n == 0 {
			return journey.Measure{}
		}
		v := float64(k) / float64(n)
		return journey.Measure{Name: name, Value: v, Unit: journey.Ratio, N: n, Lo: v * 0.9, Hi: min(1, v*1.1), Level: 0.95}
	}
	prior := n
	for i := range row.Steps {
		s := &row.Steps[i]
		s.Reached = n
		s.FromFirst = ratio(journey.MeasureConversion, n, row.Entered)
		if i > 0 {
			s.FromPrevious = ratio(journey.MeasureConversion, n, prior)
			if r.IntN(2) == 0 {
				took := r.Float64() * 1e6
				s.TimeFromPrevious = []journey.Measure{{Name: journey.MeasureTimeMedian, Value: took, Unit: journey.Seconds, N: 10, Lo: took / 2, Hi: took * 2, Level: 0.95}}
			}
		}
		if r.IntN(3) == 0 {
			s.Value = r.Float64() * []float64{1, 1e3, 1e12}[r.IntN(3)]
			s.OfAll = ratio(journey.MeasureReached, n, n+10)
			s.Next = []funnel.Next{{Name: r.text(), Count: 3}, {Count: 2}}
			s.NextOther = r.IntN(3)
		}
		if !s.Optional {
			prior = n
		}
		next := int(float64(n) * r.Float64())
		if i < len(row.Steps)-1 {
			s.Dropped = (n - next) / (1 + r.IntN(2))
			s.DropOff = ratio(journey.MeasureDropOff, s.Dropped, n)
		}
		n = next
	}
	row.Completed = row.Steps[len(steps)-1].Reached
	row.Conversion = ratio(journey.MeasureConversion, row.Completed, row.Entered)
	return row
}

func TestFunnelShowsTheNumbersOfItsResult(t *testing.T) {
	result := shopFunnel(t, journey.English)
	s, err := render.Funnel{Result: result}.Scene(nil)
	require.NoError(t, err)
	texts := said(s)
	for i, step := range result.All.Steps {
		assert.Contains(t, texts, step.Name+"\n")
		assert.Contains(t, texts, "\n"+journey.English.Number(float64(step.Reached), 0)+"\n")
		if i > 0 {
			assert.Contains(t, texts, "↓ "+step.FromPrevious.Format("en", "")+" ")
			assert.Contains(t, texts, "\n"+step.FromFirst.Format("en", "")+"\n")
		}
		if step.Dropped > 0 {
			assert.Contains(t, texts, journey.English.Number(float64(step.Dropped), 0)+" leave, "+step.DropOff.Format("en", ""))
		}
	}
	for _, row := range result.Segments {
		assert.Contains(t, texts, journey.Channel(row.Segment).Label("en")+"\n"+row.Conversion.Format("en", "")+"\n")
	}
}

func TestFunnelBarsAreAsLongAsTheirCounts(t *testing.T) {
	result := &funnel.Result{Customers: 1000, All: funnel.Row{Entered: 1000, Completed: 250, Steps: []funnel.StepResult{
		{Name: "a", Reached: 1000, Dropped: 500}, {Name: "b", Reached: 500, Dropped: 250}, {Name: "c", Reached: 250},
	}}}
	s, err := render.Funnel{Result: result}.Scene(nil)
	require.NoError(t, err)
	bars := rectsOf(s, render.Light().Accent.Ink, 30)
	require.Len(t, bars, 3)
	assert.InDelta(t, 2, float64(bars[0].W)/float64(bars[1].W), 0.01, "500 of those 1,000 went on, 250 of those 500")
	assert.Equal(t, bars[1].W, bars[2].W, "and these completed")
}

func TestFunnelSaysWhereMostAreLost(t *testing.T) {
	s, err := render.Funnel{Result: shopFunnel(t, journey.French)}.Scene(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "La plus forte perte suit Comparer")
	assert.Equal(t, 1, strings.Count(said(s), "Plus forte perte\n"))
}

func TestFunnelThatNobodyEnteredIsDrawn(t *testing.T) {
	result := &funnel.Result{Customers: 3, All: funnel.Row{Steps: []funnel.StepResult{{Name: "a"}, {Name: "b"}}}}
	s, err := render.Funnel{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "Nobody took the first step.")
	assert.Empty(t, faults(s))
}

func TestFunnelSaysWhatIsCounted(t *testing.T) {
	for count, word := range map[funnel.Count]string{funnel.Customers: "customers", funnel.Scopes: "units", funnel.Tries: "tries"} {
		result := shopFunnel(t, journey.English)
		result.Count = count
		s, err := render.Funnel{Result: result}.Scene(nil)
		require.NoError(t, err)
		assert.Contains(t, said(s), "Counted: "+word)
	}
}

func TestFunnelOfNumbersThatCannotBeIsDrawnInItsPlace(t *testing.T) {
	nonsense := journey.Measure{Value: math.NaN(), Unit: "x", Lo: math.Inf(-1), Hi: math.Inf(1), Level: 0.95}
	step := funnel.StepResult{Reached: -5, Dropped: math.MaxInt, FromFirst: nonsense, FromPrevious: nonsense, DropOff: nonsense, OfAll: nonsense, Value: math.Inf(1),
		TimeFromPrevious: []journey.Measure{{Name: journey.MeasureTimeMedian, Value: math.NaN(), Level: 0.95}}}
	other := step
	other.Reached = math.MaxInt
	result := &funnel.Result{All: funnel.Row{Entered: -1, Conversion: nonsense, Steps: []funnel.StepResult{step, other, step}},
		Segments: []funnel.Row{{}, {Steps: []funnel.StepResult{other, other, other, other}, Conversion: nonsense, Against: &funnel.Comparison{Difference: nonsense, Adjusted: math.NaN()}}}}
	for _, width := range []int{0, 320} {
		s, err := render.Funnel{Result: result}.Scene(&render.Options{Width: width})
		require.NoError(t, err)
		assert.Empty(t, faults(s))
		assert.NotContains(t, said(s), "NaN")
	}
	_, err := render.Funnel{Result: result}.Tables(nil)
	require.NoError(t, err)
}

func TestFunnelOfOneCustomerSpeaksOfOne(t *testing.T) {
	result := &funnel.Result{Customers: 1, Cut: 1, All: funnel.Row{Entered: 1, Completed: 1, Steps: []funnel.StepResult{{Name: "a", Reached: 1}, {Name: "b", Reached: 1}}}}
	s, err := render.Funnel{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "1 of 1 customer completes it.")
	s, err = render.Funnel{Result: result}.Scene(&render.Options{Lang: journey.French})
	require.NoError(t, err)
	assert.Contains(t, plainSpaces(said(s)), "1 client avait trop d’événements")
}

func TestFunnelSaysTheLevelOfAnIntervalThatHasAnother(t *testing.T) {
	result := shopFunnel(t, journey.English)
	result.All.Steps[1].TimeFromPrevious = []journey.Measure{
		{Name: journey.MeasureTimeMedian, Value: 60, Unit: journey.Seconds, N: 4, Lo: 30, Hi: 90, Level: 0.875}}
	s, err := render.Funnel{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, plainSpaces(said(s)), "30 s to 1 min 30 s, at 87.5%")
	assert.Equal(t, 1, strings.Count(said(s), "87.5%"))
}

func TestFunnelTableNeverSaysThatSomethingCannotBe(t *testing.T) {
	result := shopFunnel(t, journey.English)
	result.Segments[0].Against = &funnel.Comparison{Adjusted: 0.0002}
	tables, err := render.Funnel{Result: result}.Tables(nil)
	require.NoError(t, err)
	assert.Equal(t, "<0.001", tables[len(tables)-1].Rows[0][5])
}

func TestFunnelSaysOfWhichStepAShareIsBehindAnOptionalOne(t *testing.T) {
	half := journey.Measure{Value: 0.5, Unit: journey.Ratio, Lo: 0.4, Hi: 0.6, Level: 0.95}
	result := &funnel.Result{Customers: 8, All: funnel.Row{Entered: 8, Completed: 4, Steps: []funnel.StepResult{
		{Name: "a", Reached: 8}, {Name: "b", Reached: 2, Optional: true}, {Name: "c", Reached: 4, Optional: true, FromPrevious: half}, {Name: "d", Reached: 4, FromPrevious: half},
	}}}
	s, err := render.Funnel{Result: result}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "↓ 50.0% of step 1 take it\n")
	assert.Contains(t, said(s), "↓ 50.0% of step 1\n")
}
