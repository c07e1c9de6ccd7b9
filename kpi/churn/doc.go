// Package churn says how many customers are lost, and how much revenue with
// them.
//
// # Order of calls
//
//  1. Have an [event.Log].
//  2. [Compute] the losses where no contract says when customers leave, and only
//     their silence shows it; [ComputeRevenue] where subscriptions begin, go on
//     and end, with or without amounts.
//  3. Read the numbers off the [Result] or the [Revenue]: both are plain data.
//  4. To see how long customers stay, give their [Lifetimes] to package survival
//     ([SurvivalData]), or the cohorts of a Revenue to package renewal
//     ([Cohort.Renewals]).
//
// To do it in parts, make a [Tally] with [New] for each part, give it the
// traces, [Tally.Merge] them, and ask for the [Tally.Result]. A part is a log
// of its own or a shard of one; it may be saved as JSON and merged elsewhere.
// Parts must hold whole customers: one who is in two parts counts as two.
//
// # Who is there, without a contract
//
// A customer is there from an event on, until they have been silent for
// [Options.Silence] or longer. Then they have left: with the last event before
// the silence ([AtLastEvent]), or when the silence was long enough
// ([AfterSilence]). With the next event they return. The first event in the log
// counts as the first ever.
//
// Near the end of the log a customer may be silent, but not for long enough.
// With AtLastEvent nobody knows whether they have left. They are pending:
// neither lost nor kept, and a period with any of them has no rate yet. A rate
// that took them for kept would always look best for the last months, and one
// without them always worst.
//
// Logo churn counts customers, whatever each is worth: those lost in a period by
// those who were there at its start. Whoever comes in a period is not at risk in
// it. It has Wilson's interval, which takes customers as independent. With
// [Options.Cohorts] there is the same table for those alone who were first seen
// in the same period: at age 0, 1, 2 and so on.
//
// # Who is there, with a contract
//
// A customer is there from the start of a subscription to its end: until it is
// cancelled, or until a payment was missed by [ContractOptions.Lapse]. What they pay
// a month is the amount of the last payment or change, by the months that it
// pays for; the sum over customers is monthly recurring revenue (MRR). Payments
// that are late, one-off or given back do not change it.
//
// Each period compares what a customer has at its start and at its end: nothing
// that comes and goes in between. The movements of revenue are
//
//   - won: nothing at the start, and never before;
//   - reactivated: nothing at the start, but before;
//   - expansion and contraction: something at both ends, more or less;
//   - churned: something at the start, nothing at the end.
//
// GRR = (start − contraction − churned)/start, and NRR = (start + expansion −
// contraction − churned)/start, of the customers who paid at the start: the
// definitions of the SaaS Metrics Standards Board (saasmetricsboard.com, gross
// and net revenue retention). They are conventions: see [Reactivation] for where
// tools differ. Trailing rates and those of cohorts are the same with ends that
// lie further apart.
package churn
