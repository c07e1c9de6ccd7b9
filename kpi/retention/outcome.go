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
	if b := t.holds[distance]; b != t.nowhere && t.hit[b] != o.id {
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
		b = int(t.begun[min(o.last, t.reach-1)])
	case t.Return == OnOrBefore && o.first >= 0 && o.first < t.reach:
		b = int(t.ends[o.first])
	}
	if b >= 0 {
		o.row.counts[b]++
	}
}

// columns say for each distance, up to the end of the last bracket, what it is
// to the brackets. That end stands for all greater distances.
type columns struct {
	reach   int     // the end of the last bracket
	nowhere int32   // the number of brackets: stands for none
	holds   []int32 // the bracket that holds the distance, or nowhere
	begun   []int32 // the last bracket that begins at or before it, or -1
	ends    []int32 // the first bracket that ends after it, or nowhere
}

func newColumns(brackets []Bracket) columns {
	n := len(brackets)
	c := columns{reach: brackets[n-1].To, nowhere: int32(n)}
	begun, ends := -1, 0
	for d := range c.reach + 1 {
		if begun+1 < n && brackets[begun+1].From <= d {
			begun++
		}
		if ends < n && brackets[ends].To <= d {
			ends++
		}
		holds := n
		if begun == ends {
			holds = begun
		}
		c.holds, c.begun, c.ends = append(c.holds, int32(holds)), append(c.begun, int32(begun)), append(c.ends, int32(ends))
	}
	return c
}
