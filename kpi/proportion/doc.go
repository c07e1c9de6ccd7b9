// Package proportion says what counted shares are worth: how far to trust one,
// whether two differ and by how much, which of many segments stand out, and how
// many customers it takes to know.
//
// # Order of calls
//
//  1. Before counting, [SampleSize] says how many customers each of two groups
//     needs for a difference to be found, and [SizeForHalfWidth] how many it
//     takes to know one share well enough.
//  2. [Interval] bounds one share. [Difference], [RelativeRisk] and [OddsRatio]
//     bound what lies between two.
//  3. [Compare] tests segments against each other, with a correction for how
//     many comparisons that are.
//
// # Definitions
//
// K of N customers did something: each did or did not, on their own, with one
// probability p, so that K is binomial. A confidence interval at the level 0.95
// holds p in 95 of 100 such counts. Exact methods do so for every p, at the cost
// of width; the score methods, which are the defaults, do so on average over p.
//
// Customers who were counted twice, or who do what others of the same household
// do, are not on their own: every interval here is then too narrow.
//
// # Numbers
//
// Closed forms are rounded to 12 significant digits, bounds that are found by
// iteration to 11, p values to 10, so that processors agree. No number is NaN or
// infinite: where a ratio has no upper bound, [Ratio] says so. Counts go up to
// 2⁵³.
package proportion
