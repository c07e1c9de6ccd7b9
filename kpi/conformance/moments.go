package conformance

import (
	"encoding/json"
	"math"
	"math/bits"

	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A moments is the number, the sum and the sum of the squares of times in
// nanoseconds, without any rounding: it does not matter in which order and in
// which parts they came.
type moments struct {
	n   uint64
	sum [2]uint64 // lowest word first
	sq  [3]uint64
}

func (m *moments) add(d uint64) {
	m.n++
	var c uint64
	m.sum[0], c = bits.Add64(m.sum[0], d, 0)
	m.sum[1] += c
	hi, lo := bits.Mul64(d, d)
	m.sq[0], c = bits.Add64(m.sq[0], lo, 0)
	m.sq[1], c = bits.Add64(m.sq[1], hi, c)
	m.sq[2] += c
}

// addAll adds the times from n earlier moments to the moment u: the differences
// u − x, given the sum of the x and that of their squares.
func (m *moments) addAll(u, n uint64, x *moments) {
	m.n += n
	// n·u − Σx
	hi, lo := bits.Mul64(n, u)
	var c uint64
	lo, c = bits.Sub64(lo, x.sum[0], 0)
	hi, _ = bits.Sub64(hi, x.sum[1], c)
	m.sum[0], c = bits.Add64(m.sum[0], lo, 0)
	m.sum[1], _ = bits.Add64(m.sum[1], hi, c)
	// Σ(u − x)² = u·(n·u − Σx) − u·Σx + Σx²
	m.plusSquares(times(u, [3]uint64{lo, hi}), 0)
	m.plusSquares(times(u, [3]uint64{x.sum[0], x.sum[1]}), 1)
	m.plusSquares(x.sq, 0)
}

// times returns u·x, which fits.
func times(u uint64, x [3]uint64) (product [3]uint64) {
	var carry uint64
	for k, word := range x {
		hi, lo := bits.Mul64(u, word)
		var c uint64
		product[k], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	return product
}

// plusSquares adds x to the sum of the squares, or with minus 1 takes it away.
func (m *moments) plusSquares(x [3]uint64, minus uint64) {
	carry := minus // −x is ^x + 1
	for k := range m.sq {
		m.sq[k], carry = bits.Add64(m.sq[k], x[k]^-minus, carry)
	}
}

func (m *moments) merge(other *moments) {
	m.n += other.n
	var c uint64
	m.sum[0], c = bits.Add64(m.sum[0], other.sum[0], 0)
	m.sum[1], _ = bits.Add64(m.sum[1], other.sum[1], c)
	m.plusSquares(other.sq, 0)
}

// mean returns the mean in nanoseconds. There must be a time.
func (m *moments) mean() float64 {
	return float(m.sum[:]) / float64(m.n)
}

// deviation returns the sample standard deviation in nanoseconds: 0 of a single
// time.
func (m *moments) deviation() float64 {
	if m.n < 2 {
		return 0
	}
	scatter, _ := m.scatter()
	n := float64(m.n)
	return math.Sqrt(float(scatter[:]) / n / (n - 1))
}

// scatter returns n·Σx² − (Σx)², and whether it is negative, which it is of no
// times.
func (m *moments) scatter() (scatter [4]uint64, negative bool) {
	var carry uint64
	for k, word := range m.sq {
		hi, lo := bits.Mul64(m.n, word)
		var c uint64
		scatter[k], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	scatter[3] = carry
	var square [4]uint64
	for i, a := range m.sum {
		carry = 0
		for j, b := range m.sum {
			hi, lo := bits.Mul64(a, b)
			var c uint64
			lo, c = bits.Add64(lo, carry, 0)
			hi += c
			square[i+j], c = bits.Add64(square[i+j], lo, 0)
			carry = hi + c
		}
		square[i+2] += carry
	}
	var borrow uint64
	for k := range scatter {
		scatter[k], borrow = bits.Sub64(scatter[k], square[k], borrow)
	}
	return scatter, borrow == 1
}

// float returns the number of those words, lowest first.
func float(words []uint64) float64 {
	f := 0.0
	for k := len(words) - 1; k >= 0; k-- {
		f = math.Ldexp(f, 64) + float64(words[k])
	}
	return f
}

// MarshalJSON writes the six words.
func (m moments) MarshalJSON() ([]byte, error) {
	return json.Marshal([6]uint64{m.n, m.sum[0], m.sum[1], m.sq[0], m.sq[1], m.sq[2]})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *moments) UnmarshalJSON(b []byte) error {
	var words []uint64
	if err := json.Unmarshal(b, &words); err != nil {
		return err
	}
	if len(words) != 6 || words[0] == 0 || words[0] > mostCounted {
		return stat.ErrState
	}
	*m = moments{words[0], [2]uint64(words[1:3]), [3]uint64(words[3:6])}
	if _, negative := m.scatter(); negative {
		return stat.ErrState
	}
	return nil
}
