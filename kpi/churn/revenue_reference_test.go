package churn

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/calendar"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// randomSubscriptions returns events of a few subscribers, at amounts whose
// sums are exact.
func randomSubscriptions(r *rand.Rand) []event.Event {
	start := time.Date(2023, time.Month(1+r.IntN(12)), 1, 0, 0, 0, 0, time.UTC)
	var list []event.Event
	for who := range 1 + r.IntN(7) {
		at := start.Add(time.Duration(r.IntN(60)) * day)
		for range 1 + r.IntN(7) {
			e := event.Event{
				Customer: fmt.Sprint(who), Time: at, Value: float64(r.IntN(9)) * 10,
				Name: pick(r, "subscribe", "payment", "payment", "payment", "upgrade", "cancel", "refund", "visit"),
			}
			switch r.IntN(8) {
			case 0:
				e.Value, e.NoValue = 0, true
			case 1:
				e.Value = -e.Value
			case 2:
				e.Attrs = map[string]string{"interval": pick(r, "quarter", "2", "Year", "some day")}
			}
			list = append(list, e)
			at = at.Add(time.Duration(r.IntN(70)) * day)
		}
	}
	return list
}

func randomContract(t testing.TB, r *rand.Rand) *ContractOptions {
	o := &ContractOptions{
		Period: pick(r, Month, Quarter, Week, ""), Reactivation: pick(r, Apart, AsExpansion, ""),
		Lapse: pick(r, 0, 31*day, 40*day, 100*day), Window: pick(r, 0, 1, 2, 3), Months: pick(r, "", "interval"),
	}
	if r.IntN(2) == 0 {
		o.Location = place(t, "Europe/Paris")
	}
	if r.IntN(3) == 0 {
		o.At = time.Date(2023+r.IntN(2), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
	}
	return o
}

// A ledger is what a customer has from each time on, and what was given back.
type ledger struct {
	at   []int64
	has  []held
	back map[int64]float64
	born int64
}

// ledgerOf follows the definition of the events, and of lapses.
func ledgerOf(c contract, trace event.Trace, log *event.Log) (l ledger) {
	l.back = map[int64]float64{}
	months_ := log.Attr(c.Months)
	var now held
	paidUntil := int64(math.MaxInt64)
	set := func(at int64, v held) {
		if now = v; v.there && l.at == nil {
			l.born = at
		}
		if l.at != nil || v.there {
			l.at, l.has = append(l.at, at), append(l.has, v)
		}
	}
	for i, nano := range trace.Nanos() {
		if nano > c.At {
			break
		}
		if now.there && nano >= paidUntil {
			set(paidUntil-1, held{}) // at any border from paidUntil on they are gone
		}
		v, valued := trace.Value(i)
		n, _ := months(months_.Of(trace, i))
		name := trace.Name(i)
		isPay := slices.Contains(c.Start, name) || slices.Contains(c.Renew, name) || slices.Contains(c.Change, name) && now.there
		switch {
		case slices.Contains(c.Cancel, name):
			if valued && v < 0 {
				l.back[nano] -= v
			}
			set(nano, held{})
		case slices.Contains(c.Refund, name):
			l.back[nano] += math.Abs(v)
		case valued && v < 0 && (isPay || slices.Contains(c.Change, name)):
			l.back[nano] -= v
		case isPay:
			mrr := now.mrr
			if valued {
				mrr = v / n
			}
			set(nano, held{true, mrr})
			if c.Lapse > 0 {
				paidUntil = nano + int64(c.Lapse)
				if n > 1 {
					paidUntil += int64((n - 1) * 2629746e9)
				}
			}
		}
	}
	if now.there && c.Lapse > 0 {
		set(paidUntil-1, held{}) // at any border from paidUntil on they are gone
	}
	return l
}

// before returns what the customer has just before x.
func (l ledger) before(x int64) (h held) {
	for i, at := range l.at {
		if at < x {
			h = l.has[i]
		}
	}
	return h
}

// slowRevenue is ComputeRevenue by the definition: it asks each customer what
// they had at the borders of each window.
func slowRevenue(log *event.Log, o *ContractOptions) *Revenue {
	c, zone, err := o.asked()
	if err != nil || log.Len() == 0 {
		return nil
	}
	end := c.At
	if !c.fixed() {
		_, to := log.Span()
		end = to.UnixNano()
	}
	var all []ledger
	refunds := map[int]float64{}
	first := 1 << 30
	for trace := range log.Traces() {
		l := ledgerOf(c, trace, log)
		for at, v := range l.back {
			refunds[zone.Number(at)] += v
		}
		if l.at != nil {
			all = append(all, l)
			first = min(first, zone.Number(l.born))
		}
	}
	if all == nil {
		return nil
	}
	has := func(l ledger, border int) held { return l.before(zone.Start(border)) }
	name := calendar.In(time.UTC, c.Period.unit(), 0)
	r := &Revenue{Period: c.Period, Window: c.Window, Customers: len(all)}
	over, lost, base, paying := 0, 0, 0, 0
	for p := first; p <= zone.Number(end); p++ {
		row := RevenuePeriod{Start: name.Date(p), Over: p < zone.Number(end)}
		for _, l := range all {
			a, b := has(l, p), has(l, p+1)
			if a.there {
				row.AtStart++
			}
			row.MRR += a.mrr
			if !row.Over {
				continue
			}
			seen := a.there
			for i, at := range l.at {
				seen = seen || l.has[i].there && zone.Number(at) == p
			}
			came := seen && !a.there
			row.New += count(came && zone.Number(l.born) == p)
			row.Returned += count(came && zone.Number(l.born) != p)
			row.Lost += count(a.there && !b.there)
			row.Passed += count(came && !b.there)
			if a.there {
				base++
			}
			paidBefore := false
			for q := first; q < p; q++ {
				paidBefore = paidBefore || has(l, q).mrr > 0
			}
			switch {
			case a.mrr == 0 && paidBefore:
				row.Reactivated += b.mrr
			case a.mrr == 0:
				row.Won += b.mrr
			case b.mrr == 0:
				row.Churned += a.mrr
			default:
				row.Expansion += max(0, b.mrr-a.mrr)
				row.Contraction += max(0, a.mrr-b.mrr)
			}
		}
		if row.Over {
			row.Refunded = refunds[p]
			rates := func(from, to int) Rates {
				var pairs []pair
				for _, l := range all {
					one := pair{from: has(l, from), to: has(l, to)}
					for q := first; q <= from; q++ {
						one.former = one.former || c.Reactivation == AsExpansion && has(l, q).mrr > 0
					}
					pairs = append(pairs, one)
				}
				return slowRates(pairs, c.Level)
			}
			row.Rates, row.Trailing = rates(p, p+1), rates(p+1-c.Window, p+1)
			over, lost = over+1, lost+row.Lost
			if row.GRR.N > 0 {
				paying += row.GRR.N
			}
		}
		r.Periods = append(r.Periods, row)
	}
	r.Case = caseOf(over, lost, base)
	if base > 0 && paying == 0 {
		r.Case = NoRevenue
	}
	for p := first; p < first+400; p++ {
		var mine []ledger
		for _, l := range all {
			if zone.Number(l.born) == p {
				mine = append(mine, l)
			}
		}
		if mine == nil {
			continue
		}
		cohort := Cohort{Start: name.Date(p), Size: len(mine)}
		for b := p + 1; b <= zone.Number(end); b++ {
			var age Age
			var pairs []pair
			for _, l := range mine {
				one, loyal := pair{from: has(l, p+1), to: has(l, b)}, true
				for q := p + 1; q <= b; q++ {
					loyal = loyal && has(l, q).there
				}
				pairs = append(pairs, one)
				age.Loyal += count(loyal)
				age.Customers += count(one.from.there && one.to.there)
				if one.from.mrr > 0 {
					age.MRR += one.to.mrr
				}
			}
			age.Rates = slowRates(pairs, c.Level)
			cohort.Ages = append(cohort.Ages, age)
		}
		r.Cohorts = append(r.Cohorts, cohort)
	}
	return r
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// slowRates are the formulae, customer by customer.
func slowRates(pairs []pair, level float64) (r Rates) {
	there, lost, n, x, g, y := 0, 0, 0, 0.0, 0.0, 0.0
	for _, p := range pairs {
		there += count(p.from.there)
		lost += count(p.from.there && !p.to.there)
		if p.from.mrr > 0 || p.former {
			x, g, y = x+p.from.mrr, g+min(p.from.mrr, p.to.mrr), y+p.to.mrr
		}
		n += count(p.from.mrr > 0)
	}
	if there > 0 {
		r.Churn = wilson(lost, there, level)
	}
	if n == 0 {
		return r
	}
	grr, nrr := g/x, y/x
	var gg, yy, xx float64
	for _, p := range pairs {
		if p.from.mrr > 0 || p.former {
			gg += square(min(p.from.mrr, p.to.mrr) - grr*p.from.mrr)
			yy += square(p.to.mrr - nrr*p.from.mrr)
			xx += square(p.from.mrr)
		}
	}
	r.GRR = journey.Measure{Name: MeasureGRR, Value: grr, Unit: journey.Ratio, N: n, Level: level, Source: journey.FromLog}
	r.NRR = journey.Measure{Name: MeasureNRR, Value: nrr, Unit: journey.Times, N: n, Source: journey.FromLog}
	size := x * x / xx
	if n > 1 {
		t := stat.StudentQuantile(0.5+level/2, n-1)
		factor := float64(n) / float64(n-1) / (x * x)
		if gg > 1e-9 {
			size = grr * (1 - grr) / (gg * factor) * square(stat.NormalQuantile(0.5+level/2)/t)
		}
		if yy > 1e-9 {
			half := t * math.Sqrt(yy*factor)
			r.NRR.Lo, r.NRR.Hi, r.NRR.Level = max(0, nrr-half), nrr+half, level
		}
	}
	i := stat.WilsonMean(grr, max(1, int(size+1e-9)), level)
	r.GRR.Lo, r.GRR.Hi = i.Lo, i.Hi
	return r
}

func square(v float64) float64 { return v * v }

func TestRevenueIsItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	for range sharedtest.Cases(150, 1500) {
		o := randomContract(t, r)
		events := randomSubscriptions(r)
		log := collect(t, events)
		want := slowRevenue(log, o)
		got, err := ComputeRevenue(log, o)
		if want == nil {
			require.ErrorIs(t, err, ErrNoData)
			continue
		}
		require.NoError(t, err)
		want.Unread = got.Unread
		a, b := rounded(t, want), rounded(t, got)
		require.True(t, a == b, "%+v\n%v\nwant %s\ngot  %s", o, events, a, b)
	}
}

// rounded returns a result as JSON with nine digits, which is what the slow way
// of summing is good for.
func rounded(t testing.TB, v any) string {
	var tree any
	require.NoError(t, json.Unmarshal([]byte(text(t, v)), &tree))
	var round func(any) any
	round = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for k := range v {
				v[k] = round(v[k])
			}
		case []any:
			for i := range v {
				v[i] = round(v[i])
			}
		case float64:
			return fmt.Sprintf("%.8g", math.Round(v*1e9)/1e9)
		}
		return v
	}
	return text(t, round(tree))
}

