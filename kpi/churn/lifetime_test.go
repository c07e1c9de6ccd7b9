package churn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/persona/field"
)

// slowSilence is the definition: the first event after which there is none for
// so long, or the last event where pauses do not count.
func slowSilence(log *event.Log, q question, through bool) []Lifetime {
	end := q.At
	if !q.fixed() {
		_, to := log.Span()
		end = to.UnixNano()
	}
	var list []Lifetime
	for trace := range log.Traces() {
		var times []int64
		for i, nano := range trace.Nanos() {
			if nano <= end && (q.Events == nil || slices.Contains(q.Events, trace.Name(i))) {
				times = append(times, nano)
			}
		}
		if times == nil {
			continue
		}
		k := len(times) - 1
		for i := range times[:k] {
			if !through && times[i+1]-times[i] >= int64(q.Silence) {
				k = i
				break
			}
		}
		l := Lifetime{Customer: trace.Customer(), Left: k < len(times)-1 || end-times[k] >= int64(q.Silence)}
		to := times[k]
		if q.Leave == AfterSilence {
			to = min(end, times[k]+int64(q.Silence))
		}
		l.Days = time.Duration(to-times[0]).Hours() / 24
		list = append(list, l)
	}
	return list
}

// slowContract reads the ledger: from its first day to the first on which
// nothing is there.
func slowContract(log *event.Log, c contract, through bool) []Lifetime {
	end := c.At
	if !c.fixed() {
		_, to := log.Span()
		end = to.UnixNano()
	}
	var list []Lifetime
	for trace := range log.Traces() {
		l := ledgerOf(c, trace, log)
		if l.at == nil {
			continue
		}
		one := Lifetime{Customer: trace.Customer()}
		to := end
		for i := range l.at {
			left := l.at[i]
			if left%int64(time.Hour) != 0 {
				left++ // a lapse
			}
			switch {
			case l.has[i].there && (through || !one.Left):
				one.Left, to = false, end
			case !l.has[i].there && !one.Left && left <= end:
				one.Left, to = true, left
			}
		}
		one.Days = time.Duration(to-l.born).Hours() / 24
		list = append(list, one)
	}
	return list
}

func TestLifetimesAreTheirDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 1))
	for range sharedtest.Cases(800, 5000) {
		o := &LifetimeOptions{ThroughPauses: r.IntN(2) == 0}
		var log *event.Log
		var want []Lifetime
		if r.IntN(2) == 0 {
			o.Silence = *randomOptions(t, r)
			log = collect(t, randomEvents(r, o.Silence.Silence))
			q, _, err := o.Silence.asked()
			require.NoError(t, err)
			want = slowSilence(log, q, o.ThroughPauses)
		} else {
			o.Contract = randomContract(t, r)
			log = collect(t, randomSubscriptions(r))
			c, _, err := o.Contract.asked()
			require.NoError(t, err)
			want = slowContract(log, c, o.ThroughPauses)
		}
		got, err := Lifetimes(log, o)
		if want == nil {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for i, w := range want {
			require.InDelta(t, w.Days, got[i].Days, 1e-9, "%+v %+v %+v", o, w, got[i])
			w.Days = got[i].Days
			require.Equal(t, w, got[i], "%+v", o)
		}
	}
}

func TestLifetimesAtTheirEdges(t *testing.T) {
	_, err := Lifetimes(nil, nil)
	assert.Error(t, err)
	_, err = Lifetimes(new(event.Log), nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Lifetimes(on(t, []int{0}), &LifetimeOptions{Contract: &ContractOptions{}})
	assert.ErrorIs(t, err, ErrNoData)
	var mistake *field.Error
	_, err = Lifetimes(on(t, []int{0}), &LifetimeOptions{Silence: Options{Silence: -1}})
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "options.silence", mistake.Path)
	_, err = Lifetimes(on(t, []int{0}), &LifetimeOptions{Contract: &ContractOptions{Lapse: -1}})
	require.ErrorAs(t, err, &mistake)
	assert.Equal(t, "options.lapse", mistake.Path)

	list, err := Lifetimes(on(t, []int{0}, []int{0, 10}), nil)
	require.NoError(t, err)
	assert.Equal(t, []Lifetime{{Customer: "0", Days: 0}, {Customer: "1", Days: 10}}, list, "a log shorter than the silence")
}

func TestGroupsAreThoseOfTheFirstEvent(t *testing.T) {
	log := lines(t, "a 0 visit", "a 1 subscribe 10 year", "a 2 payment 10 month", "b 0 subscribe 5", "b 9 cancel", "c 4 subscribe 1 month", "z 100 visit")
	list, err := Lifetimes(log, &LifetimeOptions{Contract: &ContractOptions{}, By: "interval"})
	require.NoError(t, err)
	assert.Equal(t, []Lifetime{{"a", 99, false, "year"}, {"b", 9, true, ""}, {"c", 96, false, "month"}}, list)
	d := SurvivalData(list)
	assert.Equal(t, []string{"", "month", "year"}, d.Names)
	assert.Equal(t, []int32{2, 0, 1}, d.Groups)

	at := func(d int) time.Time { return time.Date(2024, 1, 1+d, 0, 0, 0, 0, time.UTC) }
	log = collect(t, []event.Event{
		{Customer: "a", Name: "mail", Channel: "email", Time: at(0)}, {Customer: "a", Name: "visit", Channel: "app", Time: at(1)},
		{Customer: "b", Name: "visit", Channel: "web", Time: at(2)}, {Customer: "b", Name: "visit", Channel: "app", Time: at(3)},
	})
	list, err = Lifetimes(log, &LifetimeOptions{By: Channel, Silence: Options{Events: []string{"visit"}}})
	require.NoError(t, err)
	assert.Equal(t, []Lifetime{{"a", 0, false, "app"}, {"b", 1, false, "web"}}, list)
}

// Customers who cancel after a planted time: the survival curve of their
// lifetimes holds the truth, 2^(−t/40 days), as often as its level says. Of 200
// intervals at 90%, 166 to 193 hold with a probability of 99.9%.
func TestSurvivalOfLifetimesHoldsThePlantedTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(32, 1))
	start, held := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), 0
	for range 200 {
		var list []event.Event
		for who := range 200 {
			at := start.Add(time.Duration(r.Float64() * float64(60*day)))
			list = append(list, event.Event{Customer: fmt.Sprint(who), Name: "subscribe", Time: at},
				event.Event{Customer: fmt.Sprint(who), Name: "cancel", Time: at.Add(time.Duration(r.ExpFloat64() / 0.6931471805599453 * 40 * float64(day)))})
		}
		lifetimes, err := Lifetimes(collect(t, list), &LifetimeOptions{Contract: &ContractOptions{At: start.Add(100 * day)}})
		require.NoError(t, err)
		curves, err := survival.KaplanMeier(SurvivalData(lifetimes), &survival.Options{Level: 0.9})
		require.NoError(t, err)
		if at := curves[0].At(40); at.Lo <= 0.5 && 0.5 <= at.Hi {
			held++
		}
	}
	assert.GreaterOrEqual(t, held, 166)
	assert.LessOrEqual(t, held, 193)
}
