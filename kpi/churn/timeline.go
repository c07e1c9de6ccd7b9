package churn

import "slices"

// A timeline has what is counted of each period, from some first one on.
type timeline[T any] struct {
	first int
	list  []T
}

// at returns what is counted of a period, for it to be changed.
func (t *timeline[T]) at(number int) *T {
	switch {
	case len(t.list) == 0:
		t.first, t.list = number, make([]T, 1)
	case number < t.first:
		t.list = slices.Concat(make([]T, t.first-number), t.list)
		t.first = number
	case number >= t.first+len(t.list):
		t.list = append(t.list, make([]T, number+1-t.first-len(t.list))...)
	}
	return &t.list[number-t.first]
}

// of returns what was counted of a period.
func (t *timeline[T]) of(number int) (v T) {
	if i := number - t.first; i >= 0 && i < len(t.list) {
		return t.list[i]
	}
	return v
}

// reach makes room for the periods from one up to another, so that a fold does
// not have to.
func (t *timeline[T]) reach(from, to int) {
	t.at(from)
	t.at(to)
}

// trimmed returns the timeline without the periods at its ends of which nothing
// was counted.
func (t *timeline[T]) trimmed(empty func(*T) bool) timeline[T] {
	lo, hi := 0, len(t.list)
	for hi > 0 && empty(&t.list[hi-1]) {
		hi--
	}
	for lo < hi && empty(&t.list[lo]) {
		lo++
	}
	if lo == hi {
		return timeline[T]{}
	}
	return timeline[T]{t.first + lo, t.list[lo:hi]}
}
