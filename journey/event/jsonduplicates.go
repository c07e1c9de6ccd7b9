package event

// dropDuplicates drops the rows of the block whose ids are known, given how many
// rows there were before its first.
func (b *jsonBlock) dropDuplicates(ids *dedupe, before int) {
	rows, notes := 0, b.notes
	found, from := b.shape.found[:0], uint32(0)
	for i, row := range b.rows {
		for ; len(notes) > 0 && notes[0].before == i; notes = notes[1:] {
			notes[0].before = rows
		}
		own := b.shape.found[from:row.attrs]
		from = row.attrs
		if d := b.digests[i]; d != (digest{}) && ids.note(d, uint32(before+rows)) {
			continue
		}
		found = append(found, own...)
		row.attrs = uint32(len(found))
		b.rows[rows], b.who[rows], b.hashes[rows] = row, b.who[i], b.hashes[i]
		width := len(b.opt.Order)
		copy(b.orders[rows*width:][:width], b.orders[i*width:])
		rows++
	}
	for i := range notes {
		notes[i].before = rows
	}
	b.rows, b.who, b.hashes = b.rows[:rows], b.who[:rows], b.hashes[:rows]
	b.orders, b.shape.found = b.orders[:rows*len(b.opt.Order)], found
}
