// Package attribution divides the credit for conversions, and for their value,
// among the channels that customers met before.
//
// # Order of calls
//
//  1. Have an [event.Log] whose events have channels, and the names of the
//     events that are conversions; or counted paths, of which [ReadPaths] reads
//     a file.
//  2. [Compute] the credit of the log, or [FromPaths] that of the paths, with the
//     models that [Options] name. See the examples.
//  3. Read it off the [Result], which is plain data: the models side by side.
//
// To do it in parts, make a [Tally] with [New] for each part, give it the
// traces, [Tally.Merge] them, and ask for the [Tally.Result]; [OfPaths] makes
// one of counted paths. A part is a log of its own or a shard of one; it may be
// saved as JSON and merged elsewhere. Parts must hold whole customers. What
// comes of it is the result of the whole, to the last digit: all sums are exact.
//
// # Definitions
//
// A touch is an event with a channel, and no conversion. A path is the touches
// of one customer up to a conversion; the next path begins behind it. What
// follows the last conversion is a path too, which did not convert: a null
// path. A path without a touch is none.
//
// The models, each of which gives out as many conversions as there are paths
// that converted, and their whole value:
//
//   - [First] and [Last]: all of it to the first or to the last touch of the
//     path.
//   - [LastNonDirect]: all of it to the last touch of a channel that is not
//     direct; to the last touch, if all are.
//   - [Linear]: to each touch of the path the same.
//   - [PositionBased]: 0.4 of it to the first touch and to the last, and what is
//     left to those between them in equal parts. Of two touches each has half.
//   - [TimeDecay]: to a touch half as much for each half-life that it was earlier,
//     by time or by touches.
//   - [Markov]: in proportion to the removal effect of the channel: by which part
//     the probability of a conversion falls if every path that comes to the
//     channel ends there.
//   - [Shapley]: to each channel of the path the same, however often the path has
//     it. This is the Shapley value of the game in which a set of channels is
//     worth the conversions of the paths that have no other: such a game is a sum
//     of one for each path, in which all channels of the path are needed, and so
//     are worth the same. [ShapleyOf] takes any other game.
//
// # The Markov chain
//
// The probability in the model Markov is that of a chain whose transitions are
// those of all paths, null paths too unless [Options.WithoutNulls] is set. A
// state of a chain of order k is the last k touches, and slides by one touch; a
// path that is shorter is one state. A channel is removed with all states that
// have it. By value, it is what a path may be expected to be worth that falls,
// where a path that converts from a state is worth the mean of those that did.
// The credit for a value is in proportion to this.
//
// The chain is solved, not simulated, and without a subtraction, so that the
// effect of a rare channel has as many digits as that of a frequent one. Of
// first order it is eliminated as a whole. Of higher order, states through which
// few ways lead are eliminated one by one; of what is left, up to 128 states are
// too, and more are followed backwards until the numbers stand still, to twelve
// digits for paths of a thousand steps.
//
// Sources: E. Anderl, I. Becker, F. von Wangenheim and J. H. Schumann, Mapping
// the customer journey: lessons learned from graph-based online attribution
// modeling, International Journal of Research in Marketing 33 (2016) 457–474,
// section 4, for chains to order 4; L. S. Shapley, A value for n-person games,
// Contributions to the Theory of Games II (1953) 307–317.
//
// # Little data
//
// No path is [ErrNoData]. Where none converted, everybody's credit is 0. A
// channel that no converting path has, has none by any model, and one that all
// have has a removal effect of 1. Where the conversions have no value, neither
// has the credit for it.
//
// Credit is a description of the paths that were seen. It says nothing of what
// would have happened without a channel: only an experiment does.
package attribution
