package event

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
)

// A reader makes a log of a CSV file: a source cuts it into blocks, goroutines
// read the blocks, and the reader adds them to a builder, in the order of the
// file.
type reader struct {
	opt  *CSVOptions
	rows scanner // without data
	src  *source
	line int // at which the next block begins, from 1

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

func newReader(r io.Reader, o *CSVOptions, block int) *reader {
	rows := scanner{comma: byte(o.Comma), maxLine: o.MaxLine}
	return &reader{opt: o, rows: rows, src: newSource(r, rows, block, o.MaxBytes), line: 1, b: newBuilder()}
}

func (r *reader) log() (*Log, error) {
	first, err := r.header()
	if err != nil {
		return nil, err
	}
	if err := r.all(first); err != nil {
		return nil, err
	}
	if r.src.err != io.EOF {
		return nil, r.ended()
	}
	r.b.orders = r.ties.orders()
	l := r.b.log()
	if ids := r.table.ids; ids != nil {
		l = ids.strip(l)
	}
	return l, nil
}

// ended returns the error by which the source ended, with its place.
func (r *reader) ended() error {
	err := r.src.err
	if err == io.EOF {
		return &SyntaxError{r.line, 0, fmt.Errorf("%w: nothing there", ErrHeader)}
	}
	return &SyntaxError{r.line, 0, err}
}

func (r *reader) newBlock() *block {
	return &block{scanner: r.rows, clock: newClock(r.opt.Layout, r.opt.Location), done: make(chan struct{}, 1)}
}

// header reads the header, and returns the block that it is in, which begins
// after it.
func (r *reader) header() (*block, error) {
	b := r.newBlock()
	cells := make([]cell, r.opt.MaxColumns)
	for r.src.fill(b) {
		b.begin(0)
		for i := 0; i < b.stop; {
			row := b.fields(i, cells)
			if row.err != nil || row.end > i {
				return b, r.begin(b, &row, cells)
			}
			r.line++
			i = row.next
		}
	}
	return nil, r.ended()
}

// begin takes the header that row holds.
func (r *reader) begin(b *block, row *row, cells []cell) error {
	if row.err != nil {
		return &SyntaxError{r.line, row.column, row.err}
	}
	if row.fields > len(cells) {
		return &SyntaxError{r.line, len(cells) + 1, errColumns}
	}
	header := make([]string, row.fields)
	for c := range header {
		header[c] = string(b.text(cells[c]))
	}
	t, err := tableOf(header, r.opt)
	if err != nil {
		err.Line = r.line
		return err
	}
	t.seed = r.b.who.seed
	if t.id >= 0 {
		t.ids = newDedupe(r.opt.KeepLast)
	}
	r.ties = newTiebreak(len(t.order))
	r.columns(t)
	r.table, b.start = t, row.next
	r.line += row.lines
	return nil
}

// columns tells the builder of the columns of texts.
func (r *reader) columns(t *table) {
	f := &r.b.filling
	r.texts = append(r.texts, textColumn{r.b.name, &f.name})
	if t.channel >= 0 {
		r.texts = append(r.texts, textColumn{r.b.channel, &f.channel})
	}
	for _, key := range t.keys {
		r.b.attr(key)
	}
	for k, d := range r.b.attrs {
		r.texts = append(r.texts, textColumn{d, &f.attrs[k]})
	}
}

// all reads all rows, the first of which are in that block.
func (r *reader) all(first *block) error {
	first.read(r.table)
	if err := r.take(first); err != nil {
		return err
	}
	if workers := min(runtime.GOMAXPROCS(0), maxWorkers); workers > 1 && r.src.err == nil {
		return r.parallel(workers, first)
	}
	for b := first; r.src.fill(b); {
		b.read(r.table)
		if err := r.take(b); err != nil {
			return err
		}
	}
	return nil
}

// maxWorkers are as many goroutines as can give the one that adds to the
// builder enough to do.
const maxWorkers = 4

// parallel reads the blocks after the first on several goroutines. Only the
// caller's own asks the source, adds to the builder and calls Skip.
func (r *reader) parallel(workers int, spare *block) error {
	var wait sync.WaitGroup
	defer wait.Wait()
	jobs := make(chan *block, workers+1)
	defer close(jobs)
	for range workers {
		wait.Go(func() {
			for b := range jobs {
				b.read(r.table)
				b.done <- struct{}{}
			}
		})
	}
	free := []*block{spare}
	for queue := []*block(nil); ; {
		for len(queue) <= workers {
			if len(free) == 0 {
				free = append(free, r.newBlock())
			}
			b := free[len(free)-1]
			if !r.src.fill(b) {
				break
			}
			free = free[:len(free)-1]
			queue = append(queue, b)
			jobs <- b
		}
		if len(queue) == 0 {
			return nil
		}
		b := queue[0]
		<-b.done
		if err := r.take(b); err != nil {
			return err
		}
		queue, free = queue[1:], append(free, b)
	}
}

// take adds what a block says to the builder, after Skip has heard of its
// faults.
func (r *reader) take(b *block) error {
	r.line += b.lost
	if r.table.id >= 0 {
		b.dropDuplicates(r.table, r.b.len())
	}
	room := r.opt.MaxEvents - r.b.len()
	for _, f := range b.faults {
		if f.before > room {
			break
		}
		if err := r.skip(&SyntaxError{r.line + f.line, f.column, f.err}); err != nil {
			return err
		}
	}
	if len(b.lines) > room {
		return &SyntaxError{r.line + int(b.lines[room]), 0, errEvents}
	}
	r.line += b.ends
	for k := range b.texts {
		b.texts[k].learn(b, r.texts[k].dict)
	}
	r.ties.add(b.orders)
	for i := 0; i < len(b.lines); {
		n := min(len(b.lines)-i, r.b.room())
		r.add(b, i, i+n)
		i += n
	}
	return nil
}

func (r *reader) skip(err *SyntaxError) error {
	if r.opt.Skip == nil {
		return err
	}
	return r.opt.Skip(err)
}

// add adds rows of a block to the page that is being filled.
func (r *reader) add(b *block, from, to int) {
	f, t := &r.b.filling, r.table
	f.who = r.b.who.findAll(f.who, b, b.whos[from:to], b.hashes[from:to])
	f.nano = append(f.nano, b.nanos[from:to]...)
	for k := range b.texts {
		*r.texts[k].ids = b.texts[k].append(*r.texts[k].ids, from, to)
	}
	if t.channel < 0 {
		none := r.b.channel.find(nil, r.b.channel.hash(nil)) // which is 0
		f.channel = append(f.channel, slices.Repeat([]uint32{none}, to-from)...)
	}
	if t.value < 0 {
		f.value.addNone(to - from)
		return
	}
	for _, v := range b.values[from:to] {
		f.value.add(v, v == v)
	}
}
