// Package survival says how long it takes until an event, such as the loss of a
// customer, where many durations are censored: the event has not happened yet,
// and may or may not happen later. To leave them out, or to take them for
// events, makes lives too short.
//
// # Order of calls
//
//  1. Have [Data]: columns, made by [Collect] of a few [Observation], read by
//     [ReadCSV], or filled directly. Times are durations in any one unit.
//  2. [KaplanMeier] gives survival curves, with [Curve.Median],
//     [Curve.RestrictedMean] and [Curve.At]; [NelsonAalen] cumulative hazards;
//     [LogRank] compares groups; [Cox] explains durations by covariates.
//  3. Several results of the same data need only one [Count]: its [Tally] has
//     the same methods. Tallies of parts of the observations, saved and
//     restored, add up to the whole.
//
// # Definition
//
// An observation with the time t and the event had it at t; one without was
// watched until t, and had it later or never. At a time, those are at risk
// whose time is this or later: who is censored at the time of an event was at
// risk of it. Censoring must tell nothing of the events that it hides.
//
// Results do not depend on the order of the observations. Groups are sorted by
// name. Intervals are pointwise, at the level of the options.
package survival
