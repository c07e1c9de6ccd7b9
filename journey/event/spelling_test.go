package event

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestASpellingTellsWhereATextStands(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	for _, columns := range []int{1, 40, 1000, 100_000} {
		texts := someTexts(r, 3000)
		var b block
		for _, s := range texts {
			b.data = append(b.data, s...)
			b.cells = append(b.cells, cell{}, cell{uint32(len(b.data) - len(s)), uint32(len(b.data))})
		}
		b.lines = make([]uint32, len(texts))
		s := &newSpellings(columns)[0]
		d, want := newDict(), newDict()
		for range 2 { // blocks
			s.read(&b, b.cells, 1, 2)
			s.learn(&b, d)
			for row, id := range s.append(nil, 0, len(texts)) {
				require.Equal(t, texts[row], string(b.text(s.cells[s.ids[row]])))
				require.Equal(t, texts[row], string(d.text(int(id))))
			}
			for _, text := range texts {
				want.id([]byte(text))
			}
			require.Equal(t, want.len(), d.len(), "no text is there twice")
		}
	}
}

func TestASpellingHasFewNumbersForFewTexts(t *testing.T) {
	var b block
	for i := range 5000 {
		text := fmt.Sprintf("a name that is long: %d", i%20)
		b.data = append(b.data, text...)
		b.cells = append(b.cells, cell{uint32(len(b.data) - len(text)), uint32(len(b.data))})
	}
	b.lines = make([]uint32, 5000)
	s := &newSpellings(1)[0]
	s.read(&b, b.cells, 0, 1)
	require.Less(t, len(s.cells), 500)
}

func TestShelvesKeepTexts(t *testing.T) {
	const n = 3<<shelfShift + 5
	for _, test := range []struct {
		name string
		text func(i int) string
	}{
		{"of one length", func(i int) string { return fmt.Sprintf("%08d", i) }},
		{"without any", func(int) string { return "" }},
		{"the last of which is longer", func(i int) string { return fmt.Sprintf("%08d", i*1000) }},
		{"of which only the first is empty", func(i int) string { return fmt.Sprint(i)[min(1, 1-min(i, 1)):] }},
		{"of every length", func(i int) string { return fmt.Sprintf("%0*d", 1+i%9, i) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			var s shelves
			size := 0
			for i := range n {
				s.add([]byte(test.text(i)))
				size += len(test.text(i))
			}
			for i := range n {
				if test.text(i) != string(s.at(i)) {
					require.Equal(t, test.text(i), string(s.at(i)))
				}
			}
			require.Equal(t, []int{n, size}, []int{s.n, s.size})
		})
	}
}
