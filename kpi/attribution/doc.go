// Package attribution divides the credit for conversions among the channels
// that customers met before.
//
// # Order of calls
//
//  1. Have an [event.Log] whose events have channels, and the names of the
//     events that are conversions.
//  2. [Compute] the credit. See the example.
//  3. Read it off the [Result], which is plain data: four models side by side.
//
// To do it in parts, make a [Tally] with [New] for each part, give it the
// traces, [Tally.Merge] them, and ask for the [Tally.Result]. A part is a log
// of its own or a shard of one; it may be saved as JSON and merged elsewhere.
// Parts must hold whole customers.
//
// # Definitions
//
// A touch is an event with a channel, and no conversion. A path is the touches
// of one customer up to a conversion; the next path begins behind it. What
// follows the last conversion is a path too, which did not convert: a null
// path. A path without a touch is none.
//
// The models, each of which gives out as many conversions as there are paths
// that converted:
//
//   - first and last: all of it to the first or to the last touch of the path.
//   - linear: to each touch of the path the same.
//   - Markov: in proportion to the removal effect of the channel: by which part
//     the probability of a conversion falls if every path that comes to the
//     channel ends there. The probability is that of the Markov chain of first
//     order whose transitions are those of all paths, null paths too. It is
//     solved, not simulated. Source: E. Anderl, I. Becker, F. von Wangenheim
//     and J. H. Schumann, Mapping the customer journey: lessons learned from
//     graph-based online attribution modeling, International Journal of Research
//     in Marketing 33 (2016) 457–474, section 4.
//
// Credit is a description of the paths that were seen. It says nothing of what
// would have happened without a channel: only an experiment does.
package attribution
