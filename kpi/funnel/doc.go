// Package funnel counts how far customers come through the steps of a journey,
// how long they take, where they leave and what they do instead.
//
// Products disagree on what a funnel is. This package has one definition, of
// which theirs are points: [ClickHouse], [PostHog], [Mixpanel], [Amplitude],
// [GA4] and [Retentioneering] return them as [Options].
//
// # Order of calls
//
//  1. Have an [event.Log] and a list of [Step], written down or made by [Steps]
//     from the stages of a map.
//  2. [Compute] gives the [Result]. To count parts of the customers on their own,
//     make a [Tally] of each with [New], add the traces, save, restore and merge
//     the tallies in any order: the result is the same, to the last bit.
//  3. [Who] lists the customers behind the numbers. [Within] answers the small
//     question how many who did one thing did another one in time.
//
// # Definition
//
// A chain is a list of events of one customer, one for each step taken, such
// that
//
//   - each event satisfies its step: it has one of the step's names and meets
//     its conditions; step 1 is among the steps, and so is every step below the
//     last one that is not optional;
//   - each event follows the one before it, as [Ties] and [Options.Grace] say:
//     with Favourable ties no event is earlier than any before it by more than
//     the grace, with InputOrder it stands behind the one before in the log, and
//     with Later it has a later time;
//   - no two steps have the same event, unless with [Options.Reuse];
//   - no event is later than the first by more than [Options.Window], nor later
//     than the one before by more than [Step.Within]; exactly so much is not
//     more, and a window is elapsed time, whatever clocks did;
//   - between an event and the one before stands no event that an [Exclusion]
//     bars there, and where the step follows Directly, none at all. Between is
//     strictly between: of events at one time none is between others, but with
//     InputOrder;
//   - all events are of one [Scope], and of one value of [Options.Same].
//
// The chain reached step k if k is the last step taken. How far a customer came
// is how far any of their chains reached that the [Anchor] admits. Of the chains
// that reach as far, the one counts that took most steps; then the one that was
// complete first; then the one that began last; then the one whose last step but
// one was taken first, and so on down. Its events give the times and the values.
//
// In the order [Unordered] the chain is of the events of any k steps, none later
// than the first by more than the window, with no excluded event strictly
// between the first and the last; each gives one step, with Reuse all that it
// satisfies; k steps were reached when the number of steps done rose to k. In
// the order [FirstThenAny] the first event takes step 1 and k steps were reached
// when each of the first k steps had an event. Both look for as many steps as
// there are, so that an event which satisfies two steps is given to the one that
// needs it.
//
// A try is the best chain that begins with a given event, its anchor, or with
// one at the same time, but with InputOrder. Tries follow one another: the next
// one begins with the next event that satisfies step 1, behind the last event of
// a try that was complete, behind the window of one that was not, or behind the
// event that ended it. Events before that are no part of it.
//
// A stop ends the reading of events: [Options.StopOnForeign],
// [Options.StopOnRepeat] and [EndTry] take the events time by time, with
// InputOrder one by one, and read none from the first on at which the stop
// holds, given how many steps the events before it reached. Once stopped, always
// stopped: but with EndTry, the next try may begin behind.
//
// # Numbers
//
// Shares have Wilson intervals, quantiles of times those of order statistics,
// means Student's. A share of nothing is left out, never 0 or NaN. Differences
// of segments have Newcombe's interval, and their p values Holm's correction.
//
// The chains are found exactly, by dynamic programming over the steps, in time
// proportional to the events of a customer and the steps. Where that cannot be,
// for tens of thousands of events in the order [FirstThenAny], of tries at one
// moment, or that satisfy several steps each at one moment, the search is cut
// short and [Result.Cut] says for how many customers.
package funnel
