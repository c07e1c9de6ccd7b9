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
package clv
