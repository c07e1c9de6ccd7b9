package conformance

import "math/bits"

// none stands for no step.
const none = -1

// An aligner lays a sequence of symbols beside the plan: the longest common
// subsequence of the two, which leaves the fewest steps out and the fewest
// events over.
//
// The length of the common subsequence of the first p steps and the first i
// events grows with p by 0 or 1. For each i these differences are a vector of
// bits, 0 where it grows, and the vector of one more event follows from it with
// an addition: M. Crochemore, C. S. Iliopoulos, Y. J. Pinzon and J. F. Reid, A
// fast and practical bit-vector algorithm for the longest common subsequence
// problem, Information Processing Letters 80 (2001) 279–285; H. Hyyrö,
// Bit-parallel LCS-length computation revisited, AWOCA 2004, 16–27.
type aligner struct {
	steps int
	words int      // of a vector
	masks []uint64 // for each symbol the vector of the steps that have it

	saved []uint64 // the vectors at the beginning of each block of events
	rows  []uint64 // the vectors of the block that was looked at last
	block int      // which block that is
}

// blockEvents bounds the memory of an alignment: of longer sequences the vectors
// of one block are kept at a time, and computed again.
const blockEvents = 4096

// newAligner returns what aligns sequences to a plan, given the symbol of each
// step.
func newAligner(symbols []int32) *aligner {
	a := &aligner{steps: len(symbols), words: (len(symbols) + 63) / 64}
	a.masks = make([]uint64, len(symbols)*a.words)
	for p, s := range symbols {
		a.masks[int(s)*a.words+p/64] |= 1 << (p % 64)
	}
	return a
}

// align writes into step the step that each event of seq completes, or none,
// and returns how many there are.
//
// Where several alignments are best, the last completed step is the earliest of
// the plan that can be, by the earliest event that can be; so for the one before
// it, and so on.
func (a *aligner) align(seq, step []int32) (common int) {
	for i := range step {
		step[i] = none
	}
	if a.words == 1 && len(seq) <= blockEvents {
		return a.alignInAWord(seq, step)
	}
	return a.alignInWords(seq, step)
}

func (a *aligner) alignInAWord(seq, step []int32) (common int) {
	if cap(a.rows) < len(seq) {
		a.rows = make([]uint64, max(2*len(seq), 64))
	}
	rows, masks := a.rows[:len(seq)], a.masks
	v := ^uint64(0)
	for i, s := range seq {
		u := v & masks[s]
		v = (v + u) | (v - u)
		rows[i] = v
	}
	bound := ^uint64(0) >> (64 - uint(a.steps)) // the steps not yet settled
	for i := len(seq) - 1; i >= 0; i-- {
		grows := ^rows[i] & bound
		if grows == 0 {
			break
		}
		p := bits.Len64(grows) - 1
		for i > 0 && rows[i-1]>>p&1 == 0 { // it grows there without event i too
			i--
		}
		step[i] = int32(p)
		common++
		bound = 1<<p - 1
	}
	return common
}

func (a *aligner) alignInWords(seq, step []int32) (common int) {
	a.forward(seq)
	p := a.steps
	for i := len(seq); i > 0; i-- {
		p = lastZero(a.vector(seq, i), p)
		if p < 0 {
			break
		}
		for i > 1 && a.vector(seq, i-1)[p/64]>>(p%64)&1 == 0 {
			i--
		}
		step[i-1] = int32(p)
		common++
	}
	return common
}

// lastZero returns the highest bit below n that is 0 in v, or a negative number.
func lastZero(v []uint64, n int) int {
	for w := (n - 1) / 64; n > 0 && w >= 0; w-- {
		zeros := ^v[w]
		if rest := n - 64*w; rest < 64 {
			zeros &= 1<<rest - 1
		}
		if zeros != 0 {
			return 64*w + bits.Len64(zeros) - 1
		}
	}
	return none
}

// forward computes all vectors and keeps those that blocks begin with, and
// those of the last block.
func (a *aligner) forward(seq []int32) {
	a.saved = a.saved[:0]
	for range a.words {
		a.saved = append(a.saved, ^uint64(0))
	}
	for a.block = 0; ; a.block++ {
		end := a.fill(seq)
		if (a.block+1)*blockEvents >= len(seq) {
			return
		}
		a.saved = append(a.saved, end...)
	}
}

// fill computes the vectors of the block from the one that it begins with, and
// returns the one that it ends with.
func (a *aligner) fill(seq []int32) []uint64 {
	w := a.words
	from := a.block * blockEvents
	events := seq[from:min(from+blockEvents, len(seq))]
	if need := (len(events) + 1) * w; cap(a.rows) < need {
		a.rows = make([]uint64, need)
	}
	a.rows = a.rows[:(len(events)+1)*w]
	v := a.rows[:w]
	copy(v, a.saved[a.block*w:])
	for i, s := range events {
		next := a.rows[(i+1)*w : (i+2)*w]
		advance(next, v, a.masks[int(s)*w:int(s+1)*w])
		v = next
	}
	return v
}

// advance computes the vector of one more event, whose symbol has that mask.
func advance(next, v, mask []uint64) {
	var carry uint64
	for k, word := range v {
		u := word & mask[k]
		var sum uint64
		sum, carry = bits.Add64(word, u, carry)
		next[k] = sum | (word - u)
	}
}

// vector returns the vector of the first i events.
func (a *aligner) vector(seq []int32, i int) []uint64 {
	if i < a.block*blockEvents {
		a.block = i / blockEvents
		a.fill(seq)
	}
	at := (i - a.block*blockEvents) * a.words
	return a.rows[at : at+a.words]
}
