package friction

import (
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
)

// seeds is how many logs of each sort are made: 100, or what FRICTION_SEEDS says.
func seeds(t *testing.T) int {
	if text := os.Getenv("FRICTION_SEEDS"); text != "" {
		n, err := strconv.Atoi(text)
		require.NoError(t, err)
		return n
	}
	return 100
}

// Of logs in which nothing is the matter no more than one in twenty is reported
// to have a friction. With 100 logs a true rate of one in twenty gives more than
// 11 once in 230 times.
func TestNothingIsFoundWhereNothingIsTheMatter(t *testing.T) {
	shop := func(seed uint64) *event.Log {
		log, err := event.Collect(journeytest.Shop{Seed: seed, Customers: 1500}.Events())
		require.NoError(t, err)
		return log
	}
	for _, sort := range []struct {
		name string
		m    *journey.Map
		log  func(seed uint64) *event.Log
	}{
		{"the shop of journeytest", template.Ecommerce(journey.English), shop},
		{"customers who differ, weekends, segments", marketMap(), func(seed uint64) *event.Log {
			return market{seed: seed, differ: 1}.log()
		}},
		{"slow change besides", marketMap(), func(seed uint64) *event.Log {
			return market{seed: seed, differ: 0.8, drift: 0.8}.log()
		}},
	} {
		t.Run(sort.name, func(t *testing.T) {
			n, reported := seeds(t), 0
			for seed := range n {
				r, err := Find(sort.m, sort.log(uint64(seed)), nil)
				require.NoError(t, err)
				if len(r.Frictions) > 0 {
					reported++
					t.Logf("seed %d: %s %s %v %s", seed, r.Frictions[0].Kind, r.Frictions[0].Stage, r.Frictions[0].Segment, r.Frictions[0].Text)
				}
			}
			t.Logf("%d of %d logs", reported, n)
			assert.LessOrEqual(t, reported*100, 11*n)
		})
	}
}
