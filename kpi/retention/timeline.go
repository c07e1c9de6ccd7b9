package retention

import "slices"

// A timeline has what is counted of each period from the first on.
type timeline struct {
	first int // number of the first period
	list  []present
}

// A present is who is there in a period. Of days, it also has by how many the
// customers change who were there in the week and in the month up to it.
type present struct {
	active    int // customers
	fresh     int // of them, those who never were active before
	returning int // of them, those who were active in the period before
	week      int
	month     int
}

// enter counts a customer who is active in a period, both counted from the
// first; before is the last such period, or -1.
func (t *timeline) enter(period, before int, days bool) {
	p := &t.list[period]
	p.active++
	switch {
	case before < 0:
		p.fresh++
	case before == period-1:
		p.returning++
	}
	if !days {
		return
	}
	if before >= 0 && before+weekDays >= period {
		t.list[before+weekDays].week++ // does not leave
	} else {
		p.week++
	}
	t.list[period+weekDays].week--
	if before >= 0 && before+monthDays >= period {
		t.list[before+monthDays].month++
	} else {
		p.month++
	}
	t.list[period+monthDays].month--
}

// merge adds what another timeline counted.
func (t *timeline) merge(other *timeline) {
	if len(other.list) == 0 {
		return
	}
	t.reach(other.first)
	t.reach(other.first + len(other.list) - 1)
	for i, p := range other.list {
		mine := &t.list[other.first+i-t.first]
		mine.active += p.active
		mine.fresh += p.fresh
		mine.returning += p.returning
		mine.week += p.week
		mine.month += p.month
	}
}

// reach makes the timeline hold a period.
func (t *timeline) reach(number int) {
	switch {
	case len(t.list) == 0:
		t.first, t.list = number, make([]present, 1)
	case number < t.first:
		t.list = slices.Concat(make([]present, t.first-number), t.list)
		t.first = number
	case number >= t.first+len(t.list):
		t.list = append(t.list, make([]present, number+1-t.first-len(t.list))...)
	}
}

// at returns what was counted of a period.
func (t *timeline) at(number int) present {
	if i := number - t.first; i >= 0 && i < len(t.list) {
		return t.list[i]
	}
	return present{}
}

// trimmed returns the timeline without the periods at its ends of which nothing
// was counted.
func (t *timeline) trimmed() timeline {
	lo, hi := 0, len(t.list)
	for hi > 0 && t.list[hi-1] == (present{}) {
		hi--
	}
	for lo < hi && t.list[lo] == (present{}) {
		lo++
	}
	if lo == hi {
		return timeline{}
	}
	return timeline{t.first + lo, t.list[lo:hi]}
}
