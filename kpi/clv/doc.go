// Package clv estimates what customers will still buy, and what that is worth,
// where no contract says when they leave.
//
// # Order of calls
//
//  1. [Observe] the histories of customers in a log, or read them: how often
//     each bought again, when last, and for how long they were observed.
//  2. [Fit] a model to them. Data that no model fits are a [Degenerate], which
//     names the case.
//  3. Ask the model: who is still there ([Model.Alive]), how much they will buy
//     ([Model.Conditional]), what a new customer will ([Model.Expected]).
//  4. [FitSpend] a model to what they paid, and let [Value] say what each
//     customer, and all of them, are worth under [Terms].
//
// To know whether a model holds, [Observe] a log up to a time Until and a holdout
// after it, fit the model to what was before, and let [CheckHoldout] and [Track]
// compare what it expects with what came.
//
// # What a history is
//
// Purchases become numbers by a [Calendar], of which nothing is implied: whose
// clock and calendar it is, within what several purchases count as one, and the
// unit of the times. The first occasion on which a customer bought is no repeat
// purchase: Frequency x counts the occasions after it, Recency t_x is the time
// from it to the last of them, and T to the end of the observation, which counts
// in full. Refunds, free purchases and those without an amount are counted, and
// treated as [ObserveOptions] say.
//
// # What the families assume
//
// All let each customer buy at random at a rate of their own, which has a gamma
// distribution of shape r and rate alpha over customers. Under the [NBD] nobody
// leaves. Under the [BGNBD] customers leave right after a repeat purchase with a
// probability of their own, which has a beta distribution of a and b: who never
// came back is still there (P. S. Fader, B. G. S. Hardie and K. L. Lee, Counting
// your customers the easy way, Marketing Science 24 (2005) 275–284). Under the
// [MBGNBD] they may leave right after the first purchase too (E. P. Batislam,
// M. Denizel and A. Filiztekin, Empirical validation and comparison of models
// for customer base analysis, International Journal of Research in Marketing 24
// (2007) 201–209; D. Hoppe and U. Wagner, Customer base analysis, Marketing —
// Journal of Research and Management 3 (2007) 75–90).
//
// Under the [ParetoNBD] they leave at any time and unseen, at a rate of their
// own, which has a gamma distribution of shape s and rate beta (D. C.
// Schmittlein, D. G. Morrison and R. Colombo, Counting your customers: who are
// they and what will they do next?, Management Science 33 (1987) 1–24). The
// likelihood is an integral over when they may have left, and is taken as one:
// the hypergeometric functions of the literature under- and overflow, and cancel.
//
// Under the [BGBB] time is counted in opportunities to buy, such as years to give
// in: T is their number, Recency that of the last one taken and Frequency how
// many were, so that all times are whole. Customers take each with a probability
// of their own, which has a beta distribution of alpha and beta, until they leave,
// before each with a probability of their own, which has a beta distribution of
// gamma and delta (P. S. Fader, B. G. S. Hardie and J. Shang, Customer-base
// analysis in a discrete-time noncontractual setting, Marketing Science 29 (2010)
// 1086–1108). [Model.Alive] is then the probability to be there at the next
// opportunity, and the rate of [Model.Residual] is ln(1+d) for a discount d per
// opportunity, the next of which is discounted once.
//
// Of the purchases to come of somebody who is there under the BG/NBD,
// [Model.Conditional] takes the sum over i of the probability of more than i
// purchases of somebody who never leaves, times the mean of (1−p)^i, which is
// that of staying after i of them. It is what the closed forms of the literature
// say, without their singularity at a = 1 and without what cancels in them where
// a + b < 1.
//
// # What a value is
//
// The value of a customer is what the purchases to come are expected to leave:
//
//	margin × Σ expected purchases of a period / (1+rate)^period × expected value of a purchase
//
// [Terms] name the margin, the length of a period in the unit of the histories,
// the rate of a period and how many periods count; none of them is implied. A
// purchase counts as paid at the end of its period ([EndOfPeriod]). With
// Terms.Forever it is discounted for the time at which it is made ([Continuous]):
// the discounted expected residual transactions of [Model.Residual].
//
// The interval of a value says how far the estimated parameters may be wrong, by
// one of the [Method]s, not how far a customer may stray from the mean.
//
// # Little data
//
// No customer is [ErrNoData]. One who bought once says little, and a hundred who
// did still say nothing of the rate at which customers return: such data, and
// those in which nobody leaves, all are alike or all spend the same, are a
// [Degenerate]. It is no failure of the search. Take the limiting model that it
// names, where that is a Family; else another Family, which may see in the data
// what this one does not; else a longer observation or finer occasions. [Historic]
// and [Average] always have an answer. Some hundreds of customers, of whom some
// dozens bought again, give estimates that differ from chance: what they are
// worth is in their intervals.
//
// # Simpler forms
//
// What was not modelled has simpler forms: [Historic] is what customers brought
// so far, [Steady] is who pays and stays at the same rates for ever, [Average]
// is the product of the averages.
package clv
