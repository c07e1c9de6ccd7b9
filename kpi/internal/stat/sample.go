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
	full   [][]uint64 // chunks in which nothing changes: samples share them
	last   []uint64   // the chunk that is being filled
	before int        // numbers in full
	sorted []uint64   // all of them, if anybody asked since the last one came
}

const leastChunk, mostChunk = 8, 8192 // numbers in a chunk

// Add puts a number in.
func (s *Sample) Add(v uint64) {
	if len(s.last) == cap(s.last) {
		s.close()
		s.last = make([]uint64, 0, min(max(s.before, leastChunk), mostChunk))
	}
	s.last = append(s.last, v)
}

// close puts the chunk that is being filled to the full ones.
func (s *Sample) close() {
	if len(s.last) > 0 {
		s.full = append(s.full, s.last)
		s.before += len(s.last)
		s.last = nil
	}
}

// chunks returns all chunks.
func (s *Sample) chunks() [][]uint64 {
	return append(s.full[:len(s.full):len(s.full)], s.last)
}

// Merge puts the numbers of another sample in.
func (s *Sample) Merge(other *Sample) {
	s.close()
	for _, c := range other.chunks() {
		s.full = append(s.full, c[:len(c):len(c)])
	}
	s.before += other.N()
}

// N returns how many numbers there are.
func (s *Sample) N() int { return s.before + len(s.last) }

// Above returns how many numbers are greater than v.
func (s *Sample) Above(v uint64) int {
	n := 0
	for _, c := range s.chunks() {
		for _, x := range c {
			if x > v {
				n++
			}
		}
	}
	return n
}

// Sorted returns the numbers in ascending order. They are the sample's own: the
// caller must not change them.
func (s *Sample) Sorted() []uint64 {
	if len(s.sorted) < s.N() {
		s.sorted = slices.Concat(s.chunks()...)
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
		lo, hi, reached := quantileRanks(s.N(), p, level)
		at := int(float64(p * float64(s.N()-1)))
		ranks = append(ranks, at, min(at+1, s.N()-1), lo, hi)
		out[k].Level = reached
	}
	values := s.atRanks(ranks)
	for k, p := range ps {
		v := values[4*k:]
		part := float64(p*float64(s.N()-1)) - float64(ranks[4*k])
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
	if len(s.sorted) == s.N() || s.N() < mostChunk {
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
	for _, c := range s.chunks() {
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
	for _, c := range s.chunks() {
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
	total, n := s.total(), s.N()
	mean = total.float64() / float64(n)
	if n < 2 {
		return mean, 0
	}
	// Around a whole number near the mean the sums stay small and exact.
	centre := uint64(mean)
	var squares wide
	for _, c := range s.chunks() {
		for _, v := range c {
			d := v - centre
			if v < centre {
				d = -d
			}
			squares.add(bits.Mul64(d, d))
		}
	}
	off := total.minus(bits.Mul64(uint64(n), centre))
	variance := (squares.float64() - float64(off*off)/float64(n)) / float64(n-1)
	return mean, math.Sqrt(max(0, variance))
}

// Range returns the least and the greatest number. The sample must not be empty.
func (s *Sample) Range() (least, greatest uint64) {
	least = math.MaxUint64
	for _, c := range s.chunks() {
		for _, v := range c {
			least, greatest = min(least, v), max(greatest, v)
		}
	}
	return least, greatest
}

// Total returns the sum, rounded once.
func (s *Sample) Total() float64 { return s.total().float64() }

func (s *Sample) total() *wide {
	var sum wide
	for _, c := range s.chunks() {
		var lo, hi uint64 // of less than 2^32 numbers neither overflows
		for _, v := range c {
			lo += v & math.MaxUint32
			hi += v >> 32
		}
		sum.add(hi>>32, hi<<32)
		sum.add(0, lo)
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

// minus returns the difference from a number of 128 bits.
func (w *wide) minus(hi, lo uint64) float64 {
	var d wide
	var borrow uint64
	d[0], borrow = bits.Sub64(w[0], lo, 0)
	d[1], borrow = bits.Sub64(w[1], hi, borrow)
	d[2], borrow = bits.Sub64(w[2], 0, borrow)
	if borrow == 0 {
		return d.float64()
	}
	for i := range d {
		d[i] = ^d[i]
	}
	d.add(0, 1)
	return -d.float64()
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
