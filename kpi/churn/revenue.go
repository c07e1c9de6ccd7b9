package churn

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/parcours-go/parcours/kpi/churn/renewal"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Revenue is what became of subscribers and of what they pay. Amounts are in
// the currency of the log, by the month (MRR), whatever the Period is.
type Revenue struct {
	Period Period `json:"period"`
	Window int    `json:"window"` // periods of the trailing rates

	// Periods are those from the first with a subscriber to the end of the
	// observation.
	Periods []RevenuePeriod `json:"periods"`

	// Cohorts are the customers by the period in which they first subscribed.
	Cohorts []Cohort `json:"cohorts"`

	Customers int `json:"customers"` // who ever subscribed

	// Unread is how many amounts are of a time that [ContractOptions.Months]
	// does not tell in words or numbers that are known. They count as those of
	// one month.
	Unread int `json:"unread,omitempty"`

	// Case names what the periods can not tell, or only at its edge.
	Case Case `json:"case,omitempty"`
}

// A RevenuePeriod is what changed from the start of a period to its end, of
// each customer: whoever leaves and returns in it changed nothing. Customers at
// its end are AtStart + New + Returned − Lost − Passed, and MRR at its end is
// MRR + Won + Reactivated + Expansion − Contraction − Churned.
type RevenuePeriod struct {
	Start string `json:"start"` // the date on which the period begins, as "2006-01-02"

	// Over says that the period is over at the end of the observation. If it is
	// not, only AtStart and MRR are known, and all else is 0.
	Over bool `json:"over"`

	AtStart  int `json:"at_start"` // customers who subscribed when it began
	New      int `json:"new"`      // for the first time
	Returned int `json:"returned"` // again, and not there at the start
	Lost     int `json:"lost"`     // of those AtStart, not there at the end
	Passed   int `json:"passed"`   // new or returned, and not there at the end

	MRR         float64 `json:"mrr"`         // monthly recurring revenue when it began
	Won         float64 `json:"won"`         // of customers who pay for the first time
	Reactivated float64 `json:"reactivated"` // of customers who paid earlier, and nothing at the start
	Expansion   float64 `json:"expansion"`   // more from customers who paid at the start
	Contraction float64 `json:"contraction"` // less from customers who still pay
	Churned     float64 `json:"churned"`     // all of customers who pay nothing any more
	Refunded    float64 `json:"refunded"`    // given back, which changes no MRR

	Rates // from the start of the period to its end; NRR as [Reactivation] says

	// Trailing are the rates of the last Window periods, this one included: what
	// is left of the customers and the revenue at their start. They follow each
	// customer, and are no products of the rates of the periods.
	Trailing Rates `json:"trailing,omitzero"`
}

// QuickRatio returns how much revenue a period gains for each unit that it
// loses: (won + reactivated + expansion) / (contraction + churned). It is false
// where nothing was lost. Mamoon Hamid of Social Capital proposed it.
func (p RevenuePeriod) QuickRatio() (ratio float64, ok bool) {
	lost := p.Contraction + p.Churned
	if !(lost > 0) {
		return 0, false
	}
	ratio = stat.Tidy((p.Won + p.Reactivated + p.Expansion) / lost)
	return ratio, !math.IsInf(ratio, 0)
}

// A Cohort is the customers who first subscribed in one period.
type Cohort struct {
	Start string `json:"start"` // the date on which the period begins, as "2006-01-02"
	Size  int    `json:"size"`  // customers

	// Ages has at index k what is left k periods after the end of that period.
	// Rates compare it with what was there at index 0.
	Ages []Age `json:"ages,omitempty"`
}

// An Age is what is left of a cohort at some time.
type Age struct {
	Customers int     `json:"customers"` // of those at index 0, there now
	Loyal     int     `json:"loyal"`     // of those, there at each end of a period so far
	MRR       float64 `json:"mrr"`       // of those who paid at index 0
	Rates
}

// Renewals returns the cohort as package renewal projects it: all its
// customers, and those who are left after each period that they could renew in.
// Those who return stay lost.
func (c Cohort) Renewals() renewal.Cohort {
	out := renewal.Cohort{Name: c.Start, Alive: []int{c.Size}}
	for k, a := range c.Ages {
		if k > 0 {
			out.Alive = append(out.Alive, a.Loyal)
		}
	}
	return out
}

// Result returns what was counted so far. The tally may go on after it.
func (t *RevenueTally) Result() (*Revenue, error) {
	if t.err != nil {
		return nil, fmt.Errorf("churn: %w", t.err)
	}
	if t.customers == 0 {
		return nil, fmt.Errorf("churn: %w: nobody subscribed", ErrNoData)
	}
	if n := t.ages(); n > maxAges {
		return nil, fmt.Errorf("churn: %w", figure.OutOfRange("options.period", "want a longer one than %s: cohorts have %d ages together, and %d at most", t.Period, n, maxAges))
	}
	r := &Revenue{Period: t.Period, Window: t.Window, Customers: t.customers, Unread: t.unread}
	t.table(r)
	for _, period := range slices.Sorted(maps.Keys(t.cohorts)) {
		r.Cohorts = append(r.Cohorts, t.cohort(period))
	}
	if !r.finite() {
		return nil, fmt.Errorf("churn: %w", stat.ErrTooLarge)
	}
	return r, nil
}

