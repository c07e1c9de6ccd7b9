// Package journey models customer journeys: what the journey should be.
//
// A [Map] is what an organisation knows, or supposes, of the way one
// [persona.Persona] goes from first hearing of it to recommending it: a row of
// stages, and at each stage the touchpoints, the emotion, the frictions and the
// opportunities.
//
// # Order of calls
//
//  1. Get a map: a composite literal, a template (package journey/template) or
//     [Read] from JSON, the form of which [Schema] describes.
//  2. [Map.Validate] it: all mistakes come back, each with its path.
//  3. Read what customers really did into an event log (package
//     journey/event). [Touchpoint.Events] ties the two together.
//  4. Package kpi confronts the map with the log, and writes [Measure] values
//     on a copy of the map.
//  5. Package render draws the measured map, [Map.Write] keeps it.
//
// # Words
//
// One word for one thing, throughout the module:
//
//	journey      the way one customer goes, and the drawing of it
//	stage        a column of the map, one step of the journey
//	phase        where a stage lies in the life of a customer
//	touchpoint   one moment at which the customer meets the organisation
//	channel      the means of that contact
//	emotion      how it feels, from 1 to 5
//	friction     what slows a customer down or turns them away
//	opportunity  something worth doing about it
//	measure      a number with its unit, its n and its interval
//	target       the value that a measure should reach
//	event        one thing that one customer did, in a log
//	trace        all events of one customer, in time order
//
// # Units
//
// A share is a ratio in [0, 1], never a percentage. A time is in seconds or a
// time.Duration. Money is in the currency of the log. An emotion is from 1 to
// 5, and 0 where it is not known.
package journey
