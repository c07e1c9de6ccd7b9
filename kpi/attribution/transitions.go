package attribution

import "github.com/parcours-go/parcours/journey"

// A Transition is a number of steps between two places of the paths. No channel
// can be taken for the start or for an end, whatever its name.
type Transition struct {
	From  journey.Channel `json:"from"`          // "" is the start
	To    journey.Channel `json:"to"`            // "" is an end
	End   End             `json:"end,omitempty"` // which, where To is ""
	Count int             `json:"count"`
}

// An End is how a path ends.
type End string

// The ends of paths.
const (
	Conversion End = "conversion"
	Null       End = "null"
)

// conversions returns the paths that converted from a channel.
func (c *counts) conversions(channel int) int { return c.steps[c.step(channel, len(c.channels))] }

// nulls returns the null paths that ended with a channel.
func (c *counts) nulls(channel int) int { return c.steps[c.step(channel, len(c.channels)+1)] }

// lasts returns the paths that converted, by their last touch.
func (c *counts) lasts() []int {
	out := make([]int, len(c.channels))
	for i := range out {
		out[i] = c.conversions(i)
	}
	return out
}

// touched reports whether a path has a touch of a channel.
func (c *counts) touched(channel int) bool {
	for from := range len(c.channels) + 1 {
		if c.steps[c.step(from, channel)] > 0 {
			return true
		}
	}
	return false
}

func (c *counts) transitions() []Transition {
	n := len(c.channels)
	var list []Transition
	for k := range n + 1 {
		from := (k + n) % (n + 1) // the start first
		var step Transition
		if from < n {
			step.From = c.channels[from]
		}
		for to, count := range c.steps[c.step(from, 0):c.step(from+1, 0)] {
			if count == 0 {
				continue
			}
			step.To, step.End, step.Count = "", "", count
			switch to {
			case n:
				step.End = Conversion
			case n + 1:
				step.End = Null
			default:
				step.To = c.channels[to]
			}
			list = append(list, step)
		}
	}
	return list
}
