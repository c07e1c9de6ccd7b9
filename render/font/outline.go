package font

// Flags of the points of a glyph (OpenType specification 1.9, glyf).
const (
	shortX  = 0x02
	shortY  = 0x04
	repeats = 0x08
	sameX   = 0x10 // or, of a short one, that it is positive
	sameY   = 0x20
)

// Flags of the components of a glyph.
const (
	wordArguments   = 0x0001
	oneScale        = 0x0008
	moreComponents  = 0x0020
	twoScales       = 0x0040
	twoByTwo        = 0x0080
	hasInstructions = 0x0100
)

const glyphHeader = 10 // number of contours, and the box around them

// A component is a glyph that another is made of.
type component struct {
	at    int // of its number in the outline
	glyph int
}

func (f *face) locaSize() int {
	if f.head.i16(50) == 0 {
		return 2
	}
	return 4
}

// outline returns how a glyph is drawn, without hints, and which other glyphs
// it is made of. ok is false if it is damaged; a blank has no outline.
func (f *face) outline(g int) (outline []byte, parts []component, ok bool) {
	from, to := 2*f.loca.u16(2*g), 2*f.loca.u16(2*g+2)
	if f.locaSize() == 4 {
		from, to = f.loca.u32(4*g), f.loca.u32(4*g+4)
	}
	if from == to {
		return nil, nil, true
	}
	t := f.glyf.part(from, to)
	switch contours := t.i16(0); {
	case len(t) < glyphHeader:
		return nil, nil, false
	case contours > 0:
		outline, ok = simpleOutline(t, contours)
		return outline, nil, ok
	case contours < 0:
		return f.composite(t)
	}
	return nil, nil, true
}

// simpleOutline copies an outline without its instructions and what stands
// after its end.
func simpleOutline(t table, contours int) (outline []byte, ok bool) {
	head := glyphHeader + 2*contours
	points, last := 0, -1
	for at := glyphHeader; at < head; at += 2 {
		if points = t.u16(at) + 1; points <= last+1 {
			return nil, false
		}
		last = points - 1
	}
	body := t.from(head + 2 + t.u16(head))
	size, ok := pointsSize(body, points)
	if !ok {
		return nil, false
	}
	outline = append(outline, t[:head]...)
	outline = appendU16(outline, 0)
	return append(outline, body[:size]...), true
}

// pointsSize returns how many bytes the flags and coordinates of points take.
func pointsSize(t table, points int) (size int, ok bool) {
	at, coordinates := 0, 0
	for points > 0 {
		if at >= len(t) {
			return 0, false
		}
		flag, times := t[at], 1
		at++
		if flag&repeats != 0 {
			if at >= len(t) {
				return 0, false
			}
			times += int(t[at])
			at++
		}
		if times > points {
			return 0, false
		}
		points -= times
		coordinates += times * (coordinateSize(flag, shortX, sameX) + coordinateSize(flag, shortY, sameY))
	}
	return at + coordinates, at+coordinates <= len(t)
}

func coordinateSize(flag byte, short, same byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&same != 0:
		return 0
	}
	return 2
}

// composite copies an outline that is made of others.
func (f *face) composite(t table) (outline []byte, parts []component, ok bool) {
	outline = append(outline, t...)
	for at, more := glyphHeader, true; more; {
		flags := t.u16(at)
		part := component{at: at + 2, glyph: t.u16(at + 2)}
		more = flags&moreComponents != 0
		putFlags(outline, at, flags&^hasInstructions)
		if at += componentSize(flags); at > len(t) || part.glyph >= f.glyphs {
			return nil, nil, false
		}
		parts = append(parts, part)
		if !more {
			outline = outline[:at]
		}
	}
	return outline, parts, true
}

func putFlags(outline []byte, at, flags int) {
	if at+2 <= len(outline) {
		putU16(outline, at, flags)
	}
}

func componentSize(flags int) int {
	size := 6
	if flags&wordArguments != 0 {
		size = 8
	}
	switch {
	case flags&oneScale != 0:
		return size + 2
	case flags&twoScales != 0:
		return size + 4
	case flags&twoByTwo != 0:
		return size + 8
	}
	return size
}
