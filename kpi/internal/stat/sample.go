package stat

import (
	"encoding/json"
	"math"
	"slices"
)

// A Sample is a bag of whole numbers that are not negative, such as durations
// in nanoseconds. What it says of them does not depend on the order in which
// they came. The zero Sample is empty.
type Sample struct {
	values []uint64
	sorted bool
}

// Add puts a number in.
func (s *Sample) Add(v uint64) { s.values, s.sorted = append(s.values, v), false }

// Merge puts the numbers of another sample in.
func (s *Sample) Merge(other *Sample) {
	s.values, s.sorted = append(s.values, other.values...), len(other.values) == 0 && s.sorted
}

// N returns how many numbers there are.
func (s *Sample) N() int { return len(s.values) }

// Sorted returns the numbers in ascending order. They are the sample's own: the
// caller must not change them.
func (s *Sample) Sorted() []uint64 {
	if !s.sorted {
		slices.Sort(s.values)
		s.sorted = true
	}
	return s.values
}

// Quantile returns the p quantile, as [Quantile]. The sample must not be empty.
func (s *Sample) Quantile(p float64) float64 {
	at, part := math.Modf(p * float64(len(s.values)-1))
	i := int(at)
	lo := float64(s.Sorted()[i])
	if part == 0 {
		return lo
	}
	return lo + float64(part*(float64(s.Sorted()[i+1])-lo))
}

// Sum returns the exact sum, rounded.
func (s *Sample) Sum() float64 {
	var sum Sum
	for _, v := range s.values {
		sum.Add(float64(v))
	}
	return sum.Float64()
}

// MarshalJSON writes the numbers in ascending order, each as its difference
// from the one before.
func (s *Sample) MarshalJSON() ([]byte, error) {
	steps := slices.Clone(s.Sorted())
	for i := len(steps) - 1; i > 0; i-- {
		steps[i] -= steps[i-1]
	}
	return json.Marshal(steps)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Sample) UnmarshalJSON(b []byte) error {
	s.sorted = true
	if err := json.Unmarshal(b, &s.values); err != nil {
		return err
	}
	for i := 1; i < len(s.values); i++ {
		v := s.values[i] + s.values[i-1]
		if v < s.values[i-1] {
			return ErrState
		}
		s.values[i] = v
	}
	return nil
}
