package event

import (
	"iter"
	"sort"
	"strings"
)

// A words is a sorted list of distinct texts in one piece of memory. The index
// of a text is its id.
type words struct {
	all  string
	ends []int // where each text ends in all
}

// wordsOf returns the list of the texts, which are sorted and distinct.
func wordsOf(sorted []string) words {
	size := 0
	for _, s := range sorted {
		size += len(s)
	}
	var b strings.Builder
	b.Grow(size)
	ends := make([]int, len(sorted))
	for i, s := range sorted {
		b.WriteString(s)
		ends[i] = b.Len()
	}
	return words{b.String(), ends}
}

func (w *words) len() int { return len(w.ends) }

func (w *words) at(id int) string {
	from := 0
	if id > 0 {
		from = w.ends[id-1]
	}
	return w.all[from:w.ends[id]]
}

// find returns the id of text s.
func (w *words) find(s string) (id int, ok bool) {
	return sort.Find(w.len(), func(i int) int { return strings.Compare(s, w.at(i)) })
}

func (w *words) each() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range w.len() {
			if !yield(w.at(i)) {
				return
			}
		}
	}
}
