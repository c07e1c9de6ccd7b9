package event

import (
	"io"
	"runtime"
	"sync"
)

// A jsonReader makes a log of JSON lines, as a reader does of CSV.
type jsonReader struct {
	opt   *JSONOptions
	src   *lineSource
	line  int // at which the next block begins, from 1
	b     *builder
	ids   *dedupe        // nil where events have none
	order *tiebreak      // nil where events have none
	attr  map[string]int // number of each attribute in the builder
	view  block          // the texts of the block that is being added
}

func newJSONReader(r io.Reader, o *JSONOptions, block int) *jsonReader {
	j := &jsonReader{opt: o, src: newLineSource(r, o, block), line: 1, b: newBuilder(), attr: make(map[string]int)}
	if len(o.ID) > 0 {
		j.ids = newDedupe(o.KeepLast)
	}
	if len(o.Order) > 0 {
		j.order = newTiebreak(len(o.Order))
	}
	return j
}

func (j *jsonReader) log() (*Log, error) {
	workers := min(runtime.GOMAXPROCS(0), maxWorkers)
	fresh := func() *jsonBlock { return newJSONBlock(j.opt, j.ids, j.b.who.seed) }
	if err := inBlocks(workers, fresh, j.src.fill, (*jsonBlock).read, j.take); err != nil {
		return nil, err
	}
	if j.src.err != io.EOF {
		return nil, &SyntaxError{j.line, 0, j.src.err}
	}
	if j.order != nil {
		j.b.orders = j.order.orders()
	}
	l := j.b.log()
	if j.ids != nil {
		l = j.ids.strip(l)
	}
	return l, nil
}

// inBlocks fills blocks, reads them on several goroutines, and takes them in
// the order in which they were filled. Only the caller's own goroutine fills
// and takes.
func inBlocks[B any](workers int, fresh func() B, fill func(B) bool, read func(B), take func(B) error) error {
	if workers < 2 {
		for b := fresh(); fill(b); {
			read(b)
			if err := take(b); err != nil {
				return err
			}
		}
		return nil
	}
	type job struct {
		block B
		done  chan struct{} // hears when the block has been read
	}
	var wait sync.WaitGroup
	defer wait.Wait()
	jobs := make(chan job, workers+1)
	defer close(jobs)
	for range workers {
		wait.Go(func() {
			for b := range jobs {
				read(b.block)
				b.done <- struct{}{}
			}
		})
	}
	var free, queue []job
	for {
		for len(queue) <= workers {
			if len(free) == 0 {
				free = append(free, job{fresh(), make(chan struct{}, 1)})
			}
			b := free[len(free)-1]
			if !fill(b.block) {
				break
			}
			free, queue = free[:len(free)-1], append(queue, b)
			jobs <- b
		}
		if len(queue) == 0 {
			return nil
		}
		b := queue[0]
		<-b.done
		if err := take(b.block); err != nil {
			return err
		}
		queue, free = queue[1:], append(free, b)
	}
}

// take adds what a block says to the builder, and lets those who want to hear
// of the rest.
func (j *jsonReader) take(b *jsonBlock) error {
	j.line += b.lost
	if j.ids != nil {
		b.dropDuplicates(j.ids, j.b.len())
	}
	stop, err := j.limits(b)
	for i := range b.notes {
		n := &b.notes[i]
		if n.before > stop {
			break
		}
		if err := j.tell(b, n); err != nil {
			return err
		}
	}
	if err != nil {
		return &SyntaxError{j.line + int(b.rows[stop].line), 0, err}
	}
	j.line += b.ends
	j.view.data, j.view.extra = b.data, b.shape.extra
	for i := 0; i < len(b.rows); {
		n := min(len(b.rows)-i, j.b.room())
		j.add(b, i, i+n)
		i += n
	}
	return nil
}

// limits returns the first row with which there would be too many events, or
// attributes, and which; the number of rows, and nil, if there is none.
func (j *jsonReader) limits(b *jsonBlock) (stop int, err error) {
	stop = len(b.rows)
	if room := j.opt.MaxEvents - j.b.len(); room < stop {
		stop, err = room, errEvents
	}
	for row := range stop {
		for _, a := range b.attrs(row) {
			if !j.know(b, int(a.attr)) {
				return row, errMembers
			}
		}
	}
	return stop, err
}

// tell tells of a line that is not an event, or more than one.
func (j *jsonReader) tell(b *jsonBlock, n *jsonNote) error {
	switch {
	case n.alias:
		j.opt.Alias(string(b.text(n.a)), string(b.text(n.b)))
	case !n.other:
		err := &SyntaxError{j.line + n.line, n.column, n.err}
		if j.opt.Skip == nil {
			return err
		}
		return j.opt.Skip(err)
	case j.opt.Other != nil:
		j.opt.Other(string(b.text(n.a)))
	}
	return nil
}

// add adds rows of a block to the page that is being filled.
func (j *jsonReader) add(b *jsonBlock, from, to int) {
	f := &j.b.filling
	start := len(f.nano)
	f.who = j.b.who.findAll(f.who, &j.view, b.who[from:to], b.hashes[from:to])
	for i := range b.rows[from:to] {
		row := &b.rows[from+i]
		f.nano = append(f.nano, row.nano)
		f.value.add(row.value, row.value == row.value)
		f.name = append(f.name, j.b.name.id(b.text(row.what)))
		f.channel = append(f.channel, j.b.channel.id(b.text(row.channel)))
		for _, a := range b.attrs(from + i) {
			k := b.global[a.attr]
			column := f.attrs[k]
			if short := start + i - len(column); short > 0 {
				column = append(column, make([]uint32, short)...)
			}
			f.attrs[k] = append(column, j.b.attrs[k].id(b.text(a.cell)))
		}
	}
	if j.order != nil {
		width := len(j.opt.Order)
		j.order.add(b.orders[from*width : to*width])
	}
}

// know gives an attribute of the block's shape a number in the builder, unless
// there are too many.
func (j *jsonReader) know(b *jsonBlock, attr int) bool {
	for attr >= len(b.global) {
		b.global = append(b.global, -1)
	}
	if b.global[attr] >= 0 {
		return true
	}
	name := b.shape.attrs[attr].name
	k, ok := j.attr[name]
	if !ok {
		if len(j.attr) >= j.opt.MaxAttrs {
			return false
		}
		k = j.b.attr(name)
		j.attr[name] = k
	}
	b.global[attr] = k
	return true
}
