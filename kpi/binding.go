package kpi

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// none stands for no touchpoint or no stage.
const none = -1

// A binding ties the events of one log to the touchpoints of one map, by the
// log's small integers: nothing is looked up by name while events are counted.
type binding struct {
	byName    []int32          // touchpoint of each name id, or none
	byChannel map[[2]int]int32 // touchpoint of a name id and a channel id, where several share the name
	shared    []bool           // name ids that byChannel knows
	stageOf   []int32          // stage of each touchpoint
	tied      []bool           // stages that name an event
}

func bind(m *journey.Map, log *event.Log) *binding {
	names := log.Names()
	b := &binding{
		byName:    make([]int32, len(names)),
		byChannel: map[[2]int]int32{},
		shared:    make([]bool, len(names)),
		tied:      make([]bool, len(m.Stages)),
	}
	for i := range b.byName {
		b.byName[i] = none
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
	return b
}

func (b *binding) add(stage int, t *journey.Touchpoint, log *event.Log, channels map[journey.Channel]int) {
	index := int32(len(b.stageOf))
	b.stageOf = append(b.stageOf, int32(stage))
	for _, name := range t.Events {
		b.tied[stage] = true
		id, ok := log.NameID(name)
		if !ok {
			continue
		}
		if b.byName[id] == none {
			b.byName[id] = index
		} else {
			b.shared[id] = true
		}
		if channel, ok := channels[t.Channel]; ok {
			b.byChannel[[2]int{id, channel}] = index
		}
	}
}

// touchpoint returns the index of the touchpoint of an event, counted through
// the map, or none.
func (b *binding) touchpoint(t event.Trace, i int) int {
	name := t.NameID(i)
	if b.shared[name] {
		if index, ok := b.byChannel[[2]int{name, t.ChannelID(i)}]; ok {
			return int(index)
		}
	}
	return int(b.byName[name])
}

// stage returns the index of the stage of an event, or none.
func (b *binding) stage(t event.Trace, i int) int {
	if point := b.touchpoint(t, i); point != none {
		return int(b.stageOf[point])
	}
	return none
}

// A nameSet says of each name id of one log whether it belongs.
type nameSet []bool

func setOf(log *event.Log, names []string) nameSet {
	set := make(nameSet, len(log.Names()))
	for _, name := range names {
		if id, ok := log.NameID(name); ok {
			set[id] = true
		}
	}
	return set
}
