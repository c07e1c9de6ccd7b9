package funnel

import (
	"slices"
	"time"
)

// The options by which products compute their funnels, as far as these publish
// it. Each function returns options of its own, which may be changed: a Window
// is the product's default.

// A ClickHouseMode is a mode of ClickHouse's windowFunnel.
type ClickHouseMode string

// The modes.
const (
	StrictDeduplication ClickHouseMode = "strict_deduplication" // a repeated step ends the chain
	StrictOrder         ClickHouseMode = "strict_order"         // an event of no step, or of one too far, ends it
	StrictIncrease      ClickHouseMode = "strict_increase"      // steps at one time do not follow each other
	StrictOnce          ClickHouseMode = "strict_once"          // an event satisfies one step
)

// ClickHouse returns the options of windowFunnel of ClickHouse: a window from the
// first step, and one event may satisfy several steps. A window of 0 is
// [AtOnce], as it is there.
//
// With StrictIncrease the chain found here is the longest one, which the
// function of ClickHouse misses where a later match of a step overwrites the
// earlier one (its issue 93789).
func ClickHouse(window time.Duration, modes ...ClickHouseMode) *Options {
	if window == 0 {
		window = AtOnce
	}
	o := &Options{
		Window:        window,
		Reuse:         !slices.Contains(modes, StrictOnce),
		StopOnForeign: slices.Contains(modes, StrictOrder),
		StopOnRepeat:  slices.Contains(modes, StrictDeduplication),
	}
	if slices.Contains(modes, StrictIncrease) {
		o.Ties = Later
	}
	return o
}

// PostHog returns the options of PostHog's funnels: 14 days, and excluded events
// drop whom they cost a step, or in unordered funnels, bar the way.
func PostHog(order Order) *Options {
	o := &Options{Order: order, Window: 14 * 24 * time.Hour, Effect: Drop}
	if order == Unordered {
		o.Effect = KeepReached
	}
	return o
}

// Mixpanel returns the options of Mixpanel's funnels: 7 days from the first
// entry, two seconds of grace, and excluded events end the try. Totals are the
// Anchor EachEntry and the Count Tries; "optimized re-entry" is the Anchor Best.
func Mixpanel() *Options {
	return &Options{Window: 7 * 24 * time.Hour, Anchor: FirstEntry, Grace: 2 * time.Second, Effect: EndTry}
}

// Amplitude returns the options of Amplitude's funnel analysis: the longest
// chain within a day, with a second of grace.
func Amplitude() *Options {
	return &Options{Window: 24 * time.Hour, Grace: time.Second}
}

// GA4 returns the options of funnels of Google Analytics 4, whose only windows
// are those from the prior step: [Step.Within].
func GA4() *Options { return &Options{} }

// Retentioneering returns the options of the funnel of retentioneering 5:
// without a window, events of one time in the order of the input. Order
// [FirstThenAny] is the hybrid funnel of its version 3.
func Retentioneering() *Options { return &Options{Ties: InputOrder} }
