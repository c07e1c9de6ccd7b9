package event

// A shelves keeps texts by their numbers, which are 0, 1, 2 and so on. It is
// never copied to make room, and where all texts of a shelf have one length, as
// most ids have, it knows where each is without looking that up.
type shelves struct {
	shelf []shelf
	n     int // texts
	size  int // bytes of all texts
}

const shelfShift = 12 // a shelf has 1<<shelfShift texts, but for the last

// A shelf is some texts, one after the other.
type shelf struct {
	all  []byte
	each int   // the length of each text, if ends is nil
	ends []int // where each ends in all
}

// add adds the next text.
func (s *shelves) add(b []byte) {
	if s.n>>shelfShift == len(s.shelf) {
		s.shelf = append(s.shelf, s.newShelf(len(b)))
	}
	f := &s.shelf[len(s.shelf)-1]
	if f.ends == nil && len(b) != f.each {
		f.part(s.n & (1<<shelfShift - 1))
	}
	f.all = append(f.all, b...)
	if f.ends != nil {
		f.ends = append(f.ends, len(f.all))
	}
	s.n++
	s.size += len(b)
}

// newShelf returns a shelf for texts of that length.
func (s *shelves) newShelf(each int) shelf {
	f := shelf{each: each}
	if last := len(s.shelf) - 1; last >= 0 { // the first may be one of few texts
		f.all = make([]byte, 0, len(s.shelf[last].all)/16*17)
	}
	return f
}

// part notes where each of the first n texts ends, since the next has another
// length.
func (f *shelf) part(n int) {
	f.ends = make([]int, n, max(16, 2*n))
	for k := range f.ends {
		f.ends[k] = (k + 1) * f.each
	}
}

// at returns the text of that number.
func (s *shelves) at(id int) []byte {
	f, k := &s.shelf[id>>shelfShift], id&(1<<shelfShift-1)
	if f.ends == nil {
		return f.all[k*f.each : (k+1)*f.each]
	}
	if k == 0 {
		return f.all[:f.ends[0]]
	}
	return f.all[f.ends[k-1]:f.ends[k]]
}
