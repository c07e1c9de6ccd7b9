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
	ids   *dedupe   // nil where events have none
	order *tiebreak // nil where events have none
	attr  map[string]int
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
	notes := b.notes
	for row := range len(b.lines) + 1 {
		for ; len(notes) > 0 && notes[0].before == row; notes = notes[1:] {
			if err := j.tell(b, &notes[0]); err != nil {
				return err
			}
		}
		if row < len(b.lines) {
			if err := j.add(b, row); err != nil {
				return &SyntaxError{j.line + int(b.lines[row]), 0, err}
			}
		}
	}
	j.line += b.ends
	return nil
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

// add adds a row to the page that is being filled, unless it was sent twice.
func (j *jsonReader) add(b *jsonBlock, row int) error {
	if j.ids != nil && b.digests[row] != (digest{}) && j.ids.note(b.digests[row], uint32(j.b.len())) {
		return nil
	}
	if j.b.len() >= j.opt.MaxEvents {
		return errEvents
	}
	j.b.room()
	if err := j.attrs(b, row); err != nil {
		return err
	}
	f, c := &j.b.filling, &b.cells[row]
	f.who = append(f.who, j.b.who.find(b.text(c.who), b.hashes[row]))
	f.name = append(f.name, j.b.name.id(b.text(c.what)))
	f.channel = append(f.channel, j.b.channel.id(b.text(c.channel)))
	f.value.add(b.values[row], b.values[row] == b.values[row])
	f.nano = append(f.nano, b.nanos[row])
	if j.order != nil {
		j.order.add(b.orders[row*len(j.opt.Order):][:len(j.opt.Order)])
	}
	return nil
}

// attrs adds the attributes of a row.
func (j *jsonReader) attrs(b *jsonBlock, row int) error {
	from := uint32(0)
	if row > 0 {
		from = b.attrEnds[row-1]
	}
	f := &j.b.filling
	for _, a := range b.shape.found[from:b.attrEnds[row]] {
		k, err := j.known(b, int(a.attr))
		if err != nil {
			return err
		}
		column := f.attrs[k]
		if short := len(f.nano) - len(column); short > 0 {
			column = append(column, make([]uint32, short)...)
		}
		f.attrs[k] = append(column, j.b.attrs[k].id(b.text(a.cell)))
	}
	return nil
}

// known returns the builder's number of an attribute of the block's shape.
func (j *jsonReader) known(b *jsonBlock, attr int) (int, error) {
	for attr >= len(b.global) {
		b.global = append(b.global, -1)
	}
	if k := b.global[attr]; k >= 0 {
		return k, nil
	}
	name := b.shape.attrs[attr].name
	k, ok := j.attr[name]
	if !ok {
		if len(j.attr) >= j.opt.MaxAttrs {
			return 0, errMembers
		}
		k = j.b.attr(name)
		j.attr[name] = k
	}
	b.global[attr] = k
	return k, nil
}
