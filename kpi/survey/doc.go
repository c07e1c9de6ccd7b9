// Package survey scores the answers of customers: net promoters, satisfaction
// and effort, of counted answers and of event logs.
//
// # Order of calls
//
//  1. Have a [Question]: [Recommend] (NPS), [Satisfaction] (CSAT) or [Effort]
//     (CES), or one of your own with a [Kind] of score and a [Scale].
//  2. [Question.Count] the answers, or have promoters, passives and detractors
//     ([Recommendations]).
//  3. [Question.Score] them, and [Question.Compare] them with others.
//
// [Compute] does all of it on a log: overall, by stage of a map, by segment and
// by period. To count parts of the customers on their own, make a [Tally] of
// each with [New], add the traces, and merge the tallies.
//
// # Definitions
//
// An answer is a whole number on the scale of the question. A blank is a
// question that was asked and not answered. Whatever else was said is invalid:
// off the scale, or no whole number. Both are counted and have no part in a
// score; nothing is dropped in silence.
//
// Every score is the mean of what answers count as: NPS of 1, 0 and −1, the
// share of satisfied customers of 1 and 0, a mean of the answers themselves. Its
// variance is that of one answer; its standard error is √(variance / n).
//
// # Weights
//
// Answers may have weights, such as those that bring a sample to the shares of
// the population. A score is then a weighted mean, Σwy / Σw, with the variance
// Σw²(y−ȳ)² / (Σw)² of its linearisation (W. G. Cochran, Sampling techniques,
// 3rd edition (1977), chapter 6, for a ratio of two means). Intervals take for n
// the effective number of answers (Σw)² / Σw² of L. Kish, Survey sampling (1965),
// section 11.7, or, where it is smaller, the number that has that variance: E. L.
// Korn and B. I. Graubard, Confidence intervals for proportions with small
// expected number of positive counts estimated from survey data, Survey
// Methodology 24 (1998) 193–201. Kish's is too large where those answers that
// weigh much scatter most. Weights that are all alike change nothing.
package survey
