package friction

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// add returns an event of a session so long after another one of it.
func add(e event.Event, after time.Duration, name string) event.Event {
	e.Name, e.Time, e.Value, e.NoValue = name, e.Time.Add(after), 0, true
	return e
}

// later moves the events of a session from one on.
func later(session []event.Event, from int, by time.Duration) {
	for i := from; i < len(session); i++ {
		session[i].Time = session[i].Time.Add(by)
	}
}

// What is planted of each kind is found in each of two logs: the kind, the
// place, the segment and most of the days.
func TestWhatIsPlantedOfEachKindIsFound(t *testing.T) {
	is := func(e event.Event, key, value string) bool { return e.Attrs[key] == value }
	tests := []struct {
		name   string
		change func(r *rand.Rand, day int, s []event.Event) []event.Event
		want   Found
		days   [2]int
	}{
		{"an error that a checkout of a device meets for three weeks, and that changes nothing",
			func(r *rand.Rand, day int, s []event.Event) []event.Event {
				if len(s) > 3 && day >= 60 && day <= 80 && is(s[0], "device", "mobile") && r.IntN(2) == 0 {
					s = slices.Insert(s, 4, add(s[3], time.Second, "error"))
				}
				return s
			},
			Found{Kind: ErrorSignal, Stage: "Check out", Signal: "error", Segment: Segment{"device", "mobile"}}, [2]int{60, 80}},
		{"an error that is met at all times, after which seven in ten give up",
			func(r *rand.Rand, _ int, s []event.Event) []event.Event {
				if len(s) > 3 && r.IntN(5) == 0 {
					s = slices.Insert(s, 4, add(s[3], time.Second, "error"))
					if r.IntN(10) < 7 {
						s = s[:5]
					}
				}
				return s
			},
			Found{Kind: ErrorSignal, Stage: "Check out", Signal: "error"}, [2]int{}},
		{"products looked at again and again by those of one country who give up, for a month",
			func(r *rand.Rand, day int, s []event.Event) []event.Event {
				if len(s) == 2 && day >= 30 && day <= 60 && is(s[0], "country", "de") && r.IntN(3) == 0 {
					p := s[1]
					s = append(s, add(p, time.Second, p.Name), add(p, 2*time.Second, p.Name), add(p, 3*time.Second, p.Name))
				}
				return s
			},
			Found{Kind: Repeat, Stage: "Explore", Segment: Segment{"country", "de"}}, [2]int{30, 60}},
		{"ways to and fro between product and basket of those who give up, for six weeks",
			func(r *rand.Rand, day int, s []event.Event) []event.Event {
				if len(s) == 3 && day >= 100 && day <= 140 && r.IntN(3) == 0 {
					b := s[2]
					s = append(s, add(b, time.Second, s[1].Name), add(b, 2*time.Second, b.Name))
				}
				return s
			},
			Found{Kind: BackAndForth, Stage: "Explore"}, [2]int{100, 140}},
		{"long stays in one country, for a month",
			func(r *rand.Rand, day int, s []event.Event) []event.Event {
				if len(s) > 2 && day >= 50 && day <= 80 && is(s[0], "country", "it") && r.IntN(2) == 0 {
					later(s, 2, 15*time.Minute)
				}
				return s
			},
			Found{Kind: LongStay, Stage: "Explore", Segment: Segment{"country", "it"}}, [2]int{50, 80}},
		{"stays that grow by half a minute a month",
			func(_ *rand.Rand, day int, s []event.Event) []event.Event {
				later(s, min(2, len(s)), time.Duration(day)*time.Second)
				return s
			},
			Found{Kind: GrowingStay, Stage: "Explore"}, [2]int{}},
		{"a change of the channel at the checkout, after which two in three give up",
			func(r *rand.Rand, _ int, s []event.Event) []event.Event {
				channel, other := journey.Web, journey.App
				if r.IntN(2) == 0 {
					channel, other = other, channel
				}
				for i := range s {
					s[i].Channel = channel
				}
				if len(s) > 3 && r.IntN(5) == 0 {
					s[3].Channel = other
					if r.IntN(3) < 2 {
						s = s[:4]
					}
				}
				return s
			},
			Found{Kind: ChannelHop, Stage: "Check out"}, [2]int{}},
		{"devices that convert differently",
			func(_ *rand.Rand, _ int, s []event.Event) []event.Event { return s },
			Found{Kind: SegmentGap, Segment: Segment{"device", "mobile"}}, [2]int{}},
		{"answers that fall short of a target",
			func(r *rand.Rand, _ int, s []event.Event) []event.Event {
				if len(s) > 3 && r.IntN(3) == 0 {
					answer := add(s[3], time.Second, "csat")
					answer.Value, answer.NoValue = float64(1+r.IntN(5)), false
					s = slices.Insert(s, 4, answer)
				}
				return s
			},
			Found{Kind: UnmetExpectation, Stage: "Check out"}, [2]int{}},
	}
	m := marketMap()
	m.Stage("Check out").Targets = []journey.Target{{Measure: journey.MeasureCSAT, Op: journey.AtLeast, Value: 0.6}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(2) {
				r, err := Find(m, market{customers: 1500, seed: seed, differ: 0.5, change: test.change}.log(), nil)
				require.NoError(t, err)
				if !assert.True(t, slices.ContainsFunc(r.Frictions, func(f Found) bool { return isPlanted(f, test.want, test.days) })) {
					for _, f := range r.Frictions {
						t.Logf("%s %s %s %v %d–%d %s", f.Kind, f.Stage, f.Touchpoint, f.Segment, f.Period.FirstDay, f.Period.LastDay, f.Text)
					}
				}
				require.NoError(t, r.Map.Validate())
			}
		})
	}
}

