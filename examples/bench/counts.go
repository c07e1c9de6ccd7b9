package main

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A census counts the events of a log by the code of their name and by channel.
type census struct {
	code   []int32 // of each name
	counts [][]int // by code and channel
	codes  []int32 // of the trace that is being added
}

func newCensus(log *event.Log, code []int32, codes int) *census {
	c := &census{code: code, counts: make([][]int, codes)}
	for i := range c.counts {
		c.counts[i] = make([]int, len(log.Channels()))
	}
	return c
}

// Add counts the events of one customer.
func (c *census) Add(t event.Trace) {
	c.codes = t.AppendCodes(c.codes[:0], c.code)
	for i, code := range c.codes {
		c.counts[code][t.ChannelID(i)]++
	}
}

// Merge adds what another census of the same log counted.
func (c *census) Merge(other *census) {
	for i, row := range other.counts {
		for j, n := range row {
			c.counts[i][j] += n
		}
	}
}

// stageOf returns the stage of each event name of a map.
func stageOf(m *journey.Map) map[string]int {
	stage := map[string]int{}
	for i, s := range m.Stages {
		for _, p := range s.Touchpoints {
			for _, name := range p.Events {
				stage[name] = i
			}
		}
	}
	return stage
}

// stagesAndChannels is T1q: events by stage and channel, of the loaded log.
func (s *shop) stagesAndChannels() ([]string, error) {
	stage := stageOf(s.stages)
	code := make([]int32, len(s.log.Names()))
	for id, name := range s.log.Names() {
		code[id] = int32(stage[name])
	}
	all := event.Fold(s.log, func() *census { return newCensus(s.log, code, len(s.stages.Stages)) })
	var lines []string
	for i, row := range all.counts {
		for j, n := range row {
			lines = append(lines, countLine(i, s.log.Channels()[j], n)...)
		}
	}
	return lines, nil
}

// countLine is a line of T1, or none where there is nothing.
func countLine(stage int, channel journey.Channel, n int) []string {
	if n == 0 {
		return nil
	}
	return []string{row(stage, channel, n)}
}
