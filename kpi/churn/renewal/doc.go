// Package renewal projects how long customers stay who renew a contract, or let
// it end: from how many of a cohort are left after each period, to how many will
// be, and what they are worth.
//
// # Order of calls
//
//  1. Have cohorts: how many customers began, and how many were left after each
//     renewal ([Cohort]). They may be of different lengths.
//  2. [Fit] a model to them. Data that no model fits are a [Degenerate], which
//     names the case.
//  3. Ask the fit for a projection ([Fitted.Project]) and for what a customer
//     ([Fitted.Residual]) or all of them ([Fitted.Base]) are worth, each number
//     with its interval; or a [Model] with known parameters for the numbers
//     alone.
//
// # Why not one retention rate
//
// Customers differ. Those most likely to leave leave first, so the retention
// rate of a cohort rises from period to period although nobody changes. One rate
// for all, carried forward, makes the customers who are left look worth less
// than they are.
//
// # Definitions
//
// T is the period in which a customer leaves: at the T-th opportunity to renew.
// S(t) = P(T > t) are left after t renewals, and r(t) = S(t)/S(t−1) is the
// retention rate. T counts from 1: everybody pays for the first period.
package renewal
