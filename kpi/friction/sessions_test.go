package friction

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// settingOf returns the setting of a log with usual options.
func settingOf(t *testing.T, m *journey.Map, log *event.Log, opt *Options) *setting {
	t.Helper()
	o, err := opt.settled(log)
	require.NoError(t, err)
	return settle(m, log, o)
}

// Customers cut into parts, counted apart and merged in order, are the whole.
func TestPartsOfALogMergeIntoTheWhole(t *testing.T) {
	log := shopLog(t)
	s := settingOf(t, template.Ecommerce(journey.English), log, nil)
	whole := newSessions(s)
	for trace := range log.Traces() {
		whole.Add(trace)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		merged, part := newSessions(s), newSessions(s)
		for trace := range log.Traces() {
			if part.Add(trace); r.IntN(50) == 0 {
				merged.Merge(part)
				part = newSessions(s)
			}
		}
		merged.Merge(part)
		require.Equal(t, whole.value.Float64(), merged.value.Float64())
		merged.now, merged.value, whole.now, whole.value = scratch{}, stat.Sum{}, scratch{}, stat.Sum{}
		require.True(t, reflect.DeepEqual(whole, merged))
	}
}

// The sessions of retentioneering's shop: 3,605, of which 1,213 put something into
// the cart and 743 of these bought nothing. Its own ids cut as silence does.
func TestSessionsAreThoseOfTheShop(t *testing.T) {
	log := shopLog(t)
	m := template.Ecommerce(journey.English)
	for _, cut := range []event.Cut{{}, {Attr: "session_id"}} {
		s := settingOf(t, m, log, &Options{Session: cut})
		c := event.Fold(log, func() *sessions { return newSessions(s) })
		require.Equal(t, 3605, c.rows())
		c.settleDays()
		c.settleSegments()
		assert.Equal(t, 178, c.days)
		assert.Len(t, c.factors, 4)
		abandoned := c.drawn().abandonments()
		require.Len(t, abandoned, 1)
		n, bad := abandoned[0].kept()
		assert.Equal(t, []int{1213, 743}, []int{n, bad})
	}
}

// events of one customer, a minute apart.
func minutes(names ...string) []event.Event {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var list []event.Event
	for i, name := range names {
		list = append(list, event.Event{Customer: "a", Time: at.Add(time.Duration(i) * time.Minute), Name: name, NoValue: true})
	}
	return list
}

func lookedAt(t *testing.T, list []event.Event) *sessions {
	t.Helper()
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for _, e := range list {
			if !yield(e) {
				return
			}
		}
	})
	require.NoError(t, err)
	s := settingOf(t, marketMap(), log, nil)
	return event.Fold(log, func() *sessions { return newSessions(s) })
}

func TestWhatASessionTells(t *testing.T) {
	const product, basket = 1, 2
	for _, test := range []struct {
		name  string
		names []string
		loops []loop
		stays int
		tried bool // the product
	}{
		{"one way is no loop", []string{"home", "product_view", "add_to_cart"}, nil, 2, false},
		{"there and back is none yet", []string{"product_view", "add_to_cart", "product_view"}, nil, 2, false},
		{"there and back and there is one", []string{"product_view", "add_to_cart", "product_view", "add_to_cart"}, []loop{{0, product, basket}}, 3, false},
		{"events that no touchpoint names and repeats do not matter to it", []string{"product_view", "product_view", "x", "add_to_cart", "product_view", "add_to_cart", "add_to_cart"}, []loop{{0, product, basket}}, 3, true},
		{"it is noted once", []string{"product_view", "add_to_cart", "product_view", "add_to_cart", "product_view", "add_to_cart"}, []loop{{0, product, basket}}, 5, true},
		{"three times is trying", []string{"product_view", "product_view", "product_view"}, nil, 0, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := lookedAt(t, minutes(test.names...))
			require.Equal(t, 1, c.rows())
			assert.Equal(t, test.loops, c.loops)
			assert.Len(t, c.stays, test.stays)
			assert.Equal(t, test.tried, c.tried.has(0, product))
		})
	}
}

func TestHowLongACustomerWasAway(t *testing.T) {
	hour := time.Hour.Nanoseconds()
	nanos := []int64{0, hour, 26 * hour, 200 * hour, 1000 * hour}
	for i, want := range []int32{0, 1, 2, 3, 4} {
		assert.Equal(t, want, recencyOf(nanos, i))
	}
}

// A customer who comes back a hundred times in a week and never buys is no
// friction of the shop.
func TestOneCustomerIsNoFriction(t *testing.T) {
	m := market{customers: 800, seed: 11, differ: 0.5}
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for e := range m.events() {
			if !yield(e) {
				return
			}
		}
		for i := range 100 {
			at := time.Date(2026, 3, 1, 0, i*90, 0, 0, time.UTC)
			for k, name := range []string{"home", "product_view"} {
				yield(event.Event{Customer: "bot", Time: at.Add(time.Duration(k) * time.Second), Name: name, NoValue: true, Attrs: map[string]string{"device": "mobile", "country": "fr"}})
			}
		}
	})
	require.NoError(t, err)
	r, err := Find(marketMap(), log, nil)
	require.NoError(t, err)
	for _, f := range r.Frictions {
		assert.Equal(t, Period{}, f.Period, "%s", f.Text)
	}
}

func TestOnlyTheSegmentsThatAreAskedForAreTold(t *testing.T) {
	log := market{customers: 50}.log()
	for _, test := range []struct {
		keys []string
		want []string
	}{{nil, []string{"country", "device"}}, {[]string{"device"}, []string{"device"}}, {[]string{}, nil}} {
		s := settingOf(t, marketMap(), log, &Options{Segments: test.keys})
		var names []string
		for _, f := range s.factors {
			names = append(names, f.name)
		}
		assert.Equal(t, test.want, names, fmt.Sprint(test.keys))
	}
}

// Looking at a customer allocates nothing but the growing columns: less than once
// in fifty events.
func TestEventsAllocateNothing(t *testing.T) {
	log := market{customers: 2500}.log()
	s := settingOf(t, marketMap(), log, nil)
	allocations := testing.AllocsPerRun(3, func() {
		c := newSessions(s)
		for trace := range log.Traces() {
			c.Add(trace)
		}
	})
	assert.Less(t, allocations, float64(log.Len())/50)
}

// A clock that was never set makes a log of half a century: it costs no more.
func TestAClockThatWasNeverSetIsNoHarm(t *testing.T) {
	m := market{customers: 800, seed: 4, bug: &bug{3, 60, 80, "mobile", 0.2}}
	log, err := event.Collect(func(yield func(event.Event) bool) {
		for e := range m.events() {
			if !yield(e) {
				return
			}
		}
		yield(event.Event{Customer: "x", Time: time.Unix(0, 0), Name: "home", NoValue: true})
	})
	require.NoError(t, err)
	r, err := Find(marketMap(), log, nil)
	require.NoError(t, err)
	require.NoError(t, r.Map.Validate())
}
