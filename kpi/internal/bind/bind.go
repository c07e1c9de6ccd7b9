// Package bind ties the events of a log to the touchpoints of a map, once and
// for all analyses: an event belongs to the touchpoint that names it. Where
// several touchpoints name it, it belongs to the one of its channel, and with
// none of its channel, to the first.
package bind

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// None stands for no touchpoint or no stage.
const None = -1

// A Binding ties the events of one log to the touchpoints of one map, by the
// log's small integers: nothing is looked up by name while events are counted.
// Touchpoints are counted through the map, from 0.
type Binding struct {
	Tied []bool // stages that name an event

	byName    []int32          // touchpoint of each name id, or None
	byChannel map[[2]int]int32 // touchpoint of a name id and a channel id, where several share the name
	shared    []bool           // name ids that byChannel knows
	ambiguous bool             // whether any is
	stageOf   []int32          // stage of each touchpoint
	stages    []int32          // stage of each name id by byName, or None
}

// To ties the events of log to m.
func To(m *journey.Map, log *event.Log) *Binding {
	names := log.Names()
	b := &Binding{
		Tied:      make([]bool, len(m.Stages)),
		byName:    make([]int32, len(names)),
		byChannel: map[[2]int]int32{},
		shared:    make([]bool, len(names)),
	}
	for i := range b.byName {
		b.byName[i] = None
	}
	channels := map[journey.Channel]int{}
	for id, c := range log.Channels() {
		channels[c] = id
	}
	for s := range m.Stages {
		for t := range m.Stages[s].Touchpoints {
			b.add(s, &m.Stages[s].Touchpoints[t], log, channels)
		}
	}
	b.ambiguous = slices.Contains(b.shared, true)
	b.stages = make([]int32, len(names))
	for id, point := range b.byName {
		b.stages[id] = int32(b.stageAt(int(point)))
	}
	return b
}

func (b *Binding) add(stage int, t *journey.Touchpoint, log *event.Log, channels map[journey.Channel]int) {
	index := int32(len(b.stageOf))
	b.stageOf = append(b.stageOf, int32(stage))
	for _, name := range t.Events {
		b.Tied[stage] = true
		id, ok := log.NameID(name)
		if !ok {
			continue
		}
		if b.byName[id] == None {
			b.byName[id] = index
		} else {
			b.shared[id] = true
		}
		if channel, ok := channels[t.Channel]; ok {
			b.byChannel[[2]int{id, channel}] = index
		}
	}
}

// Touchpoints returns the number of touchpoints.
func (b *Binding) Touchpoints() int { return len(b.stageOf) }

// StageOf returns the stage of a touchpoint.
func (b *Binding) StageOf(touchpoint int) int { return int(b.stageOf[touchpoint]) }

// Touchpoint returns the touchpoint of event i, or None.
func (b *Binding) Touchpoint(t event.Trace, i int) int {
	name := t.NameID(i)
	if b.shared[name] {
		if index, ok := b.byChannel[[2]int{name, t.ChannelID(i)}]; ok {
			return int(index)
		}
	}
	return int(b.byName[name])
}

// Stage returns the stage of event i, or None.
func (b *Binding) Stage(t event.Trace, i int) int { return b.stageAt(b.Touchpoint(t, i)) }

func (b *Binding) stageAt(touchpoint int) int {
	if touchpoint == None {
		return None
	}
	return int(b.stageOf[touchpoint])
}

// AppendTouchpoints appends the touchpoint of each event of t, or None, to dst.
func (b *Binding) AppendTouchpoints(dst []int32, t event.Trace) []int32 {
	start := len(dst)
	dst = t.AppendCodes(dst, b.byName)
	if b.ambiguous {
		for i := range t.Len() {
			dst[start+i] = int32(b.Touchpoint(t, i))
		}
	}
	return dst
}

// AppendStages appends the stage of each event of t, or None, to dst.
func (b *Binding) AppendStages(dst []int32, t event.Trace) []int32 {
	start := len(dst)
	dst = t.AppendCodes(dst, b.stages)
	if b.ambiguous {
		for i := range t.Len() {
			dst[start+i] = int32(b.Stage(t, i))
		}
	}
	return dst
}