// maxAges bounds the cells of the table of cohorts: those of 50 years of months,
// or of 12 years of weeks, are as many.
const maxAges = 200_000

// ages returns how many cells the table of cohorts has.
func (t *RevenueTally) ages() int {
	n := 0
	for period := range t.cohorts {
		n += max(0, t.end.Number-period)
	}
	return n
}

// date returns the day on which a period begins.
func (t *RevenueTally) date(number int) string {
	return calendar.In(nil, t.Period.unit(), 0).Date(number)
}

// table fills in the periods, and the case of them.
func (t *RevenueTally) table(r *Revenue) {
	var mrr stat.Sum
	var last, trailing window
	there, over, lost, base, paying := 0, 0, 0, 0, 0
	for number := t.begins(); number <= t.end.Number; number++ {
		p := RevenuePeriod{Start: t.date(number), Over: number < t.end.Number, AtStart: there, MRR: stat.Tidy(mrr.Float64())}
		if p.Over {
			if m := t.periods.of(number); m != nil {
				m.fill(&p)
				mrr.Merge(&m.Change)
			}
			there += p.New + p.Returned - p.Lost - p.Passed
			last.merge(t.last.of(number + 1))
			trailing.merge(t.trailing.of(number + 1))
			p.Rates, p.Trailing = last.rates(t.Level), trailing.rates(t.Level)
			over, lost, base, paying = over+1, lost+p.Lost, base+p.AtStart, paying+last.Paying
		}
		r.Periods = append(r.Periods, p)
	}
	r.Case = caseOf(over, lost, base)
	if base > 0 && paying == 0 {
		r.Case = NoRevenue
	}
}

// begins returns the first period with a subscriber.
func (t *RevenueTally) begins() int {
	for i, m := range t.periods.list {
		if m != nil && m.New > 0 {
			return t.periods.first + i
		}
	}
	return t.end.Number
}

func (m *movement) fill(p *RevenuePeriod) {
	p.New, p.Returned, p.Lost, p.Passed = m.New, m.Returned, m.Lost, m.Passed
	p.Won, p.Reactivated = stat.Tidy(m.Won.Float64()), stat.Tidy(m.Reactivated.Float64())
	p.Expansion, p.Contraction = stat.Tidy(m.Expansion.Float64()), stat.Tidy(m.Contraction.Float64())
	p.Churned, p.Refunded = stat.Tidy(m.Churned.Float64()), stat.Tidy(m.Refunded.Float64())
}

func (t *RevenueTally) cohort(period int) Cohort {
	line, c := t.cohorts[period], Cohort{Start: t.date(period)}
	var now joint
	for border := period + 1; border <= max(t.end.Number, period+1); border++ {
		if j := line.of(border); j != nil {
			now.merge(j)
		}
		c.Size = now.Size
		if border <= t.end.Number {
			c.Ages = append(c.Ages, Age{now.Kept, now.Loyal, stat.Tidy(now.of(sumN)), now.rates(t.Level)})
		}
	}
	return c
}

// finite reports whether all amounts are numbers.
func (r *Revenue) finite() bool {
	ok := true
	check := func(list ...float64) {
		for _, v := range list {
			ok = ok && !math.IsInf(v, 0) && !math.IsNaN(v)
		}
	}
	rates := func(r Rates) { check(r.GRR.Value, r.GRR.Lo, r.GRR.Hi, r.NRR.Value, r.NRR.Lo, r.NRR.Hi) }
	for _, p := range r.Periods {
		check(p.MRR, p.Won, p.Reactivated, p.Expansion, p.Contraction, p.Churned, p.Refunded)
		rates(p.Rates)
		rates(p.Trailing)
	}
	for _, c := range r.Cohorts {
		for _, a := range c.Ages {
			check(a.MRR)
			rates(a.Rates)
		}
	}
	return ok
}

// Annual returns what a rate of loss per period comes to in a year of so many
// periods, if it stays the same: 1 − (1−rate)^periods. It is not periods·rate,
// since each period only loses of what the others left. rate is in [0, 1], and
// periods above 0; 12 for months.
func Annual(rate float64, periods int) (float64, error) {
	if !(rate >= 0 && rate <= 1) {
		return 0, fmt.Errorf("churn: %w", figure.OutOfRange("rate", "want 0 to 1, got %v", rate))
	}
	if periods < 1 {
		return 0, fmt.Errorf("churn: %w", figure.OutOfRange("periods", "want 1 or more, got %d", periods))
	}
	return stat.Tidy(-math.Expm1(float64(periods) * math.Log1p(-rate))), nil
}
