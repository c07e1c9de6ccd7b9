package funnel

import (
	"time"

	"github.com/parcours-go/parcours/journey/event"
)

// Options says what counts as going through a funnel. The zero value, like a
// nil pointer, asks for the steps in order, anything in between allowed, in any
// time, each customer counted once with the best that they did.
//
// Functions such as [PostHog] return the options by which a product computes.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64 `json:"level,omitempty"`

	// Order is in which order the steps must be taken. "" means [Ordered].
	Order Order `json:"order,omitempty"`

	// Window is the longest time from the first step to any other, which may be
	// exactly so long. 0 means no limit; [AtOnce] means no time at all.
	Window time.Duration `json:"window,omitempty"`

	// Within is the longest time from one step to the next, where the step says
	// nothing of its own. 0 means no limit; [AtOnce] means no time at all.
	Within time.Duration `json:"within,omitempty"`

	// Ties is how events of one time follow each other. "" means [Favourable].
	Ties Ties `json:"ties,omitempty"`

	// Grace is by how much a step may come before an earlier one, since clocks
	// and queues bring events of one moment out of order. It needs Favourable
	// ties, and is a day at most. 0 means not at all.
	Grace time.Duration `json:"grace,omitempty"`

	// Reuse lets one event satisfy several steps. Without it, each step needs
	// an event of its own.
	Reuse bool `json:"reuse,omitempty"`

	// StopOnForeign ends the reading of a customer's events, once there was a
	// first step, before an event that matches no step, or one that lies
	// further on than the next.
	StopOnForeign bool `json:"stop_on_foreign,omitempty"`

	// StopOnRepeat ends the reading before an event that matches a step already
	// taken, the first one apart.
	StopOnRepeat bool `json:"stop_on_repeat,omitempty"`

	// Anchor is which try of a customer counts. "" means [Best].
	Anchor Anchor `json:"anchor,omitempty"`

	// FirstEver asks that the first step be the first event that matches it in
	// all that the log knows of the customer.
	FirstEver bool `json:"first_ever,omitempty"`

	// From and To bound when the first step may be taken: at From or later, and
	// before To. The steps behind it may come later. The zero time means no
	// bound.
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`

	// Exclude are events that must not happen between steps, and Effect is what
	// they do. "" means [KeepReached].
	Exclude []Exclusion `json:"exclude,omitempty"`
	Effect  Effect      `json:"effect,omitempty"`

	// Scope is what all steps must be part of. "" means [History].
	Scope Scope `json:"scope,omitempty"`

	// Session is what ends a session. Its zero value is 30 minutes of silence.
	Session event.Cut `json:"-"`

	// Zone is whose days, weeks (from Monday) and months the calendar scopes
	// are. nil means UTC.
	Zone *time.Location `json:"-"`

	// Same is the key of an attribute, or [Channel], which all steps must have
	// the same value of, such as an order number or a session id; events that
	// lack it are left out. It goes with Scope History. "" means none.
	Same string `json:"same,omitempty"`

	// Count is what is counted. "" means [Customers].
	Count Count `json:"count,omitempty"`

	// By is the key of the attribute, or [Channel], by whose values the funnel
	// is broken down. "" means that it is not.
	By string `json:"by,omitempty"`

	// Attribution is which event's value counts. "" means [FirstTouch].
	Attribution Attribution `json:"attribution,omitempty"`

	// Step is the step that [AtStep] looks at, counted from 1. 0 means 1.
	Step int `json:"step,omitempty"`

	// Segments is how many values have a row of their own: those that most
	// entered with. The others share one. 0 means 20.
	Segments int `json:"segments,omitempty"`

	// Brief leaves out all but counts and conversions: no times, values and
	// next events.
	Brief bool `json:"brief,omitempty"`
}

// An Order is in which order steps must be taken.
type Order string

// The orders.
const (
	// Ordered takes the steps one after the other, other events in between.
	Ordered Order = "ordered"

	// Strict is Ordered with no other event of whatever name in between: every
	// step follows Directly.
	Strict Order = "strict"

	// Unordered takes the steps in any order: who reached k has done k of them.
	Unordered Order = "unordered"

	// FirstThenAny takes the first step first and the others in any order: who
	// reached k has done the first k.
	FirstThenAny Order = "first_then_any"
)

// Ties is how events of one customer at one time follow each other.
type Ties string

// The ties.
const (
	// Favourable takes events of one time in whatever order brings the customer
	// furthest. Events of one time stand between nothing.
	Favourable Ties = "favourable"

	// InputOrder takes them as the log has them: by event.Event.Order, then as
	// they were read.
	InputOrder Ties = "input"

	// Later asks that each step be later than the one before.
	Later Ties = "later"
)

// An Anchor is which try of a customer counts. A try is what begins with an
// event that matches the first step.
type Anchor string

// The anchors.
const (
	// Best is the try that goes furthest, of all events that could begin one.
	Best Anchor = "best"

	// FirstEntry is the try that the first such event begins. In a breakdown,
	// it is the first of each segment.
	FirstEntry Anchor = "first"

	// LastEntry is the try that the last such event begins.
	LastEntry Anchor = "last"

	// EachEntry are tries one after the other: when one is complete, out of its
	// window or stopped, the next event that matches the first step begins the
	// next one. Where customers are counted, the best of them counts.
	EachEntry Anchor = "each"
)

// An Effect is what excluded events do.
type Effect string

// The effects.
const (
	// KeepReached bars the way: the customer keeps the steps that they reached
	// without passing an excluded event.
	KeepReached Effect = "keep"

	// Drop leaves out those, step 1 included, whom the excluded events cost a
	// step: who would have come further if they did not count.
	Drop Effect = "drop"

	// EndTry ends the try when an excluded event comes between its steps. It
	// needs an Anchor other than Best.
	EndTry Effect = "end"
)

// A Scope is what all steps must be part of.
type Scope string

// The scopes.
const (
	History Scope = "history" // all that the log knows of the customer
	Session Scope = "session"
	Day     Scope = "day"
	Week    Scope = "week"
	Month   Scope = "month"
)

// A Count is what is counted.
type Count string

// The counts.
const (
	Customers Count = "customers" // each once
	Scopes    Count = "scopes"    // each session, day, week, month, or value of Same
	Tries     Count = "tries"     // each try, of the Anchor EachEntry: totals
)

// An Attribution is which event's value puts a try into a segment.
type Attribution string

// The attributions.
const (
	FirstTouch Attribution = "first" // the customer's first event with a value
	LastTouch  Attribution = "last"  // their last one up to the last step reached
	AtStep     Attribution = "step"  // the event of Options.Step; "" for those who did not reach it
	EveryTouch Attribution = "every" // each event of the try's steps: it is in several segments
)
