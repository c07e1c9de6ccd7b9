package friction

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// channelName is how the channel is named among the attributes.
const channelName = "channel"

// A factor is an attribute by which sessions are told apart.
type factor struct {
	name    string
	values  []string // values[0] stands for none
	channel bool
	attr    event.Attr
	shift   int32 // of the ids of channels, where "" is not the first
}

// of returns the value of event i, 0 for none.
func (f *factor) of(t event.Trace, i int) int32 {
	if f.channel {
		return int32(t.ChannelID(i)) + f.shift
	}
	return int32(f.attr.ID(t, i))
}

// channelFactor returns the factor of the channels of a log.
func channelFactor(channels []journey.Channel) factor {
	f := factor{name: channelName, channel: true, values: []string{""}}
	for _, c := range channels {
		if c != "" {
			f.values = append(f.values, string(c))
		}
	}
	if len(f.values) == len(channels)+1 {
		f.shift = 1
	}
	return f
}

// addSegments notes the first value that each factor has in the session.
func (c *sessions) addSegments(t event.Trace, from, to int) {
	row := len(c.customer) - 1
	for f := range c.factors {
		first, changed := int32(0), false
		for i := from; i < to; i++ {
			switch v := c.factors[f].of(t, i); {
			case v == 0 || v == first:
			case first == 0:
				first = v
			default:
				changed = true
			}
		}
		c.segment[f] = append(c.segment[f], first)
		if changed {
			c.changing[f]++
			if c.factors[f].channel {
				c.hopped[row] = true
			}
		}
	}
}

// settleSegments leaves out the factors that change within more than one in
// twenty sessions: they say what happens, not to whom. Those asked for stay.
func (c *sessions) settleSegments() {
	var factors []factor
	var segment [][]int32
	for f, changing := range c.changing {
		asked := slices.Contains(c.opt.Segments, c.factors[f].name)
		if asked || changing*20 <= c.rows() {
			factors, segment = append(factors, c.factors[f]), append(segment, c.segment[f])
		}
	}
	own := *c.setting
	own.factors = factors
	c.setting, c.segment = &own, segment
}
