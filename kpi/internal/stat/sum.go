package stat

import (
	"encoding/json"
	"math"
	"math/bits"
)

// A Sum adds finite numbers without any rounding, so that it does not depend on
// their order nor on how they are shared among parts. It is rounded once, when
// it is read. The zero Sum is 0.
//
// Source: R. M. Neal, Fast exact summation using small and large
// superaccumulators, arXiv:1505.05571 (2015), section 2: the small one.
type Sum struct {
	limb  [sumLimbs]int64 // limb i counts 2^(32i - 1074)
	added int             // since the carries were last propagated
}

const (
	// The bits of float64 from 2^-1074 to 2^1023, and room for the sums of 2^63
	// numbers.
	sumLimbs = (2098+63)/32 + 2

	// A number adds less than 2^32 to a limb, which holds 2^63.
	sumAdds = 1 << 30
)

// Add adds x, which is finite.
func (s *Sum) Add(x float64) {
	if x == 0 {
		return
	}
	if s.added == sumAdds {
		s.carry()
	}
	s.added++
	b := math.Float64bits(x)
	mantissa, exponent := b&(1<<52-1), uint(b>>52&0x7ff)
	if exponent > 0 {
		mantissa |= 1 << 52
		exponent--
	}
	i, shift := exponent/32, exponent%32
	hi, lo := mantissa>>(64-shift), mantissa<<shift
	parts := [3]int64{int64(lo & math.MaxUint32), int64(lo >> 32), int64(hi)}
	for k, p := range parts {
		if b>>63 == 1 {
			p = -p
		}
		s.limb[i+uint(k)] += p
	}
}

// Merge adds what another sum holds.
func (s *Sum) Merge(other *Sum) {
	s.carry()
	o := *other
	o.carry()
	for i, l := range o.limb {
		s.limb[i] += l
	}
	s.added = 2
}

// carry brings every limb but the last into [0, 2^32).
func (s *Sum) carry() {
	for i := range sumLimbs - 1 {
		s.limb[i+1] += s.limb[i] >> 32
		s.limb[i] &= math.MaxUint32
	}
	s.added = 1
}

// Float64 returns the sum, rounded to nearest, ties to even. It is infinite
// where no float64 is large enough.
func (s *Sum) Float64() float64 {
	a := *s
	a.carry()
	negative := a.limb[sumLimbs-1] < 0
	if negative {
		for i := range a.limb {
			a.limb[i] = -a.limb[i]
		}
		a.carry()
	}
	v := a.magnitude()
	if negative {
		v = -v
	}
	return v
}

// magnitude rounds a sum that is not negative and whose carries are propagated.
func (s *Sum) magnitude() float64 {
	top := sumLimbs - 1
	for top > 0 && s.limb[top] == 0 {
		top--
	}
	// The 64 highest bits from the four highest limbs, and whether any bit is set
	// below them.
	var limb [4]uint64
	for k := range limb {
		if top >= k {
			limb[k] = uint64(s.limb[top-k])
		}
	}
	if top == sumLimbs-1 && limb[0] > math.MaxUint32 {
		return math.Inf(1)
	}
	hi, lo := limb[0]<<32|limb[1], limb[2]<<32|limb[3]
	zeros := uint(bits.LeadingZeros64(hi))
	if hi == 0 {
		return 0
	}
	head := hi<<zeros | lo>>(64-zeros)
	sticky := lo<<zeros != 0
	for k := 0; k <= top-4 && !sticky; k++ {
		sticky = s.limb[k] != 0
	}
	return rounded(head, 32*(top-1)-int(zeros)-1074, sticky)
}

// rounded returns head·2^exponent, where the highest bit of head is set and
// sticky says that the number is a little more.
func rounded(head uint64, exponent int, sticky bool) float64 {
	drop := max(11, -1074-exponent) // bits that float64 has no room for
	if drop > 64 {
		return 0
	}
	kept, rest := uint64(0), head
	if drop < 64 {
		kept, rest = head>>drop, head&(1<<drop-1)
	}
	half := uint64(1) << (drop - 1)
	if rest > half || rest == half && (sticky || kept&1 == 1) {
		kept++
	}
	return math.Ldexp(float64(kept), exponent+drop)
}

// MarshalJSON writes the limbs from the lowest that is not zero: where it is,
// and they.
func (s *Sum) MarshalJSON() ([]byte, error) {
	a := *s
	a.carry()
	lo, hi := 0, sumLimbs
	for hi > 0 && a.limb[hi-1] == 0 {
		hi--
	}
	for lo < hi && a.limb[lo] == 0 {
		lo++
	}
	return json.Marshal(append([]int64{int64(lo)}, a.limb[lo:hi]...))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Sum) UnmarshalJSON(b []byte) error {
	var list []int64
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*s = Sum{}
	if len(list) == 0 {
		return nil
	}
	if list[0] < 0 || list[0] > sumLimbs || len(list)-1 > sumLimbs-int(list[0]) {
		return ErrState
	}
	copy(s.limb[list[0]:], list[1:])
	s.carry()
	return nil
}
