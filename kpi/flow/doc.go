// Package flow says what paths customers take: from where to where, how often
// and how fast; where they begin and where they leave; what they do again; and
// which ways through are the commonest.
//
// # Order of calls
//
//  1. Say in [Options] what a step is (an event, a touchpoint, a stage, a
//     channel, an attribute), what a path is (a customer, a session), and what
//     to count.
//  2. [Compute] it on a log. The [Result] is plain data. Or make a [Tally] with
//     [New], for parts of a log or for events that arrive over time.
//
// # Definitions
//
// A node is what a step of a path is at: an event name, or what [Options.By]
// says. An event that is no node is not there: those around it are neighbours.
// A path is all nodes of a customer in the order of the log, or of one of their
// sessions.
//
// A transition is two nodes that follow one another in a path. A path enters at
// its first node and exits at its last. The end of a path counts as a thing
// that came after its last node, and it absorbs: what is over stays over. So
// for every node
//
//	Count = Entries + transitions to it = Exits + transitions from it
//	1 = ExitRate + the sum of the probabilities from it
//
// A node is eventually followed by another where that comes anywhere later in
// the path; each pair of occurrences counts as one.
//
// Rework is a path in which a node comes again. Its distance is the number of
// steps between two occurrences. A return is a way from a node to another one
// and directly back.
//
// A variant is a path with all its nodes; paths with the same nodes are of the
// same variant. How variants are counted exactly in bounded memory:
// [Options.MaxPaths].
//
// # Leaving
//
// Three numbers say that customers leave after a node, and they answer three
// questions.
//
//   - [Node.ExitRate]: how often was this the last thing? Exits of a path by
//     occurrences of the node. [Node.ExitShare] has paths with the node below
//     the line.
//   - 1 − [Transition.Probability]: how often did something else than this
//     follow at once, or nothing?
//   - [Result.DropOff]: how many of the customers at the node never came to
//     that other one later in the path?
//
// The last one is what a funnel of the two nodes says, without a window, with
// ties as the log has them, and with paths that are whole customers. For a stage and the next one, with nodes
// ByStage, it is the drop_off of package kpi, but for one thing: kpi takes an
// event of the next stage at the very same time for later, whatever the order
// of the two in the log; here the order of the log decides. In a log where no
// customer has events of two stages at one time, the two are equal.
//
// # Parts of a log
//
// Tallies merge: those of parts of a log, each part with whole customers, into
// that of the whole log, whatever the order, also when they were saved as JSON
// and read again, and also when their logs have different names. What comes of
// them is the same to the last byte.
//
// Sources: for directly and eventually follows, rework and distances, W. van
// der Aalst, Process Mining (2nd edition, 2016), and the definitions of PM4Py;
// for the absorbing end, the step matrices of retentioneering; for paths around
// an event, the journeys of Amplitude and the flows of Mixpanel.
package flow
