package flow

import (
	"cmp"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/bind"
	"github.com/parcours-go/parcours/persona/field"
)

// none is the code of an event that is no node.
const none = bind.None

// A coder tells the node of each event of a log, as a small number: its code.
type coder struct {
	by      By
	names   []string // of the nodes, by code
	code    []int32  // of each name id, touchpoint, stage, channel id or value id
	binding *bind.Binding
	attr    event.Attr
	whole   bool // whether every event is a node, as far as is known
	same    bool // whether code maps each number to itself
}

// newCoder ties the events of log to nodes, and completes the question with
// what the map and the log say of it.
func newCoder(log *event.Log, q *question, opt *Options) (*coder, error) {
	c := &coder{by: q.By}
	var all []string // what events can be, before Nodes
	switch q.By {
	case ByEvent:
		all = log.Names()
	case ByChannel:
		for _, ch := range log.Channels() {
			all = append(all, string(ch))
		}
	case ByAttr:
		c.attr = log.Attr(q.Attr)
		all = c.attr.Values()
	default:
		if err := opt.Map.Validate(); err != nil {
			return nil, err
		}
		c.binding = bind.To(opt.Map, log)
		all = mapNodes(opt.Map, q.By)
		q.Vocabulary = all
	}
	if opt != nil && opt.Top > 0 {
		q.Nodes, q.Limited, q.Group = top(log, c, all, opt.Top), true, true
	}
	if c.binding != nil && len(all) == 0 {
		return nil, wrong("map", field.ErrInvalid, "want a map with touchpoints")
	}
	c.choose(all, q)
	return c, nil
}

// mapNodes returns the touchpoints or the stages of a map, in its order. Two
// touchpoints of one name are told apart by their stages.
func mapNodes(m *journey.Map, by By) (names []string) {
	times := make(map[string]int)
	for _, s := range m.Stages {
		for _, t := range s.Touchpoints {
			times[t.Name]++
		}
	}
	for _, s := range m.Stages {
		if by == ByStage {
			names = append(names, s.Name)
			continue
		}
		for _, t := range s.Touchpoints {
			if times[t.Name] > 1 {
				t.Name = s.Name + ": " + t.Name
			}
			names = append(names, t.Name)
		}
	}
	return names
}

// choose gives codes to those of all that are nodes. No text is no node, but
// where it is the name of an event.
func (c *coder) choose(all []string, q *question) {
	c.code = make([]int32, len(all))
	c.whole, c.same = c.binding == nil, true
	keep := make(map[string]bool)
	for _, name := range q.Nodes {
		keep[name] = true
	}
	known := make(map[string]int32)
	for i, name := range all {
		if q.Limited && !keep[name] {
			name = ""
			if q.Group {
				name = Other
			}
		}
		if name == "" && (q.Limited || q.By != ByEvent) || all[i] == "" && q.By != ByEvent {
			c.code[i], c.whole, c.same = none, false, false
			continue
		}
		code, ok := known[name]
		if !ok {
			code = int32(len(c.names))
			known[name] = code
			c.names = append(c.names, name)
		}
		c.code[i] = code
		c.same = c.same && code == int32(i)
	}
}

// appendTo appends the node of each event of t, or none, to dst.
func (c *coder) appendTo(dst []int32, t event.Trace) []int32 {
	start := len(dst)
	switch c.by {
	case ByEvent:
		return t.AppendCodes(dst, c.code)
	case ByTouchpoint:
		dst = c.binding.AppendTouchpoints(dst, t)
	case ByStage:
		dst = c.binding.AppendStages(dst, t)
	case ByChannel:
		for i := range t.Len() {
			dst = append(dst, int32(t.ChannelID(i)))
		}
	case ByAttr:
		for i := range t.Len() {
			dst = append(dst, int32(c.attr.ID(t, i)))
		}
	}
	if c.same {
		return dst
	}
	for i, code := range dst[start:] {
		if code != none {
			dst[start+i] = c.code[code]
		}
	}
	return dst
}

// top returns the n commonest of all, and of equally common ones the first by
// name, in their order.
func top(log *event.Log, c *coder, all []string, n int) []string {
	free := &coder{by: c.by, binding: c.binding, attr: c.attr}
	free.choose(all, &question{By: c.by})
	counted := event.Fold(log, func() *nodeCounts { return &nodeCounts{free, make([]int, len(free.names)), nil} })
	order := make([]int, len(free.names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(counted.n[b]-counted.n[a], cmp.Compare(free.names[a], free.names[b]))
	})
	order = order[:min(n, len(order))]
	slices.Sort(order)
	names := make([]string, 0, len(order))
	for _, i := range order {
		names = append(names, free.names[i])
	}
	return names
}

// nodeCounts counts the events of each node.
type nodeCounts struct {
	*coder
	n     []int
	codes []int32
}

// Add counts one customer.
func (c *nodeCounts) Add(t event.Trace) {
	c.codes = c.coder.appendTo(c.codes[:0], t)
	for _, code := range c.codes {
		if code != none {
			c.n[code]++
		}
	}
}

// Merge adds what another one counted.
func (c *nodeCounts) Merge(other *nodeCounts) {
	for i, n := range other.n {
		c.n[i] += n
	}
}
