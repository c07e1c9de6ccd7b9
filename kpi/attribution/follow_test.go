package attribution

import (
	"math/rand/v2"
	"testing"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
)

func TestAFollowedStreamIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for range 100 {
		o := pick(r, nil, &Options{ConversionTouches: true})
		sharedtest.Follow(t, r, randomEvents(r), func(log *event.Log) (*Tally, error) { return New(log, []string{"buy"}, o) })
	}
}
