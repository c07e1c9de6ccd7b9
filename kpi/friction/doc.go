// Package friction finds what is wrong with a journey, where, since when and for
// whom, told only the map and the log.
//
// # Order of calls
//
//  1. Have a [journey.Map] whose touchpoints name their events, and an
//     [event.Log].
//  2. [Find]. The [Result] holds what was found, the most costly first, and a
//     copy of the map on which it is written: each friction with the number that
//     shows it.
//  3. Draw the map, or look into [Result.Frictions] for the period, the segment
//     and what was lost.
//
// # Definitions
//
// What is counted is sessions, as [Options.Session] cuts them. A session was at a
// touchpoint if it has an event of it, whenever in the session that was: clocks
// are often not good enough to tell the order within a session. It went on from a
// touchpoint if it also was at one drawn after it in its stage, or at the next
// stage that the log shows; from a stage, if it was at that next stage.
//
// A trial is what may go badly at one place of the map: not going on, trying
// three times and not going on, going to and fro and not on, meeting an error,
// changing the channel and not going on, or staying longer than nine sessions in
// ten. Of each session put to a trial, a logistic model says how probable it is
// that it goes badly, given the attributes by which segments are told apart, the
// day of the week, how long ago the customer was last there, and a straight line
// over time. So a segment that always does worse, weekends, customers who come
// back and slow change are no friction of a period.
//
// # How frictions of a period are found
//
// For each trial, each segment (everybody; each value of each attribute) and
// each of some thousand stretches of days, the number of bad sessions is held
// against the expected one: the scan statistic of Kulldorff (1997). What stands
// out most, over all of them, is held against what stands out most in logs that
// are drawn from the model, in which the sessions of a customer are as alike as
// in the log, and single days as good or bad for everybody. If hardly any of these stands out as much it is reported, its
// sessions are taken out of every trial that lies around it or within it, and the
// search goes on. So what goes wrong for everybody is reported once, for
// everybody, and what goes wrong at one touchpoint is not reported of its stage
// again. What would not stand out without one single customer is not reported.
//
// A stage whose conversion changed for good, at a day and for everybody, is a
// [Change]; if it fell, it is a [Decline] too. It is looked for first, and the
// model then says so in place of the straight line.
//
// # The error
//
// [Options.Error] bounds the probability of any false report. The kinds of tests
// share it in fixed parts, so that a P of theirs is already divided by its part
// and may be compared with Error:
//
//   - 0.4: drop-offs of a period
//   - 0.1: other signs of a period: repeats, to and fro, errors, hops, long stays
//   - 0.2: segments that do worse all the time
//   - 0.1: those who met an error or changed the channel and went on less often
//   - 0.025: stays that grow longer
//   - 0.025: answers below what the map expects
//   - 0.1: changes of conversion, declines among them
//   - 0.05: moments that carry conversion
//
// Within a part it is the draws, or S. Holm's procedure (1979), that account for
// the number of tests. All of them take into account that sessions of one
// customer are alike.
//
// Shares of sessions that meet an error, or hop, are measured against those that
// do not, among sessions that did about as much before; segments against the
// other values of their attribute, after what other attributes, weekdays and
// absences explain.
//
// # Cost
//
// Time goes into the draws: in proportion to the sessions, the touchpoints and
// [Options.Draws], and to the days up to 730. Of 30,000 events over half a year it
// takes about a second of one processor where something is found, and of 100,000
// two or three; a third of that where nothing is, since the draws then end early.
// They are shared among all cores.
//
// # What the numbers do not say
//
// A period and a segment are chosen because they stand out: the true difference
// is probably somewhat smaller than the measured one. Segments that do worse all
// the time, and moments, compare different customers: why they differ the log
// does not know. [Found.Lost] is what the difference costs if all of it is due to
// the friction.
package friction
