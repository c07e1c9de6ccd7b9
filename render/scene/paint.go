package scene

// A Paint is an opaque colour, or none. The zero Paint is none. Whatever its
// value, it is written as #rrggbb or "none".
type Paint uint32

// None draws nothing.
const None Paint = 0

const painted Paint = 1 << 24

// RGB returns the colour of the number 0xRRGGBB. Higher bits are ignored.
func RGB(rgb uint32) Paint { return painted | Paint(rgb&0xffffff) }

// Drawn reports whether p is a colour.
func (p Paint) Drawn() bool { return p&painted != 0 }

// String returns "#rrggbb" or "none".
func (p Paint) String() string {
	if !p.Drawn() {
		return "none"
	}
	const digits = "0123456789abcdef"
	b := [...]byte{'#', 0, 0, 0, 0, 0, 0}
	for i := 1; i < len(b); i++ {
		b[i] = digits[p>>(24-4*i)&15]
	}
	return string(b[:])
}

// Channels returns the red, green and blue of p, each from 0 to 255.
func (p Paint) Channels() (r, g, b uint8) {
	return uint8(p >> 16), uint8(p >> 8), uint8(p)
}
