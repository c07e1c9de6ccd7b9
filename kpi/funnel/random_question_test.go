package funnel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

var stepNames = []string{"a", "b", "c", "d", "e"}

func oneIn(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func someNames(r *rand.Rand) []string {
	names := []string{stepNames[r.IntN(4)]}
	if oneIn(r, 4) {
		names = append(names, stepNames[r.IntN(5)])
	}
	return names
}

func someWhere(r *rand.Rand) []Condition {
	if !oneIn(r, 10) {
		return nil
	}
	return []Condition{{Key: []string{"colour", Channel}[r.IntN(2)], In: []string{[]string{"", "red", "web"}[r.IntN(3)], "blue"}}}
}

func someTime(r *rand.Rand) time.Duration {
	return []time.Duration{AtOnce, 1, 2, 3, 5, 9}[r.IntN(6)] * time.Second
}

func orAtOnce(d time.Duration) time.Duration {
	if d < 0 {
		return AtOnce
	}
	return d
}

// tangledQuestion draws steps that share events, and of the options only those
// by which events of about one time may be taken in several orders.
func tangledQuestion(r *rand.Rand) ([]Step, *Options) {
	steps := make([]Step, 3+r.IntN(3))
	for i := range steps {
		steps[i].Events = []string{stepNames[r.IntN(3)], stepNames[r.IntN(3)]}
		steps[i].Optional = i > 0 && oneIn(r, 12)
		steps[i].Directly = i > 0 && oneIn(r, 12)
	}
	o := &Options{Grace: time.Duration(r.IntN(3)) * time.Second, Anchor: []Anchor{Best, Best, EachEntry}[r.IntN(3)]}
	if oneIn(r, 2) {
		o.Window = orAtOnce(someTime(r))
	}
	if oneIn(r, 4) {
		o.Exclude = []Exclusion{{Events: []string{stepNames[r.IntN(3)]}, From: 1 + r.IntN(len(steps)-1)}}
	}
	return steps, o
}

// randomQuestion draws steps and options, of all combinations that are valid.
func randomQuestion(r *rand.Rand) ([]Step, *Options) {
	if oneIn(r, 4) {
		return tangledQuestion(r)
	}
	steps := make([]Step, 1+r.IntN(4))
	for i := range steps {
		steps[i] = Step{Events: []string{stepNames[i]}}
		if oneIn(r, 2) {
			steps[i].Events = someNames(r)
		}
		steps[i].Where = someWhere(r)
		if oneIn(r, 12) {
			steps[i].Within = orAtOnce(someTime(r))
		}
		steps[i].Optional = i > 0 && oneIn(r, 8)
		steps[i].Directly = i > 0 && oneIn(r, 12)
	}
	o := &Options{
		Order:  []Order{"", "", Ordered, Ordered, Strict, Unordered, FirstThenAny}[r.IntN(7)],
		Ties:   []Ties{"", Favourable, InputOrder, Later}[r.IntN(4)],
		Anchor: []Anchor{"", Best, FirstEntry, LastEntry, EachEntry}[r.IntN(5)],
		Effect: []Effect{"", KeepReached, Drop, EndTry}[r.IntN(4)],
		Scope:  []Scope{"", "", "", Session, Day}[r.IntN(5)],
		Reuse:  oneIn(r, 3), StopOnForeign: oneIn(r, 10), StopOnRepeat: oneIn(r, 10), FirstEver: oneIn(r, 10),
	}
	o.Session.Silence = 3 * time.Second
	if oneIn(r, 2) {
		o.Window = orAtOnce(someTime(r))
	}
	if oneIn(r, 8) {
		o.Within = orAtOnce(someTime(r))
	}
	if oneIn(r, 3) {
		o.Grace = time.Duration(r.IntN(3)) * time.Second
	}
	if oneIn(r, 10) {
		o.From = epoch.Add(time.Duration(r.IntN(6)) * time.Second)
	}
	if oneIn(r, 10) {
		o.To = epoch.Add(time.Duration(3+r.IntN(8)) * time.Second)
	}
	if oneIn(r, 12) {
		o.Scope, o.Same = History, []string{"colour", Channel}[r.IntN(2)]
	}
	for len(steps) > 1 && oneIn(r, 3) && len(o.Exclude) < 3 {
		x := Exclusion{Events: someNames(r), Where: someWhere(r)}
		if oneIn(r, 2) {
			x.From = 1 + r.IntN(len(steps)-1)
			x.To = x.From + 1 + r.IntN(len(steps)-x.From)
		}
		o.Exclude = append(o.Exclude, x)
	}
	return steps, o
}

var epoch = time.Unix(1_600_000_000, 0).UTC()

// randomLog draws customers of a few events each, many of them at one time.
func randomLog(t testing.TB, r *rand.Rand, customers, most int) *event.Log {
	var events []event.Event
	names := 3 + r.IntN(3)
	spread := 2 + r.IntN(10)
	coloured := oneIn(r, 2)
	base := epoch
	if oneIn(r, 10) { // where differences of times overflow
		base = time.Unix(0, math.MaxInt64).Add(-25 * time.Hour)
	}
	for c := range customers {
		for range 1 + r.IntN(most) {
			e := event.Event{
				Customer: fmt.Sprintf("c%05d", c), Name: stepNames[r.IntN(names)], NoValue: true,
				Time: base.Add(time.Duration(r.IntN(spread)) * time.Second),
			}
			if base != epoch && oneIn(r, 8) {
				e.Time = time.Unix(0, math.MinInt64).Add(time.Hour)
			}
			if coloured {
				e.Channel = []journey.Channel{"", "web", "shop"}[r.IntN(3)]
				e.Attrs = map[string]string{"colour": []string{"", "red", "blue"}[r.IntN(3)]}
			}
			if e.Value = float64(r.IntN(50)); oneIn(r, 2) {
				e.NoValue = false
			}
			if oneIn(r, 20) {
				e.Time = e.Time.Add(24 * time.Hour)
			}
			events = append(events, e)
		}
	}
	log, err := event.Collect(slices.Values(events))
	require.NoError(t, err)
	return log
}
