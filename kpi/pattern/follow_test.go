package pattern_test

import (
	"math/rand/v2"
	"testing"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/pattern"
)

func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	q := pattern.Query{Pattern: "(?1)(?t<=3)(?2).*(?1)", Conditions: letters("ab")}
	for range 40 {
		events := randomEvents(r, 1+r.IntN(12))
		opt := &pattern.Options{Chains: r.IntN(2) == 0}
		sharedtest.Follow(t, r, events, func(log *event.Log) (*pattern.Tally, error) { return pattern.New(log, q, opt) })
		next := pattern.NextQuery{
			Chain: letters("ab")[:1+r.IntN(2)], Backward: r.IntN(2) == 0,
			Base: []pattern.Base{pattern.Head, pattern.Tail, pattern.FirstMatch, pattern.LastMatch}[r.IntN(4)],
		}
		sharedtest.Follow(t, r, events, func(log *event.Log) (*pattern.NextTally, error) { return pattern.NewNext(log, next) })
		sharedtest.Follow(t, r, events, func(log *event.Log) (*pattern.RetentionTally, error) {
			return pattern.NewRetention(log, letters("bca"), nil)
		})
	}
}
