// Package journeytest makes event logs whose truth is known: it is for the
// tests of this module and of programs that use it.
//
// A [Shop] is an online shop with planted probabilities and times, its [Truth].
// Its log follows the stages of template.Ecommerce, under the plain event names
// of that template:
//
//	shop := journeytest.Shop{Customers: 5000, Seed: 1}
//	log, err := event.Collect(shop.Events())
//
// An indicator computed from the log should hold the truth inside its
// confidence interval as often as its level says. The same Shop gives the same
// events on every machine.
package journeytest
