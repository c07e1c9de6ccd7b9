package event

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/parcours-go/parcours/journey"
)

// A Count is how many events of a file have a name and a channel.
type Count struct {
	Name    string          `json:"name"`
	Channel journey.Channel `json:"channel"`
	Events  int             `json:"events"`
}

// CountCSV counts the events of a CSV file by name and channel, straight from
// the file: it takes less than half the time of [ReadCSV], and little more memory
// than the names do. The counts are in bytewise order of the names, then of the
// channels.
//
// What is a bad row, what the limits are and what becomes of duplicates is as
// with ReadCSV, except that times, values and orders are not looked at. Attrs
// says nothing here; KeepLast is refused.
func CountCSV(r io.Reader, opt *CSVOptions) ([]Count, error) {
	return countCSV(r, opt, countBlock)
}

// countBlock is larger than blockSize, since less is made of a block.
const countBlock = 256 << 10

// countCSV is CountCSV with blocks of that many bytes, but for longer rows.
func countCSV(r io.Reader, opt *CSVOptions, block int) ([]Count, error) {
	o, err := opt.checked()
	if err != nil {
		return nil, err
	}
	if o.KeepLast && o.ID != "" {
		return nil, errors.New("event: CountCSV cannot keep the last of the rows with one id, only the first")
	}
	o.Attrs, o.Order = []string{}, nil
	c := &kindCounter{name: newDict(), channel: newDict(), rare: make(map[kind]int)}
	if err := newReader(r, c, &o, block).read(); err != nil {
		return nil, err
	}
	return c.counts(), nil
}

// A kindCounter gathers the blocks of a file into counts.
type kindCounter struct {
	table         *table
	name, channel *dict
	usual         [usualIDs][]int // events of the first names, by the first channels
	rare          map[kind]int    // and all others
}

// usualIDs is how many names and channels are counted without looking them up.
const usualIDs = 1 << 9

// note counts n events.
func (c *kindCounter) note(k kind, n int) {
	if k.name >= usualIDs || k.channel >= usualIDs {
		c.rare[k] += n
		return
	}
	row := &c.usual[k.name]
	if short := int(k.channel) + 1 - len(*row); short > 0 {
		*row = append(*row, make([]int, short)...)
	}
	(*row)[k.channel] += n
}

// A kind is a name and a channel.
type kind struct{ name, channel uint32 }

func (c *kindCounter) begin(t *table) {
	t.countsOnly = true
	c.table = t
}

func (c *kindCounter) take(b *block) {
	if c.table.ids != nil {
		b.count()
	}
	name := &b.texts[0]
	name.learn(b, c.name)
	if len(b.texts) < 2 {
		for _, n := range b.kinds {
			c.note(kind{name.all[n.name], 0}, n.events)
		}
		return
	}
	channel := &b.texts[1]
	channel.learn(b, c.channel)
	for _, n := range b.kinds {
		c.note(kind{name.all[n.name], channel.all[n.channel]}, n.events)
	}
}

// counts returns the counts in order.
func (c *kindCounter) counts() []Count {
	out := make([]Count, 0, len(c.rare))
	add := func(k kind, n int) {
		count := Count{Name: string(c.name.text(int(k.name))), Events: n}
		if c.channel.len() > 0 {
			count.Channel = journey.Channel(c.channel.text(int(k.channel)))
		}
		out = append(out, count)
	}
	for name, row := range c.usual {
		for channel, n := range row {
			if n > 0 {
				add(kind{uint32(name), uint32(channel)}, n)
			}
		}
	}
	for k, n := range c.rare {
		add(k, n)
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Channel, b.Channel))
	})
	return out
}

// A kindCount is how many rows of a block have a name and a channel, by their
// numbers in the block.
type kindCount struct {
	kind
	events int
}

// maxKinds are as many kinds as a block counts in a table.
const maxKinds = 1 << 12

// count counts the rows of the block.
func (b *block) count() {
	b.kinds = b.kinds[:0]
	name := &b.texts[0]
	channels, channel := 1, []uint32(nil)
	if len(b.texts) > 1 {
		channels, channel = len(b.texts[1].cells), b.texts[1].ids
	}
	if len(name.cells)*channels > maxKinds {
		for row, id := range name.ids {
			k := kind{name: id}
			if channel != nil {
				k.channel = channel[row]
			}
			b.kinds = append(b.kinds, kindCount{k, 1})
		}
		return
	}
	rows := zeroed(&b.rows, len(name.cells)*channels)
	for row, id := range name.ids {
		at := int(id) * channels
		if channel != nil {
			at += int(channel[row])
		}
		rows[at]++
	}
	for at, n := range rows {
		if n > 0 {
			b.kinds = append(b.kinds, kindCount{kind{uint32(at / channels), uint32(at % channels)}, int(n)})
		}
	}
}
