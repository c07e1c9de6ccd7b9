package event

import (
	"fmt"
	"io"
	"runtime"
	"sync"
)

// A reader reads a CSV file: a source cuts it into blocks, goroutines read the
// blocks, and the reader gives them to a gatherer, in the order of the file.
type reader struct {
	opt  *CSVOptions
	rows scanner // without data
	src  *source
	line int // at which the next block begins, from 1

	table *table
	to    gatherer
	n     int // rows given to it
}

// A gatherer makes something of what the blocks of a file say.
type gatherer interface {
	begin(t *table) // before the first block
	take(b *block)
}

func newReader(r io.Reader, to gatherer, o *CSVOptions, block int) *reader {
	rows := scanner{comma: byte(o.Comma), maxLine: o.MaxLine}
	return &reader{opt: o, rows: rows, src: newSource(r, rows, block, o.MaxBytes), line: 1, to: to}
}

// read reads the file.
func (r *reader) read() error {
	first, err := r.header()
	if err != nil {
		return err
	}
	if err := r.all(first); err != nil {
		return err
	}
	if r.src.err != io.EOF {
		return r.ended()
	}
	return nil
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
	if t.id >= 0 {
		t.ids = newDedupe(r.opt.KeepLast)
	}
	r.to.begin(t)
	r.table, b.start = t, row.next
	r.line += row.lines
	return nil
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

// maxWorkers are as many goroutines as can give the one that gathers enough to
// do.
const maxWorkers = 4

// parallel reads the blocks after the first on several goroutines. Only the
// caller's own asks the source, asks the gatherer and calls Skip.
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

// take gives what a block says to the gatherer, after Skip has heard of its
// faults.
func (r *reader) take(b *block) error {
	r.line += b.lost
	if r.table.ids != nil {
		b.dropDuplicates(r.table, r.n)
	}
	room := r.opt.MaxEvents - r.n
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
	r.n += len(b.lines)
	r.to.take(b)
	return nil
}

func (r *reader) skip(err *SyntaxError) error {
	if r.opt.Skip == nil {
		return err
	}
	return r.opt.Skip(err)
}
