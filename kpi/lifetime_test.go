package kpi_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/clv"
)

// regularShop is a log whose buyers buy again as the model of lifetime values
// has it.
func regularShop(t *testing.T) *event.Log {
	truth := journeytest.Usual()
	truth.Repeat, truth.Basket = 0, 0.5
	truth.Regulars = journeytest.Regulars{R: 0.6, Alpha: 20, A: 0.8, B: 2.4}
	log, err := event.Collect(journeytest.Shop{Customers: 8000, Seed: 3, Truth: truth}.Events())
	require.NoError(t, err)
	return log
}

func worthOf(t *testing.T, log *event.Log, opt *kpi.Options) journey.Measure {
	report, err := kpi.Analyze(template.Ecommerce(journey.English), log, opt)
	require.NoError(t, err)
	m, _ := report.Map.Measure(journey.MeasureCLV)
	return m
}

// By hand, from the documentation of the package.
func TestTheLifetimeValueIsThatOfItsDefinition(t *testing.T) {
	log := regularShop(t)
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("", 5*3600)} {
		observed, err := clv.Observe(log, clv.Calendar{Location: zone, Occasion: clv.Day, Unit: clv.Day}, nil)
		require.NoError(t, err)
		purchases, err := clv.Fit(observed.Histories(), &clv.Options{Family: clv.BGNBD})
		require.NoError(t, err)
		spend, err := clv.FitSpend(observed.Histories(), &clv.SpendOptions{LeaveOut: true})
		require.NoError(t, err)
		total := 0.0
		for _, h := range observed.Histories() {
			more, err := purchases.Model.Conditional(h, 90)
			require.NoError(t, err)
			each, err := spend.Model.Value(h)
			require.NoError(t, err)
			total += more * each
		}
		got := worthOf(t, log, &kpi.Options{Horizon: 90 * 24 * time.Hour, Location: zone})
		assert.Equal(t, len(observed.Customers), got.N)
		assert.InEpsilon(t, total/float64(got.N), got.Value, 1e-9)
		assert.True(t, got.Lo < got.Value && got.Value < got.Hi && got.Level == 0.95)
		assert.Equal(t, journey.Money, got.Unit)
	}
	year, month := worthOf(t, log, nil), worthOf(t, log, &kpi.Options{Horizon: 30 * 24 * time.Hour})
	assert.Greater(t, year.Value, month.Value)
	narrow := worthOf(t, log, &kpi.Options{Level: 0.5})
	assert.True(t, narrow.Lo > year.Lo && narrow.Hi < year.Hi)
}

func TestPurchasesAfterTheEndAreWorthNothing(t *testing.T) {
	log := regularShop(t)
	_, last := log.Span()
	at := last.Add(-20*24*time.Hour - 7*time.Hour)
	before, err := event.Collect(func(yield func(event.Event) bool) {
		for trace := range log.Traces() {
			for i := range trace.Len() {
				if e := trace.Event(i); !e.Time.After(at) && !yield(e) {
					return
				}
			}
		}
	})
	require.NoError(t, err)
	assert.Equal(t, worthOf(t, before, &kpi.Options{At: at}), worthOf(t, log, &kpi.Options{At: at}))
}

func TestWhyThereIsNoLifetimeValueIsSaid(t *testing.T) {
	once := func(customer string, days int) event.Event {
		return event.Event{Customer: customer, Time: time.Date(2026, 1, 1+days, 9, 0, 0, 0, time.UTC), Name: "purchase", Value: 20}
	}
	report := analyze(t, threeStages(), nil, once("ann", 0), once("bob", 3), once("cem", 40))
	w := warningOf(report, kpi.NoLifetimeValue)
	assert.Equal(t, clv.NoRepeats, w.Case)
	assert.Equal(t, "Customer lifetime value: not known, since nobody bought twice", w.Format(journey.English))
	assert.Equal(t, "Valeur vie client\u00a0: inconnue, car personne n’a acheté deux fois", w.Format(journey.French))
	_, is := report.Map.Measure(journey.MeasureCLV)
	assert.False(t, is)

	report = analyze(t, threeStages(), &kpi.Options{Purchase: []string{}}, once("ann", 0), once("ann", 30))
	assert.Empty(t, warningOf(report, kpi.NoLifetimeValue).Code, "nothing is a purchase")
	_, err := kpi.Analyze(threeStages(), regularShop(t), &kpi.Options{Horizon: -1})
	assert.ErrorContains(t, err, "options.horizon")
}

// Whoever buys often pays half as much at a time.
func TestValuesThatDependOnHowOftenAreADoubt(t *testing.T) {
	log := regularShop(t)
	cheap, err := event.Collect(func(yield func(event.Event) bool) {
		for trace := range log.Traces() {
			orders := 0
			for i := range trace.Len() {
				if trace.Name(i) == "purchase" {
					orders++
				}
			}
			for i := range trace.Len() {
				e := trace.Event(i)
				e.Value /= math.Sqrt(max(1, float64(orders)))
				if !yield(e) {
					return
				}
			}
		}
	})
	require.NoError(t, err)
	report, err := kpi.Analyze(template.Ecommerce(journey.English), cheap, nil)
	require.NoError(t, err)
	w := warningOf(report, kpi.DependentValue)
	assert.Equal(t, []string{journey.MeasureCLV}, w.Measures)
	assert.Contains(t, w.Format(journey.English), "do not spend alike")
	assert.Contains(t, w.Format(journey.French), "ne dépensent pas de même")
}

func warningOf(report *kpi.Report, code kpi.Code) kpi.Warning {
	for _, w := range report.Warnings {
		if w.Code == code {
			return w
		}
	}
	return kpi.Warning{}
}
