package cart

import (
	"math"
	"slices"
	"time"

	"github.com/parcours-go/parcours/journey/event"
)

// What an event is to a cart.
const (
	other int32 = iota
	put
	taken
	bought
)

// A walker finds the carts in the traces of one log.
type walker struct {
	opt    Options
	at     int64   // the end of the observation
	ofName []int32 // what each event name is
	cutter *event.Cutter
	id     event.Attr

	found func(event.Trace, cart) // takes each cart that is found

	codes, starts []int32 // of the trace that is being walked
	open          map[int]*cart
}

// A cart is one that was found.
type cart struct {
	last     int     // its last cart event
	value    float64 // what was put in less what was taken
	valued   bool
	bought   bool
	deadline int64 // it is pending if the observation ended before
}

// noDeadline is that of a cart that the end of the observation does not change.
const noDeadline = math.MinInt64

func newWalker(log *event.Log, opt Options, at int64) *walker {
	w := &walker{opt: opt, at: at, ofName: make([]int32, len(log.Names()))}
	for _, meaning := range []struct {
		names []string
		code  int32
	}{{opt.Remove, taken}, {opt.Cart, put}, {opt.Purchase, bought}} {
		for _, name := range meaning.names {
			if id, ok := log.NameID(name); ok {
				w.ofName[id] = meaning.code
			}
		}
	}
	switch opt.Unit {
	case BySession:
		w.cutter = log.Cutter(opt.Session)
	case ByID:
		w.id, w.open = log.Attr(opt.ID), make(map[int]*cart)
	}
	return w
}

// walk finds the carts of a customer, and returns when they were last seen.
func (w *walker) walk(t event.Trace) (last int64, any bool) {
	n := t.Len()
	for n > 0 && t.Nano(n-1) > w.at {
		n--
	}
	if n == 0 {
		return 0, false
	}
	w.codes = t.AppendCodes(w.codes[:0], w.ofName)
	switch w.opt.Unit {
	case BySession:
		w.sessions(t, n)
	case ByCart:
		w.runs(t, n)
	case ByID:
		w.byID(t, n)
	default:
		w.whole(t, 0, n)
	}
	return t.Nano(n - 1), true
}

// deadline returns when a cart is given up: with its session, or so long after
// its last cart event.
func (w *walker) deadline(lastCart, lastEvent int64) int64 {
	switch silence := w.opt.Session.Silence; {
	case w.opt.Unit != BySession && w.opt.Within > 0:
		return later(lastCart, w.opt.Within)
	case w.opt.Unit != BySession || silence < 0:
		return noDeadline
	case silence == 0:
		return later(lastEvent, 30*time.Minute)
	default:
		return later(lastEvent, silence)
	}
}

// later adds a time to an instant; the last instant there is stands for all
// beyond.
func later(at int64, by time.Duration) int64 {
	if at > math.MaxInt64-int64(by) {
		return math.MaxInt64
	}
	return at + int64(by)
}

// whole takes the events from up to to as one cart, if any is a cart event.
func (w *walker) whole(t event.Trace, from, to int) {
	c := cart{last: -1}
	for i := from; i < to; i++ {
		if w.codes[i] != other {
			w.take(&c, t, i)
		}
	}
	if c.last >= 0 {
		c.deadline = w.deadline(t.Nano(c.last), t.Nano(to-1))
		w.found(t, c)
	}
}

// take takes an event into a cart. With Within, a purchase counts that soon
// after the last cart event before it.
func (w *walker) take(c *cart, t event.Trace, i int) {
	switch w.codes[i] {
	case put:
		c.last = i
		c.add(t, i, 1)
	case taken:
		c.add(t, i, -1)
	case bought:
		if w.opt.Within == 0 || c.last >= 0 && within(t, c.last, i, w.opt.Within) {
			c.bought = true
		}
	}
}

func (c *cart) add(t event.Trace, i int, sign float64) {
	if v, ok := t.Value(i); ok {
		c.value += sign * v
		c.valued = true
	}
}

// within reports whether event j comes at most so long after event i.
func within(t event.Trace, i, j int, limit time.Duration) bool {
	return uint64(t.Nano(j))-uint64(t.Nano(i)) <= uint64(limit)
}

func (w *walker) sessions(t event.Trace, n int) {
	w.starts = w.cutter.Append(w.starts[:0], t)
	for k, from := range w.starts {
		to := n
		if k+1 < len(w.starts) {
			to = min(n, int(w.starts[k+1]))
		}
		if int(from) < to {
			w.whole(t, int(from), to)
		}
	}
}

// runs finds runs of cart events up to a purchase or a long pause.
func (w *walker) runs(t event.Trace, n int) {
	codes := w.codes[:n]
	from := slices.Index(codes, put)
	if from < 0 {
		return
	}
	c := cart{last: -1}
	for i, code := range codes[from:] {
		if code == other {
			continue
		}
		i += from
		soon := c.last >= 0 && within(t, c.last, i, w.opt.Within)
		switch {
		case code == bought:
			w.end(t, &c, soon)
		case code == put && !soon:
			w.end(t, &c, false)
			w.take(&c, t, i)
		case c.last >= 0:
			w.take(&c, t, i)
		}
	}
	w.end(t, &c, false)
}

// end ends the run of a cart, if there is one.
func (w *walker) end(t event.Trace, c *cart, bought bool) {
	if c.last < 0 {
		return
	}
	c.bought, c.deadline = bought, w.deadline(t.Nano(c.last), 0)
	w.found(t, *c)
	*c = cart{last: -1}
}

// byID puts the events of each id together; the carts come in the order of
// their ids.
func (w *walker) byID(t event.Trace, n int) {
	clear(w.open)
	ids := w.starts[:0]
	for i := range n {
		if w.codes[i] == other {
			continue
		}
		id := w.id.ID(t, i)
		if id == 0 {
			continue
		}
		c := w.open[id]
		if c == nil {
			c = &cart{last: -1}
			w.open[id] = c
			ids = append(ids, int32(id))
		}
		w.take(c, t, i)
	}
	for _, id := range ids {
		if c := w.open[int(id)]; c.last >= 0 {
			c.deadline = w.deadline(t.Nano(c.last), 0)
			w.found(t, *c)
		}
	}
	w.starts = ids
}
