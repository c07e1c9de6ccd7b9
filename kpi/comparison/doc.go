// Package comparison sets two measured maps beside each other: before and after
// a change, one segment and another, one shop and the next.
//
// # Order of calls
//
//  1. Measure both maps (package kpi). To compare segments, split the log
//     ([event.Log.Split]) and analyze one map on each part.
//  2. [Compare] them. The [Result] holds each difference with its interval and
//     its p value, and what was added, removed, moved or ranked anew.
//  3. Draw it (package render).
//
// # Definitions
//
// Stages are the same if they have one name, touchpoints if they have one name in
// stages that are the same, measures if they have one name and one unit at the
// same place. A difference is the value after less the value before.
//
// The customers behind the two maps must not be the same, nor those of one know
// of those of the other. Customers who are in both, such as the same customers
// before and after, break that: their differences are more certain than what
// stands here says, or, where customers drag each other along, less.
//
// How much a difference can be trusted depends on what the measures carry:
//
//   - Shares that were counted, k of n with Wilson's interval, have the interval
//     of R. G. Newcombe, Interval estimation for the difference between
//     independent proportions, Statistics in Medicine 17 (1998) 873–890, method
//     10, and the p value of the z test with pooled variance: [Shares].
//   - Other estimated measures, such as times, money, means and net promoter
//     scores, have the interval that G. Y. Zou and A. Donner recover from those
//     of the two, Construction of confidence limits about effect measures: a
//     general approach, Statistics in Medicine 27 (2008) 1693–1702, and a z test
//     whose standard error is that of the sides which face each other:
//     [Intervals]. Quantiles of times have intervals that hold more than their
//     level, and a test that finds a difference where there is none in some 3 %
//     of the cases instead of 5.
//   - Counts, numbers that somebody wrote and numbers without an interval have a
//     difference and nothing else: [Untested].
//
// Many differences that are looked at together show some by chance. Adjusted p
// values are those of S. Holm, A simple sequentially rejective multiple test
// procedure, Scandinavian Journal of Statistics 6 (1979) 65–70: where none of the
// numbers differs in truth, 1 − level bounds the probability that any is called
// [Difference.Significant].
//
// # Numbers
//
// No number is NaN or infinite. Closed forms are rounded to 12 significant
// digits, p values to 10, so that processors agree.
package comparison
