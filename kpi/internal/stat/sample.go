package stat

import (
	"encoding/json"
	"math"
	"math/bits"
	"slices"
)

// A Sample is a bag of whole numbers that are not negative, such as durations
// in nanoseconds. What it says of them does not depend on the order in which
// they came nor on how they were merged. The zero Sample is empty.
type Sample struct {
	chunks [][]uint64 // what stands in them never changes: samples share them
	n      int
	sorted []uint64 // all of them, if anybody asked since the last one came
}

const leastChunk, mostChunk = 8, 8192 // numbers in a chunk

// Add puts a number in.
func (s *Sample) Add(v uint64) {
	last := len(s.chunks) - 1
	if last < 0 || len(s.chunks[last]) == cap(s.chunks[last]) {
		s.chunks = append(s.chunks, make([]uint64, 0, min(max(s.n, leastChunk), mostChunk)))
		last++
	}
	s.chunks[last] = append(s.chunks[last], v)
	s.n++
	s.sorted = nil
}

// Merge puts the numbers of another sample in.
func (s *Sample) Merge(other *Sample) {
	for _, c := range other.chunks {
		s.chunks = append(s.chunks, c[:len(c):len(c)])
	}
	s.n += other.n
	s.sorted = nil
}

// N returns how many numbers there are.
func (s *Sample) N() int { return s.n }

// Sorted returns the numbers in ascending order. They are the sample's own: the
// caller must not change them.
func (s *Sample) Sorted() []uint64 {
	if s.sorted == nil && s.n > 0 {
		s.sorted = slices.Concat(s.chunks...)
		slices.Sort(s.sorted)
	}
	return s.sorted
}

// Quantile returns the p quantile, as the function [Quantile] does. The sample
// must not be empty.
func (s *Sample) Quantile(p float64) float64 { return s.Estimates(0.5, p)[0].Value }

// An Estimate is a number with its interval.
type Estimate struct {
	Value float64
	Interval
}

// Estimates returns quantiles as [Quantile] with their intervals as
// [QuantileInterval]. The sample must not be empty. It sorts no more of the
// numbers than it must.
func (s *Sample) Estimates(level float64, ps ...float64) []Estimate {
	out := make([]Estimate, len(ps))
	ranks := make([]int, 0, 4*len(ps))
	for k, p := range ps {
		lo, hi, reached := quantileRanks(s.n, p, level)
		at := int(float64(p * float64(s.n-1)))
		ranks = append(ranks, at, min(at+1, s.n-1), lo, hi)
		out[k].Level = reached
	}
	values := s.atRanks(ranks)
	for k, p := range ps {
		v := values[4*k:]
		part := float64(p*float64(s.n-1)) - float64(ranks[4*k])
		out[k].Value = v[0]
		if v[1] > v[0] {
			out[k].Value = v[0] + float64(part*(v[1]-v[0]))
		}
		out[k].Lo, out[k].Hi = v[2], v[3]
	}
	return out
}

// atRanks returns the numbers that so many others precede.
func (s *Sample) atRanks(ranks []int) []float64 {
	out := make([]float64, len(ranks))
	if s.sorted != nil || s.n < mostChunk {
		for k, r := range ranks {
			out[k] = float64(s.Sorted()[r])
		}
		return out
	}
	for k, v := range s.selected(ranks) {
		out[k] = float64(v)
	}
	return out
}

// selected finds the ranks by counting the numbers of each octave's 64 parts,
// and sorting only the parts that the ranks are in.
func (s *Sample) selected(ranks []int) []uint64 {
	before := s.counts() // then: how many numbers stand in lower parts
	total := 0
	for b, n := range before {
		before[b] = total
		total += n
	}
	parts := make(map[int][]uint64)
	wanted := make([]bool, octaveParts)
	partOf := make([]int, len(ranks))
	for k, r := range ranks {
		next, _ := slices.BinarySearch(before, r+1) // the first part with more before it
		partOf[k] = next - 1
		wanted[next-1] = true
	}
	for _, c := range s.chunks {
		for _, v := range c {
			if b := octavePart(v); wanted[b] {
				parts[b] = append(parts[b], v)
			}
		}
	}
	for _, p := range parts {
		slices.Sort(p)
	}
	out := make([]uint64, len(ranks))
	for k, r := range ranks {
		out[k] = parts[partOf[k]][r-before[partOf[k]]]
	}
	return out
}

// counts returns how many numbers are in each part.
func (s *Sample) counts() []int {
	counts := make([]int, octaveParts)
	for _, c := range s.chunks {
		for _, v := range c {
			counts[octavePart(v)]++
		}
	}
	return counts
}

// octaveParts is the number of parts that octavePart tells apart.
const octaveParts = 59 * 64

// octavePart returns which part of the whole numbers v is in: one number each
// below 64, and a 64th of each octave from there. It rises with v.
func octavePart(v uint64) int {
	shift := max(0, bits.Len64(v)-7)
	return shift<<6 + int(v>>shift)
}

// Moments returns the mean and the sample standard deviation, which is 0 for
// one number. The sample must not be empty.
func (s *Sample) Moments() (mean, sd float64) {
	total := s.total()
	mean = total.float64() / float64(s.n)
	if s.n < 2 {
		return mean, 0
	}
	// Around a whole number near the mean the sums stay small and exact.
	centre := uint64(mean)
	var squares wide
	var above, below wide
	for _, c := range s.chunks {
		for _, v := range c {
			d := v - centre
			if v < centre {
				d = centre - v
				below.add(0, d)
			} else {
				above.add(0, d)
			}
			squares.add(bits.Mul64(d, d))
		}
	}
	off := above.float64() - below.float64()
	variance := (squares.float64() - float64(off*off)/float64(s.n)) / float64(s.n-1)
	return mean, math.Sqrt(max(0, variance))
}

// Total returns the sum, rounded once.
func (s *Sample) Total() float64 { return s.total().float64() }

func (s *Sample) total() *wide {
	var sum wide
	for _, c := range s.chunks {
		for _, v := range c {
			sum.add(0, v)
		}
	}
	return &sum
}

// A wide is a whole number of 192 bits, lowest word first.
type wide [3]uint64

func (w *wide) add(hi, lo uint64) {
	var carry uint64
	w[0], carry = bits.Add64(w[0], lo, 0)
	w[1], carry = bits.Add64(w[1], hi, carry)
	w[2] += carry
}

func (w *wide) float64() float64 {
	const word = 1 << 32 * 1.0 * (1 << 32)
	return float64(float64(float64(w[2])*word)*word) + float64(float64(w[1])*word) + float64(w[0])
}

// MarshalJSON writes the numbers in ascending order, each as its difference
// from the one before.
func (s *Sample) MarshalJSON() ([]byte, error) {
	steps := slices.Clone(s.Sorted())
	for i := len(steps) - 1; i > 0; i-- {
		steps[i] -= steps[i-1]
	}
	if steps == nil {
		steps = []uint64{}
	}
	return json.Marshal(steps)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Sample) UnmarshalJSON(b []byte) error {
	*s = Sample{}
	var steps []uint64
	if err := json.Unmarshal(b, &steps); err != nil {
		return err
	}
	last := uint64(0)
	for _, step := range steps {
		if last+step < last {
			return ErrState
		}
		last += step
		s.Add(last)
	}
	return nil
}
