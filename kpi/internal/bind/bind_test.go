package bind_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
)

// slow reads the rule off the map: the touchpoint of the event's channel, or
// else the first that names it. Of several with that channel, it is the last.
func slow(m *journey.Map, e event.Event) (touchpoint, stage int) {
	touchpoint, stage = bind.None, bind.None
	n := 0
	for i, s := range m.Stages {
		for _, p := range s.Touchpoints {
			if slices.Contains(p.Events, e.Name) {
				if touchpoint == bind.None || p.Channel == e.Channel {
					touchpoint, stage = n, i
				}
			}
			n++
		}
	}
	return touchpoint, stage
}

func TestEveryEventHasTheTouchpointThatTheMapSays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	channels := []journey.Channel{"", "web", "shop"}
	for range 500 {
		m := &journey.Map{}
		for i := range 1 + r.IntN(3) {
			s := journey.Stage{Name: fmt.Sprint(i)}
			for j := range r.IntN(4) {
				p := journey.Touchpoint{Name: fmt.Sprint(j), Channel: channels[r.IntN(3)]}
				for range r.IntN(3) {
					p.Events = append(p.Events, fmt.Sprint("e", r.IntN(5)))
				}
				s.Touchpoints = append(s.Touchpoints, p)
			}
			m.Stages = append(m.Stages, s)
		}
		var events []event.Event
		for i := range 30 {
			events = append(events, event.Event{
				Customer: "ada", Name: fmt.Sprint("e", r.IntN(6)), Channel: channels[r.IntN(3)], Time: time.Unix(int64(i), 0),
			})
		}
		log, err := event.Collect(slices.Values(events))
		require.NoError(t, err)
		b := bind.To(m, log)
		trace := log.Trace(0)
		points, stages := b.AppendTouchpoints(nil, trace), b.AppendStages(nil, trace)
		for i, e := range events {
			point, stage := slow(m, e)
			require.Equal(t, point, b.Touchpoint(trace, i))
			require.Equal(t, stage, b.Stage(trace, i))
			require.EqualValues(t, point, points[i])
			require.EqualValues(t, stage, stages[i])
			if point != bind.None {
				require.Equal(t, stage, b.StageOf(point))
			}
		}
		for i, s := range m.Stages {
			named := slices.ContainsFunc(s.Touchpoints, func(p journey.Touchpoint) bool { return len(p.Events) > 0 })
			require.Equal(t, named, b.Tied[i])
		}
	}
}

func TestNamesThatTheLogLacksAreNoNames(t *testing.T) {
	log, err := event.Collect(slices.Values([]event.Event{
		{Customer: "ada", Name: "b", Time: time.Unix(0, 0)}, {Customer: "ada", Name: "a", Time: time.Unix(0, 0)},
	}))
	require.NoError(t, err)
	assert.Equal(t, []bool{false, true}, bind.Names(log, []string{"b", "c"}))
}
