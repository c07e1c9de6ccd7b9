package retention

// A Period is a stretch of the calendar. "" means Day.
type Period string

// The periods.
const (
	Day   Period = "day"   // from midnight to midnight: 23 or 25 hours where clocks are changed
	Week  Period = "week"  // seven days
	Month Period = "month" // of the calendar: 28 to 31 days
)

// A Weekday is the day with which weeks begin. "" means Monday.
type Weekday string

// The days with which weeks begin.
const (
	Monday    Weekday = "monday"
	Tuesday   Weekday = "tuesday"
	Wednesday Weekday = "wednesday"
	Thursday  Weekday = "thursday"
	Friday    Weekday = "friday"
	Saturday  Weekday = "saturday"
	Sunday    Weekday = "sunday"
)

// A Window says how the distance of a return from a birth is counted. ""
// means Calendar.
type Window string

// The ways to count distance.
const (
	// Calendar counts periods of the calendar: whoever was born on Monday at
	// 23:59 and returns at 00:01 is back on day 1.
	Calendar Window = "calendar"

	// Rolling counts windows of the same length for everybody from the birth
	// on: 24 hours for a day, 7 times as much for a week, 30 for a month.
	Rolling Window = "rolling"
)

// A Rounding says how times are rounded down before a [Rolling] distance is
// counted. "" means Exact.
type Rounding string

// The roundings.
const (
	Exact  Rounding = "exact"
	ToHour Rounding = "hour" // to the full hour of UTC
	ToDay  Rounding = "day"  // to the day of the calendar: distances are whole days
)

// A Births says which target events put a customer into a cohort. "" means
// FirstEver.
type Births string

// The births.
const (
	FirstEver    Births = "first_ever"     // the first in the log; if it is before Options.From, none
	FirstInRange Births = "first_in_range" // the first at or after Options.From
	EveryPeriod  Births = "every_period"   // all: a customer is in the cohort of each period with one
)

// An AtBirth says whether the birth itself is a return. "" means MayReturn.
type AtBirth string

// What a birth may be.
const (
	MayReturn    AtBirth = "may_return"    // it is one if its event is a return event
	NeverReturn  AtBirth = "never_return"  // only other events are
	AlwaysReturn AtBirth = "always_return" // the interval of the birth counts everybody
)

// A Criterion says when a customer counts as retained at a bracket. "" means
// On.
type Criterion string

// The criteria.
const (
	On         Criterion = "on"           // with a return within the bracket
	OnOrAfter  Criterion = "on_or_after"  // with a return within the bracket or later: also called unbounded
	OnOrBefore Criterion = "on_or_before" // with a return within the bracket or earlier
	Streak     Criterion = "streak"       // with a return within the bracket and within each before it
)

// A Bracket is a range of distances from a birth: periods or windows from From
// on and before To, counted from 0, that of the birth.
type Bracket struct {
	From int `json:"from"`
	To   int `json:"to"`
}

var weekdays = [...]Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday}
