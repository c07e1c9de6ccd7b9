package retention

// PostHog returns the options with which PostHog counts by default: a customer
// is in the cohort of every period with a target event, weeks begin on Sunday,
// and the first interval counts everybody.
//
// Source: posthog/hogql_queries/insights/retention_query_runner.py and its
// tests, in github.com/PostHog/posthog.
func PostHog(p Period) *Options {
	return &Options{Period: p, WeekStart: Sunday, Births: EveryPeriod, AtBirth: AlwaysReturn}
}

// Mixpanel returns the options with which Mixpanel counts by default: from the
// first target event in the range on, in windows of 24 hours that begin with
// it, who returns within a window or later. The birth is no return.
//
// Source: Mixpanel's documentation of the retention report and of its query
// API (docs.mixpanel.com).
func Mixpanel(p Period) *Options {
	return &Options{Period: p, Window: Rolling, Births: FirstInRange, AtBirth: NeverReturn, Return: OnOrAfter}
}

// Amplitude returns the options with which Amplitude counts by default: in
// windows that begin with each target event, who returns within a window or
// later. Days are windows of 24 full hours; weeks and months are windows of 7
// and of 30 days of the calendar.
//
// Source: Amplitude's documentation, how time works in a retention analysis
// (amplitude.com/docs).
func Amplitude(p Period) *Options {
	o := &Options{Period: p, Window: Rolling, Round: ToDay, Births: EveryPeriod, Return: OnOrAfter}
	if p == Day || p == "" {
		o.Round = ToHour
	}
	return o
}
