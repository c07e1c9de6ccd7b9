// Package kpi measures journeys: how well the drawn journey does on what
// customers really did.
//
// # Order of calls
//
//  1. Have a [journey.Map] whose touchpoints name their events, and an
//     [event.Log].
//  2. [Analyze] them. The [Report] holds a copy of the map with measures on its
//     stages, its touchpoints and on the journey, and warnings about whatever
//     makes a number doubtful.
//  3. Draw the map (package render), write it ([journey.Map.Write]), or look a
//     measure up ([journey.Stage.Measure]).
//
// [NPS], [CSAT] and [CES] compute the survey scores from answers without a log;
// package survey has them by segment and over time, with weights, and by other
// conventions.
//
// # Definitions
//
// A customer is a trace of the log. An event belongs to the touchpoint that
// names it, and to that touchpoint's stage. In brackets: the denominator, which
// is the N of the measure.
//
// Of a touchpoint and of a stage:
//
//   - reached: customers with at least one event of it, whether or not they
//     were at an earlier one before [all customers]. What the log does not
//     show at all has no number: perhaps nobody recorded it.
//
// Of a stage:
//
//   - conversion: customers of the stage who have an event of the next stage at
//     or after their first event in this one [customers of the stage]. The next
//     stage is the next one that the log shows at all.
//   - drop_off: the others, 1 − conversion [customers of the stage].
//   - time_median, time_mean, time_p90: seconds from the first event of a visit
//     to the first event of the next visit [visits that ended so]. A visit is a
//     run of events of one stage without a silence longer than
//     [Options.Silence]; one that no other visit follows, or only after such a
//     silence, is left out, and so are times where there are not two. Quantiles
//     interpolate between order statistics (type 7 of Hyndman and Fan 1996).
//   - satisfaction: mean of the answers to a CSAT question, 1 to 5 [answers].
//     Where it is known it becomes the emotion of the stage.
//   - csat: share of answers 4 and 5 [answers].
//   - nps: as [NPS] [answers]. An answer belongs to the stage in which the
//     customer was last seen before it.
//
// Of the journey:
//
//   - conversion: customers who reached the goal [all customers]. The goal is
//     [Options.Goal].
//   - cart_abandonment: customers with a cart event and no purchase [customers
//     with a cart event].
//   - churn: customers without an event in the last [Options.Silence] before
//     the end of the observation [customers whose first event is older than
//     that].
//   - retention: customers with a purchase in the last [Options.Silence] before
//     the end of the observation [customers with a purchase in the window of the
//     same length before that].
//   - repeat_rate: customers with two purchases or more [customers with one].
//   - revenue_per_customer: mean over customers of the value of their purchases
//     [all customers, two or more].
//   - customer_lifetime_value: what a buyer is expected to spend in the next
//     [Options.Horizon], not discounted, mean over buyers [buyers]. Purchases to
//     come are those of the BG/NBD model, their values those of the Gamma-Gamma
//     model, both fitted to the log by maximum likelihood: package [clv] has the
//     formulae and their sources. Purchases of one day in [Options.Location] are
//     one. The interval is that of the delta method. Where the purchases are such
//     that a model can not be fitted, a [Warning] says why.
//   - nps, csat, ces: over all answers [answers].
//
// Every measure has its N and an interval: Wilson's for shares, order
// statistics for quantiles, Student's for means, Rocks' adjusted Wald for NPS.
// A count is certain. A number that nothing can be said about, such as the
// conversion of a stage that nobody reached, is left out; no measure is ever
// NaN or infinite.
package kpi
