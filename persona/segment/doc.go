// Package segment tells customers apart by what they do.
//
// # Order of calls
//
//  1. Have interactions: those of an event log (its Interactions method, with
//     the names of purchases), or those of an order table that a program has.
//  2. Score each customer with [RFM]. See the example.
//  3. Use [Scores.Of] to split a log by score, or read [Scores.Customers], which
//     is plain data.
//
// # Definitions
//
// RFM stands for recency, frequency and monetary value: who bought lately,
// often and much is likely to buy again. Source: J. R. Bult and T. Wansbeek,
// Optimal selection for direct mail, Marketing Science 14 (1995) 378–394, for
// the variables; A. M. Hughes, Strategic database marketing (1994), for scores
// by equal parts of the customers.
//
// Customers are cut into as many parts, about equal, as there are scores. The
// cut points are quantiles by the inverse of the empirical distribution (type 1
// of R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The
// American Statistician 50 (1996) 361–365): each is a value that a customer
// has. The score is 1 and one more for each cut point that is less than the
// customer's value, so equal customers have equal scores, and where many are
// equal some scores may be missing. For recency it is turned around: the most
// recent have the highest.
//
// The same columns feed models of customer lifetime value: [Customer] has
// frequency, recency and T as P. S. Fader, B. G. S. Hardie and K. L. Lee define
// them, "Counting your customers" the easy way, Marketing Science 24 (2005)
// 275–284, in days.
package segment
