package bridge

import (
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/cart"
)

type cartsParams struct {
	Events  eventsParams `json:"events"`
	Options cart.Options `json:"options"`
}

// carts replies with how many carts were abandoned.
func carts(p cartsParams, events []byte) (answer, error) {
	return analysis(p.Events, events, func(log *event.Log) (*cart.Result, error) {
		return cart.Compute(log, &p.Options)
	})
}
