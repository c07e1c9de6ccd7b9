// Package retention says who comes back: cohorts of customers over time, and
// who is active, new, gone or back again in each period.
//
// # Order of calls
//
//  1. Have an [event.Log].
//  2. [Compute] what becomes of cohorts, or [ComputeActivity] what becomes of
//     all customers together. See the examples.
//  3. Read the numbers off the [Result] or the [Activity]: both are plain data.
//
// To do it in parts, make a [Tally] with [New] for each part, give it the
// traces, [Tally.Merge] them, and ask for the [Tally.Result]. A part is a log
// of its own or a shard of one; it may be saved as JSON and merged elsewhere.
// Parts must hold whole customers: one who is in two parts counts as two.
//
// # Definitions
//
// A birth is a target event that puts a customer into the cohort of its period;
// [Births] says which do. A return is a return event of the same customer that
// comes after the birth in the order of the log, or that is the birth itself
// where [AtBirth] says so.
//
// The distance of a return is how many periods of the calendar lie between it
// and the birth ([Calendar]), or how many whole windows ([Rolling]). A customer
// born several times in one period is in its cohort once, and returns at every
// distance from any of these births.
//
// Periods are those of a [time.Location]. A day begins when its clocks first
// show it, so it lasts 23 or 25 hours where they are changed.
//
// A bracket is over for a cohort when it is over for everybody in it by the end
// of the observation. One that is not is marked, and left out of the overall
// row: there, the customers of a cohort are in the denominator of a bracket if
// and only if all of them have had the time to return in it.
//
// Shares have Wilson's interval. It takes customers as independent of each
// other, which the cohorts of [EveryPeriod] are not when they are added up:
// there the interval of the overall row is too narrow.
//
// # Other tools
//
// [PostHog], [Mixpanel] and [Amplitude] return the options that count as these
// tools do.
package retention
