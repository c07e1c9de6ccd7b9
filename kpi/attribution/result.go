package attribution

import (
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A Result is the credit of each channel for the conversions.
type Result struct {
	Conversions int `json:"conversions"` // paths that converted
	Nulls       int `json:"nulls"`       // paths that did not

	// Probability is that of a conversion: of the paths, those that converted.
	// So it is in the Markov chain.
	Probability float64 `json:"probability"`

	// Channels are those with a touch, in bytewise order.
	Channels []Credit `json:"channels"`

	// Transitions are the steps of the paths, those that never happened left
	// out: from the start and each channel in turn, to each channel, to a
	// conversion and to the end of a null path.
	Transitions []Transition `json:"transitions"`
}

// A Credit is what the models give to one channel, in conversions.
type Credit struct {
	Channel journey.Channel `json:"channel"`
	First   float64         `json:"first"`
	Last    float64         `json:"last"`
	Linear  float64         `json:"linear"`
	Markov  float64         `json:"markov"`

	// RemovalEffect is by which part the probability of a conversion falls
	// without the channel: a ratio in [0, 1].
	RemovalEffect float64 `json:"removal_effect"`
}

// A Transition is a number of steps between two places of a path.
type Transition struct {
	From  journey.Channel `json:"from"` // or Start
	To    journey.Channel `json:"to"`   // or Converted or Null
	Count int             `json:"count"`
}

// The places of a [Transition] that are no channels.
const (
	Start     journey.Channel = "(start)"
	Converted journey.Channel = "(conversion)"
	Null      journey.Channel = "(null)"
)

// Result returns the credit for what was gathered so far. The tally may go on
// after it.
func (t *Tally) Result() (*Result, error) {
	if t.err != nil {
		return nil, fmt.Errorf("attribution: %w", t.err)
	}
	n := len(t.channels)
	out := &Result{}
	weight := make([]float64, n*n)
	start, converts, nulls := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		for j := range n {
			weight[i*n+j] = float64(t.steps[t.step(i, j)])
		}
		start[i] = float64(t.steps[t.step(n, i)])
		converts[i], nulls[i] = float64(t.steps[t.step(i, n)]), float64(t.steps[t.step(i, n+1)])
		out.Conversions += t.steps[t.step(i, n)]
		out.Nulls += t.steps[t.step(i, n+1)]
	}
	if out.Conversions+out.Nulls == 0 {
		return nil, fmt.Errorf("attribution: %w: no path", ErrNoData)
	}
	linear := t.linear()
	p, effects := removal(weight, start, converts, nulls)
	out.Probability = stat.Tidy(p)
	all := 0.0
	for _, e := range effects {
		all += e
	}
	for i, channel := range t.channels {
		if !t.touched(i) {
			continue
		}
		c := Credit{Channel: channel, First: float64(t.first[i]), Last: converts[i], Linear: stat.Tidy(linear[i])}
		if all > 0 {
			c.Markov = stat.Tidy(effects[i] / all * float64(out.Conversions))
		}
		c.RemovalEffect = min(1, stat.Tidy(effects[i]))
		out.Channels = append(out.Channels, c)
	}
	out.Transitions = t.transitions()
	return out, nil
}

// linear returns the credit of the linear model: the touches of each channel,
// each a part of 1 in the length of its path.
func (c *counts) linear() []float64 {
	sums := make([]stat.Sum, len(c.channels))
	c.eachLength(func(length int, touches []int) {
		for i, n := range touches {
			sums[i].Add(float64(n) / float64(length))
		}
	})
	out := make([]float64, len(sums))
	for i := range sums {
		out[i] = sums[i].Float64()
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
	name := func(i int, others ...journey.Channel) journey.Channel {
		if i < n {
			return c.channels[i]
		}
		return others[i-n]
	}
	var list []Transition
	for k := range n + 1 {
		from := (k + n) % (n + 1) // the start first
		for to := range n + 2 {
			if count := c.steps[c.step(from, to)]; count > 0 {
				list = append(list, Transition{name(from, Start), name(to, Converted, Null), count})
			}
		}
	}
	return list
}
