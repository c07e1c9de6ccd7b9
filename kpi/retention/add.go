package retention

// addOne counts a customer who has one birth at most.
func (t *Tally) addOne(nanos []int64) {
	i := 0
	for i < len(nanos) && (!t.is(i, isTarget) || t.Births == FirstInRange && nanos[i] < t.from) {
		i++
	}
	if i == len(nanos) || nanos[i] < t.from {
		return
	}
	period := t.calendar.Find(nanos[i])
	o := t.begin(period)
	if t.Window == Calendar {
		t.periodsAfter(nanos, i, period, &o)
	} else {
		t.births = append(t.births[:0], birth{i, period, t.ruler.place(nanos[i])})
		t.windows(nanos, t.births, t.lastReturn(nanos), &o)
	}
	t.finish(o)
}

// periodsAfter notes the periods in which the customer returns, given the event
// and the period of the birth.
func (t *Tally) periodsAfter(nanos []int64, i, period int, o *outcome) {
	if t.AtBirth == NeverReturn {
		i++
	}
	if t.Return == On && t.allCount {
		t.eachAfter(nanos[i:], period, o)
		return
	}
	index, done := t.calendar.Index, int64(minNano)
	for ; i < len(nanos); i++ {
		if nanos[i] < done || !t.is(i, isReturn) {
			continue
		}
		p := index.Find(nanos[i])
		done = index.Starts[p+1]
		o.returns(t, p-period)
	}
}

// eachAfter is periodsAfter where each event is a return and counts for the
// bracket that it is in, unless the event before did. It has no branch that
// depends on the times of events: the processor could not foresee it.
func (t *Tally) eachAfter(nanos []int64, period int, o *outcome) {
	counts, holds, before := o.row.counts, t.holds, t.nowhere
	if o.first == 0 {
		before = holds[0]
	}
	index := t.calendar.Index
	for _, nano := range nanos {
		at := holds[min(index.Find(nano)-period, len(holds)-1)]
		fresh := 0
		if at != before {
			fresh = 1
		}
		counts[at] += fresh
		before = at
	}
}

// A returnPeriod is a period with a return, and the last event in it that is
// one.
type returnPeriod struct{ period, last int }

// addPeriods counts a customer who may be born in every period, by the
// calendar: of several births in one period, the first has all the returns.
func (t *Tally) addPeriods(nanos []int64) {
	t.births, t.returned = t.births[:0], t.returned[:0]
	period, end := 0, int64(minNano)
	for i, nano := range nanos {
		if nano >= end {
			period = t.calendar.Find(nano)
			end = t.calendar.Starts[period+1]
		}
		if t.is(i, isTarget) && nano >= t.from && (len(t.births) == 0 || t.births[len(t.births)-1].period < period) {
			t.births = append(t.births, birth{index: i, period: period})
		}
		if t.is(i, isReturn) {
			if n := len(t.returned); n == 0 || t.returned[n-1].period < period {
				t.returned = append(t.returned, returnPeriod{period, i})
			} else {
				t.returned[n-1].last = i
			}
		}
	}
	returned := t.returned
	for _, b := range t.births {
		for len(returned) > 0 && !t.follows(returned[0], b) {
			returned = returned[1:]
		}
		o := t.begin(b.period)
		for k, r := range returned {
			distance := r.period - b.period
			if t.Return == OnOrAfter {
				distance = returned[len(returned)-1].period - b.period
			}
			o.returns(t, distance)
			if t.Return == OnOrAfter || k+1 < len(returned) && returned[k+1].period-b.period >= t.reach {
				break
			}
		}
		t.finish(o)
	}
}

// follows reports whether a period has a return for a birth.
func (t *Tally) follows(r returnPeriod, b birth) bool {
	return r.period > b.period || r.period == b.period && (r.last > b.index || r.last == b.index && t.AtBirth != NeverReturn)
}

// A birth is one target event.
type birth struct {
	index  int   // of the event
	period int   // in the calendar, counted from 0
	place  int64 // on the ruler
}

// addEach counts a customer each of whose target events is a birth, with
// windows of its own.
func (t *Tally) addEach(nanos []int64) {
	t.births = t.births[:0]
	period, end := 0, int64(minNano)
	for i, nano := range nanos {
		if nano < t.from || !t.is(i, isTarget) {
			continue
		}
		if nano >= end {
			period = t.calendar.Find(nano)
			end = t.calendar.Starts[period+1]
		}
		t.births = append(t.births, birth{i, period, t.ruler.place(nano)})
	}
	last := t.lastReturn(nanos)
	for births := t.births; len(births) > 0; {
		o := t.begin(births[0].period)
		for len(births) > 0 && births[0].period == o.period {
			n := t.together(births)
			t.windows(nanos, births[:n], last, &o)
			births = births[n:]
		}
		t.finish(o)
	}
}

// together returns how many of the births, from the first on, are in one
// period and follow each other within a window. All windows of such births at
// one distance make a single stretch of time without a hole.
func (t *Tally) together(births []birth) int {
	n := 1
	for n < len(births) && births[n].period == births[0].period &&
		uint64(births[n].place)-uint64(births[n-1].place) <= t.ruler.window {
		n++
	}
	return n
}

// windows notes the returns to births that stand together. last is the last
// return of the customer.
func (t *Tally) windows(nanos []int64, births []birth, last int, o *outcome) {
	origin, before := births[0].place, 0
	if t.AtBirth == NeverReturn {
		before = 1
	}
	if t.Return == OnOrAfter {
		if last >= births[0].index+before {
			o.returns(t, t.ruler.distance(origin, t.ruler.place(nanos[last])))
		}
		return
	}
	least, next := t.reach, 0 // the distances from least up to next have been noted
	for i := births[0].index + before; i <= last; i++ {
		for len(births) > 1 && births[1].index+before <= i {
			births = births[1:]
		}
		if !t.is(i, isReturn) {
			continue
		}
		place := t.ruler.place(nanos[i])
		low := t.ruler.distance(births[0].place, place)
		if low >= t.reach && len(births) == 1 {
			return
		}
		high := min(t.ruler.distance(origin, place), t.reach-1)
		for k := low; k <= min(high, least-1); k++ {
			o.returns(t, k) // after a birth at the time of the return before
		}
		for k := max(low, next); k <= high; k++ {
			o.returns(t, k)
		}
		if low <= high {
			least, next = min(least, low), high+1
		}
	}
}

// lastReturn returns the last event that is a return, or -1.
func (t *Tally) lastReturn(nanos []int64) int {
	i := len(nanos) - 1
	for i >= 0 && !t.is(i, isReturn) {
		i--
	}
	return i
}
