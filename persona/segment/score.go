package segment

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
)

// score fills in the scores and their cut points.
func (s *Scores) score() {
	n := s.HighestScore
	var all sync.WaitGroup
	all.Go(func() { s.SinceCuts = cuts(s.Customers, n, (*Customer).Since) })
	all.Go(func() { s.PurchaseCuts = cuts(s.Customers, n, func(c *Customer) int { return c.Purchases }) })
	all.Go(func() { s.MonetaryCuts = cuts(s.Customers, n, func(c *Customer) float64 { return c.Monetary }) })
	all.Wait()
	for i := range s.Customers {
		c := &s.Customers[i]
		c.R = int8(n - less(s.SinceCuts, c.Since()))
		c.F = int8(1 + less(s.PurchaseCuts, c.Purchases))
		c.M = int8(1 + less(s.MonetaryCuts, c.Monetary))
	}
}

// cuts returns the points that cut the customers into n parts by a value.
func cuts[T cmp.Ordered](customers []Customer, n int, value func(*Customer) T) []T {
	values := make([]T, len(customers))
	for i := range customers {
		values[i] = value(&customers[i])
	}
	points := make([]T, n-1)
	before := 0
	for k := range points {
		at := (len(values)*(k+1)+n-1)/n - 1
		points[k] = pick(values[before:], at-before)
		before = at
	}
	return points
}

// pick returns the value that stands at place k when the values are sorted. It
// leaves none before that place that is greater and none behind it that is less.
//
// Source: C. A. R. Hoare, Algorithm 65: find, Communications of the ACM 4 (1961)
// 321–322. Values that are arranged to slow it down are sorted after a while.
func pick[T cmp.Ordered](values []T, k int) T {
	for tries := 2 * bits.Len(uint(len(values))); len(values) > 12; tries-- {
		if tries == 0 {
			break
		}
		less, more := split(values)
		switch {
		case k <= less:
			values = values[:less+1]
		case k >= more:
			values, k = values[more:], k-more
		default:
			return values[k]
		}
	}
	slices.Sort(values)
	return values[k]
}

// split brings values that are not greater than the median of three to the
// front, up to less, and those that are not less to the back, from more on. Any
// between are equal to it.
func split[T cmp.Ordered](values []T) (less, more int) {
	first, middle, last := values[0], values[len(values)/2], values[len(values)-1]
	pivot := max(min(first, middle), min(max(first, middle), last))
	i, j := 0, len(values)-1
	for i <= j {
		for values[i] < pivot {
			i++
		}
		for pivot < values[j] {
			j--
		}
		if i <= j {
			values[i], values[j] = values[j], values[i]
			i++
			j--
		}
	}
	return j, i
}

// less returns how many of a few points are less than v.
func less[T cmp.Ordered](points []T, v T) (n int) {
	for _, p := range points {
		if p < v {
			n++
		}
	}
	return n
}
