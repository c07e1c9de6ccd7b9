package churn

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// ContractOptions says how events tell of subscriptions. The zero value, like a
// nil pointer, looks for the usual event names, takes every amount for that of
// one month, and counts by the month of UTC.
type ContractOptions struct {
	// The names of events. Values are what the customer pays from then on; an
	// event without a value leaves it as it was. nil means the usual names.
	Start  []string // a subscription begins: "subscription_started", "subscribe" …
	Renew  []string // a subscription goes on, or is paid for: "renewal", "payment", "invoice_paid" …
	Change []string // of the plan of somebody who subscribes: "plan_changed", "upgrade", "downgrade" …
	Cancel []string // the subscription ends now: "subscription_cancelled", "cancel" …

	// Refund names events whose value was given back. It changes no recurring
	// revenue and is reported apart, as a negative amount of the events above
	// is. nil means "refund", "payment_refunded", "charge.refunded".
	Refund []string

	// Months is the key of the attribute that says for how long an amount pays:
	// a number of months, or "month", "quarter" or "year" and the like. "" means
	// that every amount is for one month, and so does an event without the
	// attribute.
	Months string

	// Lapse is how long after the last Start, Renew or Change a subscription ends
	// that nobody cancelled, where that was for a month: what pays for longer, by
	// Months, makes it end as much later, a month having 30.436875 days. 0 means
	// never: it goes on until it is cancelled.
	Lapse time.Duration

	Reactivation Reactivation // what those who return do to NRR; "" means Apart

	// Window is the number of periods of the trailing rates, at most 1,000. 0
	// means a year: 12 months, 4 quarters, 52 weeks.
	Window int

	Period   Period         // Month, Quarter or Week; "" means Month
	Location *time.Location // whose calendar it is; nil means UTC

	// At is the end of the observation, between the years 1678 and 2262: later
	// events are left out. The zero time means the last event of the log.
	At time.Time

	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64
}

// A Reactivation says what revenue of former customers who subscribe again does
// to net revenue retention. "" means Apart.
type Reactivation string

// The treatments of reactivation.
const (
	// Apart: nothing. They were not there at the start, so they are no part of
	// what could be retained. So does the SaaS Metrics Standards Board
	// (saasmetricsboard.com, net revenue retention).
	Apart Reactivation = "apart"

	// AsExpansion: it counts as expansion. So does ChartMogul (help.chartmogul.com,
	// net MRR churn rate).
	AsExpansion Reactivation = "as_expansion"
)

// A contract is what a [RevenueTally] was asked, with every default filled in.
type contract struct {
	Start        []string      `json:"start"`
	Renew        []string      `json:"renew"`
	Change       []string      `json:"change"`
	Cancel       []string      `json:"cancel"`
	Refund       []string      `json:"refund"`
	Months       string        `json:"months"`
	Lapse        time.Duration `json:"lapse"`
	Reactivation Reactivation  `json:"reactivation"`
	Window       int           `json:"window"`
	when
}

const maxWindow = 1000

func (o *ContractOptions) asked() (contract, calendar.Zone, error) {
	var s ContractOptions
	if o != nil {
		s = *o
	}
	c := contract{
		Start:  usual(s.Start, "subscription_started", "subscription_start", "subscription_created", "subscribe", "Subscription Started", "customer.subscription.created"),
		Renew:  usual(s.Renew, "subscription_renewed", "renewal", "renew", "payment", "invoice_paid", "Subscription Renewed", "invoice.paid"),
		Change: usual(s.Change, "subscription_changed", "subscription_updated", "plan_changed", "upgrade", "downgrade", "Subscription Updated", "customer.subscription.updated"),
		Cancel: usual(s.Cancel, "subscription_cancelled", "subscription_canceled", "subscription_ended", "cancel", "Subscription Cancelled", "customer.subscription.deleted"),
		Refund: usual(s.Refund, "refund", "payment_refunded", "charge.refunded"),
		Months: s.Months, Lapse: s.Lapse, Reactivation: s.Reactivation, Window: s.Window,
	}
	var zone calendar.Zone
	err := errors.Join(c.when.settle(s.Period, s.At, s.Level), c.settle())
	if err == nil {
		zone, c.Clock = zoneOf(s.Location, c.Period)
	}
	return c, zone, first(err)
}

func usual(given []string, otherwise ...string) []string {
	if given == nil {
		given = otherwise
	}
	return append([]string{}, names(given)...)
}

// settle fills in defaults, and returns the mistakes. The period is settled.
func (c *contract) settle() error {
	err := errors.Join(choose("options.period", &c.Period, Month, Quarter, Week), choose("options.reactivation", &c.Reactivation, Apart, AsExpansion), c.distinct())
	if c.Lapse < 0 || c.Lapse > longestSilence {
		err = errors.Join(err, figure.OutOfRange("options.lapse", "want 0 to 100 years, got %v", c.Lapse))
	}
	if c.Window == 0 {
		c.Window = map[Period]int{Month: 12, Quarter: 4, Week: 52}[c.Period]
	}
	if c.Window < 0 || c.Window > maxWindow {
		err = errors.Join(err, figure.OutOfRange("options.window", "want 0 to %d, got %d", maxWindow, c.Window))
	}
	return err
}

// distinct refuses a name that means two things.
func (c *contract) distinct() error {
	taken := map[string]bool{}
	for _, list := range []struct {
		path  string
		names []string
	}{{"start", c.Start}, {"renew", c.Renew}, {"change", c.Change}, {"cancel", c.Cancel}, {"refund", c.Refund}} {
		for i, name := range list.names {
			if taken[name] {
				path := fmt.Sprintf("options.%s[%d]", list.path, i)
				return &field.Error{Path: path, Err: fmt.Errorf("%w: an event means one thing", field.ErrDuplicate)}
			}
			taken[name] = true
		}
	}
	return nil
}

// What an event is to a contract.
const (
	pays = 1 + iota
	changes
	cancels
	refunds
)

// codes returns what events of each name are.
func (c *contract) codes(log *event.Log) []int32 {
	out := make([]int32, len(log.Names()))
	for id, name := range log.Names() {
		switch is := func(list []string) bool { return slices.Contains(list, name) }; {
		case is(c.Start), is(c.Renew):
			out[id] = pays
		case is(c.Change):
			out[id] = changes
		case is(c.Cancel):
			out[id] = cancels
		case is(c.Refund):
			out[id] = refunds
		}
	}
	return out
}

// months returns for how many months an amount pays by the value of an
// attribute, and false where the value is none that is known.
func months(value string) (float64, bool) {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "", "month", "monthly", "1 month":
		return 1, true
	case "quarter", "quarterly", "3 months":
		return 3, true
	case "year", "yearly", "annual", "annually", "12 months":
		return 12, true
	case "week", "weekly":
		return 12.0 / 52, true
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(n > 0 && n <= 1200) {
		return 1, false
	}
	return n, true
}
