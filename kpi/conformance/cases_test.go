package conformance

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// randomCase returns a small log, a map or a sequence, and options.
func randomCase(r *rand.Rand) (*event.Log, *journey.Map, Options) {
	names := strings.Split("abcdef"[:2+r.IntN(5)], "")
	opt := Options{Collapse: r.IntN(3) == 0, CountUnplanned: r.IntN(2) == 0, Top: []int{0, 1, 1000}[r.IntN(3)], Times: r.IntN(2) == 0}
	if r.IntN(2) == 0 {
		opt.Per = Sessions
		opt.Cut = event.Cut{Silence: 20 * time.Minute}
	}
	if r.IntN(3) == 0 {
		opt.By = Stages
	}
	if r.IntN(4) == 0 {
		opt.Recorded = names[:len(names)/2]
	}
	channels := []journey.Channel{"", "web", "shop"}
	var m *journey.Map
	if r.IntN(2) == 0 {
		for range 1 + r.IntN(6) {
			opt.Sequence = append(opt.Sequence, names[r.IntN(len(names))])
		}
	} else {
		m = randomMap(r, names, channels)
	}
	var events []event.Event
	clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 1 + r.IntN(14) {
		clock = clock.Add(time.Duration(r.IntN(4)) * 7 * time.Minute)
		events = append(events, event.Event{
			Customer: string("xyz"[r.IntN(3)]), Time: clock, Name: names[r.IntN(len(names))], Channel: channels[r.IntN(3)],
		})
	}
	l, err := event.Collect(slices.Values(events))
	if err != nil {
		panic(err)
	}
	return l, m, opt
}

func randomMap(r *rand.Rand, names []string, channels []journey.Channel) *journey.Map {
	m := &journey.Map{}
	free := map[string]bool{}
	for s := range 1 + r.IntN(3) {
		stage := journey.Stage{Name: fmt.Sprint("S", s)}
		for k := range r.IntN(4) {
			t := journey.Touchpoint{Name: fmt.Sprint("T", k), Channel: channels[r.IntN(3)]}
			for _, name := range names {
				if key := name + "/" + string(t.Channel); r.IntN(4) == 0 && !free[key] {
					free[key] = true
					t.Events = append(t.Events, name)
				}
			}
			if r.IntN(3) == 0 {
				t.Targets = []journey.Target{{Measure: journey.MeasureTimeMedian, Op: journey.AtMost, Value: 420}}
			}
			stage.Touchpoints = append(stage.Touchpoints, t)
		}
		if r.IntN(3) == 0 {
			stage.Targets = []journey.Target{
				{Measure: journey.MeasureTimeP90, Op: journey.AtMost, Value: 840}, {Measure: journey.MeasureTimeMean, Op: journey.AtLeast, Value: 420},
			}
		}
		m.Stages = append(m.Stages, stage)
	}
	return m
}
