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
	return gathered(len(sorted), func(i int) string { return sorted[i] })
}

// some returns the list of the texts with those ids, which are ascending.
func (w *words) some(ids []int) words {
	if len(ids) == w.len() {
		return *w
	}
	return gathered(len(ids), func(i int) string { return w.at(ids[i]) })
}

func gathered(n int, text func(i int) string) words {
	size := 0
	for i := range n {
		size += len(text(i))
	}
	var all strings.Builder
	all.Grow(size)
	ends := make([]int, n)
	for i := range ends {
		all.WriteString(text(i))
		ends[i] = all.Len()
	}
	return words{all.String(), ends}
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

// each returns the texts in order.
func (w *words) each() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range w.len() {
			if !yield(w.at(i)) {
				return
			}
		}
	}
}
