package conformance

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for done := 0; done < 150; {
		l, m, opt := randomCase(r)
		whole, err := Compute(m, l, &opt)
		if err != nil {
			require.ErrorIs(t, err, ErrNoData) // a plan without a step
			continue
		}
		done++
		if opt.Times && r.IntN(2) == 0 {
			opt.Zeta, opt.Profile = 0.5+r.Float64(), append([]Pair{}, whole.Timing.Profile...)
		}
		sharedtest.Follow(t, r, slices.Collect(l.All()), func(log *event.Log) (*Tally, error) { return New(m, log, &opt) })
	}
}
