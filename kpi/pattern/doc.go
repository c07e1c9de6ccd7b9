// Package pattern finds sequences of events: who did this and then that, at once
// or later, soon or after a while; how often; and what came next.
//
// # Order of calls
//
//  1. Write a [Query]: a pattern over numbered conditions, each a set of event
//     names.
//  2. [Compute] it on a log. The [Result] says how many customers match, how
//     often and how fast. Or make a [Tally] with [New], for parts of a log or
//     events that arrive over time.
//  3. Ask one customer: a [Matcher] says whether and how often a trace matches,
//     and which of its events do.
//
// [NextNode] says what came directly after (or before) a chain of events, and
// [Retention] who of those who did the first thing also did others.
//
// # Patterns
//
// A pattern is written from these parts, without blanks:
//
//	(?2)       an event that meets condition 2; conditions count from 1
//	.          any one event
//	.*         any number of events, also none
//	(?t<=30)   a time, in seconds, or with a unit: 30m, 12h, 7d; one of
//	           <= < >= > ==
//
// Two events that stand side by side in the pattern are neighbours in the
// sequence. An event that meets no condition is invisible: it separates
// nothing, and "." does not see it. To make an event visible, list it as one
// more condition.
//
// A time stands between two events, and any number of visible events may lie
// between them: "(?1)(?t<=30)(?2)" is a 1 and a 2 within 30 seconds after it.
// Behind ".*", and at the very beginning, it counts from the first event after
// the gap. An event must follow somewhere after a time, and two times do not
// stand side by side.
//
// A match may begin anywhere. Where several do, the one that counts begins
// earliest, and has the shortest gaps, the first gap first. The next match
// begins after its last event, so that matches share no event.
//
// # Paths
//
// A [Query.Path] names the events themselves. All events are visible in it, and
// an arrow means directly:
//
//	home -> [search|catalog] -> [^help]* -> purchase -> path_end
//
//	home         an event of this name, in quotes where it has one of "[]|*
//	[a|b]        an event of one of these names
//	[^a|b]       an event of another name
//	.            any event
//	.*           any number of events, also none
//	[a|b]*       any number of events of these names
//	[^a|b]*      any number of events of other names
//	path_start   at the beginning only: a match begins with the first event
//	path_end     at the end only: a match ends with the last event
//
// This is, with small differences, the language of retentioneering 5.
//
// # ClickHouse
//
// Patterns have the language and the meaning of ClickHouse's sequenceMatch,
// sequenceCount and sequenceMatchEvents. Three things differ. Events at one time
// have the order of the log, where ClickHouse leaves it undefined. A pattern
// that names no event is a mistake, as is a time at the end. And there is no
// limit after which a search is given up: a customer costs at most the number of
// parts of the pattern times the number of their visible events.
//
// # Parts of a log
//
// Tallies merge: those of parts of a log, each part with whole customers, into
// that of the whole log, whatever the order, also when they were saved as JSON
// and read again. What comes of them is the same to the last byte.
package pattern
