package render

import (
	"math"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/scene"
)

// An axis is a scale with the values that are named beside it.
type axis struct {
	plot.Scale
	ticks []tick
}

type tick struct {
	at    scene.Px
	label string
}

// axis returns the axis of values in a unit. It begins and ends at round values
// around lo and hi, and names most of them at most.
func (p *page) axis(unit journey.Unit, lo, hi float64, from, to scene.Px, most int) axis {
	if !(hi > lo) {
		hi = lo + max(1, math.Abs(lo)/10)
	}
	values := plot.Steps
	if unit == journey.Seconds {
		values = plot.Durations
	} else {
		lo, hi = plot.Nice(lo, hi, most)
	}
	a := axis{Scale: plot.Scale{Lo: lo, Hi: hi, From: from, To: to}}
	named := values(lo, hi, most)
	if unit == journey.Count {
		named = whole(named)
	}
	for _, v := range named {
		a.ticks = append(a.ticks, tick{a.At(v), p.tickLabel(unit, v, stepOf(named))})
	}
	return a
}

// whole leaves out the values between whole numbers, of which nothing is counted,
// unless too few are left to read an axis by.
func whole(values []float64) []float64 {
	left := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return v != math.Trunc(v) })
	if len(left) < 2 {
		return values
	}
	return left
}

// stepOf returns how far the first two values are apart.
func stepOf(values []float64) float64 {
	if len(values) < 2 {
		return 1
	}
	return values[1] - values[0]
}

// tickLabel writes a value with as many decimals as the step asks.
func (p *page) tickLabel(unit journey.Unit, v, step float64) string {
	switch unit {
	case journey.Ratio, journey.Change:
		return p.lang.Percent(v, decimalsOf(step*100))
	case journey.Seconds:
		return p.lang.Duration(v)
	case journey.Money:
		if step >= 1 && p.currency != "" {
			return p.lang.Money(v, p.currency)
		}
	}
	return p.lang.Number(v, decimalsOf(step))
}

func decimalsOf(step float64) int {
	return int(min(max(0, math.Ceil(-math.Log10(step)-1e-9)), 6))
}

// labelsWidth returns how wide the longest label of the axis is.
func (p *page) labelsWidth(a axis) scene.Px {
	var w scene.Px
	for _, t := range a.ticks {
		w = max(w, p.theme.small().Font().Width(t.label))
	}
	return w
}

// across draws the values of a vertical axis: a hairline from left to right for
// each, its label before it, and room of that width for the labels.
func (p *page) across(a axis, left, right, room scene.Px) []scene.Node {
	style := p.theme.small().To(scene.Right)
	var nodes []scene.Node
	for _, t := range a.ticks {
		nodes = append(nodes, p.hairline(left, right, t.at))
		label := style.Paragraph(t.label, room-8*px, 1)
		nodes = append(nodes, label.At(left-room, t.at-style.Leading/2)...)
	}
	return nodes
}

// below draws the labels of a horizontal axis under y, from left to right, those
// that have room. The first and the last stay between the ends.
func (p *page) below(a axis, left, right, y scene.Px) []scene.Node {
	const gap = 12 * px
	free := left
	var nodes []scene.Node
	for _, t := range a.ticks {
		label := p.theme.small().Line(t.label, right-left)
		x := min(max(t.at-label.W/2, left), right-label.W)
		if x < free {
			continue
		}
		nodes = append(nodes, label.At(x, y)...)
		free = x + label.W + gap
	}
	return nodes
}

// legend lays out what signs mean, one after the other.
func (p *page) legend(width scene.Px, keys ...legendKey) layout.Block {
	const step = 20 * px
	style := p.theme.small()
	items := make([]layout.Block, len(keys))
	for i, k := range keys {
		items[i] = marked(k.sign, step, style.Line(k.said, width-step), style.Leading, false)
	}
	return layout.Flow(width, 20*px, 4*px, items...)
}

// A legendKey is a sign, at most 12 pixels wide and high, and what it means.
type legendKey struct {
	sign layout.Block
	said string
}
