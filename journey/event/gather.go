package event

import "slices"

// A logger gathers the blocks of a file into a log.
type logger struct {
	table *table
	b     *builder
	texts []textColumn // in the order of table.texts
	ties  *tiebreak    // by the orders of the rows
}

// A textColumn is where the builder keeps the texts of a column.
type textColumn struct {
	dict *dict
	ids  *[]uint32 // of the page that is being filled
}

func (g *logger) begin(t *table) {
	t.seed = g.b.who.seed
	g.table, g.ties = t, newTiebreak(len(t.order))
	f := &g.b.filling
	g.texts = append(g.texts, textColumn{g.b.name, &f.name})
	if t.channel >= 0 {
		g.texts = append(g.texts, textColumn{g.b.channel, &f.channel})
	}
	for _, key := range t.keys {
		g.b.attr(key)
	}
	for k, d := range g.b.attrs {
		g.texts = append(g.texts, textColumn{d, &f.attrs[k]})
	}
}

func (g *logger) take(b *block) {
	for k := range b.texts {
		b.texts[k].learn(b, g.texts[k].dict)
	}
	g.ties.add(b.orders)
	for i := 0; i < len(b.lines); {
		n := min(len(b.lines)-i, g.b.room())
		g.add(b, i, i+n)
		i += n
	}
}

// add adds rows of a block to the page that is being filled.
func (g *logger) add(b *block, from, to int) {
	f := &g.b.filling
	f.who = g.b.who.findAll(f.who, b, b.whos[from:to], b.hashes[from:to])
	f.nano = append(f.nano, b.nanos[from:to]...)
	for k := range b.texts {
		*g.texts[k].ids = b.texts[k].append(*g.texts[k].ids, from, to)
	}
	if g.table.channel < 0 {
		none := g.b.channel.find(nil, g.b.channel.hash(nil)) // which is 0
		f.channel = append(f.channel, slices.Repeat([]uint32{none}, to-from)...)
	}
	if g.table.value < 0 {
		f.value.addNone(to - from)
		return
	}
	for _, v := range b.values[from:to] {
		f.value.add(v, v == v)
	}
}

// log returns the log. The logger is used up.
func (g *logger) log() *Log {
	g.b.orders = g.ties.orders()
	l := g.b.log()
	if ids := g.table.ids; ids != nil {
		l = ids.strip(l)
	}
	return l
}
