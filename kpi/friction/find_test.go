package friction

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/field"
)

func TestWithoutEventsThereIsNothingToComputeFrom(t *testing.T) {
	_, err := Find(marketMap(), &event.Log{}, nil)
	assert.ErrorIs(t, err, ErrNoData)
	_, err = Find(nil, &event.Log{}, nil)
	assert.Error(t, err)
	_, err = Find(marketMap(), nil, nil)
	assert.Error(t, err)
}

func TestMistakesInOptionsHaveTheirPath(t *testing.T) {
	log := market{customers: 5}.log()
	for _, test := range []struct {
		path string
		opt  Options
	}{
		{"options.error", Options{Error: 0.9}},
		{"options.error", Options{Error: -1}},
		{"options.level", Options{Level: 1}},
		{"options.draws", Options{Draws: 3}},
		{"options.segments[1]", Options{Segments: []string{"device", "planet"}}},
	} {
		_, err := Find(marketMap(), log, &test.opt)
		mistake, ok := errors.AsType[*field.Error](err)
		require.True(t, ok, "%v", err)
		assert.Equal(t, test.path, mistake.Path)
	}
}

// Logs of a few events, maps without stages or touchpoints, and maps that the log
// does not show: nothing is found and nothing goes wrong.
func TestLittleDataIsNoMistake(t *testing.T) {
	for _, customers := range []int{1, 2, 5, 20} {
		log := market{customers: customers, seed: 3}.log()
		for _, m := range []*journey.Map{{}, marketMap(), {Stages: []journey.Stage{{Name: "Empty"}, {Name: "Elsewhere", Touchpoints: []journey.Touchpoint{{Name: "A", Events: []string{"nothing"}}}}}}} {
			r, err := Find(m, log, nil)
			require.NoError(t, err)
			assert.Empty(t, r.Frictions)
			require.NoError(t, r.Map.Validate())
		}
	}
}