// What was there, what came and what went is what is there next.
func TestRevenueAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	for range 400 {
		result, err := ComputeRevenue(collect(t, randomSubscriptions(r)), randomContract(t, r))
		if err != nil {
			continue
		}
		for i, p := range result.Periods[1:] {
			b := result.Periods[i]
			require.Equal(t, b.AtStart+b.New+b.Returned-b.Lost-b.Passed, p.AtStart)
			require.InDelta(t, b.MRR+b.Won+b.Reactivated+b.Expansion-b.Contraction-b.Churned, p.MRR, 1e-9)
			if b.MRR > 0 {
				require.InDelta(t, (b.MRR-b.Contraction-b.Churned)/b.MRR, b.GRR.Value, 1e-10)
				kept := b.NRR.Value - (b.MRR+b.Expansion-b.Contraction-b.Churned)/b.MRR
				if math.Abs(kept) > 1e-10 { // with AsExpansion
					require.InDelta(t, b.Reactivated/b.MRR, kept, 1e-10)
				}
			}
		}
	}
}

func TestPartsOfRevenueAreTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	for range sharedtest.Cases(100, 800) {
		o, events := randomContract(t, r), randomSubscriptions(r)
		whole, err := ComputeRevenue(collect(t, events), o)
		parts, of := make([][]event.Event, 3), map[string]int{}
		for _, e := range events {
			if _, ok := of[e.Customer]; !ok {
				of[e.Customer] = r.IntN(3)
			}
			parts[of[e.Customer]] = append(parts[of[e.Customer]], e)
		}
		var merged *RevenueTally
		for _, k := range r.Perm(3) {
			log := collect(t, parts[k])
			tally, err := NewRevenue(log, o)
			require.NoError(t, err)
			for trace := range log.Traces() {
				tally.Add(trace)
			}
			saved := new(RevenueTally)
			require.NoError(t, json.Unmarshal([]byte(text(t, tally)), saved))
			require.Equal(t, text(t, tally), text(t, saved))
			if merged == nil {
				merged = saved
				continue
			}
			merged.Merge(saved)
		}
		again, wrong := merged.Result()
		if err != nil {
			require.ErrorIs(t, wrong, ErrNoData)
			continue
		}
		require.NoError(t, wrong)
		require.Equal(t, text(t, whole), text(t, again))
	}
}

func TestAFollowedStreamOfSubscriptionsIsOnePass(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	for range 12 {
		o := randomContract(t, r)
		sharedtest.Follow(t, r, randomSubscriptions(r), func(log *event.Log) (*RevenueTally, error) { return NewRevenue(log, o) })
	}
}

func TestAddingSubscribersAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 1))
	log := collect(t, randomSubscriptions(r))
	tally, err := NewRevenue(log, &ContractOptions{Lapse: 40 * day, Months: "interval"})
	require.NoError(t, err)
	for trace := range log.Traces() {
		tally.Add(trace)
	}
	for i := range log.Customers() {
		assert.Zero(t, testing.AllocsPerRun(20, func() { tally.Add(log.Trace(i)) }))
	}
}