func isPlanted(f, want Found, days [2]int) bool {
	both := min(f.Period.LastDay, days[1]) - max(f.Period.FirstDay, days[0]) + 1
	either := max(f.Period.LastDay, days[1]) - min(f.Period.FirstDay, days[0]) + 1
	return f.Kind == want.Kind && f.Signal == want.Signal && f.Segment == want.Segment &&
		(want.Stage == "" || f.Stage == want.Stage) &&
		(f.Period == Period{}) == (days == [2]int{}) && both*2 >= either
}

// From day 70 on fewer go on from Explore, for good.
func TestADayFromWhichOnFewerGoOnIsAChange(t *testing.T) {
	for seed := range uint64(2) {
		r, err := Find(marketMap(), market{customers: 1500, seed: seed, differ: 0.5, bug: &bug{1, 70, marketDays, "", 0.6}}.log(), nil)
		require.NoError(t, err)
		require.NotEmpty(t, r.Changes)
		at := slices.IndexFunc(r.Changes, func(c Change) bool { return c.Stage == "Explore" })
		require.GreaterOrEqual(t, at, 0)
		assert.InDelta(t, 70, r.Changes[at].Day, 5)
		assert.Less(t, r.Changes[at].After.Hi, r.Changes[at].Before.Lo)
		assert.Equal(t, "Cart", r.Changes[at].Toward)
		decline := slices.IndexFunc(r.Frictions, func(f Found) bool { return f.Kind == Decline && f.Stage == "Explore" })
		require.GreaterOrEqual(t, decline, 0)
		assert.Equal(t, marketDays-1, r.Frictions[decline].Period.LastDay)
		assert.False(t, slices.ContainsFunc(r.Frictions, func(f Found) bool { return f.Kind == DropOff }), "it is reported once")
	}
}

// Half of the sessions that read reviews and would give up buy after all.
func TestATouchpointThatCarriesConversionIsAMoment(t *testing.T) {
	m := marketMap()
	explore := m.Stage("Explore")
	explore.Touchpoints = append(explore.Touchpoints, journey.Touchpoint{Name: "Reviews", Events: []string{"reviews"}})
	change := func(r *rand.Rand, _ int, s []event.Event) []event.Event {
		if len(s) < 2 || r.IntN(4) > 0 {
			return s
		}
		s = slices.Insert(s, 2, add(s[1], time.Second, "reviews"))
		if len(s) == 3 && r.IntN(2) == 0 {
			for _, what := range marketSteps[2:] {
				s = append(s, add(s[len(s)-1], time.Minute, what))
			}
		}
		return s
	}
	for seed := range uint64(2) {
		r, err := Find(m, market{customers: 1000, seed: seed, differ: 0.5, change: change}.log(), nil)
		require.NoError(t, err)
		at := slices.IndexFunc(r.Moments, func(m Moment) bool { return m.Touchpoint == "Reviews" })
		require.GreaterOrEqual(t, at, 0)
		assert.Greater(t, r.Moments[at].Adjusted.Lo, 0.0)
		assert.Greater(t, r.Moments[at].Difference.Lo, 0.0)
		assert.Greater(t, r.Moments[at].Ratio.Lo, 1.0)
		written := r.Map.Stage("Explore").Touchpoints[1].Opportunities
		require.Len(t, written, 1)
		assert.Equal(t, r.Moments[at].With, *written[0].Because)
	}
}
