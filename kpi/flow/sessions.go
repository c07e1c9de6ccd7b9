package flow

import (
	"github.com/parcours-go/parcours/journey/event"
)

// A cutter makes paths of what a customer did: it leaves out what is no node,
// collapses what repeats, and begins a new path with each session.
type cutter struct {
	sessions *event.Cutter // nil where everything is one path
	collapse bool
	plain    bool // neither is anything left out nor does anything collapse

	starts []int32
	codes  []int32
	times  []int64
}

// each calls path with the nodes of each path of a trace and their times, for
// it to read before it returns. A path may be empty.
func (c *cutter) each(codes []int32, t event.Trace, path func(codes []int32, times []int64)) {
	c.starts = append(c.starts[:0], 0)
	if c.sessions != nil {
		c.starts = c.sessions.Append(c.starts[:0], t)
	}
	nanos := t.Nanos()
	for s, from := range c.starts {
		to := len(codes)
		if s+1 < len(c.starts) {
			to = int(c.starts[s+1])
		}
		if c.plain {
			path(codes[from:to], nanos[from:to])
			continue
		}
		c.codes, c.times = c.codes[:0], c.times[:0]
		for i := int(from); i < to; i++ {
			n := len(c.codes)
			if codes[i] == none || c.collapse && n > 0 && c.codes[n-1] == codes[i] {
				continue
			}
			c.codes, c.times = append(c.codes, codes[i]), append(c.times, nanos[i])
		}
		path(c.codes, c.times)
	}
}
