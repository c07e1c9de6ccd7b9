package friction

import (
	"os"
	"slices"
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
// 12 once in 680 times. Segments that convert differently are no false report of
// a segment gap: of such logs only the other kinds count. The last two sorts of
// logs have a quarter of the seeds.
func TestNothingIsFoundWhereNothingIsTheMatter(t *testing.T) {
	for _, sort := range []struct {
		name string
		part int  // of the seeds
		gaps bool // that are there
		m    *journey.Map
		log  func(seed uint64) *event.Log
	}{
		{"the shop of journeytest", 1, false, template.Ecommerce(journey.English), func(seed uint64) *event.Log {
			log, err := event.Collect(journeytest.Shop{Seed: seed, Customers: 1000}.Events())
			require.NoError(t, err)
			return log
		}},
		{"customers who differ, and weekends", 1, false, marketMap(), func(seed uint64) *event.Log {
			return market{customers: 400, seed: seed, differ: 1, alike: true}.log()
		}},
		{"segments and slow change besides", 4, true, marketMap(), func(seed uint64) *event.Log {
			return market{customers: 400, seed: seed, differ: 0.8, drift: 0.8}.log()
		}},
		{"days that are good or bad for everybody besides", 4, false, marketMap(), func(seed uint64) *event.Log {
			return market{customers: 1000, seed: seed, differ: 0.5, shock: 0.3, alike: true}.log()
		}},
	} {
		t.Run(sort.name, func(t *testing.T) {
			n, reported, changes, moments := seeds(t)/sort.part, 0, 0, 0
			for seed := range n {
				r, err := Find(sort.m, sort.log(uint64(seed)), nil)
				require.NoError(t, err)
				wrong := slices.DeleteFunc(r.Frictions, func(f Found) bool { return sort.gaps && f.Kind == SegmentGap })
				if len(wrong) > 0 {
					reported++
					t.Logf("seed %d: %s %s", seed, wrong[0].Kind, wrong[0].Text)
				}
				changes += min(1, len(r.Changes))
				moments += min(1, len(r.Moments))
			}
			t.Logf("frictions in %d of %d logs, changes in %d, moments in %d", reported, n, changes, moments)
			assert.LessOrEqual(t, reported*100, 11*n+100) // of a hundred, 12
		})
	}
}
