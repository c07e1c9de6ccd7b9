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
// What was not modelled has simpler forms: [Historic] is what customers brought
// so far, [Steady] is who pays and stays at the same rates for ever, [Average]
// is the product of the averages.
package clv
