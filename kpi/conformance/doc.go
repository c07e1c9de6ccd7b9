// Package conformance lays the drawn journey beside each real one: who did what
// was planned in the planned order, what was left out, what came too early, what
// came again, what nobody planned, and how long the ways between took.
//
// # Order of calls
//
//  1. Have a [journey.Map] whose touchpoints name their events, or the names of
//     events in their order ([Options.Sequence]), and an [event.Log].
//  2. [Compute] the [Result]: see the example. Its Fitness says how well all
//     fits, its Steps where it does not, its Deviations what is done instead.
//  3. To count in parts, have a tally of each part from [New], add the traces to
//     it, write it as JSON and merge the tallies: the result is the same, to the
//     last bit. A customer must be whole in one part.
//
// # Definitions
//
// The plan is the sequence of the touchpoints of the map that name events, or of
// the stages with such touchpoints. A unit is all that a customer did, or a
// session. Events of a unit stand in the order of the log.
//
//   - An alignment lays the events of a unit beside the steps of the plan, and
//     ties events to steps of theirs so that both keep their order. The best one
//     ties the most: the longest common subsequence. Where several do, its last
//     step is the earliest of the plan that can be, by the earliest event that
//     can be; so for the step before it, and so on.
//   - A step is completed if the alignment ties an event to it, out of order if
//     there is an event of it that the alignment leaves over, and missing
//     otherwise. Further events of a step that are left over are repeats.
//   - The cost of a unit is the number of steps that are not completed and of
//     events that are left over: events + steps − 2·completed. Its fitness is 1 −
//     cost / (events + steps), that of the log 1 − Σ cost / Σ (events + steps).
//     These are the costs and the fitness of an optimal alignment of a linear
//     Petri net at one per move (A. Adriansyah, Aligning observed and modeled
//     behavior, thesis, TU Eindhoven, 2014), and the numbers of PM4Py.
//   - A replay plays the events as tokens through the plan: see [Replay]. Its
//     numbers are those of A. Rozinat and W. M. P. van der Aalst, Conformance
//     checking of processes based on monitoring real behavior, Information
//     Systems 33 (2008) 64–95, and of PM4Py.
//   - A time is from an event of one step to any later event of another one, or
//     of the same, in the unit: see [Timing]. Their means and deviations are the
//     temporal profile of A. Stertz, J. Mangler and S. Rinderle-Ma, Temporal
//     conformance checking at runtime based on time-infused process models,
//     arXiv:2008.07262 (2020).
//
// Shares have Wilson's interval, and so has the mean fitness of units that are
// all alike; otherwise it has Student's. Both take the units for independent,
// which sessions of one customer are not quite.
//
// A step that the log never shows is missing everywhere, though perhaps nobody
// recorded it: its Reached of 0 says so. [Options.Recorded] leaves such steps out
// of the plan.
package conformance
