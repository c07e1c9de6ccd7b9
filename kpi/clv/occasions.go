package clv

// occasions gathers the purchases of one customer, in time order, into a buyer.
type occasions struct {
	tally *Tally
	buyer buyer
	n     int // occasions so far
	early bool
	late  bool

	// The occasion that is going on.
	place  int64
	value  float64
	valued bool
}

// add takes in a purchase, which may have an amount.
func (o *occasions) add(nano int64, amount float64, valued bool) {
	t := o.tally
	place := t.place(nano)
	if place > t.question.holdout {
		t.counts.Later++
		return
	}
	t.counts.Events++
	if o.leaveOut(place, amount, valued) {
		return
	}
	if o.n == 0 || place != o.place {
		o.flush()
		o.begin(nano, place)
	}
	if valued {
		o.value += amount
		o.valued = true
	}
}

// leaveOut counts unusual amounts, and reports whether it is no purchase.
func (o *occasions) leaveOut(place int64, amount float64, valued bool) bool {
	t := o.tally
	switch {
	case !valued:
		t.counts.Blank++
		return t.Blank == LeaveOut
	case amount == 0:
		t.counts.Free++
		return t.Free == LeaveOut
	case amount > 0:
		return false
	}
	t.counts.Refunds++
	if t.Refunds == NetOff && o.n > 0 && (o.place > t.until) == (place > t.until) {
		o.value += amount
		o.valued = true
	}
	return t.Refunds != Keep
}

func (o *occasions) begin(nano, place int64) {
	t := o.tally
	if o.n == 0 {
		o.buyer.nano, o.buyer.first = nano, place
		o.early = !t.From.IsZero() && nano < t.From.UnixNano()
		o.late = place > t.until
	}
	o.n++
	o.place, o.value, o.valued = place, 0, false
}

// flush counts the occasion that was going on.
func (o *occasions) flush() {
	if o.n == 0 || o.early || o.late {
		return
	}
	t, b := o.tally, &o.buyer
	t.counts.Occasions++
	t.spent.Add(o.value)
	if o.n > 1 {
		t.marks[t.mark(o.place)]++
	}
	switch {
	case o.place > t.until:
		b.holdout++
		b.after += o.value
		return
	case o.n == 1:
		b.start = o.value
	default:
		b.repeats++
		b.value += o.value
		if o.valued {
			b.valued++
		}
	}
	b.last = o.place
}

// close counts the last occasion, and reports whether the customer counts.
func (o *occasions) close() bool {
	o.flush()
	switch {
	case o.n == 0:
		return false
	case o.early:
		o.tally.counts.Early++
		return false
	case o.late:
		o.tally.counts.Late++
		return false
	}
	return true
}
