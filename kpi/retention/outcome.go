package retention

// An outcome is how one customer of one cohort returns.
type outcome struct {
	id          int
	period      int // of the cohort
	first, last int // the least and the greatest distance of a return, or -1
	row         *row
}

// begin returns the outcome of somebody in a cohort who has not returned yet.
func (t *Tally) begin(period int) outcome {
	t.outcomes++
	o := outcome{id: t.outcomes, period: period, first: -1, last: -1, row: t.row(period)}
	o.row.size++
	if t.AtBirth == AlwaysReturn {
		o.returns(t, 0)
	}
	return o
}

// returns notes a return at a distance. Distances may come in any order.
func (o *outcome) returns(t *Tally, distance int) {
	if o.first < 0 || distance < o.first {
		o.first = distance
	}
	o.last = max(o.last, distance)
	if distance >= t.reach {
		return
	}
	if b := t.columns[distance].at; b >= 0 && t.hit[b] != o.id {
		t.hit[b] = o.id
		if t.Return == On {
			o.row.counts[b]++
		}
	}
}

// finish counts an outcome that is complete.
func (t *Tally) finish(o outcome) {
	b := -1
	switch {
	case t.Return == Streak:
		for b+1 < len(t.hit) && t.hit[b+1] == o.id {
			b++
		}
	case t.Return == OnOrAfter && o.last >= 0:
		b = int(t.columns[min(o.last, t.reach-1)].from)
	case t.Return == OnOrBefore && o.first >= 0 && o.first < t.reach:
		b = int(t.columns[o.first].to)
	}
	if b >= 0 {
		o.row.counts[b]++
	}
}

// A column says what a distance is to the brackets.
type column struct {
	at   int32 // the bracket that holds it, or -1
	from int32 // the last bracket that does not begin after it, or -1
	to   int32 // the first bracket that does not end before it
}

// newColumns returns the columns of all distances before the end of the last
// bracket.
func newColumns(brackets []Bracket) []column {
	list := make([]column, brackets[len(brackets)-1].To)
	for d := range list {
		c := column{-1, -1, -1}
		for b := len(brackets) - 1; b >= 0; b-- {
			if d < brackets[b].To {
				c.to = int32(b)
			}
		}
		for b := range brackets {
			if d >= brackets[b].From {
				c.from = int32(b)
			}
		}
		if c.from >= 0 && c.from == c.to {
			c.at = c.from
		}
		list[d] = c
	}
	return list
}
