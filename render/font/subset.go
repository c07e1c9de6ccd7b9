package font

import (
	"maps"
	"slices"
)

// maxDepth is how far glyphs may be made of glyphs that are made of others.
const maxDepth = 8

// A subset is a part of the glyphs of a face. It numbers them anew.
type subset struct {
	face     *face
	outlines map[int]outlined // by their number in the face
	order    []int            // numbers in the face by those in the subset
	chars    []char           // in order
}

type outlined struct {
	data  []byte
	parts []component
	whole bool // whether it can be drawn
}

// A char is a character and its glyph in the subset.
type char struct{ code, glyph int }

// subset returns a file with the glyphs of a text.
func (f *face) subset(text string) (file []byte, any bool) {
	s := subset{face: f, outlines: map[int]outlined{}}
	s.take(0, 0) // what is drawn for a character without a glyph; a font has to have it
	runes := []rune(text)
	slices.Sort(runes)
	for _, r := range slices.Compact(runes) {
		if g := f.glyphOf(r); g != 0 && len(s.chars) < mostChars {
			s.take(g, 0)
			s.chars = append(s.chars, char{int(r), g})
		}
	}
	s.number()
	return s.file(), len(s.chars) > 0
}

// take puts a glyph and those that it is made of into the subset, and reports
// whether it can be drawn. One that cannot becomes a blank.
func (s *subset) take(g, depth int) bool {
	if o, taken := s.outlines[g]; taken {
		return o.whole
	}
	s.outlines[g] = outlined{} // a glyph that is made of itself cannot be drawn
	data, parts, ok := s.face.outline(g)
	for _, part := range parts {
		ok = ok && depth < maxDepth && s.take(part.glyph, depth+1)
	}
	if ok {
		s.outlines[g] = outlined{data, parts, true}
	}
	return ok
}

// number gives the glyphs their numbers in the subset, in the order of those
// in the face.
func (s *subset) number() {
	s.order = slices.Sorted(maps.Keys(s.outlines))
	numbers := map[int]int{}
	for i, g := range s.order {
		numbers[g] = i
	}
	for _, o := range s.outlines {
		for _, part := range o.parts {
			putU16(o.data, part.at, numbers[part.glyph])
		}
	}
	for i := range s.chars {
		s.chars[i].glyph = numbers[s.chars[i].glyph]
	}
}
